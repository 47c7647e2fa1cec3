"""Random definitions that pass the checker, random scripts: the engine keeps its promises."""

from collections import deque
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gongdan.engines.flow.check import check
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.graph import Branches
from gongdan.engines.flow.model import Cause, FlowDefinition, FlowRefusal, Start, Status
from tests.engines.flow.worlds import (
    BrokenPromiseError,
    Player,
    mutated,
    no_stage_skipped,
    random_flow,
)
from tests.examples import tries

chances = st.randoms(use_true_random=False)
calm = settings(max_examples=tries(150), deadline=None, suppress_health_check=list(HealthCheck))


def play_through(flow: FlowDefinition, chance: Random, moves: int = 40) -> Player:
    player = Player(flow, chance)
    assert player.play(Start()) is None
    for _ in range(moves):
        player.play(player.some_command())
    player.finish()
    no_stage_skipped(player.events)
    return player


@calm
@given(chances)
def test_what_is_drawn_of_nested_blocks_passes_the_checker(chance: Random) -> None:
    assert check(random_flow(chance), orders=True) == ()


@pytest.mark.slow
@calm
@given(chances)
def test_whatever_is_done_to_a_checked_flow_it_loses_nothing_and_can_end(chance: Random) -> None:
    player = play_through(random_flow(chance), chance)
    assert player.state.status in {Status.ENDED, Status.TERMINATED}


@pytest.mark.slow
@calm
@given(chances)
def test_a_flow_that_still_passes_after_random_changes_keeps_all_promises(
    chance: Random,
) -> None:
    drawn = flow = random_flow(chance)
    for _ in range(20):
        other = mutated(flow, chance)
        if not check(other, orders=True):
            flow = other
    assume(flow is not drawn)
    play_through(flow, chance)


@calm
@given(chances)
def test_a_run_repeated_is_the_same_run(chance: Random) -> None:
    flow, seed = random_flow(chance), chance.randrange(10**6)
    one, two = (play_through(flow, Random(seed)) for _ in range(2))
    assert one.events == two.events
    assert one.refusals == two.refusals


def test_the_promises_have_teeth(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that forgets to cancel the other branches on a reject is found out."""
    sound = [play_through(random_flow(Random(seed)), Random(seed)) for seed in range(60)]
    assert all(isinstance(no, FlowRefusal) for player in sound for no in player.refusals)
    whole = Game.make_room

    def forgetful(game: Game, scope: int, here: Branches, _there: Branches, cause: Cause) -> None:
        whole(game, scope, here, here, cause)  # as if a reject never left its own branch

    monkeypatch.setattr(Game, "make_room", forgetful)
    with pytest.raises(BrokenPromiseError):
        deque((play_through(random_flow(Random(seed)), Random(seed)) for seed in range(60)), 0)
