"""How long, and how often? "A fortnight" is P2W, "over a decade" P10Y, "every Friday" XXXX-WXX-5."""

from __future__ import annotations

from dataclasses import replace

from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.times.context import Context, Resolved, resolved
from sahel_analysis.times.grammar import Found
from sahel_analysis.times.values import interval, moved, period
from sahel_analysis.times.vocabulary import cues

_EXACT = (None, "APPROX")
_COUNTED = ("D", "W", "M", "Q", "Y", "DE", "CE")
_IN_UNITS = {"DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000), "FN": ("W", 2), "FY": ("Y", 1)}


def resolve_length(found: Found, context: Context) -> Resolved:
    """A length of time, and its interval where the text ties it to publication.

    "The past three years" end with publication, and so does "for over a decade" with a verb in the
    perfect; "the next days" begin with it. How far they reach is open unless their number is told.
    """
    unit = str(found.get("UNITS") or found.get("UNIT"))
    count = _count(found)
    if unit == "D" and count == 1 and _is_some_day(found, context):
        return _some_day(found, context)
    approx = found.get("APPROX")
    mod = str(approx) if approx else None
    if found.has("or") or sum("NUMBER" in word.meanings for word in found.own) > 1:
        mod = "EQUAL_OR_MORE"  # "12 to 18 months", "a year or two"
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
    """How many units, at least; None where the text does not say (several years, years)."""
    if found.has("or") and found.own[0].text in ("a", "an"):  # "a year or two"
        return 1.0
    count = found.number("NUMBER")
    if count is None and found.get("VAGUE") is None and found.get("UNITS") is None:
        count = 1.0
    if count is not None and found.has("half"):
        count += 0.5
    return count


def _is_some_day(found: Found, context: Context) -> bool:
    """Whether "one day" is no length but a day that is not told: "he hoped to return one day"."""
    text = text_of(context.doc)
    then = found.words[found.last].meanings if found.last < len(found.words) else {}
    return (
        text[found.start : found.end].lower().split() == ["one", "day"]
        and found.before not in cues("SPAN_LEAD")
        and not {"AFTER", "EARLIER", "LATER", "AGO", "-"} & set(then)
    )


def _some_day(found: Found, context: Context) -> Resolved:
    ahead = context.tense(found) not in ("past", "perfect", "told")
    meaning = resolved("DATE", "FUTURE_REF" if ahead else "PAST_REF")
    if ahead:
        return replace(meaning, earliest=context.published)
    return replace(meaning, latest=context.published)


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


def duration(count: float | None, unit: str) -> str:
    """The value of a length of time; `count` None is one that is not told (PXY).

    Decades, centuries and fortnights count as years and weeks, halves in the next smaller unit
    where that is exact.
    """
    unit, factor = _IN_UNITS.get(unit, (unit, 1))
    letter, prefix = unit[-1] if unit.startswith("T") else unit, "PT" if unit.startswith("T") else "P"
    if unit == "WE":
        letter, factor = "D", 2
    if count is None:
        return f"{prefix}X{letter}"
    count *= factor
    whole, rest = int(count), count - int(count)
    smaller = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60)}.get(unit)
    if rest and smaller and (rest * smaller[1]).is_integer():
        part = f"{int(rest * smaller[1])}{smaller[0]}"
        return prefix + (f"{whole}{letter}" if whole else "") + part
    return f"{prefix}{whole}{letter}" if not rest else f"{prefix}{count:g}{letter}"
