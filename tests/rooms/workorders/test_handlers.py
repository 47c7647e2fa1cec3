"""Acts on orders over PostgreSQL: once each, whole or not at all, with nothing personal in the open."""

import asyncio
from datetime import timedelta

import msgspec

from gongdan.engines.flow.model import Stage
from gongdan.kernel.clock import utc_now
from gongdan.kernel.decider import fold
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, RefusalKind, Refused
from gongdan.rooms.identity.contract import Action, robot
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AmendOrder,
    AnyAct,
    ArchiveOrder,
    CancelOrder,
    ClaimOrder,
    CompleteWork,
    Contact,
    OrderStatus,
    RejectOrder,
    ReportOrder,
    ResubmitOrder,
    ReturnOrder,
    TransferOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.row import row_of
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.handlers.timekeeping import AroundTheClock
from gongdan.rooms.workorders.store import ORDERS, LeasedNumbers, imported_ids
from tests.postgres_server import HouseDatabase
from tests.rooms.registers import everything_stored
from tests.rooms.workorders.script import state_bytes
from tests.rooms.workorders.test_decide_imported import INCIDENT
from tests.rooms.workorders.yard import (
    CANARY,
    DONE,
    PUMP_REPORT,
    CountedNumbers,
    NoFiles,
    NoTrail,
    Yard,
    granted,
    key,
)


async def _agree(database: HouseDatabase, yard: Yard, done: OrderDone) -> None:
    """The decided state, the stored state, the fold of the events and the list row are one."""
    loaded = await yard.store.load(yard.tenant, done.order)
    folded = await fold(yard.store, ORDERS, yard.tenant, done.order)
    assert loaded is not None
    assert loaded.state == state_bytes(done.state) == state_bytes(folded.state)
    assert loaded.version == done.version == folded.version
    async with database.app.reading(yard.tenant) as reader:
        row = await reader.fetchrow(
            "SELECT * FROM order_row WHERE tenant_id = $1 AND id = $2", yard.tenant, done.order
        )
    expected = msgspec.structs.asdict(row_of(done.state)) | {"version": done.version}
    expected["due_at"] = done.state.details.due_at
    for name, value in expected.items():
        assert row[name] == (list(value) if isinstance(value, tuple) else value), name


async def test_the_loop_leaves_state_row_and_events_in_agreement(
    database: HouseDatabase, yard: Yard
) -> None:
    done = await yard.report()
    await _agree(database, yard, done)
    acts: list[tuple[str, AnyAct | AmendOrder]] = [
        ("dispatcher", ReturnOrder(reason="缺少位置")),
        ("requester", ResubmitOrder(data={"operation_state": "stopped"})),
        ("dispatcher", AcceptOrder()),
        ("technician", ClaimOrder()),
        ("requester", AmendOrder(urgency=1, contact=Contact(phone="13900001111"))),
        ("technician", CompleteWork(data=DONE)),
        ("requester", VerifyOrder(outcome="rejected", reason="仍有异响")),
        ("technician", CompleteWork(data={**DONE, "parts_used": ["SKF 6205"]})),
        ("supervisor", VerifyOrder(outcome="passed")),
        ("dispatcher", RejectOrder(to="execute", reason="补照片", resume="come_back")),
        ("technician", CompleteWork(data=DONE)),
        ("dispatcher", ArchiveOrder()),
    ]
    for by, command in acts:
        done = await yard.act(done.order, by, command)
        await _agree(database, yard, done)
    assert (done.state.status, done.state.flow.round) == (OrderStatus.ARCHIVED, 4)
    assert done.state.details.fields["operation_state"] == "stopped"


async def test_a_cancelled_order_keeps_its_stage_in_the_row(
    database: HouseDatabase, yard: Yard
) -> None:
    done = await yard.report()
    done = await yard.act(done.order, "requester", CancelOrder(reason="重复申报"))
    await _agree(database, yard, done)
    assert (done.state.status, done.state.stage) == (OrderStatus.CANCELLED, Stage.ACCEPT)


