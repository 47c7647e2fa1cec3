"""The first run: a token that is used once, and a tenant that nobody can take over."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from gongdan.kernel.messages import Actor, Refused
from gongdan.rooms.identity.domain.refusals import Refusal
from gongdan.rooms.identity.handlers.first_run import TOKEN_LIFE, FirstRun, SetUp
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.sign_in import SignedIn, SignIn, sign_in
from tests.postgres_server import HouseDatabase
from tests.rooms.identity.yard import PASSWORD, MakeYard, MovableClock


class Noted:
    """Who stands in for the desk of definitions: notes for whom it was asked to publish."""

    def __init__(self) -> None:
        self.tenants: list[UUID] = []

    async def publish(self, tenant: UUID, _actor: Actor) -> None:
        self.tenants.append(tenant)


@pytest.fixture
def database(fresh_database: HouseDatabase) -> HouseDatabase:
    """An installation in which nobody has made a tenant."""
    return fresh_database


@pytest.fixture
def first_run(means: Means) -> FirstRun:
    return FirstRun(means, Noted())


def wish(token: str, **other: str) -> SetUp:
    said = {
        "organisation": "东区物业",
        "slug": "east",
        "locale": "zh",
        "zone": "Asia/Shanghai",
        "login": "lin",
        "name": "林晓",
        "password": PASSWORD,
    }
    return SetUp(token=token, **{**said, **other})  # type: ignore[arg-type]


def code_of(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


async def test_the_holder_of_the_token_founds_a_tenant_and_is_logged_in(
    first_run: FirstRun, means: Means
) -> None:
    assert await first_run.is_open()
    token = await first_run.offer()
    assert token is not None
    opened = await first_run.set_up(wish(token))
    assert isinstance(opened, SignedIn)
    assert isinstance(await sign_in(means, SignIn("east", "LIN", PASSWORD)), SignedIn)
    assert isinstance(first_run.definitions, Noted)
    assert first_run.definitions.tenants == [opened.tenant]
    assert not await first_run.is_open()
    assert code_of(await first_run.set_up(wish(token))) == Refusal.SETUP_DONE
    assert await first_run.offer() is None


async def test_two_who_use_one_token_at_once_found_one_tenant(
    first_run: FirstRun, database: HouseDatabase
) -> None:
    token = await first_run.offer()
    assert token is not None
    tries = (wish(token), wish(token, slug="west", login="wu"))
    answers = await asyncio.gather(*(first_run.set_up(each) for each in tries))
    assert sum(isinstance(answer, SignedIn) for answer in answers) == 1
    async with database.admin.untenanted() as connection:
        assert await connection.fetchval("SELECT count(*) FROM gongdan.tenant") == 1


async def test_a_refused_wish_leaves_the_token_standing(first_run: FirstRun) -> None:
    token = await first_run.offer()
    assert token is not None
    for bad, code in (
        ({"password": "short"}, Refusal.PASSWORD_TOO_SHORT),
        ({"password": "Password2026"}, Refusal.PASSWORD_TOO_COMMON),
        ({"slug": "东区"}, Refusal.TENANT_SLUG_UNUSABLE),
        ({"organisation": "x" * 10_000}, Refusal.NAME_UNUSABLE),
        ({"zone": "Mars/Olympus"}, Refusal.ZONE_UNKNOWN),
        ({"login": "two words"}, Refusal.LOGIN_UNUSABLE),
    ):
        assert code_of(await first_run.set_up(wish(token, **bad))) == code, bad
    assert isinstance(await first_run.set_up(wish(token)), SignedIn)


async def test_a_token_runs_out_and_a_newer_one_takes_its_place(
    first_run: FirstRun, clock: MovableClock
) -> None:
    old = await first_run.offer()
    new = await first_run.offer()
    assert old is not None
    assert new is not None
    assert code_of(await first_run.check(old)) == Refusal.SETUP_TOKEN_UNKNOWN
    assert not isinstance(await first_run.check(new), Refused)
    clock.passed = TOKEN_LIFE + timedelta(seconds=1)
    assert code_of(await first_run.set_up(wish(new))) == Refusal.SETUP_TOKEN_UNKNOWN


async def test_guessing_has_to_wait(first_run: FirstRun, clock: MovableClock) -> None:
    token = await first_run.offer()
    assert token is not None
    for _ in range(10):
        assert code_of(await first_run.check("gi1_" + "A" * 43)) == Refusal.SETUP_TOKEN_UNKNOWN
    assert code_of(await first_run.check(token)) == Refusal.SETUP_MUST_WAIT
    clock.passed = timedelta(seconds=61)
    assert not isinstance(await first_run.check(token), Refused)


async def test_a_tenant_that_exists_is_never_set_up_again(
    first_run: FirstRun, make_yard: MakeYard
) -> None:
    token = await first_run.offer()
    assert token is not None
    await make_yard()
    assert code_of(await first_run.check(token)) == Refusal.SETUP_DONE
    assert code_of(await first_run.set_up(wish(token))) == Refusal.SETUP_DONE
    assert await first_run.offer() is None


async def test_of_the_token_only_its_hash_is_kept(
    first_run: FirstRun, database: HouseDatabase
) -> None:
    token = await first_run.offer()
    assert token is not None
    async with database.admin.untenanted() as connection:
        kept = await connection.fetchval("SELECT hash FROM gongdan.setup_token")
    assert token.encode() not in bytes(kept)
    assert len(kept) == 32
