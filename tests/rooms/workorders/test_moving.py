"""迁移 迁回: one order goes over to another version of its definition, and stands as before again."""

# ruff: noqa: ARG002 - a fake answers every tenant alike

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec
import pytest

from gongdan.adapters.file_keys import FileKeys
from gongdan.kernel.clock import utc_now
from gongdan.kernel.decider import load
from gongdan.kernel.eventstore.memory import MemoryEventStore
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Refused
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef, Published
from gongdan.rooms.lowcode.domain.bundle import parse, sha256_of
from gongdan.rooms.privacy.handlers.vault import SubjectVault
from gongdan.rooms.privacy.store.keys import MemorySubjectKeys
from gongdan.rooms.workorders.contract import (
    KIND,
    AcceptOrder,
    ClaimOrder,
    CompleteWork,
    DefinitionPin,
    MigrateOrder,
    MigrateOrderBack,
    OrderMigrated,
    ResumeOrder,
    SuspendOrder,
)
from gongdan.rooms.workorders.handlers.moving import AnyMigration, Mover
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.store import APPEND_FUNCTION, ORDERS, LeasedNumbers
from tests.kernel.chain import link
from tests.postgres_server import HouseDatabase
from tests.rooms.workorders.drawn import five_with, timer
from tests.rooms.workorders.script import state_bytes
from tests.rooms.workorders.yard import DONE, CountedNumbers, NoTrail, Yard, make_yard

REMINDED = five_with({"execute": {"remind": timer("PT4H")}})
LATER = five_with({"execute": {"remind": timer("PT8H")}})


class Versions:
    """`PublishedDefinitions`: the versions of the five steps, the first one being 1."""

    def __init__(self, *bodies: bytes) -> None:
        self._published: dict[int, Published] = {}
        for version, body in enumerate(bodies, 1):
            bundle = parse(body)
            assert isinstance(bundle, Bundle), bundle
            ref = DefinitionRef("five_step", version)
            self._published[version] = Published(ref, bytes.fromhex(sha256_of(body)), bundle)

    async def newest(self, tenant: UUID, key: str) -> Published | None:
        return self._published[1]

    async def load(self, tenant: UUID, ref: DefinitionRef) -> Published | None:
        return self._published.get(ref.version)


class Moving:
    """A yard whose orders begin by version 1, and an administrator who migrates them."""

    def __init__(self, yard: Yard) -> None:
        self.yard = yard
        self.mover = Mover(
            store=yard.store,
            definitions=yard.definitions,
            committing=yard.orders.committing,
            trail=NoTrail(),
        )

    async def try_(self, done: OrderDone, command: AnyMigration, **sent: object) -> object:
        how = Sent(**sent)  # type: ignore[arg-type] # the parts of a request
        return await self.mover.act(self.yard.by["admin"], done.order, command, how)

    async def over(self, done: OrderDone, command: AnyMigration) -> OrderDone:
        moved = await self.try_(done, command)
        assert isinstance(moved, OrderDone), moved
        return moved

    async def no(self, done: OrderDone, command: AnyMigration) -> str:
        refused = await self.try_(done, command)
        assert isinstance(refused, Refused), refused
        return refused.code

    async def working(self) -> OrderDone:
        done = await self.yard.report()
        technician = self.yard.by["technician"].user
        return await self.yard.act(done.order, "dispatcher", AcceptOrder(assignee=technician))

    async def again(self, done: OrderDone) -> OrderDone:
        now = await load(self.yard.store, ORDERS, self.yard.tenant, done.order)
        return OrderDone(done.order, now.state, now.version)


def moving(*bodies: bytes) -> Moving:
    return Moving(
        make_yard(
            new_id(),
            MemoryEventStore(utc_now, link),
            vault=SubjectVault(MemorySubjectKeys(), FileKeys.in_memory()),
            published=Versions(*bodies),
            numbers=CountedNumbers(),
        )
    )


def set_timers(yard: Yard) -> Mapping[str, datetime]:
    assert isinstance(yard.store, MemoryEventStore)
    return {key: timer.run_at for (_, kind, key), timer in yard.store.timers.items() if kind}


async def test_an_order_goes_over_and_its_timer_begins_anew() -> None:
    scene = moving(REMINDED, LATER)
    done = await scene.working()
    over = await scene.over(done, MigrateOrder(to=2, reason="新版提醒"))
    assert over.state.definition == DefinitionPin("five_step", 2)
    (runs,) = over.state.timers
    assert runs.at > done.state.timers[0].at
    assert set_timers(scene.yard) == {f"{done.order}:{runs.timer}": runs.at}
    stored = (await scene.yard.store.history(scene.yard.tenant, done.order))[-1]
    event = ORDERS.codec.decode(scene.yard.tenant, stored).event
    assert isinstance(event, OrderMigrated)
    assert (event.from_version, event.before_hash != event.after_hash) == (1, True)


