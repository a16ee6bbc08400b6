"""Loading a language pipeline: the embedded one, or any English spaCy pipeline."""

from __future__ import annotations

import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import spacy
from spacy.language import Language

from sahel_analysis.article import MAX_BYTES
from sahel_analysis.errors import ModelError, expect
from sahel_analysis.parsing.tokenizer import BoundedTokenizer
from sahel_analysis.resources import check_folder, path_of

EMBEDDED = "en_sahel_news"

COMPONENTS = ("sahel_entities", "sahel_times", "sahel_attributions", "sahel_events")
"""What is added behind the parse, in order."""


def load_pipeline(model: str = EMBEDDED, threads: int = 0) -> Language:
    """A pipeline that parses English news and fills `doc._` with what the tables hold.

    `analyze` uses it; by itself it is for those who want spaCy's `Doc`, or many texts (`nlp.pipe`).

    Args:
        model: "en_sahel_news" (embedded: nothing is downloaded), the name of an installed English spaCy
            pipeline such as "en_core_web_sm", or a path.
        threads: those of the embedded encoder; 0 leaves it the choice.

    Returns:
        The spaCy pipeline with this package's four components behind the parse; loaded once per name and
        number of threads, also when several threads ask at once.

    Raises:
        ModelError: the pipeline is not installed, not English, or cannot parse; as InstallationError if a
            file of the embedded one is missing or damaged.

    Example:
        >>> nlp = sa.load_pipeline()
        >>> nlp.pipe_names[-4:]
        ['sahel_entities', 'sahel_times', 'sahel_attributions', 'sahel_events']
        >>> [mention.text for mention in nlp("Ségou lies on the Niger.")._.mentions]
        ['Ségou', 'Niger']
    """
    expect(model, (str, Path), f"the name of a pipeline, such as {EMBEDDED!r}")
    with _loading:
        return _pipeline(str(model), threads)


_loading = Lock()


@cache
def _pipeline(model: str, threads: int) -> Language:
    nlp = _load(model, threads)
    if nlp.lang != "en":
        raise ModelError(
            f"The pipeline {model!r} reads {nlp.lang!r}; these articles are English. "
            f"Use {EMBEDDED!r} (the default) or an English pipeline such as 'en_core_web_sm'."
        )
    if not {"sahel_neural", "parser"} & set(nlp.pipe_names):
        raise ModelError(
            f"The pipeline {model!r} has no parser, which the analysis needs. "
            f"Use {EMBEDDED!r} or 'en_core_web_sm'."
        )
    nlp.max_length = MAX_BYTES + 1
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    for component in COMPONENTS:
        if component not in nlp.pipe_names:
            nlp.add_pipe(component)
    return nlp


def _load_embedded(threads: int) -> Language:
    """The embedded pipeline; its files' hashes are computed beside the loading, so that they cost no time."""
    folder, setting = f"data/{EMBEDDED}", {"components": {"sahel_neural": {"threads": threads}}}
    with ThreadPoolExecutor(1) as beside:
        checked = beside.submit(check_folder, folder)
        try:
            nlp = spacy.load(path_of(folder), config=setting)
        except Exception as error:
            checked.result()  # names the file that is to blame, if one is
            raise ModelError(
                f"The pipeline {EMBEDDED!r} cannot be loaded ({error}). Install a version of spaCy and of "
                f"onnxruntime that fits, see pyproject.toml; here is spaCy {version('spacy')}."
            ) from error
        checked.result()
    return nlp


def _load(model: str, threads: int) -> Language:
    if model == EMBEDDED:
        return _load_embedded(threads)
    if not (spacy.util.is_package(model) or Path(model).is_dir()):
        raise ModelError(
            f"The pipeline {model!r} is not installed. Install it with\n"
            f"    python -m spacy download {model}\n"
            f"or, from a wheel file, with\n"
            f"    python -m pip install {model}-VERSION-py3-none-any.whl\n"
            f"or leave the name out: {EMBEDDED!r} comes with this package."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return spacy.load(model)
    except Exception as error:  # what a folder holds that only looks like a pipeline is anyone's guess
        raise ModelError(
            f"The pipeline {model!r} cannot be loaded ({error}). "
            f"Install a version that fits spaCy {version('spacy')}, or leave the name out: "
            f"{EMBEDDED!r} comes with this package."
        ) from error
