"""A period as a model for CP-SAT: the law as constraints, everything else as points.

What was asked for and may be given up (fixed duties, needs that are a must, least hours) costs
more than all else together could bring, so that the least of it is given up: the model always
has a solution.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from msgspec import Struct
from ortools.sat.python import cp_model

from gongdan.engines.rostering.gaps import why_not
from gongdan.engines.rostering.model import (
    DAY,
    WEEK,
    Duty,
    GivenUp,
    Kind,
    Need,
    Period,
    Person,
    begins,
    ends,
    is_weekend,
    least_of,
)

GIVEN_UP: Final = 10_000_000
"""Points of giving up one thing that was asked for."""

FULL_WEEK: Final = 40
"""Hours of whoever works full time, beside whom the hours of others are weighed."""

Sum: TypeAlias = cp_model.LinearExpr


class Asked(Struct, frozen=True):
    """Something that may be given up."""

    what: GivenUp
    day: int
    person: str = ""
    place: str = ""
    skill: str = ""


class Model:
    """The constraints, the choice of each duty, and what may be given up."""

    def __init__(self, period: Period) -> None:
        self._period = period
        self._kinds = {kind.id: kind for kind in period.kinds}
        self._points: list[Sum] = []
        self.cp = cp_model.CpModel()
        self.duties: dict[Duty, cp_model.IntVar] = {
            duty: self.cp.new_bool_var("") for duty in _possible(period)
        }
        self.given_up: dict[Asked, cp_model.IntVar] = {}
        self._of: defaultdict[tuple[str, int], list[Duty]] = defaultdict(list)
        for duty in self.duties:
            self._of[duty.person, duty.day].append(duty)
        for who in period.people:
            self._law(who)
            self._least(who)
            self._wishes(who)
        for need in period.needs:
            self._need(need)
        self._fixed()
        self._fair()
        self._changed()
        self.cp.minimize(_sum(self._points))

    def _works(self, who: Person, day: int, kinds: Iterable[str] | None = None) -> Sum:
        """Return 1 if somebody works on a day (one of these kinds of shift), else 0."""
        wanted = None if kinds is None else set(kinds)
        return _sum(
            self.duties[duty]
            for duty in self._of[who.id, day]
            if wanted is None or duty.kind in wanted
        )

    def _law(self, who: Person) -> None:
        days, rules = range(self._period.days), self._period.rules
        for day in days:
            self.cp.add(self._works(who, day) <= 1)
            for kind in self._period.kinds:
                self._rest(who, kind, day)
        for first in range(0, self._period.days, WEEK):
            self.cp.add(self._hours(who, first) <= who.most_hours)
        for first in range(-who.days_before, self._period.days - rules.days_in_row):
            window = range(first, first + rules.days_in_row + 1)
            worked = sum(day < 0 for day in window)
            self.cp.add(
                worked + _sum(self._works(who, day) for day in window if day >= 0)
                <= max(rules.days_in_row, worked)
            )

    def _rest(self, who: Person, kind: Kind, day: int) -> None:
        """Whoever has this shift has none on the next days that begins too early after it."""
        rested = ends(kind, day) + self._period.rules.rest
        for later in range(day + 1, min(rested // DAY + 1, self._period.days)):
            early = [each.id for each in self._period.kinds if begins(each, later) < rested]
            if early:
                self.cp.add(self._works(who, day, [kind.id]) + self._works(who, later, early) <= 1)

    def _hours(self, who: Person, first: int) -> Sum:
        week = range(first, min(first + WEEK, self._period.days))
        return _sum(
            self._kinds[duty.kind].hours * self.duties[duty]
            for day in week
            for duty in self._of[who.id, day]
        )

    def _gives_up(self, asked: Asked) -> cp_model.IntVar:
        given = self.given_up[asked] = self.cp.new_bool_var("")
        self._points.append(GIVEN_UP * given)
        return given

    def _least(self, who: Person) -> None:
        for first in range(0, self._period.days - WEEK + 1, WEEK):
            least = least_of(who, first)
            if least:
                given = self._gives_up(Asked("least_hours", first, who.id))
                self.cp.add(self._hours(who, first) >= least - least * given)

    def _wishes(self, who: Person) -> None:
        for wish in who.wishes:
            if 0 <= wish.day < self._period.days:
                granted = self._works(who, wish.day, [wish.kind] if wish.kind else None)
                missed = 1 - granted if wish.kind else granted
                self._points.append(self._period.rules.wish * wish.weight * missed)

    def _need(self, need: Need) -> None:
        """Hours that the same shifts cover and that need as many are taken together."""
        rules = self._period.rules
        at: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for kind in self._period.kinds:
            for day in range(self._period.days):
                for hour in range(begins(kind, day), ends(kind, day)):
                    at[hour].append((day, kind.id))
        alike: defaultdict[tuple[int, tuple[tuple[int, str], ...], int], int] = defaultdict(int)
        for hour, wanted in enumerate(need.hours):
            alike[hour // DAY, tuple(at[hour]), wanted] += 1
        there: defaultdict[tuple[int, str], list[cp_model.IntVar]] = defaultdict(list)
        for duty, chosen in self.duties.items():
            if (duty.place, duty.skill) == (need.place, need.skill):
                there[duty.day, duty.kind].append(chosen)
        lost: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
        for (day, shifts, wanted), hours in alike.items():
            cover = _sum(chosen for each in shifts for chosen in there[each])
            short = self.cp.new_int_var(0, wanted, "")
            self.cp.add(cover + short >= wanted)
            self._points.append(hours * (rules.short * short + rules.over * (cover + short)))
            lost[day].append(short)
        if need.must:
            self._must(need, lost)

    def _must(self, need: Need, lost: dict[int, list[cp_model.IntVar]]) -> None:
        for day, short in lost.items():
            given = self._gives_up(Asked("must", day, "", need.place, need.skill))
            for each in short:
                self.cp.add(each == 0).only_enforce_if(given.negated())

    def _fixed(self) -> None:
        for duty in self._period.fixed:
            given = self._gives_up(Asked("fixed", duty.day, duty.person))
            chosen = self.duties.get(duty)
            self.cp.add(given + (0 if chosen is None else chosen) >= 1)

    def _fair(self) -> None:
        """Share out nights, weekends, and work as a whole, each beside what the others have."""
        unfair, people = self._period.rules.unfair, self._period.people
        nights = {kind.id for kind in self._period.kinds if kind.night}
        rested = min((who.nights for who in people), default=0)
        free = min((who.weekends for who in people), default=0)
        for who in people:
            own = list(self._all(who))
            night = [duty for duty in own if duty.kind in nights]
            weekend = [duty for duty in own if is_weekend(self._period, duty.day)]
            self._dearer(night, unfair, who.nights - rested)
            self._dearer(weekend, unfair, who.weekends - free)
            self._dearer(own, unfair / 5 * FULL_WEEK / max(who.most_hours, 1))

    def _dearer(self, duties: Sequence[Duty], step: float, had: int = 0) -> None:
        """Charge for each of one person's duties a step more than for the one before it.

        As the price grows faster than the number, the cheapest roster shares them out. (To charge
        for the gap between most and fewest would give duties that nobody needs to close it.)
        """
        taken = [self.cp.new_bool_var("") for _ in {duty.day for duty in duties}]
        self.cp.add(_sum(taken) == _sum(self.duties[duty] for duty in duties))
        self._points += [round(step * nth) * each for nth, each in enumerate(taken, had)]

    def _changed(self) -> None:
        """Charge for each duty of before that is lost, and for each on a day that was free."""
        if not self._period.before:
            return
        before = set(self._period.before)
        price = self._period.rules.change
        for duty, chosen in self.duties.items():
            self._points.append(price * (1 - chosen) if duty in before else price * chosen)

    def _all(self, who: Person) -> Iterator[Duty]:
        for day in range(self._period.days):
            yield from self._of[who.id, day]


def _sum(parts: Iterable[Sum]) -> Sum:
    return cp_model.LinearExpr.sum(list(parts))


def _possible(period: Period) -> Iterator[Duty]:
    """Yield every duty that somebody could have if he had no other."""
    roles = dict.fromkeys((need.place, need.skill) for need in period.needs)
    for who in period.people:
        for day in range(period.days):
            for kind in period.kinds:
                for place, skill in roles:
                    duty = Duty(day, who.id, kind.id, place, skill)
                    if why_not(period, who, (), duty) == "free":
                        yield duty
