"""Inputs: text as news has it, cut and mixed; trees that no parser makes; files that are nearly right."""

from __future__ import annotations

import copy
import csv
import datetime as dt
import io
import json
import re
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

WORDS = """
    the a said say says told added asked warned denied claimed according to who that which of for by
    in on at near  from and or but not no he she they it his her army soldiers gunmen attackers
    militants civilians villagers people  killed wounded injured abducted kidnapped arrested attack
    attacked attacks bomb explosion raid coup fled withdrew  died dead dying least more than about
    nearly two ten dozens hundred twelve 3 15 1,200 10.5 2024 1999 12 Monday  Tuesday Sunday last next
    week month year day days morning night yesterday today ago first third early late May June
    September 17 Gao Mali Bamako Niger Niamey Burkina Faso Sahel JNIM ISGS Wagner al-Qaida Colonel
    General Minister  Fanta Coulibaly Issa Traoré Oumar Diarra spokesman spokeswoman official
    officials witness resident residents  analyst group government United Nations U.N. statement
    reporter reuters anonymity condition because was were has  have had been will would could plans
    fears hopes heard saw seen responsibility responsible city village camp school  airport base town
    capital region border north south km miles mourning three-day 9/11 17/09/2024 2024-09-17
""".split()

MARKS = [
    *".,;:!?-–—…\"'“”‘’«»()[]$%&/\\|*#@=+<>",
    "'s",
    "’s",
    "--",
    "---",
    "''",
    "``",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
]
ODD = [
    "\u00a0",
    "\u200b",
    "\u200f",
    "\u202e",
    "\ufeff",
    "\u0301",
    "\u00ad",
    "\u2028",
    "\x85",
    "\x0b",
    "\x0c",
    "\x1b[31m",
]
ODD += [
    "馬里",
    "مالي",
    "Мали",
    "😀",
    "👩‍👩‍👧",
    "ﬁ",
    "İ",
    "ß",
    "$x^2$",
    "<script>",
    "&amp;",
    "=1+1",
    "١٢",
    "²",
    "½",
]

DATES = st.one_of(
    st.none(),
    st.sampled_from(
        [dt.date.min, dt.date.max, dt.date(2024, 2, 29), dt.date(2024, 9, 18), dt.date(1999, 12, 31)]
    ),
    st.dates(),
)
ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)
PIECES = st.one_of(
    st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(MARKS), st.sampled_from(ODD), ANYTHING
)


@st.composite
def texts(draw: Any, most: int = 40) -> str:
    """Pieces with and without blanks between them, some with other capitals."""
    pieces = draw(st.lists(PIECES, min_size=1, max_size=most))
    between = draw(st.sampled_from([" ", " ", " ", "", "\n"]))
    case = draw(st.sampled_from([str, str, str, str.upper, str.title]))
    return str(case(between.join(pieces)))


LABELS = """
    nsubj nsubj:pass obj iobj obl ccomp xcomp advcl acl acl:relcl parataxis nmod nmod:poss amod advmod
    case mark conj cc  appos flat compound det aux cop punct nummod dep expl vocative discourse
""".split()
TAGS = "NOUN PROPN VERB AUX ADJ ADV ADP DET PRON NUM PUNCT SCONJ CCONJ PART X".split()


@st.composite
def trees(draw: Any) -> dict[str, Any]:
    """Words with any trees over them: the arguments of a `Doc`."""
    words = draw(
        st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS[:31])), min_size=1, max_size=25)
    )
    order = draw(st.permutations(range(len(words))))
    heads = list(range(len(words)))
    for place, word in enumerate(order[1:], start=1):
        heads[word] = word if draw(st.integers(0, 9)) == 0 else order[draw(st.integers(0, place - 1))]
    return {
        "words": words,
        "spaces": draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words))),
        "heads": heads,
        "deps": ["root" if head == i else draw(st.sampled_from(LABELS)) for i, head in enumerate(heads)],
        "pos": [draw(st.sampled_from(TAGS)) for _ in words],
        "lemmas": [word.lower() for word in words],
    }


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "1",
            "0",
            "-1",
            "3.5",
            "nan",
            "inf",
            "1e400",
            "2024-09-17",
            "0001-01-01",
            "9999-12-31",
            "17 May 2024",
        ]
    ),
    st.sampled_from(["day", "Mali", "Battles", "=1+1", '"', ";", "\x00", "a\nb", "1" * 400]),
    texts(4),
)


