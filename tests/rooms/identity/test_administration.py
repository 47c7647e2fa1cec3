"""Running the house: users, roles, units; and rights that never grow by a detour."""

from uuid import UUID

import pytest

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Action, Grant, Principal, Scope
from gongdan.rooms.identity.domain.passwords import check_new_password
from gongdan.rooms.identity.domain.refusals import Refusal
from gongdan.rooms.identity.domain.roles import RoleBody
from gongdan.rooms.identity.domain.units import Unit, place_under
from gongdan.rooms.identity.handlers.accounts import (
    SetDisabled,
    SetPassword,
    SetRoles,
    reset_password,
    set_disabled,
    set_roles,
)
from gongdan.rooms.identity.handlers.roles import (
    ChangeRole,
    CopyRole,
    change_own_role,
    copy_role,
    remove_own_role,
)
from gongdan.rooms.identity.handlers.tenants import CreateTenant, create_tenant
from gongdan.rooms.identity.handlers.units import (
    CreateUnit,
    RenameUnit,
    create_unit,
    give_unit_name,
    remove_empty_unit,
)
from gongdan.rooms.identity.handlers.users import (
    ChangeUser,
    CreateUser,
    change_user_data,
    create_user,
)
from gongdan.rooms.identity.store.users import User, UserFilter
from gongdan.rooms.identity.views.users import list_users
from tests.rooms.identity.yard import PASSWORD, SYSTEM, MakeYard, Yard


def code_of(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", Refusal.PASSWORD_TOO_SHORT),
        ("x" * 257, Refusal.PASSWORD_TOO_LONG),
        ("aaaaaaaaaaaa", Refusal.PASSWORD_TOO_PLAIN),
        ("i am LIN here", Refusal.PASSWORD_HOLDS_LOGIN),
        ("我的密码是水泵房三号门", None),
    ],
)
def test_a_password_is_long_and_not_the_first_guess(password: str, code: Refusal | None) -> None:
    refused = check_new_password(password, "lin")
    assert (refused.code if refused else None) == code


def test_a_path_is_made_of_codes_and_has_a_bottom() -> None:
    root = place_under(None, "plant")
    assert root == "/plant/"
    deep = Unit(UUID(int=1), None, "x", "x", "/a" * 12 + "/")
    assert code_of(place_under(deep, "x")) == Refusal.UNIT_TOO_DEEP
    for bad in ("", "East", "a/b", "a_b", "é", "-a", "x" * 40):
        assert code_of(place_under(None, bad)) == Refusal.UNIT_CODE_UNUSABLE


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"login": "l i n"}, Refusal.LOGIN_UNUSABLE),
        ({"login": "x" * 65}, Refusal.LOGIN_UNUSABLE),
        ({"login": "ROOT"}, Refusal.LOGIN_TAKEN),
        ({"name": " "}, Refusal.NAME_UNUSABLE),
        ({"name": "a\u202eb"}, Refusal.NAME_UNUSABLE),
        ({"locale": "fr"}, Refusal.LOCALE_UNKNOWN),
        ({"zone": "Mars/Olympus"}, Refusal.ZONE_UNKNOWN),
        ({"unit": UUID(int=1)}, Refusal.UNIT_NOT_FOUND),
        ({"roles": ("nobody",)}, Refusal.ROLE_NOT_FOUND),
        ({"password": "short"}, Refusal.PASSWORD_TOO_SHORT),
    ],
)
async def test_a_user_that_should_not_be_is_not_kept(
    yard: Yard, changes: dict[str, object], code: Refusal
) -> None:
    await yard.add("root", "admin")
    usual: dict[str, object] = {"login": "lin", "name": "Lin", "password": PASSWORD}
    command = CreateUser(**(usual | changes))  # type: ignore[arg-type]
    assert code_of(await create_user(yard.means, yard.founder, command)) == code
    page = await list_users(yard.means.database, yard.founder, UserFilter())
    assert [user.login for user in page.items] == ["root"]


async def test_users_are_found_by_part_of_name_role_unit_and_state_page_by_page(
    yard: Yard,
) -> None:
    east = await create_unit(yard.means, yard.founder, CreateUnit("east", "东区"))
    assert isinstance(east, Unit)
    line = await create_unit(yard.means, yard.founder, CreateUnit("line-2", "二线", east.id))
    assert isinstance(line, Unit)
    assert line.path == "/east/line-2/"
    await copy_role(yard.means, yard.founder, CopyRole("technician", "night", "夜班", "Night"))
    await yard.add("anna", "technician", unit=line.id)
    await yard.add("bob", "night")
    gone = await yard.add("carl", "requester", unit=east.id)
    await set_disabled(yard.means, yard.founder, SetDisabled(gone, disabled=True))

    async def found(wanted: UserFilter) -> list[str]:
        page = await list_users(yard.means.database, yard.founder, wanted)
        return [user.login for user in page.items]

    assert await found(UserFilter(q="AN")) == ["anna"]
    assert await found(UserFilter(role="technician")) == ["anna", "bob"]
    assert await found(UserFilter(unit=east.id)) == ["anna", "carl"]
    assert await found(UserFilter(active=True)) == ["anna", "bob"]
    assert await found(UserFilter(q="%")) == []
    first = await list_users(yard.means.database, yard.founder, UserFilter(), limit=2)
    assert [user.login for user in first.items] == ["anna", "bob"]
    assert first.next is not None


