"""Who is heard: the sources of an article, how much each of them says, and about what.

A statement inside another's statement ("the agency quoted an officer as saying") counts as one of its own,
and its words count for the inner source, so that no word counts twice. Only statements are counted, not
attitudes ("plans", "fears") or perceptions ("heard"). All of it is as good as the tables of attributions and
events: predictions, to be checked against the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd
from spacy.tokens import Span, Token

from sahel_analysis.errors import SahelAnalysisError, expect_analysis
from sahel_analysis.tables import rows_of

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

NO_SOURCE = "no source"
"""Speaker and kind of a statement of which the article names no source."""

_ANSWERS = frozenset({"confirm", "deny", "doubt"})
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_SHARED = 2
"""Words that two statements must share to be set side by side."""


def statements(analysis: Analysis) -> pd.DataFrame:
    """The statements of an article in the order of their cues, one row each.

    Columns: attribution_id; speaker (a name where the source has one, else the words of the article; a
    pronoun gets the speaker of the last statement of its kind); kind (`records.Attribution.source_kind`, or
    "no source"); anonymous; cue; quote_type; stance; parent_id (the statement around it); words (of its
    content, without those of statements inside it); content (its text, parts joined by an ellipsis).
    """
    expect_analysis(analysis)
    table = analysis.attributions[analysis.attributions["act"] == "statement"]
    outer = _outer_statements(analysis.attributions)
    words = Counter(_tellers(analysis).values())
    text = analysis.article.text
    rows = [
        {
            "attribution_id": row.attribution_id,
            "speaker": speaker,
            "kind": NO_SOURCE if pd.isna(row.source) else row.source_kind,
            "anonymous": row.anonymous,
            "cue": row.cue,
            "quote_type": row.quote_type,
            "stance": row.stance,
            "parent_id": outer.get(row.attribution_id),
            "words": words[row.attribution_id],
            "content": " … ".join(" ".join(text[start:end].split()) for start, end in row.content),
        }
        for row, speaker in zip(rows_of(table), _speakers(analysis, table), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(_STATEMENT)).astype(_STATEMENT)


_STATEMENT = {
    "attribution_id": "string", "speaker": "string", "kind": "string", "anonymous": "bool", "cue": "string",
    "quote_type": "string", "stance": "string", "parent_id": "string", "words": "int64", "content": "string",
}  # fmt: skip


def count_voices(analysis: Analysis, *by: str) -> pd.DataFrame:
    """Statements and their words, counted by columns of `statements`: kind (if none is given), quote_type...

    Columns: those counted by, statements, words, share_of_statements, share_of_words (0 to 1, of all
    statements of the article; NA if there are none). Most words first.
    """
    known = [column for column in _STATEMENT if column != "words"]
    unknown = [column for column in by if column not in known]
    if unknown:
        raise SahelAnalysisError(
            f"Statements cannot be counted by {unknown[0]!r}. Use one or several of: {', '.join(known)}."
        )
    counted = (
        statements(analysis)
        .groupby(list(by) or ["kind"], sort=False)
        .agg(statements=("words", "size"), words=("words", "sum"))
        .reset_index()
    )
    for column in ("statements", "words"):
        total = int(counted[column].sum())
        share = counted[column] / total if total else pd.NA
        counted[f"share_of_{column}"] = pd.Series(share, counted.index, dtype="Float64")
    return counted.sort_values("words", ascending=False, kind="stable").reset_index(drop=True)


def share_of_own_voice(analysis: Analysis) -> float:
    """Share of the article's words that stand in nobody's statement: what the journalist tells (0 to 1)."""
    expect_analysis(analysis)
    clean = analysis.article.clean  # the Doc's own text
    skip = [clean.in_clean(b.start, b.end) for b in analysis.article.boilerplate]
    all_words = sum(
        _is_word(token) and not any(start <= token.idx < end for start, end in skip) for token in analysis.doc
    )
    return 1 - statements(analysis)["words"].sum() / all_words if all_words else 1.0


def checked_claims(analysis: Analysis) -> pd.DataFrame:
    """Statements that another source confirms, denies or doubts: pairs that share words.

    For each statement whose stance is confirm, deny or doubt, the one statement by another speaker that has
    most in common with it. Columns: claim_id, claimed_by, claim, answer_id, answered_by, stance, shared (the
    words in common, in lower case). A pair is a candidate: read both sentences. That no pair is here does
    not mean that nobody answered.
    """
    table = statements(analysis).set_index("attribution_id")
    told = {row.attribution_id: _lemmas(analysis, row.content) for row in rows_of(analysis.attributions)}
    pairs = []
    for answer_id, answer in table[table["stance"].isin(_ANSWERS)].iterrows():
        others = table[(table["speaker"] != answer["speaker"]) & (table["kind"] != NO_SOURCE)]
        shared = {claim_id: told[str(claim_id)] & told[str(answer_id)] for claim_id in others.index}
        best = max(shared, key=lambda claim_id: len(shared[claim_id]), default=None)
        if best is not None and len(shared[best]) >= _SHARED:
            claim, words = others.loc[best], ", ".join(sorted(shared[best]))
            claimed = (best, claim["speaker"], claim["content"])
            pairs.append((*claimed, answer_id, answer["speaker"], answer["stance"], words))
    return pd.DataFrame(pairs, columns=list(_CHECKED), dtype="string")


_CHECKED = ("claim_id", "claimed_by", "claim", "answer_id", "answered_by", "stance", "shared")


def figures_by_source(analysis: Analysis) -> pd.DataFrame:
    """How many were killed, wounded, detained or abducted, and who says so: the figures of known events.

    A view of `analysis.figures`. Columns: event_id and trigger, figure (the measure), low and high (persons;
    NA is open), approx, party, scope, attribution_id, speaker and kind (NA: the article's own voice), and
    start (of the number).
    """
    told = statements(analysis)[["attribution_id", "speaker", "kind"]]
    events = analysis.events[["event_id", "trigger"]]
    figures = analysis.figures.dropna(subset=["event_id"]).rename(columns={"measure": "figure"})
    joined = figures.merge(events, on="event_id").merge(told, on="attribution_id", how="left")
    joined.loc[joined["kind"].isna(), "attribution_id"] = pd.NA
    return joined.sort_values("start", ignore_index=True)[list(_FIGURE)].astype(_FIGURE)


_FIGURE = {
    "event_id": "string", "trigger": "string", "figure": "string", "low": "Int64", "high": "Int64",
    "approx": "bool", "party": "string", "scope": "string", "attribution_id": "string", "speaker": "string",
    "kind": "string", "start": "int64",
}  # fmt: skip


def source_graph(analysis: Analysis) -> nx.DiGraph[str]:
    """Who says what about which event, as a directed graph in three layers.

    Nodes have layer (source, statement, event), label, and kind (of source, of quotation, of event);
    sources have anonymous too, statements stance, events when (earliest and latest date). Edges have
    relation: says (source to statement, with its cue), about (statement to an event whose trigger is
    in it or is its cue, or which the table ties to it), quotes (from a statement to one inside it).
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for row in rows_of(statements(analysis)):
        source = f"source: {row.speaker}"
        graph.add_node(source, layer="source", label=row.speaker, kind=row.kind, anonymous=row.anonymous)
        graph.add_node(
            row.attribution_id, layer="statement", label=row.content, kind=row.quote_type, stance=row.stance
        )
        graph.add_edge(source, row.attribution_id, relation="says", cue=row.cue)
        if pd.notna(row.parent_id):
            graph.add_edge(row.parent_id, row.attribution_id, relation="quotes")
    tellers = _tellers(analysis, with_cues=True)
    for event in rows_of(analysis.events):
        trigger = _tokens(analysis, [(event.start, event.end)])
        told_in = {event.attribution_id, *(tellers.get(token.i) for token in trigger)} & set(graph)
        for statement in sorted(told_in):
            when = (event.date_earliest, event.date_latest)
            graph.add_node(event.event_id, layer="event", label=event.trigger, kind=event.type, when=when)
            graph.add_edge(statement, event.event_id, relation="about")
    return graph


# Who speaks


def _speakers(analysis: Analysis, table: pd.DataFrame) -> Iterator[str]:
    names = analysis.mentions[analysis.mentions["kind"] == "name"]
    usual = names.groupby("entity_id")["text"].agg(lambda texts: texts.mode().iloc[0]).to_dict()
    last: dict[tuple[str, bool], str] = {}
    for row in rows_of(table):
        if pd.isna(row.source):
            yield NO_SOURCE
            continue
        speaker = usual.get(row.source_entity_id) or _phrase(analysis, row)
        key = (row.source_kind, row.anonymous)
        speaker = last.get(key, row.source) if speaker is None else speaker
        last[key] = speaker
        yield speaker


def _phrase(analysis: Analysis, row: Any) -> str | None:
    """A source by its words, without an article or a country ("Mali's *army*"); None for a pronoun."""
    span = _span(analysis, row.source_start, row.source_end)
    if span is None or span.root.pos_ == "PRON":
        return None
    owners = [t.i for t in span[1:-1] if t.text in ("'s", "’s") and t.nbor(-1).pos_ == "PROPN"]
    words = analysis.doc[
        owners[-1] + 1 if owners and not row.anonymous else span.start : span.end
    ].text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in ("the", "a", "an") else words)


