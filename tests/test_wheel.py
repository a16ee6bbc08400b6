"""The wheel stands on its own feet: built, installed away from the checkout, and used there."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

ARTICLE = (
    "Mali’s army repelled an attack on a military camp in Bamako on Tuesday, Army Chief of Staff "
    "Oumar Diarra said. The al-Qaida-linked group JNIM claimed responsibility.\n"
)


@dataclass(frozen=True)
class Elsewhere:
    """A fresh environment that has the wheel and, from the tests' own, nothing but the dependencies."""

    folder: Path
    bin: Path

    def run(self, command: str, *args: str) -> subprocess.CompletedProcess[str]:
        program = shutil.which(command, path=str(self.bin))
        assert program, f"{command} was not installed"
        env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON") and k != "VIRTUAL_ENV"}
        return subprocess.run(
            [program, *args],
            cwd=self.folder,
            env={**env, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf8",
            check=False,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    folder = tmp_path_factory.mktemp("else where")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
    bin = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = str(shutil.which("python", path=str(bin)))
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(pip, check=True)

    # A path in a .pth file adds that folder but does not read the .pth files in it: the dependencies
    # are found, and a checkout that is installed in editable mode is not.
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    shared = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (Path(site) / "dependencies.pth").write_text("\n".join(shared) + "\n", encoding="utf8")

    work = folder / "work"
    work.mkdir()
    (work / "article.txt").write_text(ARTICLE, encoding="utf8")
    return Elsewhere(work, bin)


@pytest.mark.parametrize(
    ("in_wheel", "in_checkout"),
    [
        ("sahel_analysis", "sahel_analysis"),
        ("sahel_analysis/_packaged/data", "data"),
        ("sahel_analysis/_packaged/seeds", "seeds"),
    ],
)
def test_wheel_holds_every_file(wheel: Path, in_wheel: str, in_checkout: str) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in (ROOT / in_checkout).rglob("*") if path.is_file() and not ignored(path)]
    assert files
    assert [
        p for p in files if f"{in_wheel}/{p.relative_to(ROOT / in_checkout).as_posix()}" not in packed
    ] == []


def ignored(path: Path) -> bool:
    return "__pycache__" in path.parts or path.name == ".DS_Store"


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"sahel_analysis"}


def test_import_comes_from_the_wheel(elsewhere: Elsewhere) -> None:
    done = elsewhere.run("python", "-c", "import sahel_analysis; print(sahel_analysis.__file__)")
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(elsewhere.bin.parent)


def test_packaged_files_come_from_the_wheel(elsewhere: Elsewhere) -> None:
    code = "from sahel_analysis.resources import path_of; print(path_of('data')); print(path_of('seeds'))"
    done = elsewhere.run("python", "-c", code)
    assert done.returncode == 0, done.stderr
    assert [Path(line).is_relative_to(elsewhere.bin.parent) for line in done.stdout.splitlines()] == [
        True,
        True,
    ]


def test_analyze(elsewhere: Elsewhere) -> None:
    done = elsewhere.run(
        "sahel-analysis", "analyze", "article.txt", "--published", "2024-09-18", "--json", "out.json"
    )
    assert done.returncode == 0, done.stderr
    result = json.loads((elsewhere.folder / "out.json").read_text(encoding="utf8"))
    assert {"article", "mentions", "entities", "times", "attributions", "events"} <= set(result)
    assert {ARTICLE[m["start"] : m["end"]] == m["text"] for m in result["mentions"]} == {True}
    assert "Bamako" in {m["text"] for m in result["mentions"]}
    assert "Bamako" in {e["name"] for e in result["entities"]}


def test_info(elsewhere: Elsewhere) -> None:
    done = elsewhere.run("sahel-analysis", "info")
    assert done.returncode == 0, done.stderr
    assert "sahel-analysis 0.2.0" in done.stdout
    assert len(done.stdout.splitlines()) > 3
