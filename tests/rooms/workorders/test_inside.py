"""Steps inside a sub-process: tasks, evidence, ways back, clocks and migrations like those outside."""

# ruff: noqa: ARG002 - a fake answers every tenant alike

import json
from decimal import Decimal
from uuid import UUID

import msgspec
import pytest

from gongdan.engines.flow.model import STAGES, Stage
from gongdan.kernel.clock import utc_now
from gongdan.kernel.decider import fold, load
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.domain.steps import steps_in_order
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AnyAct,
    ArchiveOrder,
    CheckIn,
    CompleteWork,
    JumpOrder,
    MigrateOrder,
    OrderStatus,
    RejectOrder,
    ReopenOrder,
    TakeBackStep,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.imported import take_in
from gongdan.rooms.workorders.domain.offered import offered_acts
from gongdan.rooms.workorders.handlers.calls import ServiceCalls
from gongdan.rooms.workorders.handlers.evidence import EvidenceHandlers
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.ports import CameBack
from gongdan.rooms.workorders.store import ORDERS
from tests.engines.flow.bpmn.test_exporting import again as flow_again
from tests.engines.flow.bpmn.test_exporting import exported
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import named
from tests.rooms.workorders.drawn import (
    IN_WORK,
    edge,
    five_with,
    inside_work,
    signed_by,
    step,
    timer,
)
from tests.rooms.workorders.loop import FACTS, orders
from tests.rooms.workorders.script import state_bytes
from tests.rooms.workorders.test_decide_imported import INCIDENT
from tests.rooms.workorders.test_moving import moving
from tests.rooms.workorders.test_services import ASK, Far
from tests.rooms.workorders.test_timers import again, due_now, fire
from tests.rooms.workorders.yard import DONE, NoFiles, Yard, granted, memory_yard

HERE = CheckIn(latitude=Decimal("39.9"), longitude=Decimal("116.4"), accuracy=5)
LATE = {
    "late": {"kind": "boundary", "attached_to": "work", "trigger": timer("PT4H")},
    "head": step("execute", {"role": "supervisor"}, form="execute"),
}
LATE_WAYS = [edge("too_late", "late", "head"), edge("by_head", "head", "verify")]


@pytest.fixture
def body() -> bytes:
    return inside_work(LATE, LATE_WAYS)


class Nowhere:
    """`Sites` that nobody knows."""

    async def of_asset(self, tenant: UUID, asset: UUID) -> None:
        return None


class Walk:
    """One order of a yard, and who does what with it."""

    def __init__(self, yard: Yard, done: OrderDone) -> None:
        self.yard, self.done = yard, done

    async def act(self, by: str, command: AnyAct) -> "Walk":
        self.done = await self.yard.act(self.done.order, by, command)
        return self

    async def no(self, by: str, command: AnyAct) -> str:
        refused = await self.yard.orders.act(self.yard.by[by], self.done.order, command, Sent())
        assert isinstance(refused, Refused), refused
        return refused.code

    async def there(self) -> None:
        proofs = EvidenceHandlers(
            store=self.yard.store,
            vault=self.yard.vault,
            files=NoFiles(),
            sites=Nowhere(),
            clock=utc_now,
        )
        who = self.yard.by["technician"]
        self.done = granted(await proofs.add(who, self.done.order, HERE, Sent()))

    @property
    def at(self) -> list[str]:
        return [token.node for token in self.done.state.flow.open_steps]


async def begun(yard: Yard) -> Walk:
    """An order whose technician stands inside the sub-process."""
    walk = Walk(yard, await yard.report())
    await walk.act("dispatcher", AcceptOrder(assignee=yard.by["technician"].user))
    assert walk.at == ["execute"]
    return walk


FIT = CompleteWork(outcome="ok", node="check")


async def test_an_order_goes_through_a_sub_process_to_the_archive_with_a_reject_inside(
    database: HouseDatabase, drawn_yard: Yard
) -> None:
    walk = await begun(drawn_yard)
    assert walk.done.state.stage is Stage.EXECUTE
    assert len(walk.done.state.timers) == 1
    assert await walk.no("technician", CompleteWork(data=DONE)) == "evidence_missing"
    await walk.there()
    await walk.act("technician", CompleteWork(data=DONE))
    await walk.act("supervisor", RejectOrder(to="execute", reason="照片不清"))
    assert walk.at == ["execute"]
    await walk.act("technician", CompleteWork(data=DONE))
    await walk.act("supervisor", CompleteWork(outcome="no", reason="仍有渗漏", node="check"))
    assert walk.at == ["execute"]
    await walk.act("technician", CompleteWork(data=DONE))
    await walk.act("supervisor", FIT)
    assert (walk.at, walk.done.state.timers) == (["verify"], ())
    await walk.act("requester", VerifyOrder(outcome="rejected", reason="漏油"))
    assert walk.at == ["execute"]
    await walk.act("technician", CompleteWork(data=DONE))
    await walk.act("supervisor", FIT)
    await walk.act("requester", VerifyOrder(outcome="passed"))
    await walk.act("dispatcher", ArchiveOrder())
    assert walk.done.state.status is OrderStatus.ARCHIVED
    stored = await drawn_yard.store.load(drawn_yard.tenant, walk.done.order)
    folded = await fold(drawn_yard.store, ORDERS, drawn_yard.tenant, walk.done.order)
    assert stored is not None
    assert stored.state == state_bytes(folded.state) == state_bytes(walk.done.state)
    async with database.app.reading(drawn_yard.tenant) as reader:
        count = await reader.fetchval("SELECT count(*) FROM job WHERE kind = 'order.timer'")
    assert count == 0
    await walk.act("dispatcher", ReopenOrder(reason="又漏了"))
    assert walk.at == ["execute"]


