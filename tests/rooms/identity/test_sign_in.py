"""Signing in: who gets in, who waits, and what anybody can learn from a refusal."""

import asyncio
from datetime import timedelta

from msgspec.structs import replace

from gongdan.adapters.argon2_passwords import Argon2Passwords, Argon2Settings
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.domain.refusals import Refusal
from gongdan.rooms.identity.handlers.accounts import SetDisabled, set_disabled
from gongdan.rooms.identity.handlers.sessions import (
    ChangePassword,
    change_password,
    close_session,
    sign_out,
)
from gongdan.rooms.identity.handlers.sign_in import SignedIn, SignIn, sign_in
from gongdan.rooms.identity.ports import Busy
from gongdan.rooms.identity.store.users import load_secret
from tests.postgres_server import HouseDatabase
from tests.rooms.identity.yard import Yard


async def test_the_right_password_opens_a_session_that_stands_for_its_user(yard: Yard) -> None:
    user = await yard.add("lin", "technician")
    entered = await yard.enter("LIN")  # letter case makes no difference
    known = await yard.known(entered.token)
    assert isinstance(known, Principal)
    assert (known.user, known.tenant, known.session) == (user, yard.tenant, entered.session)
    assert known.roles == ("technician",)
    assert known.locale == "zh"


async def test_a_token_names_its_tenant_and_is_kept_as_a_hash_only(
    yard: Yard, database: HouseDatabase
) -> None:
    await yard.add("lin")
    token = (await yard.enter("lin")).token
    beginning = f"gs1_{yard.slug}_"
    assert token.startswith(beginning)
    secret = token.removeprefix(beginning)
    async with database.admin.untenanted() as connection:
        for table in ("session", "credential", "event", "audit_entry"):
            rows = await connection.fetch(f"SELECT t::text AS row FROM {table} t")
            assert not [row for row in rows if secret in row["row"]]


async def test_wrong_password_unknown_user_disabled_user_and_unknown_tenant_sound_the_same(
    yard: Yard,
) -> None:
    await yard.add("lin")
    gone = await yard.add("gone")
    await set_disabled(yard.means, yard.founder, SetDisabled(gone, True))
    answers = [
        await yard.try_to_enter("lin", "not the password"),
        await yard.try_to_enter("nobody"),
        await yard.try_to_enter("gone"),
        await yard.try_to_enter("", ""),
        await yard.try_to_enter("lin", "x" * 5000),
        await yard.try_to_enter("lin", "\ud800"),
        await sign_in(yard.means, SignIn("no-such-tenant", "lin", "x")),
        await sign_in(yard.means, SignIn("\ud800 \x00", "lin", "x")),
    ]
    assert set(map(repr, answers)) == {repr(answers[0])}
    assert isinstance(answers[0], Refused)
    assert answers[0].code == Refusal.SIGN_IN_FAILED
    assert answers[0].kind is RefusalKind.UNAUTHENTICATED


async def test_an_unknown_user_is_compared_with_a_hash_of_the_same_cost(yard: Yard) -> None:
    """No clock in a test: what is verified is counted instead."""
    asked: list[str | None] = []

    class Watching:
        async def verify(self, password: str, stored: str | None) -> bool | Busy:
            asked.append(stored)
            return await yard.means.passwords.verify(password, stored)

        async def hash(self, password: str) -> str | Busy:
            return await yard.means.passwords.hash(password)

        def outdated(self, stored: str) -> bool:
            return yard.means.passwords.outdated(stored)

    await yard.add("lin")
    means = replace(yard.means, passwords=Watching())
    await sign_in(means, SignIn(yard.slug, "lin", "wrong wrong"))
    await sign_in(means, SignIn(yard.slug, "nobody", "wrong wrong"))
    await sign_in(means, SignIn("no-such-tenant", "nobody", "wrong wrong"))
    assert [stored is None for stored in asked] == [False, True, True]


async def test_after_five_failures_a_login_waits_and_then_may_try_again(yard: Yard) -> None:
    await yard.add("lin")
    for _ in range(5):
        await yard.try_to_enter("lin", "wrong wrong")
    told = await yard.try_to_enter("lin")
    assert isinstance(told, Refused)
    assert (told.code, told.kind) == (Refusal.SIGN_IN_MUST_WAIT, RefusalKind.TOO_MANY)
    assert told.facts["retry_after"] in {1, 2}
    yard.clock.passed += timedelta(seconds=3)
    assert isinstance(await yard.try_to_enter("lin"), SignedIn)
    await yard.try_to_enter("lin", "wrong wrong")
    assert isinstance(await yard.try_to_enter("lin"), SignedIn)  # success forgave the failures


async def test_an_unknown_login_is_told_to_wait_just_the_same(yard: Yard) -> None:
    codes = [(await yard.try_to_enter("nobody")).code for _ in range(6)]
    assert codes == [Refusal.SIGN_IN_FAILED] * 5 + [Refusal.SIGN_IN_MUST_WAIT]


async def test_guesses_sent_at_one_moment_are_all_counted(yard: Yard) -> None:
    await yard.add("lin")
    guesses = [yard.try_to_enter("lin", f"wrong {n} wrong") for n in range(9)]
    codes = sorted(answer.code for answer in await asyncio.gather(*guesses))
    assert codes == [Refusal.SIGN_IN_FAILED] * 5 + [Refusal.SIGN_IN_MUST_WAIT] * 4