async def unit_admin(yard: Yard) -> tuple[Principal, UUID, UUID]:
    """An administrator of one unit alone, with the ids of that unit and of another."""
    east = await create_unit(yard.means, yard.founder, CreateUnit("east", "东区"))
    west = await create_unit(yard.means, yard.founder, CreateUnit("west", "西区"))
    assert isinstance(east, Unit)
    assert isinstance(west, Unit)
    await copy_role(yard.means, yard.founder, CopyRole("admin", "unit-admin", "部门", "Unit"))
    grants = tuple(
        Grant(action, Scope.UNIT)
        for action in (
            Action.USER_READ,
            Action.USER_CREATE,
            Action.USER_CHANGE,
            Action.USER_GRANT,
            Action.UNIT_CHANGE,
            Action.ROLE_CHANGE,
        )
    )
    body = RoleBody(grants)
    await change_own_role(yard.means, yard.founder, ChangeRole("unit-admin", 1, body=body))
    await yard.add("boss", "unit-admin", unit=east.id)
    return await yard.principal("boss"), east.id, west.id


async def test_who_runs_one_unit_runs_no_other(yard: Yard) -> None:
    boss, east, west = await unit_admin(yard)
    inside = CreateUser("in", "In", PASSWORD, unit=east, roles=("technician",))
    made = await create_user(yard.means, boss, inside)
    assert not isinstance(made, Refused)
    for unit in (west, None):
        outside = CreateUser("out", "Out", PASSWORD, unit=unit)
        assert code_of(await create_user(yard.means, boss, outside)) == Refusal.NOT_ALLOWED
    moved = await change_user_data(yard.means, boss, ChangeUser(made.id, 1, unit=west))
    assert code_of(moved) == Refusal.NOT_ALLOWED
    stranger = await yard.add("stranger", unit=west)
    hidden = await change_user_data(yard.means, boss, ChangeUser(stranger, 1, name="x"))
    assert code_of(hidden) == Refusal.USER_NOT_FOUND
    assert (
        code_of(await give_unit_name(yard.means, boss, RenameUnit(west, "mine", 1)))
        == Refusal.NOT_ALLOWED
    )


async def test_rights_that_make_rights_never_grow_by_a_detour(yard: Yard) -> None:
    boss, east, _west = await unit_admin(yard)
    by_creation = CreateUser("puppet", "P", PASSWORD, unit=east, roles=("admin",))
    assert code_of(await create_user(yard.means, boss, by_creation)) == Refusal.NOT_ALLOWED
    friend = await yard.add("friend", unit=east)
    by_grant = await set_roles(yard.means, boss, SetRoles(friend, ("admin",)))
    assert code_of(by_grant) == Refusal.NOT_ALLOWED
    stronger = await yard.add("stronger", "admin", unit=east)
    by_password = await reset_password(yard.means, boss, SetPassword(stronger, "mine now 123"))
    assert code_of(by_password) == Refusal.NOT_ALLOWED
    wide = RoleBody((Grant(Action.USER_GRANT, Scope.ALL),))
    by_role = await change_own_role(yard.means, boss, ChangeRole("unit-admin", 2, body=wide))
    assert code_of(by_role) == Refusal.NOT_ALLOWED
    by_copy = await copy_role(yard.means, boss, CopyRole("admin", "mine", "我", "Mine"))
    assert code_of(by_copy) == Refusal.NOT_ALLOWED
    equal = await set_roles(yard.means, boss, SetRoles(friend, ("unit-admin",)))
    assert isinstance(equal, User)


async def test_nobody_changes_his_own_rights(yard: Yard) -> None:
    user = await yard.add("root", "admin")
    root = await yard.principal("root")
    acts = [
        await set_roles(yard.means, root, SetRoles(user, ("admin", "auditor"))),
        await set_disabled(yard.means, root, SetDisabled(user, disabled=True)),
        await reset_password(yard.means, root, SetPassword(user, "another one 12")),
    ]
    assert {code_of(act) for act in acts} == {Refusal.OWN_RIGHTS_ARE_FIXED}


