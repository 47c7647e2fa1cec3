"""Several new people at once; one-time passwords; the last administrator; sessions of others."""

import asyncio

import pytest

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.domain.passwords import check_new_password
from gongdan.rooms.identity.domain.refusals import Refusal
from gongdan.rooms.identity.domain.roles import RoleBody
from gongdan.rooms.identity.handlers.accounts import (
    SetDisabled,
    SetRoles,
    end_sessions_of,
    give_one_time_password,
    set_disabled,
    set_roles,
)
from gongdan.rooms.identity.handlers.newcomers import AddPeople, Newcomer, Welcome, add_people
from gongdan.rooms.identity.handlers.oneself import ChangeOneself, change_oneself
from gongdan.rooms.identity.handlers.roles import ChangeRole, CopyRole, change_own_role, copy_role
from gongdan.rooms.identity.handlers.sessions import (
    ChangePassword,
    change_password,
    close_other_sessions,
)
from gongdan.rooms.identity.handlers.users import CreateUser, create_user
from gongdan.rooms.identity.views.me import me
from gongdan.rooms.identity.views.sessions import LAST, everybodys_sessions, my_sessions
from tests.rooms.identity.yard import PASSWORD, Yard


def code_of(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


async def welcomed(yard: Yard, *people: Newcomer) -> tuple[Welcome, ...]:
    added = await add_people(yard.means, yard.founder, AddPeople(people))
    assert not isinstance(added, Refused), added
    return added


async def test_whoever_comes_with_a_one_time_password_has_to_choose_his_own(yard: Yard) -> None:
    (lin, wu) = await welcomed(
        yard, Newcomer("lin", "林晓", ("technician",)), Newcomer("wu", "吴工 👷", ("dispatcher",))
    )
    assert lin.password != wu.password
    opened = await yard.try_to_enter("lin", lin.password)
    assert not isinstance(opened, Refused)
    principal = await yard.known(opened.token)
    assert isinstance(principal, Principal)
    assert principal.must_change_password
    assert (await me(yard.means.database, principal)).must_change_password
    changed = await change_password(yard.means, principal, ChangePassword(lin.password, PASSWORD))
    assert changed is None
    known = await yard.known(opened.token)
    assert isinstance(known, Principal)
    assert not known.must_change_password


async def test_several_are_added_together_or_not_at_all(yard: Yard) -> None:
    await yard.add("lin")
    for people, field in (
        ([Newcomer("new", "New"), Newcomer("LIN", "Lin")], "/people/1/login"),
        ([Newcomer("new", "New"), Newcomer("new", "New")], "/people/1/login"),
        ([Newcomer("new", "New"), Newcomer("x y", "Two")], "/people/1/login"),
        ([Newcomer("new", ""), Newcomer("other", "O")], "/people/0/name"),
        ([Newcomer("new", "New", ("nothing",))], "/people/0/roles"),
    ):
        answer = await add_people(yard.means, yard.founder, AddPeople(tuple(people)))
        assert isinstance(answer, Refused), people
        assert answer.field == field
    assert code_of(await add_people(yard.means, yard.founder, AddPeople(()))) == "people_too_many"
    await welcomed(yard, Newcomer("new", "New"))


async def test_a_reset_password_is_for_one_log_in(yard: Yard) -> None:
    user = await yard.add("lin")
    before = (await yard.enter("lin")).token
    password = await give_one_time_password(yard.means, yard.founder, user)
    assert isinstance(password, str)
    assert isinstance(await yard.known(before), Refused)
    opened = await yard.try_to_enter("lin", password)
    assert not isinstance(opened, Refused)
    known = await yard.known(opened.token)
    assert isinstance(known, Principal)
    assert known.must_change_password


async def test_the_last_administrator_stays_one(yard: Yard) -> None:
    root = await yard.add("root", "admin")
    other = await yard.add("other", "admin")
    means, founder = yard.means, yard.founder
    gone = await set_disabled(means, founder, SetDisabled(other, disabled=True))
    assert not isinstance(gone, Refused)
    shut = await set_disabled(means, founder, SetDisabled(root, disabled=True))
    assert code_of(shut) == Refusal.LAST_ADMINISTRATOR
    stripped = await set_roles(means, founder, SetRoles(root, ("requester",)))
    assert code_of(stripped) == Refusal.LAST_ADMINISTRATOR


async def test_two_administrators_who_strip_each_other_leave_one(yard: Yard) -> None:
    ids = [await yard.add(login, "admin") for login in ("a", "b")]
    answers = await asyncio.gather(
        *(set_roles(yard.means, yard.founder, SetRoles(user, ("requester",))) for user in ids)
    )
    codes = [answer.code for answer in answers if isinstance(answer, Refused)]
    assert codes == [Refusal.LAST_ADMINISTRATOR]


async def test_a_role_can_not_lose_the_last_right_to_give_rights(yard: Yard) -> None:
    means, founder = yard.means, yard.founder
    await copy_role(means, founder, CopyRole("admin", "chief", "主管", "Chief"))
    await yard.add("root", "chief")
    emptied = await change_own_role(means, founder, ChangeRole("chief", 1, body=RoleBody()))
    assert code_of(emptied) == Refusal.LAST_ADMINISTRATOR


async def test_roles_set_on_an_older_version_are_refused(yard: Yard) -> None:
    user = await yard.add("lin")
    first = await set_roles(yard.means, yard.founder, SetRoles(user, ("technician",), 1))
    assert not isinstance(first, Refused)
    assert first.version == 2
    late = await set_roles(yard.means, yard.founder, SetRoles(user, ("dispatcher",), 1))
    assert code_of(late) == Refusal.CHANGED_MEANWHILE


async def test_sessions_of_others_are_seen_and_ended_by_administrators(yard: Yard) -> None:
    user = await yard.add("lin")
    token = (await yard.enter("lin")).token
    assert isinstance(await yard.known(token), Principal)
    database, now = yard.means.database, yard.clock()
    page = await everybodys_sessions(database, yard.founder, now, limit=10, before=LAST)
    assert [(each.user.name, each.session.current) for each in page.items] == [("Lin", False)]
    assert page.items[0].session.last_seen_at is not None
    session = page.items[0].session.id
    assert await end_sessions_of(yard.means, yard.founder, user, session) is None
    assert isinstance(await yard.known(token), Refused)
    again = await end_sessions_of(yard.means, yard.founder, user, session)
    assert code_of(again) == Refusal.SESSION_NOT_FOUND


async def test_one_logs_out_everywhere_else(yard: Yard) -> None:
    await yard.add("lin")
    elsewhere = (await yard.enter("lin")).token
    here = await yard.principal("lin")
    assert await close_other_sessions(yard.means, here) is None
    assert isinstance(await yard.known(elsewhere), Refused)
    left = await my_sessions(yard.means.database, here, yard.clock())
    assert [session.current for session in left.items] == [True]


async def test_everybody_says_his_own_name_and_place(yard: Yard) -> None:
    await yard.add("lin")
    principal = await yard.principal("lin")
    done = await change_oneself(yard.means, principal, ChangeOneself("林晓", "en", "Asia/Tokyo"))
    assert not isinstance(done, Refused)
    assert (done.name, done.locale, done.zone) == ("林晓", "en", "Asia/Tokyo")
    bad = await change_oneself(yard.means, principal, ChangeOneself(zone="Mars/Olympus"))
    assert code_of(bad) == Refusal.ZONE_UNKNOWN
    (told,) = [each for each in await yard.trail() if each.act == "user.change"]
    assert "林晓" not in str(told.facts)
    assert told.facts["zone"] == ["Asia/Shanghai", "Asia/Tokyo"]


@pytest.mark.parametrize(
    "password", ["Password2026!", "gongdan12345", "P@ssw0rd1234", "1234567890", "qwertyuiop"]
)
def test_what_is_guessed_first_is_no_password(password: str) -> None:
    assert code_of(check_new_password(password, "lin")) == Refusal.PASSWORD_TOO_COMMON


@pytest.mark.parametrize("name", ["x" * 10_000, "", " ", "a\u202eb"])
async def test_names_that_can_not_be_shown_are_refused_at_their_field(
    yard: Yard, name: str
) -> None:
    answer = await create_user(yard.means, yard.founder, CreateUser("n", name, PASSWORD))
    assert isinstance(answer, Refused)
    assert (answer.code, answer.field) == (Refusal.NAME_UNUSABLE, "/name")
