"""What lesson 06 measures until somebody pastes an answer of their own."""

from __future__ import annotations

ANSWER = """Sure! Here are the events that the article tells of:

```json
[
  {"trigger": "attacked", "sentence": "Islamic militants who attacked a military training camp",
   "type": "attack", "date": "2024-09-17", "killed": null},
  {"trigger": "stormed", "type": "attack", "date": "2024-09-17", "killed": null},
  {"trigger": "claimed responsibility", "type": "claim", "date": "2024-09-17"},
  {"trigger": "detained", "type": "arrest", "date": "2024-09-17", "detained": "at least 15"},
  {"trigger": "explosions", "type": "explosion", "date": "2024-09-17"},
  {"trigger": "closed", "type": "closure", "date": "2024-09-17"},
  {"trigger": "coups", "type": "coup", "date": null},
  {"trigger": "ambush", "type": "attack", "date": "2024-07", "killed": 50},
  {"trigger": "targeted", "sentence": "gunmen targeted a Malian army checkpoint",
   "type": "attack", "date": "2022", "killed": 6},
  {"trigger": "hotel", "type": "attack", "date": "2015-11-20", "killed": 20}
]
```

Let me know if you want me to add the statements, too!
"""
"""Invented: what a chatbot might answer about the lessons' article, with usual mistakes."""