async def test_a_shipped_role_is_never_changed_nor_removed_and_its_key_is_taken(
    yard: Yard,
) -> None:
    means, by = yard.means, yard.founder
    assert code_of(await change_own_role(means, by, ChangeRole("admin", 0))) == "role_is_shipped"
    assert code_of(await remove_own_role(means, by, "admin")) == Refusal.ROLE_IS_SHIPPED
    again = CopyRole("technician", "admin", "x", "x")
    assert code_of(await copy_role(means, by, again)) == Refusal.ROLE_KEY_TAKEN


async def test_a_copy_of_a_copy_stands_for_the_shipped_role(yard: Yard) -> None:
    await copy_role(yard.means, yard.founder, CopyRole("technician", "night", "夜", "Night"))
    made = await copy_role(yard.means, yard.founder, CopyRole("night", "late", "晚", "Late"))
    assert not isinstance(made, Refused)
    assert (made.copied_from, made.stands_for) == ("night", "technician")


async def test_a_role_with_an_action_that_nothing_knows_is_refused(yard: Yard) -> None:
    await copy_role(yard.means, yard.founder, CopyRole("technician", "night", "夜", "Night"))
    body = RoleBody((Grant("order.everything", Scope.ALL),))
    changed = await change_own_role(yard.means, yard.founder, ChangeRole("night", 1, body=body))
    assert code_of(changed) == Refusal.ACTION_UNKNOWN


async def test_of_two_who_change_the_same_the_later_is_told(yard: Yard) -> None:
    user = await yard.add("lin")
    first = await change_user_data(yard.means, yard.founder, ChangeUser(user, 1, name="A"))
    assert isinstance(first, User)
    second = await change_user_data(yard.means, yard.founder, ChangeUser(user, 1, name="B"))
    assert isinstance(second, Refused)
    assert (second.code, second.kind) == (Refusal.CHANGED_MEANWHILE, RefusalKind.STALE)


async def test_a_unit_in_use_stays_and_an_empty_one_goes(yard: Yard) -> None:
    means, by = yard.means, yard.founder
    east = await create_unit(means, by, CreateUnit("east", "东区"))
    assert isinstance(east, Unit)
    assert code_of(await create_unit(means, by, CreateUnit("east", "x"))) == "unit_code_taken"
    below = await create_unit(means, by, CreateUnit("line", "线", east.id))
    assert isinstance(below, Unit)
    assert code_of(await remove_empty_unit(means, by, east.id)) == Refusal.UNIT_IN_USE
    await yard.add("lin", unit=below.id)
    assert code_of(await remove_empty_unit(means, by, below.id)) == Refusal.UNIT_IN_USE
    spare = await create_unit(means, by, CreateUnit("spare", "x"))
    assert isinstance(spare, Unit)
    assert await remove_empty_unit(means, by, spare.id) is None


async def test_a_user_of_another_tenant_is_not_there(yard: Yard, make_yard: MakeYard) -> None:
    other = await make_yard()
    theirs = await other.add("theirs")
    answers = [
        await set_roles(yard.means, yard.founder, SetRoles(theirs, ("admin",))),
        await change_user_data(yard.means, yard.founder, ChangeUser(theirs, 1, name="x")),
        await reset_password(yard.means, yard.founder, SetPassword(theirs, "mine now 123")),
    ]
    assert {code_of(answer) for answer in answers} == {Refusal.USER_NOT_FOUND}


async def test_a_tenant_is_made_once(yard: Yard) -> None:
    async def again(slug: str, **more: str) -> str:
        command = CreateTenant(slug=slug, **({"name": "x"} | more))
        return code_of(await create_tenant(yard.means, command, SYSTEM))

    assert await again(yard.slug) == Refusal.TENANT_SLUG_TAKEN
    assert await again("Not A Slug") == Refusal.TENANT_SLUG_UNUSABLE
    assert await again("fine-slug", name="") == Refusal.NAME_UNUSABLE
    assert await again("fine-slug", locale="fr") == Refusal.LOCALE_UNKNOWN


async def test_each_change_stands_in_the_trail_with_codes_and_without_names(yard: Yard) -> None:
    user = await yard.add("lin", "technician")
    await change_user_data(yard.means, yard.founder, ChangeUser(user, 1, name="Nobody's name"))
    await set_roles(yard.means, yard.founder, SetRoles(user, ("dispatcher",)))
    await set_disabled(yard.means, yard.founder, SetDisabled(user, disabled=True))
    told = [(deed.act, deed.facts) for deed in await yard.trail()]
    assert told[:4] == [
        ("user.disable", {}),
        ("user.grant", {"before": ["technician"], "after": ["dispatcher"]}),
        ("user.change", {"changed": ["name"]}),
        ("user.create", {"roles": ["technician"]}),
    ]
    assert "Nobody's name" not in repr(told)
