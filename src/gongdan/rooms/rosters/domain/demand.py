"""What is needed in each hour of the week: forecast from the orders that came, then corrected.

A forecast is believed from four whole weeks and twenty orders of its place and skill on; before,
nothing is forecast, and what the planner typed is all there is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from msgspec import Struct

from gongdan.engines.rostering.forecasting import HOURS, Key, forecast, needed
from gongdan.engines.rostering.model import DAY, WEEK, Need
from gongdan.kernel.messages import Refused
from gongdan.rooms.rosters.contract import (
    EVERYWHERE,
    CorrectDemand,
    DemandCorrection,
    RosterSettings,
)
from gongdan.rooms.rosters.domain.refusals import Refusal, malformed

LEAST_WEEKS: Final = 4
LEAST_ORDERS: Final = 20
LOOKED_BACK: Final = 12
"""Weeks of the past that are looked at."""
MOST_CORRECTIONS: Final = 200
MOST_PEOPLE: Final = 500
SKILL_LIMIT: Final = 40
IDLE: Final = 0.25
"""Nobody more is asked for where he would be busy for less than this part of an hour."""


class Demand(Struct, frozen=True, kw_only=True):
    """One place and skill: what came, what is expected, and how many people that needs.

    `orders`, `low`, `high` are orders in each of the 168 hours of the week (Monday first), empty
    where there is `too_little` history; `forecast` and `people` are people before and after
    corrections; `corrected` names the hours that a planner's word decides.
    """

    place: str
    skill: str
    weeks: int
    came: int
    too_little: bool
    orders: tuple[float, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    forecast: tuple[int, ...]
    people: tuple[int, ...]
    corrected: tuple[int, ...]


History = Mapping[Key, Sequence[Sequence[int]]]
"""Weeks of 168 counts of orders, by place and skill, the oldest first."""


def counted(
    arrived: Iterable[tuple[str, str, datetime, int]],
    places: Mapping[str, str],
    monday: date,
    first: datetime | None,
) -> History:
    """Return whole weeks of counts from a Monday on; weeks before the `first` order are left out.

    What came is told by the path of its unit, its skill, its hour in the tenant's zone, and how
    many; `places` maps each place to its path, and the longest that takes a path in counts.
    """
    begun = 0 if first is None else max(0, (first.date() - monday).days + WEEK - 1) // WEEK
    weeks = LOOKED_BACK - begun if first is not None else 0
    rows: dict[Key, list[list[int]]] = {}
    for path, skill, at, count in arrived:
        week, day = divmod((at.date() - monday).days, WEEK)
        if not begun <= week < LOOKED_BACK:
            continue
        fits = [place for place, own in places.items() if path.startswith(own)]
        place = max(fits, key=lambda each: len(places[each]), default=EVERYWHERE)
        row = rows.setdefault((place, skill), [[0] * HOURS for _ in range(weeks)])
        row[week - begun][day * DAY + at.hour] += count
    return rows


def demands(
    history: History, corrections: Sequence[DemandCorrection], settings: RosterSettings
) -> list[Demand]:
    """Return what is needed of each place and skill that has orders or a correction."""
    expected = forecast(history)
    keys = sorted({*history, *((each.place, each.skill) for each in corrections)})
    found = []
    for key in keys:
        weeks = history.get(key, ())
        came = sum(map(sum, weeks))
        too_little = len(weeks) < LEAST_WEEKS or came < LEAST_ORDERS
        said = None if too_little else expected[key]
        people = (
            needed(said.mean, settings.hours_each, settings.busy, idle=IDLE)
            if said
            else (0,) * HOURS
        )
        own = [each for each in corrections if (each.place, each.skill) == key]
        fixed = _said(own)
        found.append(
            Demand(
                place=key[0],
                skill=key[1],
                weeks=len(weeks),
                came=came,
                too_little=too_little,
                orders=tuple(round(each, 3) for each in said.mean.tolist()) if said else (),
                low=tuple(map(int, said.low.tolist())) if said else (),
                high=tuple(map(int, said.high.tolist())) if said else (),
                forecast=people,
                people=tuple(fixed.get(hour, each) for hour, each in enumerate(people)),
                corrected=tuple(sorted(fixed)),
            )
        )
    return found


def needs_of(found: Iterable[Demand], first: date, days: int) -> tuple[Need, ...]:
    """Return the needs of a span, hour by hour; what needs nobody at all is left out."""
    start = first.weekday() * DAY
    needs = []
    for each in found:
        hours = tuple(each.people[(start + hour) % HOURS] for hour in range(days * DAY))
        if any(hours):
            needs.append(Need(place=each.place, skill=each.skill, hours=hours))
    return tuple(needs)


def cleaned_correction(command: CorrectDemand) -> CorrectDemand | Refused:
    """Return what a planner says is needed, or what is wrong with it."""
    fields = {
        "days": bool(command.days) and all(1 <= day <= WEEK for day in command.days),
        "begins": 0 <= command.begins < DAY,
        "ends": command.begins < command.ends <= DAY,
        "people": 0 <= command.people <= MOST_PEOPLE,
        "skill": len(command.skill) <= SKILL_LIMIT,
    }
    for name, right in fields.items():
        if not right:
            return malformed(Refusal.CORRECTION_UNUSABLE, f"/{name}", limit=MOST_PEOPLE)
    return command


def _said(corrections: Iterable[DemandCorrection]) -> dict[int, int]:
    """Return people by hour of the week; a later word counts."""
    found: dict[int, int] = {}
    for each in sorted(corrections, key=lambda one: (one.made_at, one.id)):
        for day in each.days:
            for hour in range(each.begins, each.ends):
                found[(day - 1) * DAY + hour] = each.people
    return found
