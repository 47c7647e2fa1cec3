"""What is needed in a week, with names."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from gongdan.rooms.rosters.contract import ANYBODY, EVERYWHERE, DemandCorrection
from gongdan.rooms.rosters.domain.demand import LEAST_ORDERS, LEAST_WEEKS, Demand
from gongdan.rooms.rosters.views.names import NamedKey, Names


class DemandLine(Struct, frozen=True):
    """What is needed of one place and skill in each hour of the week, and from what that is."""

    place: str
    skill: str
    weeks: int
    came: int
    too_little: bool
    orders: list[float]
    low: list[int]
    high: list[int]
    forecast: list[int]
    people: list[int]
    corrected: list[int]


class DemandPage(Struct, frozen=True, kw_only=True):
    """All that is needed; `least_weeks` and `least_orders` is how much history a forecast takes.

    `lent`: it comes from imported history, from this instant on (null: from the last weeks).
    """

    items: list[DemandLine]
    corrections: list[DemandCorrection]
    places: list[NamedKey]
    skills: list[NamedKey]
    least_weeks: int
    least_orders: int
    lent: datetime | None


def demand_page(
    found: Sequence[Demand],
    corrections: Sequence[DemandCorrection],
    names: Names,
    lent: datetime | None,
) -> DemandPage:
    """Return what is needed, with names; skills that people have can be asked for too."""
    keys = {each.skill for each in found} | set(names.skills) | {ANYBODY}
    return DemandPage(
        items=[
            DemandLine(
                place=each.place,
                skill=each.skill,
                weeks=each.weeks,
                came=each.came,
                too_little=each.too_little,
                orders=list(each.orders),
                low=list(each.low),
                high=list(each.high),
                forecast=list(each.forecast),
                people=list(each.people),
                corrected=list(each.corrected),
            )
            for each in found
        ],
        corrections=list(corrections),
        places=[NamedKey(each, names.place(each)) for each in (EVERYWHERE, *names.planned)],
        skills=[NamedKey(each, names.skill(each)) for each in sorted(keys)],
        least_weeks=LEAST_WEEKS,
        least_orders=LEAST_ORDERS,
        lent=lent,
    )
