"""Where errors have grown, and what has become of it: learned anew, on trial, or in use."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec.structs import asdict

from gongdan.kernel.database import Reader
from gongdan.rooms.dispatch.domain.stages import Step, standing_of
from gongdan.rooms.dispatch.store.drift import Subject, newest_alarms
from gongdan.rooms.dispatch.views.learning import AlarmShown, AlarmState

MOST_ALARMS: Final = 20


async def alarms_since(
    reader: Reader,
    tenant: UUID,
    begins: datetime,
    named: Mapping[str, str],
    *,
    weights: Sequence[Step],
    triage: Sequence[Step],
) -> list[AlarmShown]:
    """Return the newest alarms, the newest first."""
    steps: Mapping[Subject, Sequence[Step]] = {"outcome": weights, "triage": triage}
    found = await newest_alarms(reader, tenant, MOST_ALARMS)
    return [
        AlarmShown(
            **asdict(each),
            name=named.get(each.category, each.category),
            state=_state(steps[each.subject], each.heard_at),
        )
        for each in found
        if each.heard_at >= begins
    ]


def _state(steps: Sequence[Step], heard: datetime) -> AlarmState:
    """Tell what became of an alarm, by when who decides and who is tried were learned."""
    learned: dict[int, datetime] = {}
    for step in steps:
        learned.setdefault(step.version, step.since)
    standing = standing_of(steps)
    if standing.champion and learned[standing.champion] > heard:
        return "answered"
    tried = standing.challenger
    return "tried" if tried is not None and learned[tried.version] > heard else "open"
