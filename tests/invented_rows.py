"""Rows that several test files share: an attack, and who says so. All is invented."""

import datetime as dt
from dataclasses import replace

from conftest import record

from sahel_analysis.records import Attribution, Event

DAY = dt.date(2031, 5, 2)
ATTACK = record(
    Event, event_id="V01", start=0, end=6, trigger="attack", type="attack", date_earliest=DAY,
    date_latest=DAY, date_precision="day", place="Tin Beta", country="ML", lat=16.0, lon=-3.0, actor="gunmen",
    target="a market", killed_min=4, killed_max=6,
)  # fmt: skip
ARMY = record(
    Attribution, attribution_id="A01", source_start=8, source_end=12, source="army", source_kind="military",
    cue_start=13, cue_end=17, cue="said", content=((0, 6),), quote_type="indirect", act="statement",
    stance="neutral",
)  # fmt: skip
NURSE = replace(ARMY, attribution_id="A02", source="a nurse", source_kind="witness", anonymous=True)
