"""Several reports of one event side by side: who gives which figure, on whose word, and what is missing.

The packaged table holds facts from pages on the attack of 17 September 2024, noted by hand;
`comparison.compare` makes the same kind of table from articles that were analysed. Both are tables of
claims: one row per fact and page, with the columns `CLAIM`. A row that is missing is no denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from sahel_analysis.chronology.spreadsheet import read_rows
from sahel_analysis.errors import SahelAnalysisError, as_path, expect_columns
from sahel_analysis.resources import checked_path, read_table

CLAIM_TYPES = {
    "killed_total": "persons", "killed_soldiers": "persons", "wounded": "persons",
    "attackers_killed": "persons", "suspects_detained": "persons", "funerals": "persons",
    "attackers_strength": "persons", "claimed_by": "", "target": "", "start_time": "",
    "duration_hours": "hours", "explosions_heard": "blasts", "aircraft_damaged": "aircraft",
    "airport_status": "",
}  # fmt: skip
"""What a fact of the packaged table may be about, and the unit of its figures ("" for none)."""

_FILE = {
    "outlet": "string", "url": "string", "published": "datetime64[s]", "claim_type": "string",
    "value_min": "Int64", "value_max": "Int64", "value_text": "string", "attributed_to": "string",
}  # fmt: skip

CLAIM = ("origin", "page", "published", "claim_type", "value_min", "value_max", "value_text", "attributed_to",
         "voice")  # fmt: skip
"""The columns that both tables of claims have.

