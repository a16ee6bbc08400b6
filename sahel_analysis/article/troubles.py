"""What should its reader be told of an article? One plain sentence for each kind of trouble."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from functools import cache

from sahel_analysis.article.known import Article
from sahel_analysis.resources import read_table

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_LOOKED_AT = 2_000
"""Characters that tell a language."""

_FEW = 4
_SHARE = 0.12
"""Words that tell a language other than English, and their share of all words."""

_SILENT = 20
"""Words of a text that cannot all be English without one of the commonest."""


def find_troubles(article: Article) -> dict[str, str]:
    """What may make the tables poorer than the article, and a sentence that says what was done or can be."""
    told = {}
    if article.published is None:
        told["no date of publication"] = (
            'The article has no date of publication, so words such as "Tuesday" cannot become dates. '
            'Give the day: published="2024-09-18" to read_article or make_article, '
            "--published 2024-09-18 in a terminal."
        )
    sentences = read_table("lexicon/text_repairs.csv")
    said = dict(zip(sentences["repair"], sentences["sentence"], strict=True))
    lost = ("lost letters",) if "\ufffd" in article.text else ()
    told |= {repair: said[repair] for repair in (*article.clean.repairs, *lost)}
    language = foreign_language(article.clean.text)
    if language is not None:
        told[f"not English but {language}"] = (
            f"The text seems to be {language}, not English. The rules are for English: little of it will "
            "be found, and that may be wrong."
        )
    return told


def warn_of_troubles(article: Article) -> None:
    """Tells the reader of each kind of trouble once."""
    for sentence in find_troubles(article).values():
        warnings.warn(sentence, stacklevel=3)


def foreign_language(text: str) -> str | None:
    """The language of a text by its commonest words; None: English, or too little to tell."""
    looked_at = text[:_LOOKED_AT]
    words = [word.lower() for word in _WORD.findall(looked_at)]
    letters = sum(map(len, words))
    if letters >= _SILENT and len(_LATIN.findall(looked_at)) < letters / 2:
        return "in another script"
    counts: Counter[str] = Counter()
    for word, seen in Counter(words).items():
        counts.update(dict.fromkeys(_languages().get(word, ()), seen))
    english = counts.pop("English", 0)
    if not counts:
        return _silent(words, english)
    likeliest = max(counts, key=counts.__getitem__)
    if counts[likeliest] > 2 * english and counts[likeliest] >= max(_FEW, _SHARE * len(words)):
        return likeliest
    return _silent(words, english)


def _silent(words: list[str], english: int) -> str | None:
    return "another language" if len(words) >= _SILENT and english == 0 else None


@cache
def _languages() -> dict[str, list[str]]:
    """The languages to whose commonest words each word belongs."""
    table = read_table("lexicon/languages.csv")
    languages: dict[str, list[str]] = {}
    for word, language in zip(table["word"], table["class"], strict=True):
        languages.setdefault(word, []).append(language)
    return languages
