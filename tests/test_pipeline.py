"""Loading a pipeline: the embedded one, another English one, or a sentence that says what to do."""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Event

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_info

from sahel_analysis import pipeline, resources
from sahel_analysis.article import MAX_BYTES
from sahel_analysis.errors import InstallationError, ModelError, SahelAnalysisError
from sahel_analysis.pipeline import COMPONENTS, EMBEDDED, load_pipeline
from sahel_analysis.resources import path_of


def test_the_embedded_pipeline_parses_and_finds_entities(nlp: Language) -> None:
    assert nlp.lang == "en"
    assert nlp.pipe_names[0] == "sahel_neural"
    assert nlp.pipe_names[-4:] == [*COMPONENTS]
    doc = nlp("Rain fell in Gao.")
    assert [m.text for m in doc._.mentions] == ["Gao"]
    assert [e.country for e in doc._.entities] == ["ML"]


def test_a_pipeline_is_loaded_once(nlp: Language) -> None:
    assert load_pipeline() is load_pipeline(EMBEDDED) is nlp


def test_several_threads_load_one_pipeline(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []

    def slow(model: str, threads: int) -> Language:
        loads.append(model)
        Event().wait(0.05)
        return spacy.blank("en")

    monkeypatch.setattr(pipeline, "_pipeline", cache(slow))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(load_pipeline, ["any"] * 4))
    assert loads == ["any"]
    assert len({id(one) for one in found}) == 1


def test_threads_leave_blas_as_they_found_it(nlp: Language) -> None:
    before = threadpool_info()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(nlp, ["Rain fell in Gao. It was calm."] * 8))
    assert threadpool_info() == before


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("sahel_neural/encoder.onnx", lambda content: content[: len(content) // 2]),
        ("sahel_neural/encoder.onnx", lambda content: content[:9_000_000] + bytes(200) + content[9_000_200:]),
        ("sahel_neural/trees.npz", lambda content: None),
        ("sahel_neural/labels.json", lambda content: b"version https://git-lfs.github.com/spec/v1"),
        ("sahel_neural/tokenizer.json", lambda content: b""),
        ("config.cfg", lambda content: None),
    ],
)
def test_a_damaged_file_of_the_embedded_pipeline_is_named(
    name: str, damage: Callable[[bytes], bytes | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "data" / EMBEDDED
    shutil.copytree(path_of(f"data/{EMBEDDED}"), copy, copy_function=os.link)
    content = damage((copy / name).read_bytes())
    (copy / name).unlink()
    if content is not None:
        (copy / name).write_bytes(content)
    monkeypatch.setattr(resources, "_HERE", tmp_path / "sahel_analysis")
    with pytest.raises(InstallationError, match=rf"'data/{EMBEDDED}/{name}' .*Install the package again"):
        pipeline._load_embedded(threads=0)


def test_any_article_fits(nlp: Language) -> None:
    assert nlp.max_length > MAX_BYTES


def test_a_pipeline_that_is_not_installed_says_how_to_get_it() -> None:
    with pytest.raises(ModelError) as caught:
        load_pipeline("en_no_such_model")
    message = str(caught.value)
    assert "'en_no_such_model' is not installed" in message
    assert "python -m spacy download en_no_such_model" in message
    assert "python -m pip install en_no_such_model-" in message
    assert "'en_sahel_news' comes with this package" in message
    assert isinstance(caught.value, SahelAnalysisError)


def saved(nlp: Language, folder: Path) -> str:
    nlp.to_disk(folder)
    return str(folder)


def test_a_pipeline_of_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="reads 'fr'; these articles are English"):
        load_pipeline(saved(spacy.blank("fr"), tmp_path / "french"))


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="has no parser"):
        load_pipeline(saved(spacy.blank("en"), tmp_path / "blank"))


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be loaded .* leave the name out"):
        load_pipeline(str(tmp_path))


def test_another_pipeline_gets_the_same_components(nlp: Language, tmp_path: Path) -> None:
    """An untrained parser is enough to show that nothing here needs the embedded network."""
    other = spacy.blank("en")
    parser = other.add_pipe("parser")
    for label in ("nsubj", "det", "ROOT"):
        parser.add_label(label)
    other.add_pipe("tagger").add_label("NN")
    other.initialize()
    ruler = other.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Fanta Kone"}])
    loaded = load_pipeline(saved(other, tmp_path / "other"))
    assert loaded.pipe_names == ["parser", "tagger", "entity_ruler", *COMPONENTS]
    assert [(e.name, e.label) for e in loaded("Fanta Kone left Mali.")._.entities] == [
        ("Fanta Kone", "PERSON"),
        ("Mali", "GPE"),
    ]


def test_extensions_of_a_reader_are_not_overwritten(nlp: Language) -> None:
    """They are registered once; loading another pipeline does not register them again."""
    assert all(Doc.has_extension(name) for name in ("mentions", "entities", "boilerplate"))
    assert Doc(nlp.vocab)._.boilerplate == ()
