"""Rights that are taken away are gone at once: the cache, the word by NOTIFY, and the keys."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import asyncpg
import pytest

from gongdan.kernel.messages import ActorKind, RefusalKind, Refused
from gongdan.rooms.identity.contract import (
    SESSIONS_CHANNEL,
    Grant,
    Principal,
    Scope,
    allowed_actions,
)
from gongdan.rooms.identity.domain.refusals import Refusal
from gongdan.rooms.identity.domain.roles import RoleBody
from gongdan.rooms.identity.handlers.accounts import (
    SetDisabled,
    SetPassword,
    SetRoles,
    reset_password,
    set_disabled,
    set_roles,
)
from gongdan.rooms.identity.handlers.api_keys import IssueKey, KeyIssued, issue_key, revoke_key
from gongdan.rooms.identity.handlers.authenticate import Authentication
from gongdan.rooms.identity.handlers.roles import (
    ChangeRole,
    CopyRole,
    change_own_role,
    copy_role,
)
from gongdan.rooms.identity.handlers.sessions import sign_out
from gongdan.rooms.identity.jobs import forget_what_ran_out
from tests.postgres_server import HouseDatabase
from tests.rooms.identity.yard import Yard


class Ticks:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
async def door(yard: Yard, ticks: Ticks, database: HouseDatabase) -> AsyncIterator[Authentication]:
    """Another process: its cache stands still, and it hears revocations."""
    made = Authentication(yard.means.database, yard.clock, ticks=ticks)
    listener = await asyncpg.connect(database.url)
    await listener.add_listener(SESSIONS_CHANNEL, lambda *told: made.forget(str(told[3])))
    yield made
    await listener.close()


async def soon(door: Authentication, token: str) -> Principal | Refused:
    """Whom a token stands for once the word has had time to arrive."""
    for _ in range(6_000):
        if not door._kept:
            break
        await asyncio.sleep(0.01)
    return await door.principal(token)


async def test_a_known_token_is_not_looked_up_again_for_five_seconds(
    yard: Yard, ticks: Ticks
) -> None:
    await yard.add("lin")
    token = (await yard.enter("lin")).token
    deaf = Authentication(yard.means.database, yard.clock, ticks=ticks)
    known = await deaf.principal(token)
    assert isinstance(known, Principal)
    await sign_out(yard.means, known)
    ticks.now = 4.9
    assert await deaf.principal(token) == known
    ticks.now = 5.1
    assert isinstance(await deaf.principal(token), Refused)


async def test_a_session_that_runs_out_while_remembered_is_out(yard: Yard, ticks: Ticks) -> None:
    await yard.add("lin")
    token = (await yard.enter("lin")).token
    door = Authentication(yard.means.database, yard.clock, ticks=ticks)
    assert isinstance(await door.principal(token), Principal)
    yard.clock.passed += timedelta(hours=13)
    assert isinstance(await door.principal(token), Refused)


async def test_a_session_that_ends_is_forgotten_everywhere_at_once(
    yard: Yard, door: Authentication
) -> None:
    await yard.add("lin")
    token = (await yard.enter("lin")).token
    known = await door.principal(token)
    assert isinstance(known, Principal)
    await sign_out(yard.means, known)
    assert isinstance(await soon(door, token), Refused)


async def test_a_disabled_user_is_out_with_sessions_and_keys_and_comes_back_by_signing_in(
    yard: Yard, door: Authentication
) -> None:
    await yard.add("another", "admin")
    user = await yard.add("root", "admin")
    token = (await yard.enter("root")).token
    key = await issued(yard, await yard.principal("root"))
    assert isinstance(await door.principal(token), Principal)
    assert isinstance(await door.principal(key.token), Principal)
    await set_disabled(yard.means, yard.founder, SetDisabled(user, disabled=True))
    assert isinstance(await soon(door, token), Refused)
    assert isinstance(await door.principal(key.token), Refused)
    await set_disabled(yard.means, yard.founder, SetDisabled(user, disabled=False))
    assert isinstance(await door.principal(token), Refused)
    assert isinstance(await door.principal(key.token), Principal)


async def test_roles_taken_away_are_gone_at_once(yard: Yard, door: Authentication) -> None:
    user = await yard.add("lin", "dispatcher")
    token = (await yard.enter("lin")).token
    known = await door.principal(token)
    assert isinstance(known, Principal)
    assert "order.assign" in allowed_actions(known)
    await set_roles(yard.means, yard.founder, SetRoles(user, ("requester",)))
    known = await soon(door, token)
    assert isinstance(known, Principal)
    assert known.roles == ("requester",)
    assert "order.assign" not in allowed_actions(known)


async def test_a_changed_role_changes_its_holders_at_once(yard: Yard, door: Authentication) -> None:
    await copy_role(yard.means, yard.founder, CopyRole("technician", "night", "夜班", "Night"))
    await yard.add("lin", "night")
    token = (await yard.enter("lin")).token
    known = await door.principal(token)
    assert isinstance(known, Principal)
    assert known.roles == ("night", "technician")
    body = RoleBody((Grant("order.read", Scope.UNIT, ("repair",)),))
    await change_own_role(yard.means, yard.founder, ChangeRole("night", 1, body=body))
    known = await soon(door, token)
    assert isinstance(known, Principal)
    assert (known.grants, known.views) == (body.grants, ())


async def test_a_reset_password_ends_every_session(yard: Yard, door: Authentication) -> None:
    user = await yard.add("lin")
    token = (await yard.enter("lin")).token
    await door.principal(token)
    assert (
        await reset_password(yard.means, yard.founder, SetPassword(user, "quite new 123")) is None
    )
    assert isinstance(await soon(door, token), Refused)


async def test_what_was_asked_before_a_revocation_and_answered_after_it_is_not_kept(
    yard: Yard, ticks: Ticks
) -> None:
    await yard.add("lin")
    token = (await yard.enter("lin")).token
    door = Authentication(yard.means.database, yard.clock, ticks=ticks)
    asking = asyncio.ensure_future(door.principal(token))
    await asyncio.sleep(0)
    door.forget(str(yard.tenant))
    assert isinstance(await asking, Principal)
    assert not door._kept


async def test_the_memory_of_tokens_is_bounded(yard: Yard, ticks: Ticks) -> None:
    await yard.add("lin")
    door = Authentication(yard.means.database, yard.clock, size=3, ticks=ticks)
    for _ in range(5):
        await door.principal((await yard.enter("lin")).token)
    assert len(door._kept) == 3


async def test_revoking_for_one_user_leaves_the_others_alone(yard: Yard, ticks: Ticks) -> None:
    lin, wang = await yard.add("lin"), await yard.add("wang")
    door = Authentication(yard.means.database, yard.clock, ticks=ticks)
    for login in ("lin", "wang"):
        await door.principal((await yard.enter(login)).token)
    door.forget(f"{yard.tenant} {lin}")
    assert [kept.known.principal.user for kept in door._kept.values()] == [wang]


async def issued(yard: Yard, by: Principal, *scopes: str) -> KeyIssued:
    command = IssueKey("script", scopes or ("user.read",), yard.clock() + timedelta(days=30))
    key = await issue_key(yard.means, by, command)
    assert isinstance(key, KeyIssued), key
    return key


async def test_a_key_acts_as_its_owner_within_its_scopes(yard: Yard) -> None:
    user = await yard.add("root", "admin")
    await yard.add("another", "admin")
    key = await issued(yard, await yard.principal("root"), "order.read", "user.read")
    assert key.token.startswith(f"gd1_{yard.slug}_")
    known = await yard.known(key.token)
    assert isinstance(known, Principal)
    assert (known.user, known.session) == (user, None)
    assert (known.actor.kind, known.actor.id) == (ActorKind.CLIENT, key.key.id)
    assert allowed_actions(known) == ("order.read", "user.read")
    await set_roles(yard.means, yard.founder, SetRoles(user, ("requester",)))
    known = await yard.known(key.token)
    assert isinstance(known, Principal)
    assert {grant.scope for grant in known.grants if grant.action == "order.read"} == {
        Scope.OWN,
        Scope.ASSIGNED,
    }


async def test_a_key_can_not_issue_a_wider_key_nor_change_a_password(yard: Yard) -> None:
    await yard.add("root", "admin")
    narrow = await issued(yard, await yard.principal("root"), "apikey.issue")
    known = await yard.known(narrow.token)
    assert isinstance(known, Principal)
    until = yard.clock() + timedelta(days=1)
    wider = await issue_key(yard.means, known, IssueKey("x", ("user.grant",), until))
    assert isinstance(wider, Refused)
    assert wider.code == Refusal.KEY_BEYOND_OWN_RIGHTS


@pytest.mark.parametrize(
    ("scopes", "days", "code"),
    [
        ((), 1, Refusal.KEY_WITHOUT_SCOPE),
        (("order.everything",), 1, Refusal.ACTION_UNKNOWN),
        (("order.complete",), 1, Refusal.KEY_BEYOND_OWN_RIGHTS),
        (("user.read",), 0, Refusal.KEY_LIFETIME_UNUSABLE),
        (("user.read",), 400, Refusal.KEY_LIFETIME_UNUSABLE),
    ],
)
async def test_a_key_that_should_not_be_is_not_issued(
    yard: Yard, scopes: tuple[str, ...], days: int, code: Refusal
) -> None:
    await yard.add("root", "admin")
    command = IssueKey("x", scopes, yard.clock() + timedelta(days=days))
    refused = await issue_key(yard.means, await yard.principal("root"), command)
    assert isinstance(refused, Refused)
    assert refused.code == code


async def test_a_revoked_and_an_expired_key_stand_for_nobody(
    yard: Yard, door: Authentication
) -> None:
    await yard.add("root", "admin")
    root = await yard.principal("root")
    revoked, old = await issued(yard, root), await issued(yard, root)
    assert isinstance(await door.principal(revoked.token), Principal)
    await revoke_key(yard.means, root, revoked.key.id)
    assert isinstance(await soon(door, revoked.token), Refused)
    assert isinstance(await yard.known(old.token), Principal)
    yard.clock.passed += timedelta(days=31)
    assert isinstance(await yard.known(old.token), Refused)


async def test_only_who_may_see_a_key_may_learn_that_it_exists(yard: Yard) -> None:
    await yard.add("root", "admin")
    await yard.add("lin", "requester")
    key = await issued(yard, await yard.principal("root"))
    refused = await revoke_key(yard.means, await yard.principal("lin"), key.key.id)
    assert isinstance(refused, Refused)
    assert refused.kind is RefusalKind.NOT_FOUND


async def test_housekeeping_removes_what_ran_out_with_its_credentials(
    yard: Yard, database: HouseDatabase
) -> None:
    await yard.add("lin")
    await yard.enter("lin")
    await yard.try_to_enter("nobody")
    later = yard.clock() + timedelta(days=2)
    async with yard.means.database.writing(yard.tenant) as writer:
        await forget_what_ran_out(writer, yard.tenant, later)
    async with database.admin.untenanted() as connection:
        for table, left in (("session", 0), ("login_attempt", 0), ("credential", 1)):
            count = f"SELECT count(*) FROM {table} WHERE tenant_id = $1"
            assert await connection.fetchval(count, yard.tenant) == left


async def test_garbage_is_nobody_and_never_reaches_the_database() -> None:
    door = Authentication(None, None)  # type: ignore[arg-type]
    for garbage in ("", "x", "gd1_a_b", "gs1__" + "A" * 43, "\ud800", "gd1_ok_" + "A" * 44):
        assert isinstance(await door.principal(garbage), Refused)
