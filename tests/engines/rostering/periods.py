"""Small periods for tests: one place, one skill, short searches."""

from gongdan.engines.rostering.checking import check
from gongdan.engines.rostering.model import DAY, Duty, Kind, Need, Period, Person, Roster
from gongdan.engines.rostering.solving import Effort, solve

DAY_SHIFT, LATE, NIGHT = Kind("day", 8, 8), Kind("late", 14, 8), Kind("night", 22, 8)
QUICK = Effort(seconds=20, threads=1)


def person(name: str, **more: object) -> Person:
    return Person(
        **{"id": name, "skills": frozenset({"gas"}), "places": frozenset({"north"}), **more}
    )


def need(days: int, count: int = 1, first: int = 8, last: int = 16, **more: object) -> Need:
    """Return so many people needed from the first to the last hour of each day."""
    hours = tuple(count if first <= hour % DAY < last else 0 for hour in range(days * DAY))
    return Need(**{"place": "north", "skill": "gas", "hours": hours, **more})


def period(people: list[Person], needs: list[Need], **more: object) -> Period:
    return Period(
        **{
            "days": len(needs[0].hours) // DAY,
            "kinds": (DAY_SHIFT,),
            "people": tuple(people),
            "needs": tuple(needs),
            **more,
        }
    )


def duty(who: str, day: int, kind: str = "day") -> Duty:
    return Duty(day, who, kind, "north", "gas")


def rostered(of: Period) -> Roster:
    found = solve(of, QUICK)
    assert check(of, found) == ()
    return found


def short(found: Roster) -> int:
    return sum((gap.need - gap.cover) * gap.hours for gap in found.gaps)
