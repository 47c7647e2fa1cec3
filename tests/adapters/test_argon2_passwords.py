"""Passwords are hashed with Argon2id, a bounded number at a time."""

import asyncio
import os
import sys
import threading

import pytest

from gongdan.adapters.argon2_passwords import Argon2Passwords, Argon2Settings
from gongdan.rooms.identity.ports import Busy

CHEAP = Argon2Settings(time_cost=1, memory_kib=8, workers=1, queue=1, retry_after=3)


@pytest.fixture
def passwords():  # noqa: ANN201 - closed after the test
    made = Argon2Passwords(CHEAP)
    yield made
    made.close()


async def test_only_the_same_password_matches(passwords: Argon2Passwords) -> None:
    stored = await passwords.hash("a long enough phrase")
    assert isinstance(stored, str)
    assert stored.startswith("$argon2id$")
    assert await passwords.verify("a long enough phrase", stored) is True
    assert await passwords.verify("another long phrase", stored) is False
    assert await passwords.verify("a long enough phrase", "no hash at all") is False


async def test_nothing_matches_what_is_not_there(passwords: Argon2Passwords) -> None:
    assert await passwords.verify("a password that nobody has", None) is False


async def test_more_than_fit_are_sent_away_at_once_and_the_place_is_free_again(
    passwords: Argon2Passwords,
) -> None:
    answers = await asyncio.gather(*(passwords.hash(f"phrase number {n}") for n in range(5)))
    assert [isinstance(answer, Busy) for answer in answers] == [False, False, True, True, True]
    assert answers[4] == Busy(3)
    assert isinstance(await passwords.hash("phrase number six"), str)


async def test_a_caller_who_hangs_up_gives_the_place_back_once_the_thread_is_done(
    passwords: Argon2Passwords,
) -> None:
    hung_up = [asyncio.ensure_future(passwords.hash(f"phrase number {n}")) for n in range(2)]
    await asyncio.sleep(0)
    for call in hung_up:
        call.cancel()
    await asyncio.gather(*hung_up, return_exceptions=True)
    passwords.close()  # waits for no thread: what runs, runs on
    passwords._pool.shutdown(wait=True)
    for _ in range(10):
        await asyncio.sleep(0)
    assert passwords._inside == 0


async def test_older_parameters_are_noticed(passwords: Argon2Passwords) -> None:
    stored = await passwords.hash("a long enough phrase")
    assert isinstance(stored, str)
    dearer = Argon2Passwords(Argon2Settings(time_cost=2, memory_kib=16))
    assert dearer.outdated(stored)
    assert not passwords.outdated(stored)
    dearer.close()


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no priority of their own here")
async def test_hashing_gives_way_to_everything_else() -> None:
    hasher = Argon2Passwords(Argon2Settings(time_cost=1, memory_kib=64))
    threads = hasher._pool
    nice = await asyncio.wrap_future(
        threads.submit(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
    )
    assert nice == min(19, os.getpriority(os.PRIO_PROCESS, os.getpid()) + 10)
    hasher.close()
