"""What our own projects say beside a text so that it comes home whole: which version it is, of what, by whom.

The standard knows transcripts and no translations. A description is written for people; its last line is for us.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from manantial.exchange.qda.laying import ORIGIN

_MARK = f"{ORIGIN}: "


def with_facts(said: str, facts: Mapping[str, object]) -> str:
    """A description with its last line."""
    kept = {key: value for key, value in facts.items() if value not in ("", None)}
    return f"{said}\n{_MARK}{json.dumps(kept, ensure_ascii=False, separators=(',', ':'))}".strip()


def facts_of(description: str) -> dict[str, Any]:
    """What the last line says; nothing when somebody changed or dropped it."""
    line = description.rpartition("\n")[2].strip()
    if not line.startswith(_MARK):
        return {}
    try:
        found = json.loads(line.removeprefix(_MARK))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def before_facts(description: str, said: str) -> str:
    """A description with more words, our last line still the last."""
    if not facts_of(description):
        return "\n\n".join(filter(None, (description, said)))
    plain, _end, facts = description.rpartition("\n")
    return "\n".join(filter(None, ("\n\n".join(filter(None, (plain, said))), facts)))


def plain_of(description: str) -> str:
    """A description without our last line."""
    return description.rpartition("\n")[0] if facts_of(description) else description
