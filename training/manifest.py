"""Lists the hashes of a pipeline's files: `python -m training.manifest data/en_sahel_news`.

The list is in the form of `sha256sum`, beside the files; `load_pipeline` checks it.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from sahel_analysis.resources import MANIFEST


def manifest_of(folder: Path) -> str:
    """A line with hash and name for each file below a folder, in the order of their names."""
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    return "".join(f"{hashes[name]}  {name}\n" for name in names if name != MANIFEST)


def main(argv: list[str]) -> int:
    """Writes the list into the folder."""
    folder = Path(argv[0])
    (folder / MANIFEST).write_text(manifest_of(folder), encoding="utf8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