@st.composite
def tables(draw: Any, columns: tuple[str, ...]) -> bytes:
    """A CSV file with these columns or nearly, cells of all kinds, and any separator."""
    named = draw(st.sampled_from([columns, columns, columns, columns[1:], (*columns, columns[0])]))
    rows = draw(
        st.lists(
            st.lists(CELLS, min_size=len(named), max_size=len(named) + draw(st.integers(0, 1))), max_size=4
        )
    )
    separator = draw(st.sampled_from([",", ",", ";", "\t"]))
    quoted = draw(st.booleans())
    write = (lambda cell: '"' + cell.replace('"', '""') + '"') if quoted else str
    lines = [separator.join(named), *(separator.join(map(write, row)) for row in rows)]
    return damaged(draw, draw(st.sampled_from(["\n", "\r\n"])).join(lines).encode("utf8"))


@st.composite
def nearly_right(draw: Any, rows: tuple[dict[str, str], ...]) -> bytes:
    """A CSV file with good rows, in which some cells, a column or a line are harmed."""
    chosen = draw(st.sets(st.sampled_from(range(len(rows))), min_size=1, max_size=3))
    told = [dict(rows[k]) for k in sorted(chosen)]
    columns = list(rows[0])
    for _ in range(draw(st.integers(0, 3))):
        row, column = draw(st.sampled_from(told)), draw(st.sampled_from(columns))
        other = st.sampled_from([good[column] for good in rows])
        row[column] = draw(st.one_of(CELLS, other, st.sampled_from([*row.values()])))
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, columns, delimiter=draw(st.sampled_from(",,;\t")))
    table.writeheader()
    table.writerows(told)
    text = written.getvalue()
    return damaged(draw, (ragged(draw, text) if draw(st.integers(0, 4)) == 0 else text).encode("utf8"))


@st.composite
def odd_frames(draw: Any, rows: tuple[dict[str, str], ...]) -> pd.DataFrame:
    """Good rows as a DataFrame, some cells of which hold anything, its columns perhaps others."""
    told = [dict(row) for row in rows]
    for _ in range(draw(st.integers(0, 3))):
        draw(st.sampled_from(told))[draw(st.sampled_from(list(rows[0])))] = draw(
            st.one_of(DATES, JSON, OTHERS)
        )
    table = pd.DataFrame(told, dtype=object)
    columns = draw(st.sampled_from([list(table), list(table), list(table), [*table, *table][1:-1]]))
    return table[columns]


JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        texts(6),
        st.sampled_from(["2024-09-17", "\ud800"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(WORDS), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def json_lines(draw: Any, fields: tuple[str, ...]) -> bytes:
    """JSONL whose objects have these fields or others, with values of any type."""
    keys = st.one_of(st.sampled_from(fields), st.sampled_from(fields), st.sampled_from(WORDS))
    rows = draw(
        st.lists(
            st.one_of(st.dictionaries(keys, JSON, max_size=6), st.dictionaries(keys, texts(8), max_size=6)),
            max_size=4,
        )
    )
    return damaged(draw, "\n".join(json.dumps(row) for row in rows).encode("utf8"))


def damaged(draw: Any, content: bytes) -> bytes:
    """A file as it is or, sometimes, cut, or with a byte that does not belong there."""
    if draw(st.integers(0, 4)) == 0 and content:
        at = draw(st.integers(0, len(content) - 1))
        return (
            content[:at]
            + draw(st.sampled_from([b"", b"\xff", b"\x00", b'"', b"\xef\xbb\xbf"]))
            + content[at + 1 :]
        )
    return content


OTHERS = st.sampled_from(
    [None, True, 0, -1, 3, 10**12, 1.5, float("nan"), "", "2", "1" * 5000, [], [[]], [None], {}, {"text": 1}]
).map(copy.deepcopy)  # as they may be harmed in their turn
"""What may stand where something else belongs."""


def misshapen(draw: Any, value: Any) -> Any:
    """Plain data with one place in it harmed: removed, doubled, renamed, or something else put there."""
    places = list(_places(value))
    if not places:
        return draw(OTHERS)
    holder, key = draw(st.sampled_from(places))
    harm = draw(st.sampled_from(["remove", "replace", "replace", "empty", "wrap", "double", "deepen"]))
    if harm == "remove":
        del holder[key]
    elif harm == "replace":
        holder[key] = draw(OTHERS)
    elif harm == "empty":
        holder[key] = type(holder[key])() if holder[key] is not None else []
    elif harm == "wrap":
        holder[key] = draw(st.sampled_from([[holder[key]], {"value": holder[key]}, str(holder[key])]))
    elif harm == "deepen":
        for _ in range(300):
            holder[key] = [holder[key]]
    elif isinstance(holder, list):
        holder.insert(key, holder[key])
    else:
        holder[draw(st.sampled_from(sorted(holder)))] = holder[key]
    return value


def _places(value: Any) -> Any:
    """Each holder and key in plain data, of those within too."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _places(value[key])


def ragged(draw: Any, text: str) -> str:
    """Lines of columns with one of them harmed: cut, doubled, moved, or other cells in it."""
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    cells = re.split(r"([\t |=-])", lines[at])
    k = draw(st.integers(0, len(cells) - 1))
    match draw(st.sampled_from(["cut", "cell", "drop", "more", "line", "again", "swap"])):
        case "cut":
            cells = cells[:k]
        case "cell":
            cells[k] = draw(
                st.one_of(CELLS, st.sampled_from(["_", "*", "1", "99999999999", "[1]", "*[1]|_"]))
            )
        case "drop":
            del cells[k : k + 2]
        case "more":
            cells += ["\t", draw(CELLS)]
        case "line":
            return "\n".join(lines[:at] + lines[at + 1 :])
        case "again":
            return "\n".join(lines[:at] + lines[at : at + 1] + lines[at:])
        case "swap":
            lines[at], lines[at - 1] = lines[at - 1], "".join(cells)
            return "\n".join(lines)
    lines[at] = "".join(cells)
    return "\n".join(lines)


def harmed(draw: Any, content: bytes, kind: str) -> bytes:
    """A file of this kind (json, jsonl, ann, tsv) whose structure is harmed up to three times."""
    text, times = content.decode("utf8"), draw(st.integers(0, 3))
    if kind in ("ann", "tsv"):
        for _ in range(times):
            text = ragged(draw, text)
    else:
        rows = [json.loads(row) for row in ([text] if kind == "json" else filter(None, text.split("\n")))]
        for _ in range(times):
            rows = misshapen(draw, rows) if rows else []
        text = "\n".join(map(json.dumps, rows))
    return damaged(draw, text.encode("utf8", "surrogatepass"))


FILES = st.one_of(
    st.binary(max_size=80),
    texts(20).map(lambda text: text.encode("utf8")),
    texts(9).map(lambda t: t.encode("utf-16")),
)

PAGE = """<!DOCTYPE html><html><head><title>{0}</title><meta property="og:site_name" content="{1}">
<meta property="article:published_time" content="{2}"></head><body><article><h1>{0}</h1><p>{1}</p>
<p>{2}</p><ul><li>{3}</li></ul><table><tr><td>{3}</td></tr></table></article></body></html>"""
PDF = (
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count {0} >>\nendobj\n"
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R "
    "/Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n"
    "4 0 obj\n<< /Length {1} >>\nstream\nBT /F1 11 Tf 40 800 Td ({2}) Tj 0 -14 Td ({3}) Tj ET\nendstream\n"
    "endobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
    "trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n"
)
WORD = "PK\x03\x04 word/document.xml {0} {1} {2} {3}"


@st.composite
def documents(draw: Any) -> bytes:
    """A saved page, a PDF or what begins like a Word file: filled with anything, whole or damaged."""
    form = draw(st.sampled_from([PAGE, PAGE, PDF, WORD]))
    filled = form.format(*(draw(st.one_of(texts(8), CELLS)) for _ in range(4)))
    return damaged(draw, filled.encode("utf8"))


_CELLS_OF = {
    pa.string(): texts(8),
    pa.large_string(): texts(4),
    pa.binary(): st.binary(max_size=9),
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.float64(): st.floats(),
    pa.bool_(): st.booleans(),
    pa.date32(): DATES,
    pa.timestamp("ns"): st.integers(-(2**63) + 1, 2**63 - 1),
    pa.timestamp("s"): st.integers(-(10**15), 10**15),
    pa.timestamp("us", tz="Africa/Bamako"): st.integers(-(2**63), 2**63 - 1),
    pa.decimal128(12, 2): st.integers(0, 99).map(Decimal),
    pa.list_(pa.string()): st.lists(texts(2), max_size=2),
    pa.null(): st.none(),
}


@st.composite
def parquet(draw: Any, columns: tuple[str, ...]) -> bytes:
    """A Parquet file that has some of these columns, of any type."""
    rows = draw(st.integers(0, 3))
    arrays = {}
    for column in draw(st.lists(st.sampled_from(columns), min_size=1, unique=True)):
        kind = draw(st.sampled_from([pa.string(), *_CELLS_OF]))
        cells = st.one_of(st.none(), _CELLS_OF[kind])
        arrays[column] = pa.array([draw(cells) for _ in range(rows)], type=kind)
    written = io.BytesIO()
    pq.write_table(pa.table(arrays), written)
    return damaged(draw, written.getvalue())


@st.composite
def marks(draw: Any) -> tuple[str, list[tuple[int, int, str]]]:
    """A text, and stretches of it with labels."""
    text = draw(texts(8))
    places = st.integers(0, len(text))
    labels = st.sampled_from(["GPE", "DATE", "CUE", "CONTENT", "ATTACK", "X"])
    spans = draw(st.lists(st.tuples(places, places, labels), max_size=3))
    return text, [(min(a, b), max(a, b), label) for a, b, label in spans]
