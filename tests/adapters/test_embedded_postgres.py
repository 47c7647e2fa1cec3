"""The embedded PostgreSQL through its whole life, as root and as an ordinary user."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import asyncpg
import msgspec
import pytest
from msgspec import Struct

import gongdan
from gongdan.adapters.embedded_postgres.errors import LauncherError
from gongdan.adapters.embedded_postgres.launch import EmbeddedPostgres, start
from tests.postgres_server import named_binaries, temporary_home

pytestmark = pytest.mark.slow  # starts and kills servers: left to `make test`

HOLDER = Path(__file__).with_name("hold_server.py")
PASSWORD = "kein Geheimnis & 'noch' weniger"
NOBODY = 65534
IS_ROOT = os.geteuid() == 0
SYSTEM_PYTHON = Path(f"/usr/bin/python3.{sys.version_info.minor}")


class Holding(Struct):
    """A process that holds a server."""

    process: subprocess.Popen[str]
    started: bool
    url: str

    def let_go(self) -> None:
        """End the process in good order: it stops the server if that is its to stop."""
        assert self.process.communicate(timeout=60)[1] == ""

    def kill(self) -> None:
        """End the process as `kill -9` does."""
        end(self.process)


class House(Struct, frozen=True):
    """A home folder and the user who uses it: root (dropping to nobody) or nobody itself."""

    home: Path
    ordinary: bool
    begun: list[subprocess.Popen[str]]

    def begin(self) -> subprocess.Popen[str]:
        """Start a process that will hold the server; don't wait for it."""
        named = str(named_binaries() or "")
        process = subprocess.Popen(
            [
                SYSTEM_PYTHON if self.ordinary else sys.executable,
                *(HOLDER, self.home, PASSWORD, named, "nobody" if IS_ROOT else ""),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            env={"PYTHONPATH": f"{_packages_of(gongdan)}:{_packages_of(msgspec)}", "PATH": "/bin"},
            user="nobody" if self.ordinary else None,
            group="nogroup" if self.ordinary else None,
            extra_groups=[] if self.ordinary else None,
        )
        self.begun.append(process)
        return process

    def hold(self) -> Holding:
        """Start a process that holds the server, and wait until it does."""
        return wait_for(self.begin())

    def postmaster(self) -> int:
        """The process id of the server."""
        return postmaster_of(self.home / "postgres" / "data")

    def runs_as(self) -> int:
        """The user id of the server."""
        return Path(f"/proc/{self.postmaster()}").stat().st_uid

    def kill_begun_half_way(self) -> None:
        """Start a process and kill it while the data folder is in the making."""
        process = self.begin()
        deadline = time.monotonic() + 30
        while not list(self.home.glob("postgres/draft-*/data/PG_VERSION")):
            assert time.monotonic() < deadline
            time.sleep(0.001)
        end(process)

    def clear(self) -> None:
        """Leave no process behind, whatever the test did."""
        for process in self.begun:
            end(process)
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            os.kill(self.postmaster(), signal.SIGQUIT)


def _packages_of(module: ModuleType) -> Path:
    """The folder from which a package is imported: another interpreter shall find it too."""
    return Path(module.__file__ or "").parents[1]


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait(timeout=60)
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            stream.close()


def postmaster_of(data: Path) -> int:
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def wait_for(process: subprocess.Popen[str]) -> Holding:
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise AssertionError(process.communicate()[1])
    started, url = line.split(maxsplit=1)
    return Holding(process, started == "True", url.strip())


def give_pid_file_to(pid: int, server: EmbeddedPostgres) -> None:
    """Stop the server and leave its pid file behind, with the number of another process in it."""
    pid_file = server.data / "postmaster.pid"
    stale = pid_file.read_text()
    server.server.stop()
    pid_file.write_text(re.sub(r"^\d+", str(pid), stale))
    os.chown(pid_file, server.server.account.uid, server.server.account.gid)


def closed_to_nobody(file: Path) -> Path | None:
    """Return the first folder above a file that an ordinary user may not pass, or None."""
    above = reversed(file.resolve().parents)
    return next((folder for folder in above if not folder.stat().st_mode & 0o001), None)


@pytest.fixture(params=["as_root", "as_ordinary_user"])
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    ordinary = IS_ROOT and request.param == "as_ordinary_user"
    if not IS_ROOT and request.param == "as_root":
        pytest.skip("this run is not root")
    if ordinary and not SYSTEM_PYTHON.exists():
        pytest.skip("no interpreter that the ordinary user could run")
    if ordinary and (closed := closed_to_nobody(HOLDER)):
        pytest.skip(f"the ordinary user may not pass {closed} to this checkout")
    with temporary_home() as place:
        home = place / "home"
        if ordinary:
            home.mkdir(mode=0o700)
            os.chown(home, NOBODY, NOBODY)
        made = House(home, ordinary, begun=[])
        yield made
        made.clear()


async def ask(url: str, query: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


async def test_rows_survive_a_stop_and_a_start(house: House) -> None:
    first = house.hold()
    assert first.started
    await ask(first.url, "CREATE TABLE t AS SELECT 42 AS answer")
    first.let_go()
    with pytest.raises(OSError):  # the socket is gone, in whatever words
        await ask(first.url, "SELECT 1")
    second = house.hold()
    assert second.started
    assert await ask(second.url, "SELECT answer FROM t") == 42
    second.let_go()


async def test_the_cluster_is_closed_checked_and_the_same_everywhere(house: House) -> None:
    held = house.hold()
    for setting, value in {
        "listen_addresses": "",
        "data_checksums": "on",
        "password_encryption": "scram-sha-256",
        "unix_socket_permissions": "0700",
        "server_encoding": "UTF8",
        "fsync": "on",
    }.items():
        assert await ask(held.url, f"SHOW {setting}") == value
    assert await ask(held.url, "SELECT lower('ÄÖ工单')") == "äö工单"
    assert await ask(held.url, "SELECT 'Z' < 'a' AND 'z' < 'ä'")
    with pytest.raises(asyncpg.InvalidPasswordError):
        await ask(held.url.replace(quote(PASSWORD), "wrong"), "SELECT 1")
    assert (house.home / "postgres").stat().st_mode & 0o777 == 0o700
    assert house.runs_as() == (NOBODY if IS_ROOT else os.geteuid())
    held.let_go()


async def test_a_second_process_attaches_and_leaves_the_server_running(house: House) -> None:
    first = house.hold()
    second = house.hold()
    assert (second.started, second.url) == (False, first.url)
    second.let_go()
    assert await ask(first.url, "SELECT 1") == 1
    first.let_go()


async def test_a_killed_postmaster_is_started_again_with_every_committed_row(house: House) -> None:
    held = house.hold()
    await ask(held.url, "CREATE TABLE t AS SELECT g FROM generate_series(1, 1000) g")
    os.kill(house.postmaster(), signal.SIGKILL)
    held.kill()
    again = house.hold()
    assert again.started
    assert await ask(again.url, "SELECT count(*) FROM t") == 1000
    again.let_go()


async def test_a_server_whose_holder_was_killed_is_taken_over(house: House) -> None:
    held = house.hold()
    held.kill()
    assert await ask(held.url, "SELECT 1") == 1
    heir = house.hold()
    assert heir.started
    heir.let_go()
    with pytest.raises(OSError):  # the socket is gone, in whatever words
        await ask(held.url, "SELECT 1")


async def test_four_that_start_at_once_get_one_server(house: House) -> None:
    held = [wait_for(process) for process in [house.begin() for _ in range(4)]]
    assert sorted(one.started for one in held) == [False, False, False, True]
    assert len({one.url for one in held}) == 1
    for one in sorted(held, key=lambda one: one.started):
        assert await ask(one.url, "SELECT 1") == 1
        one.let_go()


async def test_a_set_up_that_was_killed_half_way_is_done_again(house: House) -> None:
    house.kill_begun_half_way()
    held = house.hold()
    assert await ask(held.url, "SELECT 1") == 1
    held.let_go()
    house.hold().let_go()
    assert not list(house.home.glob("postgres/draft-*"))


# in this process from here on; what is tried does not depend on the user


@pytest.fixture
def running() -> Iterator[EmbeddedPostgres]:
    with temporary_home() as home, start(home, "x", named=named_binaries()) as server:
        yield server


def run_beside(server: EmbeddedPostgres, *command: str) -> "subprocess.Popen[str]":
    """Run another program as the server's user: of strangers PostgreSQL itself takes no notice."""
    account = server.server.account
    return subprocess.Popen(command, user=account.uid if account.drops else None, text=True)


async def test_a_pid_file_with_the_number_of_another_program_is_dropped(
    running: EmbeddedPostgres,
) -> None:
    other = run_beside(running, "/bin/sleep", "60")
    give_pid_file_to(other.pid, running)
    assert running.revive()
    assert await ask(running.url, "SELECT 1") == 1
    end(other)


def test_a_pid_file_with_the_number_of_a_zombie_is_dropped(running: EmbeddedPostgres) -> None:
    zombie = run_beside(running, "/bin/true")
    time.sleep(0.1)  # it has ended, and nobody has waited for it
    give_pid_file_to(zombie.pid, running)
    assert running.revive()
    zombie.wait()


async def test_the_handle_revives_a_killed_server(running: EmbeddedPostgres) -> None:
    assert not running.revive()
    os.kill(postmaster_of(running.data), signal.SIGKILL)
    assert running.revive()
    assert await ask(running.url, "SELECT 1") == 1


def test_stopping_twice_is_stopping_once(running: EmbeddedPostgres) -> None:
    running.stop()
    running.stop()
    assert not running.started_here


def test_data_of_another_major_is_refused_with_the_way_out() -> None:
    with temporary_home() as home:
        data = home / "postgres" / "data"
        data.mkdir(parents=True)
        (data / "PG_VERSION").write_text("14\n")
        with pytest.raises(LauncherError, match=r"made by PostgreSQL 14(.|\n)*pg_upgrade"):
            start(home, "x", named=named_binaries())
        assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


@pytest.mark.skipif(not IS_ROOT, reason="only root runs the server as somebody else")
def test_a_closed_parent_is_named_and_stays_closed() -> None:
    with temporary_home() as place:
        closed = place / "closed"
        closed.mkdir(mode=0o700)
        with pytest.raises(LauncherError, match=rf"{closed} is closed to the user"):
            start(closed / "home", "x", named=named_binaries())
        assert closed.stat().st_mode & 0o777 == 0o700
        assert not list(closed.iterdir())


def test_a_folder_without_programs_is_refused_by_name(tmp_path: Path) -> None:
    with temporary_home() as home, pytest.raises(LauncherError, match="GONGDAN_PG_BIN="):
        start(home, "x", named=tmp_path)


def test_a_very_long_home_gets_its_socket_elsewhere() -> None:
    with temporary_home() as place:
        home = place / ("long" * 30)
        with start(home, "x", named=named_binaries()) as server:
            assert not server.server.sockets.is_relative_to(home)
            assert server.server.sockets.stat().st_mode & 0o777 == 0o700
        server.server.sockets.rmdir()