async def test_a_report_sent_twice_is_one_order_with_one_answer(yard: Yard) -> None:
    by, sent = yard.by["requester"], Sent(idempotency=key(str(new_id())), status=201)
    first = granted(await yard.orders.report(by, PUMP_REPORT, sent))
    again = granted(await yard.orders.report(by, PUMP_REPORT, sent))
    assert (again.order, again.version, again.status) == (first.order, first.version, 201)
    assert (again.replayed, again.state) == (True, first.state)


async def test_a_key_belongs_to_one_request(yard: Yard) -> None:
    by, name = yard.by["requester"], str(new_id())
    await yard.orders.report(by, PUMP_REPORT, Sent(idempotency=key(name)))
    refused = await yard.orders.report(by, PUMP_REPORT, Sent(idempotency=key(name, "b")))
    assert isinstance(refused, Refused)
    assert refused.code == "idempotency_key_reused"


async def test_an_act_is_answered_as_then_even_by_who_could_not_do_it_any_more(yard: Yard) -> None:
    """A transfer takes the order out of one's own sight; the repeated request is no stranger's."""
    done = await yard.report()
    technician, other = yard.by["technician"], yard.hire("technician")
    await yard.act(done.order, "dispatcher", AcceptOrder(assignee=technician.user))
    assert other.user is not None
    command = TransferOrder(to=other.user)
    for sent in (Sent(expected=2, idempotency=key(str(new_id()))), Sent(command_id=new_id())):
        first = granted(await yard.orders.act(technician, done.order, command, sent))
        again = granted(await yard.orders.act(technician, done.order, command, sent))
        assert (again.version, again.replayed, again.state) == (first.version, True, first.state)
        strange = await yard.orders.act(
            yard.hire("technician"), done.order, command, Sent(command_id=sent.command_id)
        )
        assert isinstance(strange, Refused)
        back = TransferOrder(to=technician.user or new_id())
        granted(await yard.orders.act(other, done.order, back, Sent()))


async def test_who_saw_an_older_version_is_refused(yard: Yard) -> None:
    done = await yard.report()
    await yard.act(done.order, "dispatcher", AcceptOrder())
    refused = await yard.orders.act(
        yard.by["dispatcher"], done.order, CancelOrder(reason="x"), Sent(expected=1)
    )
    assert isinstance(refused, Refused)
    assert (refused.code, refused.kind) == ("order_changed_meanwhile", RefusalKind.STALE)


async def test_of_fifty_at_once_exactly_one_acts(database: HouseDatabase, yard: Yard) -> None:
    done = await yard.report()
    crowd = [yard.hire("dispatcher") for _ in range(50)]
    answers = await asyncio.gather(
        *(yard.orders.act(each, done.order, AcceptOrder(), Sent(expected=1)) for each in crowd)
    )
    accepted = [answer for answer in answers if isinstance(answer, OrderDone)]
    refused = {answer.code for answer in answers if isinstance(answer, Refused)}
    assert len(accepted) == 1
    assert refused <= {"order_changed_meanwhile", "order_not_in_stage"}
    await _agree(database, yard, accepted[0])


async def test_nobody_reaches_an_order_of_another_tenant(
    yard: Yard, database: HouseDatabase
) -> None:
    done = await yard.report()
    foreign = msgspec.structs.replace(yard.by["dispatcher"], tenant=await database.make_tenant())
    refused = await yard.orders.act(foreign, done.order, AcceptOrder(), Sent())
    assert isinstance(refused, Refused)
    assert refused.code == "no_such_order"


async def test_rights_and_input_are_refused_with_codes(yard: Yard) -> None:
    async def code(by: str, command: ReportOrder | AnyAct | AmendOrder) -> str:
        who = yard.by[by]
        if isinstance(command, ReportOrder):
            refused = await yard.orders.report(who, command, Sent())
        else:
            refused = await yard.orders.act(who, done.order, command, Sent())
        assert isinstance(refused, Refused)
        return refused.code

    done = await yard.report()
    assert await code("auditor", PUMP_REPORT) == "order_act_not_allowed"
    assert await code("requester", AcceptOrder()) == "order_act_not_allowed"
    assert await code("technician", AcceptOrder()) == "no_such_order"
    for changed, expected in {
        "type": ("no_such", "order_definition_unknown"),
        "unit": (new_id(), "order_unit_unknown"),
        "asset": (new_id(), "order_asset_unknown"),
        "title": ("\x00", "order_text_unusable"),
        "fields": ({"fault_kind": "magic"}, "order_form_incomplete"),
    }.items():
        command = msgspec.structs.replace(PUMP_REPORT, **{changed: expected[0]})
        assert await code("requester", command) == expected[1]


