"""The set-up holds together: pins, README, Makefile, public names."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import sahel_analysis

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
PINS = (ROOT / "constraints.txt").read_text(encoding="utf8").splitlines()

PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([0-9][A-Za-z0-9.+!]*)")


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def section(title: str) -> str:
    """The text of README under a heading, up to the next of the same rank."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"README has no section {title!r}"
    return found[1]


def test_constraints_are_plain_pins() -> None:
    assert [line for line in PINS if not PIN.fullmatch(line)] == []
    names = [normalized(line.split("==")[0]) for line in PINS]
    assert len(names) == len(set(names))


def test_constraints_cover_every_direct_dependency() -> None:
    extras = PROJECT["optional-dependencies"]
    direct = [*PROJECT["dependencies"], *extras["lab"], *extras["test"], *extras["site"], *extras["browser"]]
    names = {normalized(re.split(r"[^A-Za-z0-9._-]", requirement)[0]) for requirement in direct}
    assert names - {normalized(line.split("==")[0]) for line in PINS} == set()


def test_dependencies_have_no_upper_bounds() -> None:
    extras = PROJECT["optional-dependencies"].values()
    everything = [*PROJECT["dependencies"], *(requirement for extra in extras for requirement in extra)]
    assert [r for r in everything if re.search(r"<|==|~=", r)] == []


def test_version_is_the_same_everywhere() -> None:
    version = PROJECT["version"]
    assert sahel_analysis.__version__ == version
    assert f"version {version}." in section("How to cite")
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf8")
    assert f"\n## [{version}] - " in (ROOT / "CHANGELOG.md").read_text(encoding="utf8")


def test_what_a_doi_needs_is_the_same_in_all_three_files() -> None:
    deposit = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf8"))
    meta = json.loads((ROOT / "codemeta.json").read_text(encoding="utf8"))
    cite = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf8"))
    assert deposit["description"] == f"<p>{cite['abstract']}</p>"
    assert deposit["publication_date"] == str(cite["date-released"])
    assert [creator["name"] for creator in deposit["creators"]] == [
        author["name"] for author in cite["authors"]
    ]
    for field in ("title", "version", "license", "keywords"):
        assert deposit[field] == cite[field], field
    assert (meta["name"], meta["description"]) == (cite["title"], cite["abstract"])
    assert (meta["version"], meta["datePublished"]) == (cite["version"], str(cite["date-released"]))
    assert meta["license"] == f"https://spdx.org/licenses/{cite['license']}"
    assert (meta["keywords"], [a["name"] for a in meta["author"]]) == (
        cite["keywords"],
        [author["name"] for author in cite["authors"]],
    )


