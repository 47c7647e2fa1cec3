"""Several people and one step: each signs once and for himself, and everybody sees who is awaited."""

from uuid import UUID

import pytest

from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AddSigners,
    AnyAct,
    CompleteWork,
    DelegateOrder,
    HandBackOrder,
    JumpOrder,
    RejectOrder,
    RemoveSigner,
    TakeBackStep,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.rights import acts_open_to
from gongdan.rooms.workorders.domain.row import row_of
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.views.signing import signing_shown
from tests.rooms.workorders.drawn import five_with, signed_by
from tests.rooms.workorders.yard import DONE, Yard, granted, memory_yard

PASS, FAIL = VerifyOrder(outcome="passed"), VerifyOrder(outcome="rejected", reason="漏油")


class Table:
    """An order whose verification three supervisors sign, and the acts of each."""

    def __init__(self, yard: Yard, done: OrderDone, three: list[Principal]) -> None:
        self.yard, self.done, self.three = yard, done, three

    async def act(self, who: Principal, command: AnyAct) -> OrderDone:
        self.done = granted(await self.yard.orders.act(who, self.done.order, command, Sent()))
        return self.done

    async def no(self, who: Principal, command: AnyAct) -> str:
        refused = await self.yard.orders.act(who, self.done.order, command, Sent())
        assert isinstance(refused, Refused), refused
        return refused.code

    async def standing(self) -> list[tuple[UUID, str, str]]:
        flow = (
            await self.yard.definitions.pinned(self.yard.tenant, self.done.state.definition)
        ).flow
        (shown,) = signing_shown(self.done.state, flow, self.yard.people.names)
        return [(each.who.id, each.state, each.outcome) for each in shown.signers if each.who]

    async def offered(self, who: Principal) -> list[str]:
        flow = (
            await self.yard.definitions.pinned(self.yard.tenant, self.done.state.definition)
        ).flow
        return [each.act for each in acts_open_to(who, self.done.state, flow)]


async def table(**many: object) -> Table:
    ids = [new_id() for _ in range(3)]
    yard = memory_yard(five_with({"verify": signed_by(ids, **many)}))
    three = [yard.people.hire_as(yard.tenant, "supervisor", each) for each in ids]
    done = await yard.report()
    done = await yard.act(
        done.order, "dispatcher", AcceptOrder(assignee=yard.by["technician"].user)
    )
    done = await yard.act(done.order, "technician", CompleteWork(data=DONE))
    return Table(yard, done, three)


async def test_two_of_three_are_enough_and_the_third_is_not_asked_any_more() -> None:
    at = await table()
    a, b, c = at.three
    assert row_of(at.done.state).awaited_ids == tuple(each.user for each in at.three)
    await at.act(a, PASS)
    assert await at.standing() == [
        (a.user, "signed", "passed"),
        (b.user, "awaited", ""),
        (c.user, "awaited", ""),
    ]
    assert at.done.state.stage == "verify"
    assert await at.no(a, PASS) == "not_your_step"
    await at.act(b, PASS)
    assert (at.done.state.stage, at.done.state.signed) == ("archive", ())
    assert await at.no(c, PASS) == "order_not_in_stage"


async def test_two_against_send_it_back_to_the_work() -> None:
    at = await table()
    a, b, _ = at.three
    await at.act(a, FAIL)
    assert (await at.act(b, FAIL)).state.stage == "execute"


async def test_nobody_signs_for_another_one_however_far_his_rights_reach() -> None:
    at = await table()
    other = at.yard.hire("supervisor")
    assert "verify" not in await at.offered(other)
    assert await at.no(other, PASS) in {"not_your_step", "which_step"}
    assert "verify" in await at.offered(at.three[2])
    assert (await at.act(at.three[2], PASS)).state.signed[0].who == f"user:{at.three[2].user}"


async def test_signers_in_turn_come_one_after_the_other() -> None:
    at = await table(sequential=True, rule="all")
    a, b, c = at.three
    assert [state for _, state, _ in await at.standing()] == ["awaited", "later", "later"]
    assert await at.no(b, PASS) == "not_your_step"
    for each in (a, b, c):
        await at.act(each, PASS)
    assert at.done.state.stage == "archive"


