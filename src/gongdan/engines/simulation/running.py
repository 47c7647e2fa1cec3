"""One organisation's days under one way of dispatching, event by event."""

import heapq
from collections import deque
from itertools import count
from typing import Final, Literal, TypeAlias

import numpy as np
from msgspec import Struct

from gongdan.engines.simulation.policy import Asked, Outcome, Policy, Seen
from gongdan.engines.simulation.world import (
    DAY,
    SPEED,
    Order,
    Worker,
    World,
    fix_chance,
    kilometres,
)

LAST_START: Final = 30.0
"""Nobody sets out to another order in the last so many minutes of his shift."""
AGAIN: Final = 15.0
"""After so many minutes it is tried again where nobody could be sent."""
COMES_BACK: Final = 60.0
_WITHIN: Final = {True: 90.0, False: 240.0}
"""Minutes until somebody should be there: urgent, and not."""

Kind: TypeAlias = Literal["asked", "decided", "done", "shift", "ill"]


class Job(Struct):
    """One order on its way: how often visited, how it is read, when it was first given."""

    order: Order
    category: str
    visit: int = 0
    mistaken: bool = False
    given: float = -1.0
    reached: float = -1.0
    minutes: float = 0.0
    fixed_at_once: bool = False


class Hand(Struct):
    """One technician at work: his place, what waits for him, what he is at."""

    worker: Worker
    place: tuple[float, float]
    waiting: list[Job] = []
    at: Job | None = None
    until: float = 0.0
    done: float = 0.0


