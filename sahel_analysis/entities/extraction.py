"""Who and where is in a text, each once, with every mention: the layer's steps, one after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from sahel_analysis.entities.coreference import Anaphor, Antecedent, resolve_anaphora
from sahel_analysis.entities.identity import Chain, find_chains
from sahel_analysis.entities.names import find_names
from sahel_analysis.entities.roles import affiliation_of, role_of
from sahel_analysis.entities.spans import Name
from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.records import Entity, Mention


def extract_entities(doc: Doc, skip: Iterable[tuple[int, int]] = ()) -> tuple[list[Mention], list[Entity]]:
    """Who and where is in a Doc: all mentions, and the entities that they mean.

    Args:
        doc: A Doc with heads, labels and parts of speech of either label scheme (see `parsing/syntax.py`);
            its `ents` are used as far as they name something.
        skip: Pairs of character offsets (boilerplate) in which nothing is looked for.

    Returns:
        mentions: A record per mention, in order of their start, whose fields are the columns of the table
            `mentions`: start, end (characters of `doc.text`, end exclusive), text; label (PERSON, ORG,
            GROUP, GPE, LOC, FAC, NORP or EVENT); kind (name, nominal or pronoun; the last two only where
            resolved); entity_id; rule (which rule or model step found it).
        entities: A record per entity, in order of their first mention, whose fields are the columns of the
            table `entities`: entity_id (E01, E02, ...); name (full usual name); label; wikidata; role;
            affiliation (an entity_id); country (ISO 3166 alpha-2); lat, lon (degrees, WGS84); n_mentions;
            first_start (characters). What is not known is None.

    Raises:
        Nothing: a place that the gazetteer does not know has no coordinates, and harms nothing else.

    Source:
        Names are marked flat and longest match, in the manner of OntoNotes 5 (Weischedel et al. 2013) with
        GROUP for armed groups; what points back to them is resolved by sieves, the most certain first (Lee
        et al. 2013). Positions are those of GeoNames (CC BY 4.0); see data/gazetteer/SOURCES.md.

    Example:
        >>> import sahel_analysis as sa
        >>> from sahel_analysis.entities import extract_entities
        >>> doc = sa.load_pipeline()("Fighters of JNIM left Kidal, in Mali. The group gave no reason.")
        >>> mentions, entities = extract_entities(doc)
        >>> for mention in mentions:
        ...     print(mention.text, mention.label, mention.kind, mention.entity_id)
        JNIM GROUP name E01
        Kidal GPE name E02
        Mali GPE name E03
        The group GROUP nominal E01
        >>> entities[1].country, entities[1].lat, entities[1].lon
        ('ML', 18.4434, 1.4092)
    """
    skipped = list(skip)
    chains = find_chains(doc, find_names(doc, skipped))
    for number, chain in enumerate(chains, start=1):
        chain.entity_id = f"E{number:02d}"
    mentions = [_named(doc, chain, name) for chain in chains for name in chain.names]
    known = sorted((_antecedent(c, n) for c in chains for n in c.names), key=lambda k: k.start)
    mentions += [_pointing(doc, anaphor) for anaphor in resolve_anaphora(doc, known, skipped)]
    mentions.sort(key=lambda m: (m.start, -m.end))
    counts = Counter(m.entity_id for m in mentions)
    first = {m.entity_id: m.start for m in reversed(mentions)}
    ids = {c.entry.gazetteer_id: c.entity_id for c in chains if c.entry}
    return mentions, [_entity(doc, c, known, ids, counts[c.entity_id], first[c.entity_id]) for c in chains]


def _named(doc: Doc, chain: Chain, name: Name) -> Mention:
    text = text_of(doc)[name.start : name.end]
    return Mention(name.start, name.end, text, chain.label, "name", chain.entity_id, name.rule)


def _antecedent(chain: Chain, name: Name) -> Antecedent:
    kind = chain.entry.kind if chain.entry else None
    return Antecedent(name.start, name.end, chain.label, chain.entity_id, kind, chain.country)


def _pointing(doc: Doc, anaphor: Anaphor) -> Mention:
    text, means = text_of(doc)[anaphor.start : anaphor.end], anaphor.antecedent
    return Mention(anaphor.start, anaphor.end, text, means.label, anaphor.kind, means.entity_id, anaphor.rule)


def _entity(
    doc: Doc, chain: Chain, known: list[Antecedent], ids: dict[str, str], n_mentions: int, first: int
) -> Entity:
    entry = chain.entry
    spellings = [text_of(doc)[n.start : n.end] for n in chain.names]
    spelled = max(spellings, key=lambda text: (len(text), not text.isupper()))
    found = Entity(
        entity_id=chain.entity_id,
        name=entry.name if entry else " ".join(spelled.split()),
        label=chain.label,
        wikidata=entry.wikidata if entry else None,
        role=None,
        affiliation=None,
        country=chain.country,
        lat=entry.lat if entry else None,
        lon=entry.lon if entry else None,
        n_mentions=n_mentions,
        first_start=first,
    )
    if entry and entry.affiliation in ids:
        found = replace(found, affiliation=ids[entry.affiliation])
    if chain.label != "PERSON":
        return found
    role, affiliation = None, None
    for name in chain.names:
        role = role or role_of(doc, name)
        affiliation = affiliation or affiliation_of(doc, name, known)
    return replace(found, role=role, affiliation=affiliation or found.affiliation)
