"""Flows of all kinds of nodes, nested at random: whatever is done to them, nothing is lost."""

from collections import deque
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gongdan.engines.flow.check import check
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.graph import may_go_back
from gongdan.engines.flow.model import (
    Complete,
    FlowCode,
    FlowDefinition,
    Reject,
    Start,
    Status,
)
from gongdan.engines.flow.orders import EVERYTHING
from tests.engines.flow.mazes import ServedMaze, Wanderer, random_maze, random_order
from tests.engines.flow.worlds import BrokenPromiseError, no_stage_skipped
from tests.examples import tries

chances = st.randoms(use_true_random=False)
calm = settings(
    max_examples=tries(80),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # a run of a random flow can't be made smaller step by step: minutes of it say nothing
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def wander(flow: FlowDefinition, chance: Random, moves: int = 40) -> Wanderer:
    wanderer = Wanderer(flow, chance)
    assert wanderer.play(Start()) is None
    for _ in range(moves):
        wanderer.play(wanderer.some_command())
    wanderer.finish()
    return wanderer


@calm
@given(chances)
def test_what_is_drawn_of_nested_blocks_passes_the_checker(chance: Random) -> None:
    assert check(random_maze(chance)) == ()


@calm
@given(chances)
def test_whatever_is_done_to_a_sound_flow_it_loses_no_token_and_can_end(chance: Random) -> None:
    wanderer = wander(random_maze(chance), chance)
    assert wanderer.state.status in {Status.ENDED, Status.TERMINATED}


@calm
@given(chances)
def test_a_run_repeated_is_the_same_run_byte_for_byte(chance: Random) -> None:
    flow, seed = random_maze(chance), chance.randrange(10**6)
    one, two = (wander(flow, Random(seed)) for _ in range(2))
    assert msgspec.json.encode(one.events) == msgspec.json.encode(two.events)


@calm
@given(chances)
def test_no_order_gets_past_a_stage_whatever_its_flow_is_made_of(chance: Random) -> None:
    flow = random_order(chance)
    assert check(flow, orders=True, served=EVERYTHING) == ()
    wanderer = wander(flow, chance)
    no_stage_skipped(wanderer.events)


@calm
@given(chances)
def test_what_the_rooms_serve_in_orders_passes_no_stage_by_in_sub_processes_either(
    chance: Random,
) -> None:
    flow = random_order(chance, ServedMaze)
    assert check(flow, orders=True) == ()
    no_stage_skipped(wander(flow, chance).events)


@calm
@given(chances)
def test_a_step_can_be_sent_back_to_just_those_that_are_said_to_lie_behind(
    chance: Random,
) -> None:
    flow = random_order(chance, ServedMaze)
    wanderer = Wanderer(flow, chance)
    wanderer.play(Start())
    for _ in range(12):
        running = wanderer.state.status is Status.RUNNING
        for token in wanderer.state.open_steps if running else ():
            for to in wanderer.state.visited:
                no = Wanderer.at(wanderer).play(Reject(token=token.id, to=to))
                if no is not None and no.code is FlowCode.STEP_LENT:
                    continue
                stays = no is not None and no.code is FlowCode.NODE_NOT_BEHIND
                assert stays is not may_go_back(flow, to, token.node), (token, to)
        wanderer.play(wanderer.some_command())


@settings(parent=calm, max_examples=tries(20))
@given(chances)
def test_after_a_hundred_rounds_of_rework_the_state_is_as_small_as_what_is_open(
    chance: Random,
) -> None:
    flow = random_maze(chance)
    wanderer = Wanderer(flow, chance)
    wanderer.replays = False  # hundreds of folds of hundreds of events say nothing new
    wanderer.play(Start())
    for _ in range(100):
        wanderer.play(Complete(node="n1"))
        for _ in range(3):
            step = next((token for token in wanderer.state.tokens if wanderer.moves(token)), None)
            if step is not None and step.node != "n2":
                wanderer.play(wanderer.onward(step))
        if wanderer.state.open_steps:
            wanderer.play(Reject(token=wanderer.state.open_steps[0].id, to="n1"))
        open_now = len(wanderer.state.tokens) + len(wanderer.state.timers)
        most = 150 * (2 + open_now) + 30 * len(flow.nodes)
        assert len(msgspec.json.encode(wanderer.state)) <= most


def test_the_promises_have_teeth(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that forgets the inside of what it takes off is found out."""

    def forgetful(game: Game, token: object, cause: object) -> None:
        tokens = tuple(each for each in game.state.tokens if each is not token)
        assert cause
        game.state = msgspec.structs.replace(game.state, tokens=tokens)

    monkeypatch.setattr(Game, "take_off", forgetful)
    with pytest.raises(BrokenPromiseError):
        deque((wander(random_maze(Random(seed)), Random(seed)) for seed in range(60)), 0)