origin: whose text it is; pages that carry or retell the same newsroom's text share it, so that texts
can be counted and not pages. value_min and value_max: NA minimum and maximum mean no number, NA
maximum alone "at least". attributed_to: who says so, in words; voice: what kind of source that is
(the kinds of `records.Attribution`, or outlet: the page's own voice; document; company).
"""


def load_coverage(path: str | Path | None = None) -> pd.DataFrame:
    """What pages reported of the attack of 17 September 2024, one fact per row, checked.

    Args:
        path: a CSV file of one's own with the columns outlet, url, published, claim_type (see `CLAIM_TYPES`),
            value_min, value_max, value_text and attributed_to; the packaged table unless given.

    Returns:
        These columns with fixed dtypes (dates; persons, hours or pieces by claim_type; NA minimum and
        maximum mean no number, NA maximum alone "at least"), and four that follow from them: origin, page and
        relation (own, copy or rewrite) from `outlet` by data/lexicon/coverage_outlets.csv; voice from
        `attributed_to` by data/lexicon/coverage_voices.csv. An origin joins all reports of one newsroom, so
        there are at least as many texts as origins. Sources and doubts: data/coverage/SOURCES.md.

    Raises:
        SahelAnalysisError: a value does not fit; names row and column.

    Example:
        >>> coverage = sa.load_coverage()
        >>> int(coverage["page"].nunique())
        30
    """
    path = checked_path("data/coverage/bamako_2024_coverage.csv") if path is None else as_path(path)
    raw = read_rows(path, tuple(_FILE), "A table of coverage")
    problems = validate_coverage(raw)
    if problems:
        more = f" There are {len(problems) - 3} more such problems." if len(problems) > 3 else ""
        raise SahelAnalysisError(f"The file {path.name!r} does not fit. " + " ".join(problems[:3]) + more)
    coverage = raw[list(_FILE)].replace("", pd.NA).astype(_FILE)
    outlets = [_read_outlet(outlet) for outlet in raw["outlet"]]
    texts = pd.DataFrame(outlets, coverage.index, ["origin", "page", "relation"], dtype="string")
    voices = raw["attributed_to"].map(tell_voice).astype("string")
    return pd.concat([coverage, texts, voices.rename("voice")], axis=1).reset_index(drop=True)


def validate_coverage(raw: pd.DataFrame) -> list[str]:
    """What is wrong with a coverage file, from `read_rows`: one sentence per fault, none if all is well.

    Rows are counted as the lines of a spreadsheet: the header is row 1.
    """
    problems: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    pages: dict[str, tuple[int, dict[str, str]]] = {}
    for index, *cells in raw[list(_FILE)].itertuples(name=None):
        number, row = index + 2, dict(zip(_FILE, cells, strict=True))
        faults = _faults(row)
        first = pages.setdefault(row["url"], (number, row))
        for column in ("outlet", "published"):
            if row[column] != first[1][column]:
                faults[column] = f"{row[column]!r} is not what row {first[0]} has, which has the same address"
        repeated = seen.setdefault(tuple(cells), number)
        if repeated != number:
            faults["url"] = f"the whole row repeats row {repeated}"
        problems += [f"Row {number}, column {column}: {fault}." for column, fault in faults.items()]
    return problems


def _faults(row: dict[str, str]) -> dict[str, str]:
    """What is wrong within a row, by column."""
    needed = ("outlet", "url", "claim_type", "attributed_to")
    faults = {column: "the cell is empty" for column in needed if not row[column].strip()}
    if not (row["value_min"] or row["value_max"] or row["value_text"].strip()):
        faults["value_text"] = "there is neither a number nor a word on what is said"
    if row["claim_type"] and row["claim_type"] not in CLAIM_TYPES:
        faults["claim_type"] = f"{row['claim_type']!r} is not known; use one of {', '.join(CLAIM_TYPES)}"
    if row["published"] and not _is_date(row["published"]):
        faults["published"] = f"{row['published']!r} is no date such as 2024-09-17"
    for column in ("value_min", "value_max"):
        if row[column] and not re.fullmatch("[0-9]{1,9}", row[column]):
            faults[column] = f"{row[column]!r} is no whole number"
    values = [int(row[c]) for c in ("value_min", "value_max") if row[c] and c not in faults]
    if values != sorted(values):
        faults["value_max"] = f"{row['value_max']} is below value_min, {row['value_min']}"
    return faults


def _is_date(text: str) -> bool:
    iso = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
    return bool(iso) and not pd.isna(pd.to_datetime(text, errors="coerce"))


def _read_outlet(outlet: str) -> dict[str, str]:
    """Origin, page and relation of an outlet as it is written: "AFP (Dawn copy)"."""
    for pattern, relation in _outlets():
        match = pattern.fullmatch(outlet)
        if match:
            found = match.groupdict()
            return {"origin": found.get("origin", found["page"]), "page": found["page"], "relation": relation}
    return {"origin": outlet, "page": outlet, "relation": "own"}


def tell_voice(attributed_to: str) -> str:
    """The kind of source that some words for it mean ("a security source": anonymous_official).

    The first pattern of data/lexicon/coverage_voices.csv that fits decides; "unknown" if none does.
    """
    return next((voice for pattern, voice in _voices() if pattern.search(attributed_to)), "unknown")


@cache
def _outlets() -> list[tuple[re.Pattern[str], str]]:
    table = read_table("lexicon/coverage_outlets.csv")
    return [(re.compile(p), r) for p, r in zip(table["pattern"], table["relation"], strict=True)]


@cache
def _voices() -> list[tuple[re.Pattern[str], str]]:
    table = read_table("lexicon/coverage_voices.csv")
    return [(re.compile(p, re.IGNORECASE), v) for p, v in zip(table["pattern"], table["voice"], strict=True)]


# Tables of claims, read in three ways


def expect_claims(table: object, *more: str) -> None:
    """Raises SahelAnalysisError for anything but a table of claims; `more` are columns beyond `CLAIM`."""
    expect_columns(
        table, (*CLAIM, *more), "a table of claims, as sa.compare() or sa.load_coverage() returns it"
    )


def figures_by_voice(claims: pd.DataFrame, claim_types: Sequence[str]) -> pd.DataFrame:
    """Who gives which figure on whose word: one row per claim type, figure and kind of source.

    Columns: claim_type, value_min, value_max, voice, value_text, attributed_to, origins (each joined
    with "; "), n_origins, n_pages, first (earliest day of a page). Rows without a number come last.
    """
    expect_claims(claims)
    rows = claims[claims["claim_type"].isin(claim_types)]
    keys = ["claim_type", "value_min", "value_max", "voice"]
    table = rows.groupby(keys, dropna=False, sort=False).agg(
        value_text=("value_text", _join), attributed_to=("attributed_to", _join), origins=("origin", _join),
        n_origins=("origin", "nunique"), n_pages=("page", "nunique"), first=("published", "min"),
    )  # fmt: skip
    order = {claim_type: k for k, claim_type in enumerate(claim_types)}
    return table.reset_index().sort_values(
        ["claim_type", "value_min", "value_max"], key=lambda c: c.map(order) if c.name == "claim_type" else c,
        ignore_index=True, kind="stable",
    )  # fmt: skip


def claims_by_origin(claims: pd.DataFrame) -> pd.DataFrame:
    """What each origin's pages tell of: one row per origin, one column per claim type, counts of facts.

    The first column, pages, says how many pages carry that origin's texts. 0 means that no page here
    gives such a fact. It is no denial: pages may have been read in part.
    """
    expect_claims(claims)
    known = [c for c in CLAIM_TYPES if (claims["claim_type"] == c).any()]
    others = [c for c in dict.fromkeys(claims["claim_type"]) if c not in CLAIM_TYPES]
    table = pd.crosstab(claims["origin"], claims["claim_type"])[[*known, *others]]
    table.insert(0, "pages", claims.groupby("origin")["page"].nunique())
    table.columns.name = None
    return table.sort_values("pages", ascending=False, kind="stable")


def figures_by_day(claims: pd.DataFrame, claim_types: Sequence[str] = ("killed_total",)) -> pd.DataFrame:
    """How a figure changes with the day of publication: one row per day, pages without a date last.

    Columns: published, n_pages, n_origins, lowest, highest (over all figures of the day), open (a
    figure of the day has no upper bound), without_number (facts that give no number), voices. All
    pages of a day count, whoever is quoted: it is the spread of what was written, not an estimate.
    """
    expect_claims(claims)
    rows = claims[claims["claim_type"].isin(claim_types)]
    rows = rows.assign(
        is_open=rows["value_min"].notna() & rows["value_max"].isna(),
        is_bare=rows["value_min"].isna() & rows["value_max"].isna(),
    )
    table = rows.groupby("published", dropna=False).agg(
        n_pages=("page", "nunique"), n_origins=("origin", "nunique"), lowest=("value_min", "min"),
        highest=("value_max", "max"), open=("is_open", "any"), without_number=("is_bare", "sum"),
        voices=("voice", _join),
    )  # fmt: skip
    return table.reset_index()


def _join(values: Iterable[Any]) -> str:
    return "; ".join(dict.fromkeys(str(value) for value in values if not pd.isna(value)))
