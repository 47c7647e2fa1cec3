"""Our dispatch, as the bench composes it, knows nothing that it should not, and learns."""

import pytest

from bench.learning import regret
from bench.ours import Ours
from gongdan.engines.simulation.running import Days, tally
from gongdan.engines.simulation.usual import ByHand
from gongdan.engines.simulation.world import Size, made_world

SMALL = Size(technicians=16, categories=4, skills=2, days=8, orders_a_day=50)


def test_ours_fixes_more_at_once_than_by_hand_and_takes_less_of_the_dispatchers() -> None:
    world = made_world(1, SMALL)
    ours = tally(world, Days(world, Ours(world)).run(), 2)
    hand = tally(world, Days(world, ByHand()).run(), 2)
    assert ours.first_time_fix > hand.first_time_fix
    assert ours.desk < hand.desk / 3
    assert ours.given < hand.given


@pytest.mark.slow
def test_learning_halves_the_regret_of_what_never_learns() -> None:
    ours, static = (regret(1, learns=learns, outcomes=1_500) for learns in (True, False))
    assert ours.regrets[-500:].mean() < 0.7 * static.regrets[-500:].mean()
    assert (ours.regrets >= 0).all()
