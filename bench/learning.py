"""What learning brings where the truth is known, what chance gets through the gate, how soon an
alarm is given (AD8). Every seed stands here.

A decision is made among ten people with known chances of success; whoever is near succeeds a
little more often. Static weights never learn of anybody's record; ours do, and explore among near
ties. Regret is what the best of the ten would have had more, in chances of success.
"""

from typing import Final

import numpy as np
from msgspec import Struct

from bench.results import Figure
from gongdan.engines.matching.choosing import Exploring, choose
from gongdan.engines.matching.crowd import Crowd, Floats, Person, Record
from gongdan.engines.matching.drifting import Watch, watched
from gongdan.engines.matching.evaluating import Logged, gain
from gongdan.engines.matching.learning import Outcome, learned, recorded
from gongdan.engines.matching.need import REASONS, Need, Prior, Weights
from gongdan.engines.matching.promoting import Promoted, judge
from gongdan.engines.matching.ranking import rank
from gongdan.engines.simulation.intervals import mean_of
from gongdan.rooms.dispatch.domain.comparing import TwoAnswers, compared

SEEDS: Final = range(1, 21)
OUTCOMES: Final = 5_000
LAST: Final = 1_000
PEOPLE, KINDS, ASKED = 30, 5, 10
NULLS: Final = range(200)
NIGHTS: Final = 30
STEP: Final = 500
"""After so many outcomes the weights take one step."""


class Run(Struct, frozen=True):
    """The regret of each decision of a run, in chances of success."""

    regrets: Floats

    @property
    def whole(self) -> float:
        """All of it together."""
        return float(self.regrets.sum())

    @property
    def at_last(self) -> float:
        """A decision's, at the end."""
        return float(self.regrets[-LAST:].mean())


def regret_figures() -> list[Figure]:
    """Return regret with and without learning, over the same decisions."""
    static = [regret(seed, learns=False) for seed in SEEDS]
    ours = [regret(seed, learns=True) for seed in SEEDS]
    whole = mean_of([one.whole / other.whole for one, other in zip(ours, static, strict=True)])
    last = mean_of([one.at_last / other.at_last for one, other in zip(ours, static, strict=True)])
    return [
        Figure(name="static: regret of 5,000 decisions", value=_mean(static), unit=""),
        Figure(name="learning: regret of 5,000 decisions", value=_mean(ours), unit=""),
        Figure(
            name=f"learning to static: all 5,000 (± {whole.within:.2g})",
            value=whole.value,
            unit="times",
        ),
        Figure(
            name=f"learning to static: after 5,000, the last 1,000 (± {last.within:.2g})",
            value=last.value,
            unit="times",
            limit=0.5,
        ),
    ]


def _mean(runs: list[Run]) -> float:
    return mean_of([run.whole for run in runs]).value


def regret(seed: int, *, learns: bool, outcomes: int = OUTCOMES) -> Run:
    """Return the regret of a run of decisions."""
    chance = np.random.default_rng(seed)
    truth = np.clip(chance.normal(0.7, 0.15, size=(PEOPLE, KINDS)), 0.05, 0.98)
    crowd = Crowd(("skill",), tuple(str(kind) for kind in range(KINDS)))
    records: list[dict[str, Record]] = [{} for _ in range(PEOPLE)]
    weights, regrets = Weights(), np.zeros(outcomes)
    told: list[tuple[list[float], float]] = []
    for number in range(outcomes):
        kind = int(chance.integers(KINDS))
        asked = chance.choice(PEOPLE, size=ASKED, replace=False)
        away = chance.uniform(0, 20, size=ASKED)
        busy = chance.integers(0, 6, size=ASKED)
        draw, luck = chance.random(), chance.random()
        for who, km, open_ in zip(asked, away, busy, strict=True):
            crowd.put(_person(int(who), float(km), int(open_), records[who] if learns else {}))
        good = truth[asked, kind] * (1 - 0.1 * away / 20)
        only = frozenset(str(each) for each in asked)
        need = Need(category=str(kind), latitude=0.0, longitude=0.0, only=only)
        best = rank(crowd, need, weights, most=ASKED, prior=Prior(rate=0.7)).best
        choice = choose(best, draw if learns else 0.0, Exploring(), critical=not learns)
        if choice is None:
            raise RuntimeError("nobody was found among ten people")
        at = int(np.flatnonzero(asked == int(choice.person))[0])
        regrets[number] = good.max() - good[at]
        if learns:
            outcome = Outcome(good=float(luck < good[at]), expected=0.7)
            own = records[asked[at]]
            own[str(kind)] = recorded(own.get(str(kind), Record()), outcome, 0.7)
            points = next(each.points for each in best if each.person == choice.person)
            parts = [points[name] / getattr(weights, name) for name in REASONS]
            told.append((parts, outcome.good - outcome.expected))
            if len(told) % STEP == 0:
                parted = np.array([parts for parts, _ in told])
                weights = learned(weights, parted, np.array([missed for _, missed in told]))
    return Run(regrets)


def _person(who: int, km: float, open_: int, records: dict[str, Record]) -> Person:
    return Person(
        id=str(who),
        skills={"skill": 3},
        latitude=km / 111.19,
        longitude=0.0,
        open=open_,
        records=records,
    )


