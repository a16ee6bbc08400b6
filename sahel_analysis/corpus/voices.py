"""Who is heard over many articles: which kinds of sources, named or not, in which outlet?"""

from __future__ import annotations

import pandas as pd

from sahel_analysis.comparing.voices import NO_SOURCE
from sahel_analysis.corpus.results import Corpus


def count_voices(corpus: Corpus, *by: str, copies: bool = False) -> pd.DataFrame:
    """Statements counted by kind of source, or by other columns: outlet, anonymous, stance, quote_type...

    Only statements count, not attitudes or perceptions; a statement inside another's counts for whoever is
    reported to make it. Articles that repeat an earlier one are left out unless `copies` says otherwise.

    Columns: those counted by (kind if none is given; "no source" where the text names none); statements,
    share_of_statements (0 to 1), n_anonymous (statements of sources without a name), share_anonymous,
    articles (in which they stand). Most statements first.
    """
    wanted = ["article_id", "source", "source_kind", "anonymous", "quote_type", "act", "stance"]
    said = corpus.table("attributions", wanted)
    said = said[said["act"] == "statement"]
    if not copies:
        said = said[~said["article_id"].isin(corpus.duplicates["article_id"])]
    said = said.merge(corpus.table("articles", ["article_id", "outlet"]), on="article_id", how="left")
    said["kind"] = said["source_kind"].mask(said["source"].isna(), NO_SOURCE)
    said["is_anonymous"] = said["anonymous"].astype("int64")
    grouped = said.groupby(list(by) or ["kind"], sort=False, dropna=False)
    table = grouped.agg(
        statements=("article_id", "size"), hidden=("is_anonymous", "sum"), articles=("article_id", "nunique")
    ).reset_index()
    total = int(table["statements"].sum())
    counted = table.assign(
        share_of_statements=table["statements"] / max(total, 1),
        share_anonymous=table["hidden"] / table["statements"],
    ).rename(columns={"hidden": "n_anonymous"})
    columns = [*(list(by) or ["kind"]), "statements", "share_of_statements", "n_anonymous", "share_anonymous"]
    ordered = counted.sort_values("statements", ascending=False, kind="stable", ignore_index=True)
    return ordered[[*columns, "articles"]]