@pytest.mark.parametrize("place", ["before", "after", "together"])
async def test_an_added_signer_is_awaited_too(place: str) -> None:
    at = await table(rule="all")
    a, b, c = at.three
    more = at.yard.hire("supervisor")
    assert more.user is not None
    command = AddSigners(people=(more.user,), place=place)  # type: ignore[arg-type] # one of Place
    await at.act(a, command)
    assert more.user in [who for who, _, _ in await at.standing()]
    order = {"before": (more, a), "after": (a, more), "together": (more, a)}[place]
    for each in (*order, b, c):
        assert at.done.state.stage == "verify"
        await at.act(each, PASS)
    assert at.done.state.stage == "archive"


async def test_who_need_not_sign_is_taken_out_for_a_reason() -> None:
    at = await table(rule="all")
    a, b, c = at.three
    boss = at.yard.hire("supervisor")
    assert c.user is not None
    assert await at.no(boss, RemoveSigner(person=c.user, reason=" ")) == "order_reason_missing"
    await at.act(boss, RemoveSigner(person=c.user, reason="出差"))
    await at.act(a, PASS)
    await at.act(b, PASS)
    assert at.done.state.stage == "archive"


async def test_a_delegate_works_at_the_step_and_gives_it_back_for_the_decision() -> None:
    at = await table()
    a, b, _ = at.three
    helper = at.yard.hire("supervisor")
    assert helper.user is not None
    await at.act(a, DelegateOrder(to=helper.user, reason="请先看图纸"))
    assert await at.no(helper, PASS) == "step_lent_out"
    offered = await at.offered(helper)
    assert ("hand_back" in offered, "verify" in offered) == (True, False)
    await at.act(helper, HandBackOrder(reason="看过了"))
    await at.act(a, PASS)
    assert (await at.act(b, PASS)).state.stage == "archive"


async def test_who_did_the_last_step_takes_it_back_until_somebody_acts() -> None:
    yard = memory_yard()
    done = await yard.report()
    technician = yard.by["technician"]
    await yard.act(done.order, "dispatcher", AcceptOrder(assignee=technician.user))
    await yard.act(done.order, "technician", CompleteWork(data=DONE))
    back = await yard.act(done.order, "technician", TakeBackStep(reason="漏填工时"))
    assert (back.state.stage, back.state.holder) == ("execute", technician.user)
    await yard.act(done.order, "technician", CompleteWork(data=DONE))
    await yard.act(done.order, "supervisor", VerifyOrder(outcome="passed"))
    late = await yard.orders.act(technician, done.order, TakeBackStep(), Sent())
    assert isinstance(late, Refused)
    assert late.code == "nothing_to_take_back"


async def test_an_administrator_jumps_for_a_reason_and_never_over_a_stage() -> None:
    yard = memory_yard()
    done = await yard.report()
    admin = yard.by["admin"]
    for command, code in (
        (JumpOrder(to="accept", reason=""), "order_reason_missing"),
        (JumpOrder(to="verify", reason="快一点"), "stage_not_visited"),
    ):
        no = await yard.orders.act(admin, done.order, command, Sent())
        assert isinstance(no, Refused)
        assert no.code == code
    await yard.act(done.order, "dispatcher", AcceptOrder(assignee=yard.by["technician"].user))
    jumped = await yard.act(done.order, "admin", JumpOrder(to="accept", reason="受理错了"))
    assert (jumped.state.stage, jumped.state.step and jumped.state.step.node) == (
        "accept",
        "accept",
    )


async def test_a_reject_comes_straight_back_to_who_sent_it() -> None:
    yard = memory_yard()
    done = await yard.report()
    await yard.act(done.order, "dispatcher", AcceptOrder(assignee=yard.by["technician"].user))
    await yard.act(done.order, "technician", CompleteWork(data=DONE))
    reject = RejectOrder(to="accept", reason="派错人", resume="come_back")
    away = await yard.act(done.order, "supervisor", reject)
    assert away.state.stage == "accept"
    again = await yard.act(done.order, "dispatcher", AcceptOrder())
    assert again.state.stage == "verify"
