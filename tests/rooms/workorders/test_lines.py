"""Managers, units and copies: whom rules of a definition mean while an order runs."""

# ruff: noqa: ARG002 - a fake answers every tenant alike

from collections.abc import Collection
from uuid import UUID

import pytest

from gongdan.kernel.decider import load
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Refused
from gongdan.rooms.workorders.handlers.copies import Copies
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.ports import Lines
from gongdan.rooms.workorders.store import ORDERS
from tests.rooms.workorders.drawn import five_with
from tests.rooms.workorders.yard import PUMP_REPORT, Yard, memory_yard

BOSS, CHIEF, HEAD = new_id(), new_id(), new_id()


class Organisation:
    """A `ReportingLines` in which two stand above everybody."""

    def __init__(self, *managers: UUID) -> None:
        self.managers = managers

    async def of(self, tenant: UUID, person: UUID, roles: Collection[str]) -> Lines:
        return Lines(self.managers, dict.fromkeys(roles, (HEAD,)))

    async def with_role(self, tenant: UUID, role: str, most: int) -> tuple[UUID, ...]:
        return (HEAD,)


def run_by(assignee: dict[str, object], *managers: UUID, **more: object) -> Yard:
    body = five_with({"accept": {"assignee": assignee, **more}})
    return memory_yard(body, lines=Organisation(*managers))


async def first_step(yard: Yard) -> tuple[UUID, str, tuple[str, ...]]:
    done = await yard.report()
    step = (await load(yard.store, ORDERS, yard.tenant, done.order)).state.step
    assert step is not None
    return done.order, step.owner, step.candidates


@pytest.mark.parametrize(("levels", "who"), [(1, BOSS), (2, CHIEF)])
async def test_a_step_goes_to_the_manager_so_many_levels_up(levels: int, who: UUID) -> None:
    _, owner, _ = await first_step(run_by({"manager": levels}, BOSS, CHIEF))
    assert owner == f"user:{who}"


async def test_where_nobody_stands_so_high_it_goes_to_who_else_is_named() -> None:
    rule = {"manager": 3, "else": {"role": "dispatcher"}}
    assert (await first_step(run_by(rule, BOSS)))[2] == ("role:dispatcher",)
    alone = run_by({"manager": 3}, BOSS)
    done = await alone.orders.report(alone.by["requester"], PUMP_REPORT, Sent())
    assert isinstance(done, Refused)
    assert done.code == "nobody_to_act"


async def test_a_step_goes_to_who_has_the_role_in_the_reporters_unit() -> None:
    _, _, candidates = await first_step(run_by({"role": "supervisor", "unit": "reporter"}))
    assert candidates == (f"user:{HEAD}",)


async def test_who_gets_a_copy_watches_the_order_if_he_may_read_it() -> None:
    copies = {"any": [{"role": "supervisor"}, {"manager": 1}, {"reporter": True}]}
    yard = run_by({"role": "dispatcher"}, BOSS, copies=copies)
    yard.people.hire_as(yard.tenant, "supervisor", HEAD)
    order, _, _ = await first_step(yard)
    (event,) = [
        ORDERS.codec.decode(yard.tenant, each).event
        for each in await yard.store.history(yard.tenant, order)
    ]
    given = Copies(yard.beside, Organisation())
    for _ in range(2):  # heard again after a crash
        await given.give(yard.tenant, order, event)
    watchers = (await load(yard.store, ORDERS, yard.tenant, order)).state.beside.watchers
    assert set(watchers) == {HEAD, yard.by["requester"].user}