async def test_failures_elsewhere_make_nobody_wait_where_he_was_let_in_before(yard: Yard) -> None:
    await yard.add("lin")
    while (await yard.try_to_enter("lin", "wrong wrong")).code != Refusal.SIGN_IN_MUST_WAIT:
        pass
    right = SignIn(yard.slug, "lin", "a long enough phrase", place="192.0.2.1")
    assert isinstance(await sign_in(yard.means, right), SignedIn)
    wrong = replace(right, password="wrong wrong")
    codes = [(await sign_in(yard.means, wrong)).code for _ in range(6)]  # type: ignore[union-attr]
    assert codes == [Refusal.SIGN_IN_FAILED] * 5 + [Refusal.SIGN_IN_MUST_WAIT], "counted there too"


async def test_a_full_pool_says_when_to_come_again_and_blames_nobody(yard: Yard) -> None:
    await yard.add("lin")
    full = Argon2Passwords(
        Argon2Settings(time_cost=1, memory_kib=8, workers=1, queue=0, retry_after=7)
    )
    full._inside = 1
    means = replace(yard.means, passwords=full)
    answers = [await sign_in(means, SignIn(yard.slug, "lin", "wrong wrong")) for _ in range(9)]
    await full.aclose()
    assert {(answer.code, answer.facts["retry_after"]) for answer in answers} == {
        (Refusal.SIGN_IN_BUSY, 7)
    }
    assert isinstance(await yard.try_to_enter("lin"), SignedIn)


async def test_signing_out_ends_this_session_and_no_other(yard: Yard) -> None:
    await yard.add("lin")
    here, there = await yard.enter("lin"), await yard.enter("lin")
    known = await yard.known(here.token)
    assert isinstance(known, Principal)
    assert await sign_out(yard.means, known) is None
    assert await yard.known(here.token) == await yard.known("nonsense")
    assert isinstance(await yard.known(there.token), Principal)
    refused = await sign_out(yard.means, known)
    assert refused is not None
    assert refused.code == Refusal.SESSION_NOT_FOUND


async def test_nobody_ends_the_session_of_another(yard: Yard) -> None:
    await yard.add("lin")
    await yard.add("eve", "admin")
    hers = await yard.enter("lin")
    refused = await close_session(yard.means, await yard.principal("eve"), hers.session)
    assert refused is not None
    assert refused.code == Refusal.SESSION_NOT_FOUND
    assert isinstance(await yard.known(hers.token), Principal)


async def test_a_session_ends_by_itself(yard: Yard) -> None:
    await yard.add("lin")
    token = (await yard.enter("lin")).token
    yard.clock.passed += timedelta(hours=13)
    assert isinstance(await yard.known(token), Refused)


async def test_a_new_password_needs_the_old_one_and_ends_the_other_sessions(yard: Yard) -> None:
    await yard.add("lin")
    here, there = await yard.enter("lin"), await yard.enter("lin")
    lin = await yard.known(here.token)
    assert isinstance(lin, Principal)
    wrong = await change_password(yard.means, lin, ChangePassword("not it at all", "new phrase 12"))
    assert wrong is not None
    assert wrong.code == Refusal.PASSWORD_WRONG
    good = ChangePassword("a long enough phrase", "a newer phrase 12")
    assert await change_password(yard.means, lin, good) is None
    assert isinstance(await yard.known(here.token), Principal)
    assert isinstance(await yard.known(there.token), Refused)
    assert isinstance(await yard.try_to_enter("lin"), Refused)
    assert isinstance(await yard.try_to_enter("lin", "a newer phrase 12"), SignedIn)


async def test_a_password_hashed_with_older_parameters_is_renewed_on_the_way_in(yard: Yard) -> None:
    await yard.add("lin")
    dearer = Argon2Passwords(Argon2Settings(time_cost=2, memory_kib=16, workers=0))
    means = replace(yard.means, passwords=dearer)
    assert isinstance(
        await sign_in(means, SignIn(yard.slug, "lin", "a long enough phrase")), SignedIn
    )
    async with yard.means.database.reading(yard.tenant) as reader:
        secret = await load_secret(reader, yard.tenant, "lin")
    assert secret is not None
    assert "m=16,t=2" in secret.password_hash


async def test_each_way_in_and_out_stands_in_the_trail_without_names(yard: Yard) -> None:
    user = await yard.add("lin")
    await yard.try_to_enter("lin", "wrong wrong")
    await yard.try_to_enter("nobody-at-all")
    lin = await yard.principal("lin")
    await sign_out(yard.means, lin)
    told = [
        (deed.act, deed.outcome, deed.actor.id, deed.object.id if deed.object else None)
        for deed in await yard.trail()
    ]
    assert told[:4] == [
        ("session.close", "done", user, lin.session),
        ("session.open", "done", user, lin.session),
        ("session.open", "failed", None, None),
        ("session.open", "failed", None, user),
    ]
    assert "nobody-at-all" not in repr(await yard.trail())


async def test_no_credential_outlives_what_it_opens(yard: Yard, database: HouseDatabase) -> None:
    await yard.add("lin")
    await sign_out(yard.means, await yard.principal("lin"))
    async with database.admin.untenanted() as connection:
        left = await connection.fetchval(
            "SELECT count(*) FROM credential WHERE tenant_id = $1", yard.tenant
        )
    assert left == 1  # the tenant's slug
