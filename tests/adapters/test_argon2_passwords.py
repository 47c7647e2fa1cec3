"""Passwords are hashed with Argon2id, a bounded number at a time, by processes that give way."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from gongdan.adapters.argon2_child import NICER
from gongdan.adapters.argon2_passwords import Argon2Passwords, Argon2Settings
from gongdan.rooms.identity.ports import Busy

CHEAP = Argon2Settings(time_cost=1, memory_kib=8, workers=1, queue=1, retry_after=3)


@pytest.fixture
async def passwords() -> AsyncIterator[Argon2Passwords]:
    async with aclosing(Argon2Passwords(CHEAP)) as made:
        yield made


async def test_only_the_same_password_matches(passwords: Argon2Passwords) -> None:
    stored = await passwords.hash("a long enough phrase")
    assert isinstance(stored, str)
    assert stored.startswith("$argon2id$")
    assert await passwords.verify("a long enough phrase", stored) is True
    assert await passwords.verify("another long phrase", stored) is False
    assert await passwords.verify("a long enough phrase", "no hash at all") is False
    assert await passwords.verify("长 \n \u2028 phrase", await hashed(passwords)) is True


async def hashed(passwords: Argon2Passwords) -> str:
    made = await passwords.hash("长 \n \u2028 phrase")
    assert isinstance(made, str)
    return made


async def test_nothing_matches_what_is_not_there(passwords: Argon2Passwords) -> None:
    assert await passwords.verify("a password that nobody has", None) is False


async def test_more_than_fit_are_sent_away_at_once_and_the_place_is_free_again(
    passwords: Argon2Passwords,
) -> None:
    answers = await asyncio.gather(*(passwords.hash(f"phrase number {n}") for n in range(5)))
    assert [isinstance(answer, Busy) for answer in answers] == [False, False, True, True, True]
    assert answers[4] == Busy(3)
    assert isinstance(await passwords.hash("phrase number six"), str)


async def test_a_caller_who_hangs_up_gives_the_place_back_once_the_hash_is_done(
    passwords: Argon2Passwords,
) -> None:
    hung_up = [asyncio.ensure_future(passwords.hash(f"phrase number {n}")) for n in range(2)]
    await asyncio.sleep(0)
    for call in hung_up:
        call.cancel()
    await asyncio.gather(*hung_up, return_exceptions=True)
    assert isinstance(await passwords.hash("phrase number three"), Busy), "both are still made"
    while passwords._inside:  # noqa: ASYNC110 - the end of a process is no event of ours
        await asyncio.sleep(0.01)
    assert isinstance(await passwords.hash("phrase number four"), str)


async def test_a_process_that_was_killed_is_replaced(passwords: Argon2Passwords) -> None:
    assert isinstance(await passwords.hash("phrase number one"), str)
    (child,) = passwords._all
    child.kill()
    await child.wait()
    assert await passwords.hash("phrase number two") == Busy(3)
    assert isinstance(await passwords.hash("phrase number three"), str)


async def test_older_parameters_are_noticed(passwords: Argon2Passwords) -> None:
    stored = await passwords.hash("a long enough phrase")
    assert isinstance(stored, str)
    dearer = Argon2Passwords(Argon2Settings(time_cost=2, memory_kib=16, workers=0))
    assert dearer.outdated(stored)
    assert not passwords.outdated(stored)


@pytest.mark.skipif(sys.platform == "win32", reason="processes have no such priority there")
async def test_hashing_gives_way_to_everything_else_and_ends_with_the_house(
    passwords: Argon2Passwords,
) -> None:
    assert isinstance(await passwords.hash("a long enough phrase"), str)
    (child,) = passwords._all
    ours = os.getpriority(os.PRIO_PROCESS, os.getpid())
    assert os.getpriority(os.PRIO_PROCESS, child.pid) == min(19, ours + NICER)
    assert child.stdin is not None
    child.stdin.close()  # as when the house is killed
    assert await child.wait() == 0
