"""The second wall: the application's own role calls the SQL itself, with rows and events made by hand."""

from collections.abc import AsyncIterator
from itertools import product
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest

from gongdan.kernel.canonical import canonical
from gongdan.kernel.clock import utc_now
from gongdan.kernel.database import Writer
from gongdan.kernel.ids import new_id
from gongdan.rooms.workorders.contract import (
    ORDER_EVENTS,
    AcceptOrder,
    AmendOrder,
    AnyAct,
    ArchiveOrder,
    CancelOrder,
    CompleteWork,
    MergeOrder,
    SuspendOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.row import row_of
from gongdan.rooms.workorders.handlers.sent import OrderDone
from tests.postgres_server import HouseDatabase
from tests.rooms.workorders.yard import DONE, Yard

STAGES = ("report", "accept", "execute", "verify", "archive")
STATUSES = ("open", "suspended", "archived", "cancelled", "merged")
FLOW = {
    *("OrderAmended", "OrderResubmitted", "OrderAccepted", "WorkCompleted", "OrderVerified"),
    *("OrderArchived", "OrderAssigned", "OrderClaimed", "OrderTransferred", "OrderRejected"),
    *("OrderReturned", "OrderSuspended", "OrderResumed", "OrderCancelled", "OrderReopened"),
    *("OrderMerged", "OrderUnmerged", "OrderDelegated", "OrderHandedBack", "SignersAdded"),
    *("SignerRemoved", "StepTakenBack", "OrderJumped", "OrderTimerFired", "ChildEnded"),
    "ServiceCalled",
    "MessageReceived",
}
"""The types that the wall knows by name: what is called otherwise moves nothing."""
TYPES = (*(event.__name__ for event in ORDER_EVENTS), "OrderTeleported")
STEP_STAGE = {
    "OrderResubmitted": "report",
    "OrderAccepted": "accept",
    "WorkCompleted": "execute",
    "OrderVerified": "verify",
    "OrderArchived": "archive",
}
BEGINNINGS = {"OrderReported", "OrderImported", "ImportedActRecorded"}
LATER = {
    "suspended": {"OrderResumed", "OrderCancelled", "OrderAmended", "OrderMerged"},
    "archived": {"OrderReopened"},
    "merged": {"OrderUnmerged"},
}
BACK = {"OrderRejected", "OrderReturned", "OrderReopened", "StepTakenBack"}
UNDRAWN = {
    *("SignerRemoved", "OrderJumped", "OrderTimerFired", "ChildEnded", "ServiceCalled"),
    "MessageReceived",
}
"""Ways that no edge stands for: into any stage that the order has come to, or the next one."""
STATUS_AFTER = {
    "OrderSuspended": {"suspended"},
    "OrderCancelled": {"cancelled"},
    "OrderArchived": {"open", "archived"},
    "OrderMerged": {"merged"},
    "OrderUnmerged": {"open", "suspended"},
}
APPEND = (
    "SELECT outcome FROM append_order_v1($1,$2,'order',$3,$4,$5::uuid[],$6::text[],$7::bytea[],NULL,1,"
    "$8,NULL,NULL,NULL,NULL,NULL,NULL,$9::text::jsonb)"
)


def lawful(kind: str, old: dict[str, Any], reached: int, stage: str, status: str) -> bool:
    """What the five stages and the life of an order allow, whatever the definition says."""
    before, rank = str(old["status"]), STAGES.index(stage) + 1
    after = {before} if kind == "OrderAmended" else STATUS_AFTER.get(kind, {"open"})
    if kind in UNDRAWN - {"OrderJumped"} and reached == len(STAGES):
        after = {"open", "archived"}
    lives = before == "open" or kind in LATER.get(before, set())
    in_turn = STEP_STAGE.get(kind, old["stage"]) == old["stage"]
    if kind in BEGINNINGS:
        return False
    if kind == "OrderMigrated":
        return before in ("open", "suspended") and status == before and rank <= reached
    if kind not in FLOW:
        return (stage, status) == (old["stage"], before)
    if status not in after:
        return False
    if kind in BACK:
        moved = rank <= reached
    elif kind in STEP_STAGE.keys() | UNDRAWN:
        moved = rank <= reached + 1
    else:
        moved = stage == old["stage"]
    first = kind in LATER["archived"] | LATER["merged"] | {"OrderResumed"} and before == "open"
    return lives and in_turn and moved and not first


class Hand:
    """The application's own role, calling the function itself over one connection."""

    def __init__(self, connection: Writer, tenant: UUID) -> None:
        self._connection = connection
        self._tenant = tenant

    async def append(
        self, at: tuple[UUID, int], kinds: tuple[str, ...], row: dict[str, Any], *, said: str = ""
    ) -> str:
        """Append by hand; return the reason of a refusal, "" where it went in."""
        order, version = at
        bodies = [
            canonical({"actor": {}, "data": {}, "type": said or kind, "v": 1}) for kind in kinds
        ]
        try:
            outcome = await self._connection.fetchval(
                APPEND,
                self._tenant,
                order,
                version,
                utc_now(),
                [new_id() for _ in kinds],
                list(kinds),
                bodies,
                b"{}",
                msgspec.json.encode(row).decode(),
            )
        except asyncpg.CheckViolationError as refused:
            return str(refused)
        return "" if outcome == "appended" else str(outcome)

    async def try_out(
        self, at: tuple[UUID, int], kinds: tuple[str, ...], row: dict[str, Any]
    ) -> str:
        """Append by hand and take it back."""
        await self._connection.execute("BEGIN")
        try:
            return await self.append(at, kinds, row)
        finally:
            await self._connection.execute("ROLLBACK")


@pytest.fixture
async def hand(database: HouseDatabase, yard: Yard) -> AsyncIterator[Hand]:
    async with database.app.untenanted() as connection:
        yield Hand(connection, yard.tenant)


WAY: list[tuple[str, AnyAct | AmendOrder]] = [
    ("technician", CompleteWork(data=DONE)),
    ("requester", VerifyOrder(outcome="passed")),
    ("dispatcher", ArchiveOrder()),
]


async def _orders(yard: Yard) -> list[OrderDone]:
    """One order at each stage and in each status."""
    first = await yard.report()
    rest = await yard.report()
    made = [first, await yard.act(rest.order, "dispatcher", CancelOrder(reason="x"))]
    for steps in range(4):
        done = await yard.report()
        done = await yard.act(
            done.order, "dispatcher", AcceptOrder(assignee=yard.by["technician"].user)
        )
        for by, command in WAY[:steps]:
            done = await yard.act(done.order, by, command)
        made.append(done)
    suspended = await yard.report()
    made.append(await yard.act(suspended.order, "dispatcher", SuspendOrder(reason="x")))
    merged = await yard.report()
    made.append(await yard.tie(merged.order, "dispatcher", MergeOrder(into=first.order)))
    made[0] = OrderDone(first.order, first.state, 2)
    return made


async def test_no_call_takes_an_order_past_a_stage_or_after_its_end(hand: Hand, yard: Yard) -> None:
    refused = accepted = 0
    for done in await _orders(yard):
        at, old = (done.order, done.version), msgspec.to_builtins(row_of(done.state))
        reached = max(STAGES.index(key) + 1 for key in done.state.flow.visited)
        for kind, stage, status in product(TYPES, STAGES, STATUSES):
            rank = STAGES.index(stage) + 1
            row = old | {"stage": stage, "status": status, "stage_rank": rank}
            # what the wall lets in would stay: only what is lawful is taken back
            if lawful(kind, old, reached, stage, status):
                assert not await hand.try_out(at, (kind,), row), (kind, old, stage, status)
                accepted += 1
            else:
                assert await hand.append(at, (kind,), row), (kind, old, stage, status)
                refused += 1
    assert refused > 2_000
    assert accepted > 50


async def test_a_row_that_contradicts_itself_is_refused(hand: Hand, yard: Yard) -> None:
    done = await yard.report()
    old = msgspec.to_builtins(row_of(done.state))
    lying = [
        ({"stage": "archive"}, "OrderAmended"),
        ({"stage": "verify", "stage_rank": 3}, "OrderAccepted"),
        ({"stage": "execute", "stage_rank": 2}, "OrderAccepted"),
        ({"stage": None}, "OrderAmended"),
        ({"status": None}, "OrderAmended"),
        ({"stage": "done"}, "OrderAmended"),
    ]
    for changed, kind in lying:
        assert await hand.append((done.order, 1), (kind,), old | changed)
    assert await hand.append((done.order, 1), ("OrderAmended",), old, said="OrderArchived")
    assert await hand.append((done.order, 1), ("OrderAmended", "OrderAmended"), old)


@pytest.mark.parametrize("stage", STAGES[2:])
async def test_no_order_begins_in_the_middle(hand: Hand, yard: Yard, stage: str) -> None:
    done = await yard.report()
    row = msgspec.to_builtins(row_of(done.state)) | {
        "stage": stage,
        "stage_rank": STAGES.index(stage) + 1,
        "number": "WO-X",
    }
    assert await hand.append((new_id(), 0), ("OrderReported",), row)
    assert await hand.append((new_id(), 0), ("OrderAccepted",), row)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE order_row SET stage = 'archive' WHERE tenant_id = $1",
        "DELETE FROM order_row WHERE tenant_id = $1",
        "UPDATE event SET type = 'x' WHERE tenant_id = $1",
        "DELETE FROM event WHERE tenant_id = $1",
        "UPDATE stream SET state = '' WHERE tenant_id = $1",
        "DELETE FROM order_search WHERE tenant_id = $1",
    ],
)
async def test_the_tables_themselves_take_nothing_from_the_application(
    database: HouseDatabase, yard: Yard, statement: str
) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.app.writing(yard.tenant) as writer:
            await writer.execute(statement, yard.tenant)


async def test_orders_are_written_by_no_other_function(database: HouseDatabase, yard: Yard) -> None:
    done = await yard.report()
    for function, last in (("append_plain_v1", ""), ("append_v1", "")):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.app.untenanted() as connection:
                await connection.fetchval(
                    f"SELECT 1 FROM {function}($1,$2,'order',1,$3,'{{}}'::uuid[],'{{}}'::text[],"
                    f"'{{}}'::bytea[],NULL,1,'',NULL,NULL,NULL,NULL,NULL,NULL{last})",
                    yard.tenant,
                    done.order,
                    utc_now(),
                )
