"""Somebody on one day: when the shift runs, what an absence leaves of it, when breaks are."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from gongdan.kernel.text import fold
from gongdan.rooms.people.contract import Absence, CrewMember, has_hours, levels_on, shift_at
from gongdan.rooms.planning.contract import Worker

HOUR: Final = 3_600
USUAL: Final = (8 * HOUR, 17 * HOUR)
"""When somebody works of whom no shift is set: assumed, and said so."""
LUNCH: Final = (HOUR // 2, 23 * HOUR // 2, 13 * HOUR)
"""Half an hour, begun between 11:30 and 13:00, in a shift that says nothing of breaks."""
LEAST: Final = HOUR // 2
"""What is left of a day beside an absence must be so long to be planned."""
GIVE: Final = HOUR // 2
"""A break between two shifts begins so much earlier or later, as the work allows."""

Span: TypeAlias = tuple[int, int]


def midnight_of(day: date, zone: ZoneInfo) -> datetime:
    """Return when a day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def worker_on(
    member: CrewMember, day: date, zone: ZoneInfo, units: frozenset[UUID] | None
) -> Worker:
    """Return somebody as he works on a day; `units` are those where he does (None: everywhere)."""
    midnight = midnight_of(day, zone)
    shifts = _shifts(member, midnight, zone)
    assumed = not has_hours(member.working, member.rostered)
    spans = [USUAL] if assumed else shifts
    whole = (spans[0][0], max(stops for _, stops in spans)) if spans else (0, 0)
    starts, stops = _left(whole, member.away, midnight)
    home = member.places.home or member.places.here
    return Worker(
        user=member.user,
        name=member.name,
        starts=starts,
        stops=stops,
        rests=_rests(spans, (starts, stops)),
        skills=dict(levels_on(member.working, member.skills, day)),
        units=units,
        latitude=home.latitude if home else None,
        longitude=home.longitude if home else None,
        capacity=member.working.capacity,
        away=_why_away(member, whole, stops - starts),
        assumed=assumed,
        tools=frozenset(map(fold, member.working.tools)),
        person=member.person,
    )


def _why_away(member: CrewMember, whole: Span, left: int) -> str:
    if member.working.capacity == 0:
        return "none"
    if whole[1] <= whole[0]:
        return "off"
    return "away" if left < LEAST else ""


def _shifts(member: CrewMember, midnight: datetime, zone: ZoneInfo) -> list[Span]:
    """Return the shifts that begin on the day, as seconds after its midnight."""
    found: list[Span] = []
    at, ends = midnight, midnight + timedelta(days=1)
    while (span := shift_at(member.working, zone, at, member.rostered)) is not None and span[
        0
    ] < ends:
        if span[0] >= midnight:
            found.append((_seconds(span[0], midnight), _seconds(span[1], midnight)))
        at = span[1]
    return sorted(found)


def _left(whole: Span, away: Iterable[Absence], midnight: datetime) -> Span:
    """Return the longest part of a day that absences leave."""
    free = [whole]
    for each in away:
        begins = _seconds(each.begins, midnight)
        ends = _seconds(each.ends, midnight) if each.ends else whole[1]
        free = [
            part
            for starts, stops in free
            for part in ((starts, min(stops, begins)), (max(starts, ends), stops))
            if part[1] > part[0]
        ]
    return max(free, key=lambda part: part[1] - part[0], default=(whole[0], whole[0]))


def _rests(spans: Sequence[Span], left: Span) -> tuple[tuple[int, int, int], ...]:
    """Return the gaps between shifts as breaks; else lunch, where the day goes over it."""
    gaps = [
        (begins - ends, ends - GIVE, ends + GIVE)
        for (_, ends), (begins, _) in pairwise(spans)
        if begins > ends
    ]
    rests = gaps or [LUNCH]
    return tuple(
        rest for rest in rests if left[0] < rest[1] and rest[2] + rest[0] + GIVE <= left[1]
    )


def _seconds(at: datetime, midnight: datetime) -> int:
    return int((at - midnight).total_seconds())
