"""Our dispatch, composed of the engines, as a policy for simulated organisations.

What it can't know in a simulation, it takes from what was measured: how often a text is
understood, and how many orders need no person, are those of IT-47k (`gongdan triage eval`).
"""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from gongdan.engines.matching.crowd import Crowd, Person, Record
from gongdan.engines.matching.learning import Outcome as Learned
from gongdan.engines.matching.learning import recorded
from gongdan.engines.matching.need import Need, Prior, Weights
from gongdan.engines.matching.ranking import rank
from gongdan.engines.simulation.policy import Asked, Handled, Outcome, Seen
from gongdan.engines.simulation.world import Order, World

ROUTED: Final = 0.688
ROUTED_RIGHTLY: Final = 0.967
"""Of IT-47k: the share that is routed without a person, and how much of it rightly."""
ACCEPT_READ: Final = 0.95
ACCEPT_MINUTES: Final = (0.5, 1.0)
"""A person accepts a suggestion or corrects it, as surely as by hand (assumed)."""
KM_A_DEGREE: Final = 111.19


class Ours:
    """Ranking by points, with records that learn from each outcome."""

    def __init__(self, world: World, weights: Weights = Weights(), *, learns: bool = True) -> None:  # noqa: B008 - frozen
        skills = tuple(sorted({each.skill for each in world.categories.values()}))
        self._crowd = Crowd(skills, tuple(world.categories))
        self._weights, self._learns = weights, learns
        self._records: dict[str, dict[str, Record]] = {each.id: {} for each in world.workers}
        self._house = Record()
        self._told: dict[str, tuple[Seen, bool]] = {}
        self._on_shift = set[str]()

    def handle(self, order: Order) -> Handled:
        """Route what is sure enough; a person accepts or corrects the rest."""
        if order.read < ROUTED:
            return Handled(order.read < ROUTED * ROUTED_RIGHTLY, 0.0)
        # the rest is read by a person: the same draw, stretched over what is left
        rest = (order.read - ROUTED) / (1 - ROUTED)
        least, spread = ACCEPT_MINUTES
        return Handled(rest < ACCEPT_READ, least + spread * order.handled)

    def choose(self, asked: Asked, crew: Sequence[Seen], now: float) -> str | None:
        """Take the best of those whose shift still holds it, else the best for tomorrow."""
        there = {each.id for each in crew}
        for who in self._on_shift - there:
            self._crowd.take_out(who)
            self._told.pop(who, None)
        self._on_shift = there
        for late in (False, True):
            for each in crew:
                self._tell(each, late=late)
            found = rank(self._crowd, _need(asked, now), self._weights, most=1, prior=self._prior())
            if found.best:
                return found.best[0].person
        return None

    def learn(self, outcome: Outcome) -> None:
        """Count a first visit; a mistaken category is nobody's fault."""
        if outcome.visit or outcome.mistaken:
            return
        usual = self._prior().rate
        good = Learned(good=float(outcome.fixed), expected=usual)
        self._house = recorded(self._house, good, usual)
        if self._learns:
            own = self._records[outcome.technician]
            own[outcome.category] = recorded(own.get(outcome.category, Record()), good, usual)
            self._told.pop(outcome.technician, None)

    def _tell(self, seen: Seen, *, late: bool) -> None:
        """Bring a row up to date, if anything of it has changed."""
        idle = replace(seen, free_at=0.0) if not seen.open else seen
        if self._told.get(seen.id) != (idle, late):
            self._crowd.put(self._person(idle, late=late))
            self._told[seen.id] = idle, late

    def _prior(self) -> Prior:
        house = self._house
        return Prior(rate=(house.good + 8) / (house.tries + 10))

    def _person(self, seen: Seen, *, late: bool) -> Person:
        return Person(
            id=seen.id,
            skills=seen.skills,
            latitude=seen.place[1] / KM_A_DEGREE,
            longitude=seen.place[0] / KM_A_DEGREE,
            until=float("inf") if late else seen.until,
            free_at=seen.free_at,
            open=seen.open,
            capacity=10**6 if late else 8,
            records=self._records[seen.id],
        )


def _need(asked: Asked, now: float) -> Need:
    return Need(
        skills={asked.skill: 1},
        category=asked.category,
        latitude=asked.place[1] / KM_A_DEGREE,
        longitude=asked.place[0] / KM_A_DEGREE,
        now=now,
        minutes=asked.minutes,
        deadline=asked.by,
    )