async def test_a_form_that_lacks_a_field_names_it(yard: Yard) -> None:
    done = await yard.report()
    await yard.act(done.order, "dispatcher", AcceptOrder())
    await yard.act(done.order, "technician", ClaimOrder())
    refused = await yard.orders.act(
        yard.by["technician"], done.order, CompleteWork(data={"result": "fixed", "odd": 1}), Sent()
    )
    assert isinstance(refused, Refused)
    problems = refused.facts["problems"]
    assert isinstance(problems, list)
    assert sorted(problems) == ["/odd: additionalProperties", "/work_done: required"]


async def test_nothing_more_is_sealed_for_somebody_who_was_erased(yard: Yard) -> None:
    done = await yard.report()
    assert done.state.details.subject is not None
    await yard.vault.destroy(yard.tenant, done.state.details.subject)
    command = AmendOrder(contact=Contact(name="同一个人"))
    refused = await yard.orders.act(yard.by["requester"], done.order, command, Sent())
    assert isinstance(refused, Refused)
    assert refused.code == "order_person_erased"


async def test_no_personal_word_stands_readable_in_any_table(
    database: HouseDatabase, yard: Yard
) -> None:
    sent = Sent(idempotency=key(str(new_id())))
    granted(await yard.orders.report(yard.by["requester"], PUMP_REPORT, sent))
    stored = await everything_stored(database)
    assert PUMP_REPORT.title.encode() in stored
    for word in (CANARY.name, CANARY.phone, CANARY.email, "建国路88号", "门禁码 4711"):
        assert word.encode() not in stored
        assert msgspec.json.encode(word).strip(b'"') not in stored


async def test_an_order_comes_in_from_another_system_once(
    database: HouseDatabase, yard: Yard
) -> None:
    importer = robot(yard.tenant, Actor(ActorKind.IMPORT, name="servicenow"), Action)
    first, second = await asyncio.gather(
        *(yard.orders.take_in(importer, INCIDENT) for _ in range(2))
    )
    done, refused = (first, second) if isinstance(first, OrderDone) else (second, first)
    await _agree(database, yard, granted(done))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.facts["external_id"]) == ("order_imported_before", "INC0000045")
    known = await imported_ids(database.app, yard.tenant, "servicenow", ["INC0000045", "INC9"])
    assert known == {"INC0000045"}
    forbidden = await yard.orders.take_in(yard.by["auditor"], INCIDENT)
    assert isinstance(forbidden, Refused)
    assert forbidden.code == "order_act_not_allowed"
    assert granted(done).state.stage is Stage.EXECUTE


async def test_nothing_is_recorded_while_the_clocks_disagree(yard: Yard) -> None:
    orders = OrderHandlers(
        store=yard.store,
        vault=yard.vault,
        definitions=yard.definitions,
        directory=yard.people,
        files=NoFiles(),
        numbers=CountedNumbers(),
        calendars=AroundTheClock(),
        trail=NoTrail(),
        clock=lambda: utc_now() + timedelta(seconds=30),
    )
    refused = await orders.report(yard.by["requester"], PUMP_REPORT, Sent())
    assert isinstance(refused, Refused)
    assert (refused.code, refused.kind) == ("server_clock_skewed", RefusalKind.READ_ONLY)


async def test_numbers_are_leased_in_blocks_and_never_given_twice(
    database: HouseDatabase, yard: Yard
) -> None:
    processes = [LeasedNumbers(database.app, block=10) for _ in range(3)]
    given = await asyncio.gather(
        *(each.next(yard.tenant, "series") for each in processes for _ in range(25))
    )
    assert len(set(given)) == 75
    assert max(given) <= 90