class Days:
    """The run of a world. `jobs` holds what became of every order."""

    def __init__(self, world: World, policy: Policy, dispatchers: int = 2) -> None:
        self._world, self._policy = world, policy
        self._hands = {each.id: Hand(each, each.home, waiting=[]) for each in world.workers}
        self._free = dispatchers
        self._desk: deque[Job] = deque()
        self._events: list[tuple[float, int, Kind, object]] = []
        self._number = count()
        self.jobs = [Job(order, order.category) for order in world.orders]
        for job in self.jobs:
            self._at(job.order.at, "asked", job)
        for day in range(world.size.days):
            for worker in world.workers:
                self._day_of(day, worker)

    def run(self) -> list[Job]:
        """Let all days pass; returns what became of the orders."""
        acts = {
            "asked": self._asked,
            "decided": self._decided,
            "done": self._done,
            "shift": self._begins,
            "ill": self._ill,
        }
        while self._events:
            now, _, kind, what = heapq.heappop(self._events)
            acts[kind](what, now)  # type: ignore[operator] # each kind with what it was put with
        return self.jobs

    def _at(self, when: float, kind: Kind, what: object) -> None:
        heapq.heappush(self._events, (when, next(self._number), kind, what))

    def _day_of(self, day: int, worker: Worker) -> None:
        ill = self._world.ill[day].get(worker.id)
        first, last = (day * DAY + each for each in worker.shift)
        if ill is not None and day * DAY + ill <= first:
            return
        self._at(first, "shift", (worker.id, last))
        if ill is not None and day * DAY + ill < last:
            self._at(day * DAY + ill, "ill", worker.id)

    def _asked(self, job: Job, now: float) -> None:
        """Put an order on the dispatchers' desk."""
        self._desk.append(job)
        self._next(now)

    def _next(self, now: float) -> None:
        while self._free and self._desk:
            job = self._desk.popleft()
            self._free -= 1
            handled = self._policy.handle(job.order)
            job.minutes += handled.minutes
            job.mistaken = not handled.rightly and job.visit == 0
            job.category = self._taken_for(job) if job.mistaken else job.order.category
            self._at(now + handled.minutes, "decided", job)

    def _taken_for(self, job: Job) -> str:
        """Return another category, always the same for an order."""
        others = [each for each in self._world.categories if each != job.order.category]
        return others[job.order.id % len(others)]

    def _decided(self, job: Job, now: float) -> None:
        self._free += 1
        self._give(job, now)
        self._next(now)

    def _give(self, job: Job, now: float) -> None:
        category = self._world.categories[job.category]
        asked = Asked(
            id=job.order.id,
            place=job.order.place,
            category=category.id,
            skill=category.skill,
            minutes=category.minutes,
            urgent=job.order.urgent,
            by=job.order.at + _WITHIN[job.order.urgent],
            visit=job.visit,
        )
        chosen = self._policy.choose(asked, [*self._crew(now)], now)
        if chosen is None:
            if now < self._world.size.days * DAY:
                self._at(now + AGAIN, "decided", job)
                self._free -= 1  # a try costs no dispatcher's time: "decided" gives it back
            return
        if job.given < 0:
            job.given = now
        hand = self._hands[chosen]
        hand.waiting.append(job)
        self._sets_out(hand, now)

    def _crew(self, now: float) -> "list[Seen]":
        return [
            Seen(
                id=hand.worker.id,
                home=hand.worker.home,
                place=hand.place,
                skills=hand.worker.skills,
                open=len(hand.waiting) + (hand.at is not None),
                free_at=self._free_at(hand, now),
                until=hand.until,
            )
            for hand in self._hands.values()
            if hand.until > now
        ]

    def _free_at(self, hand: Hand, now: float) -> float:
        """Return when somebody should be done, as far as usual times tell."""
        usual = sum(self._world.categories[job.category].minutes + 15 for job in hand.waiting)
        return max(now, hand.done if hand.at else now) + usual

    def _sets_out(self, hand: Hand, now: float) -> None:
        if hand.at or not hand.waiting or now > hand.until - LAST_START:
            return
        # what is urgent goes first, then what came first
        job = min(hand.waiting, key=lambda each: (not each.order.urgent, each.order.at))
        hand.waiting.remove(job)
        reached = now + kilometres(hand.place, job.order.place) / SPEED
        if job.reached < 0:
            job.reached = reached
        category = self._world.categories[job.order.category]
        lasts = category.minutes * job.order.lasts * hand.worker.pace
        if not fix_chance(category, hand.worker, job.visit):
            lasts = 15.0  # he sees that he can't do it
        hand.at, hand.place, hand.done = job, job.order.place, reached + lasts
        self._at(hand.done, "done", hand.worker.id)

    def _done(self, who: str, now: float) -> None:
        hand = self._hands[who]
        job, hand.at = hand.at, None
        if job is None:
            return
        category = self._world.categories[job.order.category]
        luck = job.order.luck[min(job.visit, 2)]
        fixed = luck < fix_chance(category, hand.worker, job.visit)
        if job.visit == 0:
            job.fixed_at_once = fixed
        self._policy.learn(
            Outcome(
                technician=who,
                category=category.id,
                visit=job.visit,
                fixed=fixed,
                mistaken=job.mistaken,
            )
        )
        job.visit += 1
        if not fixed and job.visit <= 2:
            self._at(now + COMES_BACK, "asked", job)
        self._sets_out(hand, now)

    def _begins(self, shift: tuple[str, float], now: float) -> None:
        hand = self._hands[shift[0]]
        hand.until = shift[1]
        if hand.at is None:
            hand.place = hand.worker.home
        self._sets_out(hand, now)

    def _ill(self, who: str, now: float) -> None:
        """Send somebody home after what he is at; what waits for him is given to others."""
        hand = self._hands[who]
        hand.until = now
        waiting, hand.waiting = hand.waiting, []
        for job in waiting:
            self._asked(job, now)


class Tally(Struct, frozen=True):
    """What a run comes to: shares and means over the orders of its later days.

    `first_time_fix`; `given` and `reached`: minutes from the order to somebody being given it,
    and being there; `desk`: the dispatchers' minutes for it; `late`: reached after its time.
    """

    first_time_fix: float
    given: float
    reached: float
    desk: float
    late: float
    orders: int


def tally(world: World, jobs: list[Job], first_day: int) -> Tally:
    """Return what came of the orders from a day on; the last day's are not waited for."""
    last = (world.size.days - 1) * DAY
    counted = [each for each in jobs if first_day * DAY <= each.order.at < last]
    there = [each for each in counted if each.reached >= 0]
    return Tally(
        first_time_fix=float(np.mean([each.fixed_at_once for each in there])),
        given=float(np.mean([each.given - each.order.at for each in there])),
        reached=float(np.mean([each.reached - each.order.at for each in there])),
        desk=float(np.mean([each.minutes for each in counted])),
        late=float(
            np.mean(
                [
                    each.reached < 0 or each.reached > each.order.at + _WITHIN[each.order.urgent]
                    for each in counted
                ]
            )
        ),
        orders=len(counted),
    )
