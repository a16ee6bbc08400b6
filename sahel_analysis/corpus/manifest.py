"""What made these results? Versions, model, data, input and settings: the same ones give the same files."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy

from sahel_analysis import __version__
from sahel_analysis.corpus.storing import JOURNAL, LOCK, MANIFEST, write_json
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.pipeline import EMBEDDED, load_pipeline
from sahel_analysis.resources import path_of

FORMAT = 1
"""Of the folder of results; another number cannot be read."""

_LIBRARIES = ("spacy", "onnxruntime", "tokenizers", "numpy", "pandas", "pyarrow")


@cache
def describe_software(model: str) -> dict[str, Any]:
    """What the results depend on, apart from the input: versions, and hashes of code, data and model."""
    package = Path(__file__).parents[1]
    return {
        "format": FORMAT,
        "sahel_analysis": __version__,
        "code_sha256": _hash(package, "*.py"),
        "data_sha256": _hash(path_of("data"), "*"),
        "model": _describe_model(model),
        "python": ".".join(platform.python_version_tuple()[:2]),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }


def _describe_model(model: str) -> dict[str, str]:
    """The pipeline's name, and a hash of its files; it is not loaded, as only the workers need it."""
    if model == EMBEDDED:
        folder = path_of(f"data/{EMBEDDED}")
    elif spacy.util.is_package(model):
        folder = spacy.util.get_package_path(model)
    elif Path(model).is_dir():
        folder = Path(model)
    else:
        load_pipeline(model)  # says how to install it
        raise AssertionError
    return {"name": model, "sha256": _hash(folder, "*")}


def _hash(folder: Path, pattern: str) -> str:
    """SHA-256 of the names and contents of a folder's files."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob(pattern)):
        if (
            path.is_file()
            and "__pycache__" not in path.parts
            and "_packaged" not in path.relative_to(folder).parts
        ):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(
                f"{path.relative_to(folder).as_posix()}\n{digest}\n".encode("utf8", "surrogateescape")
            )
    return total.hexdigest()


def begin(folder: Path, head: Mapping[str, Any]) -> bool:
    """Opens a folder for results and says whether they are complete already.

    `head` is what the run depends on. Raises SahelAnalysisError, with what to do, if the folder holds
    something else, or results that another input, version or setting has made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise SahelAnalysisError(
            f"The results cannot be written into {str(folder)!r} ({error.strerror or error}). "
            "Choose a folder of your own."
        ) from None
    if MANIFEST not in there:
        if set(there) - {LOCK, JOURNAL, MANIFEST + ".unfinished"}:
            raise SahelAnalysisError(
                f"{str(folder)!r} holds other files ({there[0]}). Give an empty folder, or a new one."
            )
        write_json(folder / MANIFEST, {**head, "complete": False})
        return False
    found = read_manifest(folder)
    differences = list(_differences({k: found.get(k) for k in head}, head))
    if differences:
        raise SahelAnalysisError(
            f"{str(folder)!r} holds results that were made otherwise: {'; '.join(differences)}. "
            "Give a new folder, or delete this one; or go on with what made it."
        )
    return found["complete"] is True


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder of results. Raises SahelAnalysisError if there is none."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        if found["format"] != FORMAT:
            raise SahelAnalysisError(
                f"{str(folder)!r} has results of the format {found['format']}, this version reads {FORMAT}. "
                "Read them with the version that made them, or analyse the articles anew."
            )
        found["complete"] = bool(found["complete"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise SahelAnalysisError(
            f"{str(folder)!r} holds no results. Give the folder that `sahel-analysis corpus` wrote."
        ) from None
    return found


def _differences(old: Any, new: Any, name: str = "") -> Any:
    """Where two manifests differ: "libraries.spacy is 3.8.18 there, 3.8.19 here"."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from _differences(old.get(key), new.get(key), f"{name}.{key}" if name else key)
    elif old != new:
        yield f"{name} is {_short(old)} there, {_short(new)} here"


def _short(value: Any) -> str:
    return value[:12] if isinstance(value, str) else json.dumps(value)