# What is said


def _outer_statements(attributions: pd.DataFrame) -> dict[str, str]:
    """The statement around each attribution, past attitudes and perceptions between the two."""
    known = {row.attribution_id: row for row in rows_of(attributions)}
    outer: dict[str, str] = {}
    for name, row in known.items():
        above = known.get(row.parent_id) if pd.notna(row.parent_id) else None
        while above is not None and above.act != "statement":
            above = known.get(above.parent_id) if pd.notna(above.parent_id) else None
        if above is not None:
            outer[name] = above.attribution_id
    return outer


def _tellers(analysis: Analysis, with_cues: bool = False) -> dict[int, str]:
    """The attribution_id of the innermost statement that holds a word (or has it as cue), by its token."""
    tellers: dict[int, tuple[int, str]] = {}
    for row in rows_of(analysis.attributions[analysis.attributions["act"] == "statement"]):
        size = sum(end - start for start, end in row.content)
        stretches = [*row.content, (row.cue_start, row.cue_end)] if with_cues else row.content
        for token in _tokens(analysis, stretches):
            if token.i not in tellers or size < tellers[token.i][0]:
                tellers[token.i] = (size, row.attribution_id)
    return {token: attribution_id for token, (_, attribution_id) in tellers.items()}


def _tokens(analysis: Analysis, content: Iterable[tuple[int, int]]) -> Iterator[Token]:
    for start, end in content:
        span = _span(analysis, start, end)
        yield from (token for token in span or () if _is_word(token))


def _span(analysis: Analysis, start: int, end: int) -> Span | None:
    """A stretch of the article's text as words of the Doc."""
    return analysis.doc.char_span(*analysis.article.clean.in_clean(start, end), alignment_mode="expand")


def _is_word(token: Token) -> bool:
    return not (token.is_punct or token.is_space or token.text in ("'s", "’s"))


def _lemmas(analysis: Analysis, content: Iterable[tuple[int, int]]) -> set[str]:
    return {t.lemma_.lower() for t in _tokens(analysis, content) if t.pos_ in _TELLING and not t.is_stop}