async def test_what_is_offered_inside_is_what_is_taken_there() -> None:
    walk = await begun(memory_yard(inside_work()))
    await walk.there()
    await walk.act("technician", CompleteWork(data=DONE))
    flow = (await walk.yard.definitions.pinned(walk.yard.tenant, walk.done.state.definition)).flow
    offered = {each.act: each.to for each in offered_acts(walk.done.state, flow)}
    assert set(offered["reject"]) == {"report", "accept", "execute"}
    assert "return" in offered
    await walk.act("supervisor", RejectOrder(to="accept", reason="转其他班组"))
    assert walk.at == ["accept"]
    assert [token.scope for token in walk.done.state.flow.tokens] == [0]


async def test_from_outside_one_goes_back_into_a_sub_process_but_is_not_lent_into_it() -> None:
    walk = await begun(memory_yard(inside_work()))
    await walk.there()
    await walk.act("technician", CompleteWork(data=DONE))
    await walk.act("supervisor", FIT)
    lent = RejectOrder(to="check", reason="x", resume="come_back")
    assert await walk.no("requester", lent) == "no_straight_way_back"
    await walk.act("requester", RejectOrder(to="check", reason="复检"))
    assert walk.at == ["check"]
    await walk.act("supervisor", FIT)
    assert walk.at == ["verify"]


async def test_whoever_did_the_step_before_takes_it_back_out_of_the_sub_process() -> None:
    walk = await begun(memory_yard(inside_work()))
    await walk.act("dispatcher", TakeBackStep(reason="派错人"))
    assert (walk.at, len(walk.done.state.flow.tokens)) == (["accept"], 1)


async def test_an_administrator_sets_an_order_onto_a_step_inside() -> None:
    walk = await begun(memory_yard(inside_work()))
    await walk.act("admin", JumpOrder(to="check", reason="电话确认已修"))
    await walk.act("supervisor", FIT)
    assert walk.at == ["verify"]


async def test_a_timer_on_the_border_takes_everybody_inside_off() -> None:
    walk = await begun(memory_yard(due_now(inside_work(LATE, LATE_WAYS))))
    await fire(walk.yard, walk.done)
    walk.done = await again(walk.yard, walk.done)
    assert (walk.at, walk.done.state.stage) == (["head"], Stage.EXECUTE)
    assert len(walk.done.state.flow.tokens) == 1


BROKEN = {
    "in_bad": {"kind": "end", "trigger": {"kind": "error", "name": "unfit"}, **IN_WORK},
    "caught": {"kind": "boundary", "attached_to": "work", "trigger": {"kind": "error"}},
    "head": step("execute", {"role": "supervisor"}, form="execute"),
}
"""Who finds the work unfit ends the sub-process by an error, which its border catches."""
OUT_OF_IT = [
    edge("in_again", "check", "in_bad", outcome="no"),
    edge("by_error", "caught", "head"),
    edge("by_head", "head", "verify"),
]


async def test_an_error_inside_leads_out_by_the_border_that_catches_it() -> None:
    drawn = json.loads(inside_work(BROKEN))
    kept = [each for each in drawn["flow"]["edges"] if each["key"] != "in_again"]
    drawn["flow"]["edges"] = [*kept, *OUT_OF_IT]
    walk = await begun(memory_yard(json.dumps(drawn).encode()))
    await walk.there()
    await walk.act("technician", CompleteWork(data=DONE))
    await walk.act("supervisor", CompleteWork(outcome="no", reason="报废", node="check"))
    assert walk.at == ["head"]