def gate_figures() -> list[Figure]:
    """Return how often a challenger that is no better gets through: one look, and one a night."""
    once = sum(_promoted(seed, looks=1) for seed in NULLS)
    nightly = sum(_promoted(seed, looks=NIGHTS) for seed in NULLS)
    ties = sum(_tie_promoted(seed) for seed in NULLS)
    better = sum(_promoted(seed, looks=1, better=0.08) for seed in NULLS)
    return [
        Figure(
            name="gate: false promotions of 200, one look at 3,000 decisions",
            value=once,
            unit="",
            limit=10,
        ),
        Figure(name="gate: of 200, a look a night for 30 nights", value=nightly, unit="", limit=10),
        Figure(
            name="gate: of 200, nightly, near ties tried in one order of 20",
            value=ties,
            unit="",
            limit=10,
        ),
        Figure(name="gate: promotions of 200 that are 8 points better", value=better, unit=""),
        Figure(
            name="triage: false promotions of 200, a look a night for 30 nights of 20 orders",
            value=sum(_takes_over(seed, better=0.0) for seed in NULLS),
            unit="",
            limit=10,
        ),
        Figure(
            name="triage: promotions of 200 that are 8 points better, as long",
            value=sum(_takes_over(seed, better=0.08) for seed in NULLS),
            unit="",
        ),
    ]


def _takes_over(seed: int, *, better: float) -> bool:
    """Tell whether a triage model takes over within a month that errs apart from the live one.

    Both are right in 83 of 100 orders (the new one more often by `better`), of eight categories;
    in a sixth of the orders each is right or wrong by its own luck, in the others both alike.
    """
    chance = np.random.default_rng(seed)
    count = 20 * NIGHTS
    own = chance.random(count) < 1 / 6
    shared = chance.random(count) < 0.9
    live = np.where(own, chance.random(count) < 0.5, shared)
    new = np.where(own, chance.random(count) < 0.5 + 6 * better, shared)
    kinds = chance.integers(8, size=count)
    rows = [
        TwoAnswers(str(kind), str(kind if a else -1), False, str(kind if b else -1), False)
        for kind, a, b in zip(kinds, live, new, strict=True)
    ]
    looks = range(20, count + 1, 20)
    return any(compared(rows[:seen]).finding == "ready" for seen in looks)


def _promoted(seed: int, *, looks: int, better: float = 0.0) -> bool:
    """Tell whether a challenger gets past the gate at one of the looks at growing data."""
    chance = np.random.default_rng(seed)
    count = 3_000
    propensity = np.where(chance.random(count) < 0.7, 0.7, 0.3)
    other = propensity == 0.3
    reward = (chance.random(count) < np.where(other, 0.7 + better, 0.7)).astype(np.float64)
    model = np.full(count, 0.65)
    logged = Logged(reward, propensity, other.astype(np.float64), model, model)
    for look in range(1, looks + 1):
        seen = slice(0, count * look // looks)
        part = Logged(
            logged.reward[seen],
            logged.propensity[seen],
            logged.chance[seen],
            logged.expected[seen],
            logged.expected_there[seen],
        )
        if isinstance(judge("shadow", gain(part), len(part.reward), {}), Promoted):
            return True
    return False


def _tie_promoted(seed: int) -> bool:
    """Tell whether a challenger that is no better gets on where chance is as rare as in the room.

    In three orders of ten it would propose another near tie, which the log did once in forty.
    """
    chance = np.random.default_rng(seed)
    count = 6_000
    differ = chance.random(count) < 0.3
    other = differ & (chance.random(count) < 0.025)
    propensity = np.where(differ, np.where(other, 0.025, 0.975), 1.0)
    judged = np.where(differ, np.where(other, 0.975, 0.025), 1.0)
    reward = (chance.random(count) < 0.7).astype(np.float64)
    model = np.full(count, 0.65)
    for look in range(1, NIGHTS + 1):
        seen = count * look // NIGHTS
        part = Logged(
            *(each[:seen] for each in (reward, propensity, judged, model, model)),
        )
        if isinstance(judge("shadow", gain(part), seen, {}), Promoted):
            return True
    return False


def drift_figures() -> list[Figure]:
    """Return how soon an alarm is given after errors double, and how often without a cause."""
    delays = [_delay(seed, after=0.30) for seed in NULLS]
    worse = [_delay(seed, after=0.45) for seed in NULLS]
    false = sum(_false_alarm(seed) for seed in NULLS)
    return [
        Figure(
            name="drift: events until alarm, errors 15 to 45 %, median",
            value=float(np.median(worse)),
            unit="events",
            limit=300,
        ),
        Figure(
            name="drift: the same, 95 of 100",
            value=float(np.quantile(worse, 0.95)),
            unit="events",
            limit=300,
        ),
        Figure(
            name="drift: errors 15 to 30 %, median", value=float(np.median(delays)), unit="events"
        ),
        Figure(name="drift: false alarms in 200 runs of 5,000 events", value=false, unit=""),
    ]


def _delay(seed: int, after: float) -> int:
    chance = np.random.default_rng(seed)
    watch = Watch()
    for error in chance.random(2_000) < 0.15:
        watch = watched(watch, float(error))
    for number, error in enumerate(chance.random(3_000) < after):
        watch = watched(watch, float(error))
        if watch.alarmed:
            return number + 1
    return 3_000


def _false_alarm(seed: int) -> bool:
    chance = np.random.default_rng(seed)
    watch = Watch()
    for error in chance.random(5_000) < 0.15:
        watch = watched(watch, float(error))
        if watch.alarmed:
            return True
    return False
