"""A period to be rostered: people, kinds of shift, what is needed each hour, labour rules.

Days count from the period's first (0), hours from its first midnight. Weeks are blocks of seven
days from there. A duty belongs to the day on which it begins, even if it ends on the next one.
"""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

DAY: Final = 24
WEEK: Final = 7
NIGHT_HOUR: Final = 2
"""A shift that covers this hour of the day (2 to 3) is a night."""


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of shift: at which hour of the day it begins, and for how many hours it lasts."""

    id: str
    begins: int
    hours: int

    @property
    def night(self) -> bool:
        """Whether it goes through the night."""
        return any(
            hour % DAY == NIGHT_HOUR for hour in range(self.begins, self.begins + self.hours)
        )


class Wish(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody would like on a day: a kind of shift, or (empty) to be off."""

    day: int
    kind: str = ""
    weight: int = 1


class Person(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who can work: for which skills, at which places, for how many hours a week.

    `kinds` names the shifts that he may have (empty: all). `ended` is the hour at which his last
    duty before the period ended (zero or less), `days_before` how many days without a day off he
    had worked by then; `nights` and `weekends` what he had of these in the time that fairness
    looks back upon.
    """

    id: str
    skills: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    most_hours: int = 40
    least_hours: int = 0
    absent: frozenset[int] = frozenset()
    wishes: tuple[Wish, ...] = ()
    ended: int = -DAY * WEEK
    days_before: int = 0
    nights: int = 0
    weekends: int = 0


class Need(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many people with a skill are needed at a place, hour by hour of the whole period.

    One that is a `must` may be given up only if nothing else is possible.
    """

    place: str
    skill: str
    hours: tuple[int, ...]
    must: bool = False


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the law says (never broken), and what each wish of the house weighs.

    `rest` hours lie between two duties; nobody works more than `days_in_row` days. The weights
    are in points: an hour without the person that it needs, an hour with one too many, how much
    more the next night or weekend of one person costs than the one before (a fifth of it for the
    next duty), a wish of weight one, a duty changed.
    """

    rest: int = 11
    days_in_row: int = 6
    short: int = 100
    over: int = 1
    unfair: int = 10
    wish: int = 10
    change: int = 40


class Duty(Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """Who works on which day, which kind of shift, where, and for which skill."""

    day: int
    person: str
    kind: str
    place: str
    skill: str


class Period(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be rostered. `weekday` of the first day: 0 is Monday.

    `fixed` duties are kept if the law lets them. `before` is a roster that should change as
    little as can be.
    """

    days: int
    kinds: tuple[Kind, ...]
    people: tuple[Person, ...]
    needs: tuple[Need, ...]
    rules: Rules = Rules()
    weekday: int = 0
    fixed: tuple[Duty, ...] = ()
    before: tuple[Duty, ...] = ()


Blocked: TypeAlias = Literal[
    "skill", "place", "no_shift", "absent", "on_duty", "rest", "week_hours", "days_in_row", "free"
]
"""Why somebody does not cover an hour: the first that holds. `free`: no rule is in the way, but
it would cost more than it brings (or the search was not finished)."""


class Gap(Struct, frozen=True):
    """Hours of a day, one after the other, with fewer people than needed; and why nobody more.

    `blocked` counts people by what is in their way.
    """

    place: str
    skill: str
    day: int
    begins: int
    hours: int
    need: int
    cover: int
    blocked: dict[Blocked, int]


GivenUp: TypeAlias = Literal["fixed", "must", "least_hours"]


class Relaxed(Struct, frozen=True):
    """What was asked for and is not possible within the law: the smallest set of such things.

    A fixed duty (`person`, `day`), a need that is a must (`place`, `skill`, `day`), or the least
    hours of a week (`person`, `day` on which it begins); `why` names the rule in the way.
    """

    what: GivenUp
    day: int
    person: str = ""
    place: str = ""
    skill: str = ""
    why: Blocked = "free"


class Roster(Struct, frozen=True):
    """Duties in order; what had to be given up; and how far from the best it can be (0: best).

    `bound` is the share by which the best roster possible could at most be better.
    """

    duties: tuple[Duty, ...]
    relaxed: tuple[Relaxed, ...] = ()
    gaps: tuple[Gap, ...] = ()
    bound: float = 0.0


def begins(kind: Kind, day: int) -> int:
    """Return the hour of the period at which a shift of a day begins."""
    return day * DAY + kind.begins


def ends(kind: Kind, day: int) -> int:
    """Return the hour of the period at which a shift of a day ends."""
    return begins(kind, day) + kind.hours


def is_weekend(period: Period, day: int) -> bool:
    """Tell whether a day is a Saturday or a Sunday."""
    return (period.weekday + day) % WEEK >= 5


def least_of(who: Person, first: int) -> int:
    """Return the hours that somebody is owed in a week; days of absence count as worked."""
    there = sum(day not in who.absent for day in range(first, first + WEEK))
    return who.least_hours * there // WEEK
