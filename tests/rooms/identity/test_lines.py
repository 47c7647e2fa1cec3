"""The organisation's lines: who heads which unit, and who has a role where."""

from uuid import UUID

from gongdan.bootstrap.directory import HouseLines
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.domain.units import Unit
from gongdan.rooms.identity.handlers.units import CreateUnit, HeadUnit, create_unit, head_unit
from tests.rooms.identity.yard import Yard


async def made(yard: Yard, code: str, parent: UUID | None = None) -> Unit:
    unit = await create_unit(yard.means, yard.founder, CreateUnit(code, code.title(), parent))
    assert isinstance(unit, Unit)
    return unit


async def headed(yard: Yard, unit: Unit, manager: UUID | None) -> Unit:
    done = await head_unit(yard.means, yard.founder, HeadUnit(unit.id, manager, unit.version))
    assert isinstance(done, Unit), done
    return done


async def test_managers_are_found_from_ones_own_unit_up_and_nobody_is_his_own(yard: Yard) -> None:
    works = await made(yard, "works")
    pumps = await made(yard, "pumps", works.id)
    night = await made(yard, "night", pumps.id)
    worker, head, chief = [
        (await yard.add(login, role, unit=unit.id))
        for login, role, unit in (
            ("worker", "technician", night),
            ("head", "supervisor", pumps),
            ("chief", "supervisor", works),
        )
    ]
    night, _, works = (
        await headed(yard, night, head),
        await headed(yard, pumps, head),
        await headed(yard, works, chief),
    )
    lines = HouseLines(yard.means.database)
    found = await lines.of(yard.tenant, worker, ("supervisor", "technician"))
    assert found.managers == (head, chief)
    assert found.in_unit == {"supervisor": (head,), "technician": (worker,)}
    assert (await lines.of(yard.tenant, head, ())).managers == (chief,)
    assert set(await lines.with_role(yard.tenant, "supervisor", 9)) == {head, chief}
    await headed(yard, works, None)
    assert (await lines.of(yard.tenant, worker, ())).managers == (head,)


async def test_who_heads_a_unit_is_somebody_who_is_there(yard: Yard) -> None:
    unit = await made(yard, "works")
    done = await head_unit(yard.means, yard.founder, HeadUnit(unit.id, new_id(), unit.version))
    assert isinstance(done, Refused)
    assert done.code == "user_not_found"
    boss = await yard.add("boss", "supervisor")
    await headed(yard, unit, boss)
    late = await head_unit(yard.means, yard.founder, HeadUnit(unit.id, None, unit.version))
    assert isinstance(late, Refused)
    assert late.code == "changed_meanwhile"
