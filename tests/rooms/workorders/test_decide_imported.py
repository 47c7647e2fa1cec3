"""Foreign history: claims, no acts; the order stands where the mapping says and goes on from there."""

from datetime import UTC, datetime

import msgspec
import pytest

from gongdan.engines.flow.model import STAGES, Stage
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AnyAct,
    ArchiveOrder,
    ClaimOrder,
    CompleteWork,
    ImportedAct,
    ImportedActRecorded,
    ImportOrder,
    OrderImported,
    OrderStatus,
    ReopenOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.imported import take_in
from gongdan.rooms.workorders.domain.row import row_of
from tests.rooms.workorders.loop import FACTS, LI, History, acting, on, orders
from tests.rooms.workorders.yard import DONE

LINE = ImportedAct(
    activity="Active",
    actor_label="Resolved by 149",
    row=7,
    claimed_at=datetime(2016, 2, 29, tzinfo=UTC),
)
INCIDENT = ImportOrder(
    source="servicenow",
    external_id="INC0000045",
    title="INC0000045",
    stage=Stage.EXECUTE,
    ended=False,
    history=(LINE, msgspec.structs.replace(LINE, row=8)),
)


def imported(stage: Stage, *, ended: bool = False) -> History:
    decided = take_in(msgspec.structs.replace(INCIDENT, stage=stage, ended=ended), FACTS)
    assert isinstance(decided, Accepted)
    return orders().given(*decided.events)


def test_each_line_is_kept_in_the_order_of_the_file_and_moves_nothing() -> None:
    first, *lines = imported(Stage.EXECUTE).events
    assert isinstance(first, OrderImported)
    assert [type(line) for line in lines] == [ImportedActRecorded] * 2
    assert [line.row for line in lines if isinstance(line, ImportedActRecorded)] == [7, 8]
    assert all(line.moves == () for line in lines)


@pytest.mark.parametrize("stage", STAGES)
def test_an_open_order_stands_where_the_mapping_says(stage: Stage) -> None:
    state = imported(stage).state
    assert (state.stage, state.status) == (stage, OrderStatus.OPEN)
    assert state.flow.visited == tuple(STAGES[: STAGES.index(stage) + 1])
    assert row_of(state).external_id == "servicenow:INC0000045"


def test_an_ended_one_is_archived_and_can_be_opened_again() -> None:
    done = imported(Stage.ARCHIVE, ended=True)
    assert (done.state.status, done.state.stage) == (OrderStatus.ARCHIVED, Stage.ARCHIVE)
    assert done.when(ReopenOrder(reason="又坏了")).state.stage is Stage.EXECUTE


def test_a_live_one_goes_on_through_the_loop() -> None:
    history = on(imported(Stage.EXECUTE), acting(LI, "technician"))
    claimed = history.when(ClaimOrder()).after.when(CompleteWork(data=DONE)).after
    rest: tuple[AnyAct, ...] = (VerifyOrder(outcome="passed"), ArchiveOrder())
    here = on(claimed, orders())
    for command in rest:
        here = here.when(command).after
    assert here.state.status is OrderStatus.ARCHIVED


def test_an_import_jumps_over_nothing_afterwards() -> None:
    imported(Stage.ACCEPT).when(VerifyOrder(outcome="passed")).then("order_not_in_stage")
    assert imported(Stage.ACCEPT).when(AcceptOrder(assignee=LI)).state.holder == LI


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": ""}, "order_title_missing"),
        ({"urgency": 9}, "order_urgency_out_of_range"),
        ({"impact": 0}, "order_impact_out_of_range"),
    ],
)
def test_a_line_that_says_too_little_is_refused(changed: dict[str, object], code: str) -> None:
    refused = take_in(msgspec.structs.replace(INCIDENT, **changed), FACTS)
    assert isinstance(refused, Refused)
    assert refused.code == code
