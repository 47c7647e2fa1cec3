"""A simulated organisation is fair: the same luck for every way, nobody outside his shift."""

from collections.abc import Sequence

import pytest

from gongdan.engines.simulation.intervals import mean_of
from gongdan.engines.simulation.policy import Asked, Handled, Outcome, Seen
from gongdan.engines.simulation.running import Days, tally
from gongdan.engines.simulation.usual import ByHand, ByRules
from gongdan.engines.simulation.world import (
    DAY,
    Order,
    Size,
    World,
    fix_chance,
    made_world,
)

SMALL = Size(technicians=12, categories=4, skills=3, days=4, orders_a_day=30)


class Watching(ByRules):
    """Rules that note what they were shown and told."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.seen: list[tuple[Seen, float]] = []
        self.told: list[Outcome] = []

    def choose(self, asked: Asked, crew: Sequence[Seen], now: float) -> str | None:
        self.seen += [(each, now) for each in crew]
        return super().choose(asked, crew, now)

    def learn(self, outcome: Outcome) -> None:
        self.told.append(outcome)


class Knowing(ByRules):
    """Knows the truth, as nobody can: the best that first-time fix can be."""

    def __init__(self, world: World) -> None:
        self.workers = {each.id: each for each in world.workers}
        self.categories = world.categories

    def handle(self, order: Order) -> Handled:
        del order
        return Handled(rightly=True, minutes=0.0)

    def choose(self, asked: Asked, crew: Sequence[Seen], now: float) -> str | None:
        del now
        category = self.categories[asked.category]
        able = [each for each in crew if asked.skill in each.skills]
        best = max(
            able, key=lambda each: fix_chance(category, self.workers[each.id], 0), default=None
        )
        return best.id if best else None


def test_a_seed_makes_always_the_same_world() -> None:
    assert made_world(3, SMALL) == made_world(3, SMALL)
    assert made_world(3, SMALL) != made_world(4, SMALL)


@pytest.mark.parametrize("way", [ByHand, ByRules])
def test_the_same_way_comes_to_the_same(way: type) -> None:
    world = made_world(3, SMALL)
    one, other = (tally(world, Days(world, way()).run(), 1) for _ in range(2))
    assert one == other
    assert 0.3 < one.first_time_fix < 1


def test_who_is_ill_or_off_shift_is_not_shown() -> None:
    world = made_world(5, Size(technicians=12, days=6, orders_a_day=30, sick=0.3))
    watching = Watching(world)
    Days(world, watching).run()
    shifts = {each.id: each.shift for each in world.workers}
    for seen, now in watching.seen:
        day = int(now // DAY)
        first, last = shifts[seen.id]
        assert day * DAY + first <= now < day * DAY + last
        ill = world.ill[day].get(seen.id)
        assert ill is None or now <= day * DAY + ill


def test_every_visit_is_told_and_a_mistake_is_told_as_one() -> None:
    world = made_world(3, SMALL)
    watching = Watching(world)
    jobs = Days(world, watching).run()
    assert len(watching.told) == sum(each.visit for each in jobs)
    assert {each.visit for each in watching.told if each.mistaken} == {0}


def test_whoever_knows_the_truth_fixes_most_at_once() -> None:
    world = made_world(7, SMALL)
    best = tally(world, Days(world, Knowing(world)).run(), 0)
    usual = tally(world, Days(world, ByRules()).run(), 0)
    assert best.first_time_fix > usual.first_time_fix + 0.05
    assert best.desk == 0


def test_where_nobody_has_the_skill_orders_wait_and_nothing_hangs() -> None:
    world = made_world(2, Size(technicians=1, categories=6, skills=6, days=2, orders_a_day=10))
    jobs = Days(world, ByRules()).run()
    assert any(each.reached < 0 for each in jobs)


def test_a_mean_comes_with_its_interval() -> None:
    found = mean_of([1.0, 2.0, 3.0])
    assert found.value == 2
    assert found.within == pytest.approx(2.484, abs=0.001)
    assert str(found) == "2 ± 2.5"
