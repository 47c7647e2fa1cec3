"""What holds for every order, whoever does whatever to it in whichever order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.engines.flow.model import STAGES, Stage
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import AnyOrderEvent, OrderStatus
from gongdan.rooms.workorders.domain.rights import acts_open_to
from gongdan.rooms.workorders.domain.row import attributes_of, row_of
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.store import ORDERS
from tests.rooms.workorders.loop import FACTS, begun
from tests.rooms.workorders.script import (
    ACTS,
    CROWD,
    attempt,
    meanings,
    possible,
    read_back,
    state_bytes,
)

STEPS = st.tuples(
    st.integers(0, len(CROWD) - 1),
    st.one_of(st.just("offered"), st.sampled_from(ACTS)),
    st.integers(0, 9),
)
SCRIPTS = st.lists(STEPS, max_size=24)
Script = list[tuple[int, str, int]]


def play(script: Script) -> list[tuple[OrderState, AnyOrderEvent]]:
    """Play a script; return each event with the state that it led to."""
    first = begun(actor=CROWD[0].user, unit_path="/group/plant/")
    assert isinstance(first, Accepted)
    state, told = ORDERS.initial, []
    waiting: list[AnyOrderEvent] = list(first.events)
    for who, act, choice in [(0, "", 0), *script]:
        for event in waiting:
            state = ORDERS.evolve(state, event)
            told.append((state, event))
        waiting = []
        if not act:
            continue
        offered = [each.act for each in acts_open_to(CROWD[who], state, FACTS.flow)]
        if act == "offered":
            if not offered:
                continue
            act = offered[choice % len(offered)]  # noqa: PLW2901 - what the actor chose
        commands = meanings(state)[act]
        decided = attempt(state, CROWD[who], act, commands[choice % len(commands)])
        if isinstance(decided, Accepted):
            waiting = list(decided.events)
        elif isinstance(decided, Refused):
            assert decided.code
    return told


@settings(max_examples=150, deadline=None)
@given(SCRIPTS)
def test_no_stage_is_entered_before_the_ones_before_it(script: Script) -> None:
    reached = 0
    for state, _event in play(script):
        seen = {FACTS.flow.nodes[key].stage for key in state.flow.visited}
        rank = max(STAGES.index(Stage(stage)) + 1 for stage in seen)
        assert seen == set(STAGES[:rank])
        assert rank <= max(reached, 1) + 1
        reached = max(reached, rank)
        if state.status is OrderStatus.ARCHIVED:
            assert reached == len(STAGES)


@settings(max_examples=150, deadline=None)
@given(SCRIPTS)
def test_nothing_follows_on_a_cancelled_order_and_only_reopening_on_an_archived_one(
    script: Script,
) -> None:
    before = OrderStatus.OPEN
    for state, event in play(script):
        assert before is not OrderStatus.CANCELLED
        if before is OrderStatus.ARCHIVED:
            assert type(event).__name__ == "OrderReopened"
        before = state.status


@settings(max_examples=100, deadline=None)
@given(SCRIPTS)
def test_the_stored_events_fold_to_the_same_bytes(script: Script) -> None:
    told = play(script)
    again = read_back([event for _state, event in told], CROWD[0])
    assert state_bytes(again) == state_bytes(told[-1][0])
    assert len(state_bytes(again)) < 6_000


@settings(max_examples=150, deadline=None)
@given(SCRIPTS)
def test_holder_assignee_and_row_agree(script: Script) -> None:
    for state, _event in play(script):
        row = row_of(state)
        if state.stage is Stage.EXECUTE and state.holder:
            assert state.assignee == state.holder
        assert not (row.holder_id and row.candidate_roles)
        assert row.stage_rank == STAGES.index(Stage(row.stage)) + 1
        assert bool(row.node) == (row.status in ("open", "suspended"))
        assert all(getattr(row, name) == value for name, value in attributes_of(state).items())


@settings(max_examples=60, deadline=None)
@given(SCRIPTS, st.integers(0, len(CROWD) - 1))
def test_what_is_offered_is_what_is_accepted_for_some_data(script: Script, who: int) -> None:
    for state, _event in play(script)[-3:]:
        offered = {each.act for each in acts_open_to(CROWD[who], state, FACTS.flow)}
        assert offered == possible(state, CROWD[who])