async def test_a_service_that_fails_inside_is_caught_on_the_border() -> None:
    caught = {**BROKEN, "ask": {**ASK, **IN_WORK}}
    caught.pop("in_bad")
    drawn = json.loads(inside_work(caught, OUT_OF_IT[1:]))
    for each in drawn["flow"]["edges"]:
        if each["key"] == "in_begin":
            each["target"] = "ask"
    drawn["flow"]["edges"].append(edge("asked", "ask", "execute"))
    yard = memory_yard(json.dumps(drawn).encode())
    done = await yard.report()
    await yard.act(done.order, "dispatcher", AcceptOrder())
    calls = ServiceCalls(yard.store, yard.orders, yard.definitions, Far(CameBack(error="gone")))
    state = (await load(yard.store, ORDERS, yard.tenant, done.order)).state
    (token,) = [each.id for each in state.flow.tokens if each.node == "ask"]
    await calls.make(yard.tenant, done.order, token, attempt=1, most=1)
    assert Walk(yard, await again(yard, done)).at == ["head"]


async def test_several_people_sign_a_step_inside() -> None:
    ids = [new_id() for _ in range(2)]
    signers = {
        **signed_by(ids, rule="all"),
        "outcomes": {"ok": {"title": {"zh": "合格", "en": "Fit"}}},
    }
    drawn = json.loads(inside_work(**signers))
    drawn["flow"]["edges"] = [e for e in drawn["flow"]["edges"] if e["key"] != "in_again"]
    yard = memory_yard(json.dumps(drawn).encode())
    two = [yard.people.hire_as(yard.tenant, "supervisor", each) for each in ids]
    walk = await begun(yard)
    await walk.there()
    await walk.act("technician", CompleteWork(data=DONE))
    assert walk.at == ["check", "check"]
    for who in two:
        signed = await yard.orders.act(who, walk.done.order, FIT, Sent())
        assert isinstance(signed, OrderDone), signed
        walk.done = signed
    assert walk.at == ["verify"]


async def test_an_order_inside_goes_over_to_a_version_with_the_same_sub_process_only() -> None:
    renamed = (
        inside_work()
        .replace(b'"execute"', b'"repair"')
        .replace(b'"stage": "repair"', b'"stage": "execute"')
    )
    scene = moving(inside_work(), renamed, five_with({}))
    done = await scene.working()
    assert await scene.no(done, MigrateOrder(to=2)) == "migration_needs_map"
    over = await scene.over(done, MigrateOrder(to=2, node_map={"execute": "repair"}))
    assert [token.node for token in over.state.flow.tokens] == ["work", "repair"]
    outside = MigrateOrder(to=3, node_map={"repair": "execute", "work": "execute"})
    assert (await scene.no(over, outside)).startswith("migration_")


@pytest.mark.parametrize("stage", STAGES)
def test_a_foreign_order_is_put_inside_and_goes_on_from_there(stage: Stage) -> None:
    bundle = parse(inside_work())
    assert isinstance(bundle, Bundle)
    facts = msgspec.structs.replace(FACTS, flow=bundle.flow)
    wanted = msgspec.structs.replace(INCIDENT, stage=stage, ended=False)
    decided = take_in(wanted, facts)
    assert isinstance(decided, Accepted)
    state = orders(facts).given(*decided.events).state
    assert state.stage is stage
    assert len(state.flow.tokens) == (2 if stage is Stage.EXECUTE else 1)


def test_steps_are_told_in_the_order_in_which_an_order_comes_to_them() -> None:
    bundle = parse(inside_work())
    assert isinstance(bundle, Bundle)
    told = steps_in_order(bundle.flow)
    assert told == (
        *("start", "report", "accept", "work", "in_start", "execute", "check", "in_end"),
        *("verify", "archive", "end"),
    )


def test_a_sub_process_is_published_with_a_title_and_without_members() -> None:
    assert named(inside_work()) == set()
    nameless = {"work": {"kind": "subprocess"}}
    assert {code for code, _ in named(inside_work(nameless))} == {"words_missing"}
    three = {"work": {"kind": "subprocess", "many": {"count": "3"}}}
    assert ("flow_members_not_served", "flow/nodes/work/many") in named(inside_work(three))


def test_as_a_bpmn_document_it_is_the_same_flow_again() -> None:
    bundle = parse(inside_work(LATE, LATE_WAYS))
    assert isinstance(bundle, Bundle)
    assert flow_again(exported(bundle.flow)).definition == bundle.flow


def test_what_comes_of_a_term_of_a_sub_process_can_be_told() -> None:
    drawn = json.loads(inside_work(LATE, LATE_WAYS))
    told = {
        "when": "overdue",
        "node": "work",
        "to": [{"holder": True}],
        "text": {"zh": "超时", "en": "Late"},
    }
    drawn["notifications"] = {"late": told}
    assert named(json.dumps(drawn).encode()) == set()
    drawn["notifications"]["late"]["when"] = "opened"
    found = named(json.dumps(drawn).encode())
    assert ("notice_step_unknown", "notifications/late/node") in found
