"""Lengths of time and what is repeated: "over a decade", "the past three years", "every Friday"."""

from __future__ import annotations

from dataclasses import replace

from sahel_analysis.times.context import Context, Resolved, resolved
from sahel_analysis.times.grammar import Found
from sahel_analysis.times.values import duration, interval, moved, period
from sahel_analysis.times.vocabulary import cues

_EXACT = (None, "APPROX")
_COUNTED = ("D", "W", "M", "Q", "Y", "DE", "CE")


def resolve_length(found: Found, context: Context) -> Resolved:
    """A length of time, and its interval where the text ties it to publication.

    "The past three years" end with publication, and so does "for over a decade" with a verb in the
    perfect; "the next days" begin with it. How far they reach is open unless their number is told.
    """
    unit = str(found.get("UNITS") or found.get("UNIT"))
    count = _count(found)
    approx = found.get("APPROX")
    mod = str(approx) if approx else None
    meaning = resolved("DURATION", duration(count, unit), mod)
    published = context.published
    if published is None:
        return meaning
    shift = found.number("SHIFT")
    if shift is None and _fills_the_perfect(found, context):
        shift = -1.0
    reach = (shift or 0.0) * count if count and mod in _EXACT and unit in _COUNTED else 0.0
    date = moved(published, unit, reach) if reach else None
    first, last, _ = interval(period(date, unit)) if date else (None, None, None)
    if found.rule.name == "recent years" or (shift is not None and shift < 0):
        return replace(meaning, earliest=first, latest=published)
    if shift is not None and shift > 0:
        return replace(meaning, earliest=published, latest=last)
    return meaning


def _count(found: Found) -> float | None:
    """How many units; None where the text does not say (several years, years, 12 to 18 months)."""
    count = found.number("NUMBER")
    if found.has("or") or sum("NUMBER" in word.meanings for word in found.own) > 1:
        return None
    if count is None and found.get("VAGUE") is None and found.get("UNITS") is None:
        count = 1.0
    if count is not None and found.has("half"):
        count += 0.5
    return count


def _fills_the_perfect(found: Found, context: Context) -> bool:
    """Whether the length reaches publication: "for three years" with "has been"."""
    return found.before in cues("SINCE") and context.tense(found) == "perfect"


def resolve_set(found: Found, context: Context) -> Resolved:
    """What is repeated: P1D every day, XXXX-WXX-5 every Friday; it has no interval."""
    part = found.get("PART")
    time = f"T{part}" if part else ""
    if (value := found.get("FREQUENCY")) is not None:
        return resolved("SET", str(value))
    if (weekday := found.number("WEEKDAY") or found.number("WEEKDAYS")) is not None:
        return resolved("SET", f"XXXX-WXX-{int(weekday)}{time}")
    if (month := found.number("MONTH")) is not None:
        return resolved("SET", f"XXXX-{int(month):02}")
    if (season := found.get("SEASON")) is not None:
        return resolved("SET", f"XXXX-{season}")
    if time:
        return resolved("SET", f"XXXX-XX-XX{time}")
    count = found.number("NUMBER") or found.number("ORDINAL") or (2.0 if found.has("other") else 1.0)
    return resolved("SET", duration(count, str(found.get("UNITS") or found.get("UNIT"))))