def commands_in(value: Any) -> Iterator[str]:
    """Everything that a workflow or a hook runs."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if key in ("run", "entry"):
            yield inner
        elif isinstance(inner, (dict, list)):
            yield from commands_in(inner)


@pytest.mark.parametrize("name", [".github/workflows/ci.yml", ".pre-commit-config.yaml"])
def test_workflow_and_hooks_run_what_there_is(name: str) -> None:
    commands = list(commands_in(yaml.safe_load((ROOT / name).read_text(encoding="utf8"))))
    assert commands
    targets = [target for command in commands for target in re.findall(r"^make ([\w-]+)", command)]
    assert [target for target in targets if f"\n{target}:" not in MAKEFILE] == []
    modules = {module for command in commands for module in re.findall(r"python -m (\w+)", command)}
    assert modules <= {"mypy", "pip", "pytest", "ruff"}
    paths = [
        path for command in commands for path in re.findall(r"(?<![./\w])(?:tests|notebooks)[\w./]*", command)
    ]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_elsewhere_the_same_versions_open_the_same_lessons() -> None:
    binder = (ROOT / "binder" / "requirements.txt").read_text(encoding="utf8")
    assert binder.splitlines() == ["-c ../constraints.txt", "-e .[lab]"]
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf8"))
    assert container["postCreateCommand"] == "make student"  # which installs by the pins
    start = (ROOT / "binder" / "start").read_text(encoding="utf8")
    assert "ORT_DISABLE_TELEMETRY=1" in start
    assert container["containerEnv"] == {"ORT_DISABLE_TELEMETRY": "1"}


BADGES = re.findall(r"^\[!\[Open in \w+\]\([^)]*\)\]\(([^)]*)\)$", README, re.MULTILINE)


def test_badges_lead_somewhere_even_before_anybody_knows_the_address() -> None:
    assert [address.split("/")[2] for address in BADGES] == ["mybinder.org", "codespaces.new"]
    assert not re.search(r"\b(OWNER|NAME)\b", "".join(BADGES))


def test_readme_lists_the_public_names() -> None:
    listed = re.findall(r"^- `(\w+)", section("Public names"), re.MULTILINE)
    assert sorted(listed) == sorted(sahel_analysis.__all__)
    assert [name for name in listed if not hasattr(sahel_analysis, name)] == []


def test_readme_names_every_make_target() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    assert [t for t in phony[1].split() if f"`make {t}" not in section("Commands")] == []


def test_readme_names_every_command() -> None:
    ask = [sys.executable, "-c", "from sahel_analysis.cli import main; main()", "--help"]
    done = subprocess.run(ask, capture_output=True, text=True, check=True)
    commands = re.search(r"\{([\w,-]+)\}", done.stdout)
    assert commands, "the help lists no commands"
    assert [c for c in commands[1].split(",") if f"sahel-analysis {c}" not in section("Commands")] == []


needs_make = pytest.mark.skipif(
    shutil.which("make") is None or os.name == "nt", reason="make on Linux or macOS is needed"
)


@needs_make
@pytest.mark.parametrize(
    "target",
    [
        "help",
        "lab",
        "student",
        "test",
        "lint",
        "coverage",
        "hooks",
        "notebooks",
        "pictures",
        "site",
        "slides",
        "test-browser",
        "test-offline",
        "test-oldest",
        "test-again",
        "clean",
    ],
)
def test_makefile_works_in_a_folder_with_a_space(tmp_path: Path, target: str) -> None:
    folder = tmp_path / "my lessons"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    done = subprocess.run(
        ["make", "--no-print-directory", "-n", target], cwd=folder, capture_output=True, text=True, check=True
    )
    unquoted = [line for line in done.stdout.splitlines() if re.search(r"my lessons(?![^\"]*\")", line)]
    assert unquoted == []


@needs_make
def test_an_old_python_gets_a_clear_message(tmp_path: Path) -> None:
    old = tmp_path / "old-python"
    old.write_text('#!/bin/sh\ncase "$*" in *version_info*) exit 1;; --version) echo Python 3.9.2;; esac\n')
    old.chmod(0o755)
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    done = subprocess.run(
        ["make", "--no-print-directory", "lab", f"PYTHON={old}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed; this is Python 3.9.2" in done.stderr
    assert not (tmp_path / ".venv").exists()


@needs_make
def test_one_command_lets_the_badges_open_a_copy_on_github(tmp_path: Path) -> None:
    for name in ("Makefile", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    for copy in ("a/b", "some-class/sahel.kit"):  # a second time, too
        subprocess.run(["make", "badges", f"GITHUB={copy}"], cwd=tmp_path, check=True)
        readme = (tmp_path / "README.md").read_text(encoding="utf8")
        assert (
            f"(https://mybinder.org/v2/gh/{copy}/HEAD?urlpath=lab/tree/student/00_start_here.ipynb)" in readme
        )
        assert f"(https://codespaces.new/{copy})" in readme
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Makefile", "README.md"]
    refused = subprocess.run(
        ["make", "badges", "GITHUB=my copy"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert refused.returncode != 0
    assert "make badges GITHUB=owner/name" in refused.stderr


def tracked_files() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name]


def test_no_file_names_a_folder_of_this_machine() -> None:
    home = str(Path.home())
    # A home such as /root may stand in any text about system folders; the checkout's place may not.
    folders = [str(ROOT), *([home + os.sep] if home.count(os.sep) > 1 else [])]
    found = [
        str(path.relative_to(ROOT))
        for path in tracked_files()
        if path.is_file() and any(folder.encode() in path.read_bytes() for folder in folders)
    ]
    assert found == []


@needs_make
@pytest.mark.parametrize(("options", "folder"), [([], "student"), (["LESSONS=notebooks"], "notebooks")])
def test_lab_opens_the_student_copy_unless_told_otherwise_and_says_so(
    tmp_path: Path, options: list[str], folder: str
) -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    done = subprocess.run(
        ["make", "--no-print-directory", "-n", "lab", *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    write, say, start = done.stdout.splitlines()[-3:]
    assert write.endswith("-m sahel_analysis.exercises.student notebooks student")
    assert say == f'echo "Opening the lessons in the folder {folder}."'
    assert start.startswith(f'cd "{folder}" && ')
