"""From people and orders to what the matching engine weighs, and back to reasons in words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from gongdan.engines.matching.advising import MODEL
from gongdan.engines.matching.crowd import NOWHERE, Person, Record
from gongdan.engines.matching.need import REASONS, Need
from gongdan.engines.matching.ranking import Candidate
from gongdan.engines.matching.rules import Barred
from gongdan.kernel.text import fold
from gongdan.rooms.dispatch.contract import Category, Weighed
from gongdan.rooms.people.contract import CrewMember, away_at, has_hours, levels_on, shift_at

HERE_COUNTS: Final = 12 * 3_600.0
"""Seconds for which a place that somebody said last is believed; then where they start from."""
FAR_AWAY: Final = float("inf")


class Standing(Struct, frozen=True):
    """Somebody as the crowd holds him, and when that changes by itself (a shift, an absence)."""

    person: Person
    changes_at: datetime | None


def minutes(at: datetime) -> float:
    """Return an instant as the engine counts: minutes since 1970."""
    return at.timestamp() / 60


def standing(  # noqa: PLR0913 - what is known of somebody, each named
    member: CrewMember,
    now: datetime,
    zone: ZoneInfo,
    *,
    territories: frozenset[str],
    load: int,
    records: Mapping[str, Record],
    weight: float,
) -> Standing:
    """Return somebody as he stands now."""
    away = away_at(member.away, now)
    shift = shift_at(member.working, zone, now, member.rostered)
    at_work = shift[0] <= now if shift else not has_hours(member.working, member.rostered)
    on_shift = member.active and away is None and at_work
    until = minutes(shift[1]) if shift is not None and on_shift else FAR_AWAY
    latitude, longitude = _place(member, now)
    person = Person(
        id=str(member.user),
        skills=dict(levels_on(member.working, member.skills, now.astimezone(zone).date())),
        latitude=latitude,
        longitude=longitude,
        territories=territories,
        on_shift=on_shift,
        until=until,
        open=load,
        capacity=member.working.capacity,
        standing=weight,
        records=dict(records),
    )
    edges = [edge for span in (shift,) if span for edge in span]
    edges += [each.begins for each in member.away]
    edges += [each.ends for each in member.away if each.ends is not None]
    return Standing(person, min((edge for edge in edges if edge > now), default=None))


def need_of(  # noqa: PLR0913 - what an order asks, each named
    category: Category | None,
    *,
    territory: UUID | None,
    latitude: float | None,
    longitude: float | None,
    due_at: datetime | None,
    never: Iterable[UUID],
    now: datetime,
) -> Need:
    """Return what an order asks of whoever gets it."""
    return Need(
        skills={fold(name): level for name, level in category.skills.items()} if category else {},
        category=category.key if category else "",
        latitude=NOWHERE if latitude is None else latitude,
        longitude=NOWHERE if longitude is None else longitude,
        territory=str(territory) if territory else "",
        now=minutes(now),
        minutes=0.0,
        deadline=minutes(due_at) if due_at else FAR_AWAY,
        never=frozenset(map(str, never)),
    )


def weighed(candidate: Candidate) -> Weighed:
    """Return a candidate as it is stored with a decision."""
    return Weighed(UUID(candidate.person), candidate.score, candidate.points, candidate.facts)


def basis_of(
    chosen: UUID, best: Iterable[Weighed], propensity: float, *, weights: int, scorer: str
) -> tuple[str, ...]:
    """Return the reasons that go into the order's event: codes and numbers, no names.

    The chance of the choice, the version of the weights, the score and its points by reason (the
    last one may be a plugged-in model's, with its name), and who was not chosen with what score.
    """
    ranked = list(best)
    mine = next((each for each in ranked if each.user == chosen), None)
    said = [f"propensity {propensity:.4f}", f"weights {weights}"]
    if mine is not None:
        said.append(f"score {mine.score:.2f}")
        said += [f"{name} {mine.points[name]:.2f}" for name in REASONS]
        if MODEL in mine.points:
            said.append(f"{MODEL} {mine.points[MODEL]:.2f} {scorer}")
    others = (each for each in ranked if each.user != chosen)
    said += [f"not {each.user} {each.score:.2f}" for each in others]
    return tuple(said)


def _place(member: CrewMember, now: datetime) -> tuple[float, float]:
    places = member.places
    recent = places.seen_at is not None and (now - places.seen_at).total_seconds() <= HERE_COUNTS
    spot = places.here if places.here is not None and recent else places.home
    return (spot.latitude, spot.longitude) if spot else (NOWHERE, NOWHERE)


RULES: Final[Mapping[Barred, str]] = {
    Barred.OFF_SHIFT: "off_shift",
    Barred.EXCLUDED: "excluded",
    Barred.NOT_NAMED: "not_named",
    Barred.TERRITORY: "territory",
    Barred.SKILL: "skill",
    Barred.FULL: "full",
    Barred.SHIFT_ENDS: "shift_ends",
}
"""The words by which rules are known outside."""
