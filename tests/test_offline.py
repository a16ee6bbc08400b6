"""Nothing phones home: an analysis opens no socket and writes no file outside the working folder."""

import os
import subprocess
import sys
from pathlib import Path

WATCHED = """
import sys
opened = []
def watch(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        opened.append(event)
sys.addaudithook(watch)
import sahel_analysis as sa
sa.analyze("Gunmen killed two people in Gao, the army said.")
print(opened)
"""


def test_an_analysis_leaves_the_home_folder_and_the_network_alone(tmp_path: Path) -> None:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    folders = {"HOME": str(home), "USERPROFILE": str(home), "XDG_CACHE_HOME": str(home / ".cache")}
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"} | folders
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WATCHED],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (run.stdout, run.returncode) == ("[]\n", 0), run.stderr
    assert [str(p) for p in tmp_path.rglob("*") if p not in (home, work)] == []


def test_the_switch_is_set_before_onnxruntime_can_be_imported() -> None:
    code = """
import os, sys, sahel_analysis
print(os.environ["ORT_DISABLE_TELEMETRY"], "onnxruntime" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["1", "False"]
