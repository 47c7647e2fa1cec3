"""What holds for every order, whoever does whatever to it in whichever order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.engines.flow.model import STAGES, Stage
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import AnyOrderEvent, OrderStatus
from gongdan.rooms.workorders.domain.offered import next_act
from gongdan.rooms.workorders.domain.rights import acts_open_to
from gongdan.rooms.workorders.domain.row import attributes_of, row_of
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.store import ORDERS
from tests.examples import tries
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
    # mostly forward, or scripts would hardly ever leave the first stages
    st.sampled_from(["onward"] * 12 + ["offered"] * 3 + ACTS),
    st.integers(0, 9),
)
SCRIPTS = st.lists(STEPS, min_size=6, max_size=24)
Script = list[tuple[int, str, int]]


def play(script: Script) -> list[tuple[OrderState, AnyOrderEvent]]:
    """Play a script; return each event with the state that it led to."""
    first = begun(actor=CROWD[0].user, unit_path="/group/plant/")
    assert isinstance(first, Accepted)
    state, told = ORDERS.initial, []
    for event in first.events:
        state = ORDERS.evolve(state, event)
        told.append((state, event))
    for line in script:
        decided = _act(state, *line)
        for event in decided.events if isinstance(decided, Accepted) else ():
            state = ORDERS.evolve(state, event)
            told.append((state, event))
    return told


def _act(
    state: OrderState, place: int, act: str, choice: int
) -> Accepted[AnyOrderEvent] | Refused | None:
    who = CROWD[place]
    if act == "onward":
        able = [each for each in CROWD if _step_of(state) in _offered(state, each)]
        if not able:
            return None
        who, act = able[place % len(able)], _step_of(state)
    elif act == "offered":
        offered = _offered(state, who)
        if not offered:
            return None
        act = offered[choice % len(offered)]
    commands = meanings(state)[act]
    return attempt(state, who, act, commands[choice % len(commands)])


def _step_of(state: OrderState) -> str:
    step = next_act(state)
    return "claim" if step == "complete" and state.holder is None else step


def _offered(state: OrderState, who: Principal) -> list[str]:
    return [each.act for each in acts_open_to(who, state, FACTS.flow)]


@settings(max_examples=tries(150), deadline=None)
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


@settings(max_examples=tries(150), deadline=None)
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


@settings(max_examples=tries(100), deadline=None)
@given(SCRIPTS)
def test_the_stored_events_fold_to_the_same_bytes(script: Script) -> None:
    told = play(script)
    again = read_back([event for _state, event in told], CROWD[0])
    assert state_bytes(again) == state_bytes(told[-1][0])
    assert len(state_bytes(again)) < 6_000


@settings(max_examples=tries(150), deadline=None)
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


@settings(max_examples=tries(60), deadline=None)
@given(SCRIPTS, st.integers(0, len(CROWD) - 1))
def test_what_is_offered_is_what_is_accepted_for_some_data(script: Script, who: int) -> None:
    for state, _event in play(script)[-3:]:
        offered = {each.act for each in acts_open_to(CROWD[who], state, FACTS.flow)}
        assert offered == possible(state, CROWD[who])