async def test_an_order_that_was_migrated_back_is_what_it_was_byte_for_byte() -> None:
    scene = moving(REMINDED, LATER)
    done = await scene.working()
    timers = set_timers(scene.yard)
    over = await scene.over(done, MigrateOrder(to=2))
    back = await scene.over(over, MigrateOrderBack())
    assert state_bytes(back.state) == state_bytes(done.state)
    assert set_timers(scene.yard) == timers
    assert await scene.no(back, MigrateOrderBack()) == "migration_none"


async def test_a_resting_order_goes_over_and_its_new_timer_waits_with_it() -> None:
    scene = moving(REMINDED, LATER)
    done = await scene.working()
    rests = await scene.yard.act(done.order, "technician", SuspendOrder(reason="等备件"))
    over = await scene.over(rests, MigrateOrder(to=2))
    assert over.state.timers[0].left == pytest.approx(8 * 3600, abs=2)
    assert set_timers(scene.yard) == {}
    back = await scene.over(over, MigrateOrderBack())
    assert state_bytes(back.state) == state_bytes(rests.state)
    again = await scene.over(back, MigrateOrder(to=2))
    on = await scene.yard.act(again.order, "technician", ResumeOrder())
    assert list(set_timers(scene.yard).values()) == [on.state.timers[0].at]
    assert await scene.no(on, MigrateOrderBack()) == "migration_moved_on"


async def test_who_claimed_the_step_since_keeps_it_on_the_way_back() -> None:
    scene = moving(REMINDED, LATER)
    done = await scene.yard.report()
    over = await scene.over(done, MigrateOrder(to=2))
    await scene.yard.act(over.order, "dispatcher", ClaimOrder())
    back = await scene.over(over, MigrateOrderBack())
    assert back.state.holder == scene.yard.by["dispatcher"].user
    assert back.state.definition.version == 1


async def test_an_order_that_moved_on_stays() -> None:
    scene = moving(REMINDED, LATER)
    done = await scene.working()
    over = await scene.over(done, MigrateOrder(to=2))
    await scene.yard.act(over.order, "technician", CompleteWork(data=DONE))
    assert await scene.no(over, MigrateOrderBack()) == "migration_moved_on"


async def test_what_cannot_be_asked_is_refused_and_changes_nothing() -> None:
    scene = moving(REMINDED, LATER)
    done = await scene.working()
    assert await scene.no(done, MigrateOrder(to=1)) == "migration_same_version"
    assert await scene.no(done, MigrateOrder(to=9)) == "migration_version_unknown"
    wrong = MigrateOrder(to=2, node_map={"execute": "nowhere"})
    assert await scene.no(done, wrong) == "migration_map_unknown"
    ahead = MigrateOrder(to=2, node_map={"execute": "verify"})
    assert await scene.no(done, ahead) == "migration_stage_ahead"
    refused = await scene.mover.act(
        scene.yard.by["dispatcher"], done.order, MigrateOrder(to=2), Sent()
    )
    assert isinstance(refused, Refused)
    assert refused.code == "order_act_not_allowed"
    assert (await scene.again(done)).version == done.version


async def test_the_same_request_twice_moves_once() -> None:
    scene = moving(REMINDED, LATER)
    done = await scene.working()
    once = new_id()
    first = await scene.try_(done, MigrateOrder(to=2), command_id=once)
    second = await scene.try_(done, MigrateOrder(to=2), command_id=once)
    assert isinstance(first, OrderDone)
    assert isinstance(second, OrderDone)
    assert (second.version, second.replayed) == (first.version, True)


async def test_the_second_wall_lets_it_pass_and_the_timer_job_follows(
    database: HouseDatabase,
) -> None:
    tenant = await database.make_tenant()
    scene = Moving(
        make_yard(
            tenant,
            PostgresEventStore(database.app, {KIND: APPEND_FUNCTION}),
            vault=SubjectVault(MemorySubjectKeys(), FileKeys.in_memory()),
            published=Versions(REMINDED, LATER),
            numbers=LeasedNumbers(database.app),
        )
    )
    done = await scene.working()
    over = await scene.over(done, MigrateOrder(to=2))

    async def kept() -> list[object]:
        async with database.app.reading(tenant) as reader:
            version = await reader.fetchval(
                "SELECT definition_version FROM order_row WHERE tenant_id = $1", tenant
            )
            jobs = await reader.fetch("SELECT dedup_key FROM job WHERE tenant_id = $1", tenant)
        return [version, *(row["dedup_key"] for row in jobs)]

    assert await kept() == [2, f"{done.order}:{over.state.timers[0].timer}"]
    back = await scene.over(over, MigrateOrderBack())
    assert await kept() == [1, f"{done.order}:{done.state.timers[0].timer}"]
    assert msgspec.json.encode(back.state) == msgspec.json.encode(done.state)
