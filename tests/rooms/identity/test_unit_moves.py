"""Units move with all below them and rest in the archive; nothing filed before gets lost."""

from uuid import UUID

from gongdan.kernel.messages import Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Action, Principal, decide_access
from gongdan.rooms.identity.domain.refusals import Refusal
from gongdan.rooms.identity.domain.units import Unit
from gongdan.rooms.identity.handlers.units import (
    ArchiveUnit,
    CreateUnit,
    MoveUnit,
    RenameUnit,
    archive_unit,
    create_unit,
    give_unit_name,
    move_unit,
)
from gongdan.rooms.identity.handlers.users import (
    ChangeUser,
    CreateUser,
    change_user_data,
    create_user,
)
from gongdan.rooms.identity.store.units import load_units
from tests.rooms.identity.yard import PASSWORD, Yard


async def unit(yard: Yard, code: str, parent: UUID | None = None) -> Unit:
    made = await create_unit(yard.means, yard.founder, CreateUnit(code, code.title(), parent))
    assert isinstance(made, Unit), made
    return made


async def moved(yard: Yard, unit: Unit, parent: UUID | None, seen: int | None = None) -> object:
    command = MoveUnit(unit.id, parent, seen or unit.version)
    return await move_unit(yard.means, yard.founder, command)


async def paths(yard: Yard) -> list[str]:
    async with yard.means.database.reading(yard.tenant) as reader:
        return [each.path for each in await load_units(reader, yard.tenant)]


def code_of(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


async def test_a_unit_moves_with_all_below_it(yard: Yard) -> None:
    east, west = await unit(yard, "east"), await unit(yard, "west")
    pumps = await unit(yard, "pumps", east.id)
    await unit(yard, "night", pumps.id)
    done = await moved(yard, pumps, west.id)
    assert isinstance(done, Unit)
    assert await paths(yard) == ["/east/", "/west/", "/west/pumps/", "/west/pumps/night/"]
    back = await moved(yard, done, east.id)
    assert isinstance(back, Unit)
    assert await paths(yard) == ["/east/", "/east/pumps/", "/east/pumps/night/", "/west/"]


async def test_what_was_filed_before_the_move_stays_in_reach(yard: Yard) -> None:
    east, west = await unit(yard, "east"), await unit(yard, "west")
    pumps = await unit(yard, "pumps", east.id)
    await yard.add("boss", "supervisor", unit=pumps.id)
    await yard.add("head", "supervisor", unit=west.id)
    assert isinstance(await moved(yard, pumps, west.id), Unit)
    for login in ("boss", "head"):
        seen = decide_access(await yard.principal(login), Action.ORDER_READ, "order")
        order = {"reporter_id": None, "assignee_id": None, "holder_id": None, "candidate_roles": ()}
        assert holds(seen, {**order, "unit_path": "/east/pumps/"})
        assert holds(seen, {**order, "unit_path": "/west/pumps/"})
        assert not holds(seen, {**order, "unit_path": "/east/"})


async def test_no_unit_comes_to_stand_below_itself(yard: Yard) -> None:
    east = await unit(yard, "east")
    pumps = await unit(yard, "pumps", east.id)
    assert code_of(await moved(yard, east, pumps.id)) == Refusal.UNIT_BELOW_ITSELF
    assert code_of(await moved(yard, east, east.id)) == Refusal.UNIT_BELOW_ITSELF


async def test_a_place_that_is_or_was_taken_is_not_given_twice(yard: Yard) -> None:
    east, west = await unit(yard, "east"), await unit(yard, "west")
    pumps = await unit(yard, "pumps", east.id)
    await unit(yard, "pumps", west.id)
    assert code_of(await moved(yard, pumps, west.id)) == Refusal.UNIT_CODE_TAKEN
    assert isinstance(await moved(yard, pumps, None), Unit)
    again = await create_unit(yard.means, yard.founder, CreateUnit("pumps", "P", east.id))
    assert code_of(again) == Refusal.UNIT_CODE_TAKEN


async def test_a_move_decided_on_an_older_version_is_refused(yard: Yard) -> None:
    east, west = await unit(yard, "east"), await unit(yard, "west")
    renamed = await give_unit_name(yard.means, yard.founder, RenameUnit(east.id, "E", 1))
    assert isinstance(renamed, Unit)
    assert code_of(await moved(yard, east, west.id, seen=1)) == Refusal.CHANGED_MEANWHILE


async def test_an_archived_unit_takes_nobody_in_and_comes_back(yard: Yard) -> None:
    east = await unit(yard, "east")
    user = await yard.add("lin", unit=east.id)
    means, founder = yard.means, yard.founder
    full = await archive_unit(means, founder, ArchiveUnit(east.id, archived=True, seen=1))
    assert code_of(full) == Refusal.UNIT_IN_USE
    assert not isinstance(
        await change_user_data(means, founder, ChangeUser(user, 1, unit=None)), Refused
    )
    rests = await archive_unit(means, founder, ArchiveUnit(east.id, archived=True, seen=1))
    assert isinstance(rests, Unit)
    for answer in (
        await create_user(means, founder, CreateUser("wu", "Wu", PASSWORD, unit=east.id)),
        await create_unit(means, founder, CreateUnit("x", "X", east.id)),
    ):
        assert code_of(answer) == Refusal.UNIT_ARCHIVED
    back = await archive_unit(means, founder, ArchiveUnit(east.id, archived=False, seen=2))
    assert isinstance(back, Unit)
    assert back.archived_at is None


async def test_a_principal_without_a_unit_has_no_former_paths(yard: Yard) -> None:
    east, west = await unit(yard, "east"), await unit(yard, "west")
    await moved(yard, east, west.id)
    await yard.add("nobody", "supervisor")
    principal = await yard.principal("nobody")
    assert isinstance(principal, Principal)
    assert principal.former_paths == ()
