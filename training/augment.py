"""News habits that the corpora lack, made from their sentences and from templates of our own.

Curly quotation marks, ALL-CAPS and lower-cased headlines, names as they occur in the Sahel, and
sentences written for this recipe (`templates.txt`, filled from `names.csv`). Nothing here is
random beyond the generator that is passed in, so a run can be repeated.
"""

from __future__ import annotations

import csv
import random
import re
from dataclasses import replace
from pathlib import Path

import spacy

from sahel_analysis.parsing.decoding import iob_spans
from sahel_analysis.resources import read_table
from training.corpora import Sentence

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(\w+)\}|\[(PERSON|ORG|LOC|NORP|EVENT) ([^\]]+)\]")
_EVENTS = (
    "Operation Dune",
    "Operation Red Acacia",
    "Exercise Flintlock",
    "the Africa Cup of Nations",
    "Operation Barkhane",
    "Dakar Rally",
    "World Cup",
    "Paris Summit",
    "Biennale of Photography",
    "Operation Harmattan",
    "Accra Initiative",
)


class Names:
    """Names to put into sentences."""

    def __init__(self) -> None:
        self.by_kind: dict[str, list[str]] = {"given": [], "family": [], "place": [], "org": []}
        with (_HERE / "names.csv").open(encoding="utf8", newline="") as file:
            for row in csv.DictReader(file):
                self.by_kind[row["kind"]].append(row["name"])
        norp = read_table("gazetteer/norp.csv")
        places = read_table("gazetteer/places.csv")
        self.by_kind["place"] += [
            n for n, kind in zip(places["name"], places["kind"], strict=True) if kind != "country"
        ]
        self.countries = [
            n for n, kind in zip(places["name"], places["kind"], strict=True) if kind == "country"
        ]
        pairs = list(zip(norp["name"], norp["aliases"], strict=True))
        self.norp = [name for name, _ in pairs]
        self.norps = [f"{name}s" for name, aliases in pairs if f"{name}s" in aliases.split("|")]

    def draw(self, slot: str, rng: random.Random) -> str:
        kind = slot.removesuffix("_UPPER")
        if kind == "PERSON":
            text = f"{rng.choice(self.by_kind['given'])} {rng.choice(self.by_kind['family'])}"
        elif kind == "SURNAME":
            text = rng.choice(self.by_kind["family"])
        elif kind == "LOC":
            text = rng.choice(self.countries if rng.random() < 0.3 else self.by_kind["place"])
        elif kind == "ORG":
            text = rng.choice(self.by_kind["org"]).removeprefix("the ")
        elif kind == "EVENT":
            text = rng.choice(_EVENTS).removeprefix("the ")
        else:
            text = rng.choice(self.norps if kind == "NORPS" else self.norp)
        return text.upper() if slot.endswith("_UPPER") else text


_LABEL = {"SURNAME": "PERSON", "NORPS": "NORP"}


class Templates:
    """Sentences made from `templates.txt`."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.lines = [
            line for line in (_HERE / "templates.txt").read_text(encoding="utf8").split("\n") if line.strip()
        ]
        self.tokenizer = spacy.blank("en").tokenizer

    def sentence(self, rng: random.Random) -> Sentence:
        template, text, spans, at = rng.choice(self.lines), "", [], 0
        for match in _SLOT.finditer(template):
            text += template[at : match.start()]
            slot, label, literal = match.groups()
            name = literal or self.names.draw(slot, rng)
            label = label or _LABEL.get(slot.removesuffix("_UPPER"), slot.removesuffix("_UPPER"))
            spans.append((len(text), len(text) + len(name), label))
            text, at = text + name, match.end()
        doc = self.tokenizer(text + template[at:])
        tags = ["O"] * len(doc)
        for start, end, label in spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            assert span is not None, "a slot's offsets lie inside the text"
            tags[span.start : span.end] = [f"B-{label}"] + [f"I-{label}"] * (len(span) - 1)
        keep = [i for i, token in enumerate(doc) if not token.is_space]
        return Sentence(words=[doc[i].text for i in keep], names=[tags[i] for i in keep])


def swap_names(sentence: Sentence, names: Names, rng: random.Random) -> Sentence:
    """Puts other people, places and organisations where the corpus had its own."""
    if sentence.names is None or sentence.heads is not None:
        return sentence
    spans = iob_spans(sentence.names)
    words, tags = list(sentence.words), list(sentence.names)
    for start, end, label in reversed(spans):
        if label not in ("PERSON", "LOC", "ORG") or rng.random() > (0.2 if label == "ORG" else 0.6):
            continue
        slot = "SURNAME" if label == "PERSON" and end - start == 1 else label
        new = names.draw(slot, rng).split()
        if all(w.isupper() for w in words[start:end]):
            new = [w.upper() for w in new]
        words[start:end] = new
        tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (len(new) - 1)
    return replace(sentence, words=words, names=tags)


def curl_quotes(words: list[str]) -> list[str]:
    """Typographic quotation marks and apostrophes, opening and closing in turn."""
    out, inside = [], False
    for word in words:
        if word in ('"', "``", "''"):
            inside = word == "``" or (word == '"' and not inside)
            word = "“" if inside else "”"
        out.append(word.replace("'", "’"))
    return out


def vary(sentence: Sentence, names: Names, rng: random.Random) -> Sentence:
    """The sentence as another newsroom might have set it."""
    if rng.random() < 0.35:
        sentence = swap_names(sentence, names, rng)
    words, dice = sentence.words, rng.random()
    if rng.random() < 0.4:
        words = curl_quotes(words)
    elif "``" in words or "''" in words:
        words = ['"' if w in ("``", "''") else w for w in words]
    if dice < 0.04:
        words = [w.upper() for w in words]
    elif dice < 0.06:
        words = [w.lower() for w in words]
    elif dice < 0.09:
        words = [w[:1].upper() + w[1:] if len(w) > 3 else w for w in words]
    return replace(sentence, words=words)
