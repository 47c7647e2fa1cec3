"""Master keys in a file: private, whole, shared by processes, and honest when they are wrong."""

import asyncio
import stat
from pathlib import Path
from uuid import UUID

import pytest

from gongdan.adapters.file_keys import FileKeys
from gongdan.rooms.privacy.contract import KeyUnavailableError

TENANT, OTHER = UUID(int=1), UUID(int=2)
KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "master.keys"


async def test_a_key_wrapped_by_one_process_opens_in_another(path: Path) -> None:
    wrapped = await FileKeys.open(path).wrap(TENANT, KEY, context=b"c")
    assert KEY not in wrapped.wrapped
    assert await FileKeys.open(path).unwrap(TENANT, wrapped, context=b"c") == KEY


def test_the_file_is_its_owners_alone_and_nothing_else_is_left_there(path: Path) -> None:
    FileKeys.open(path).add_version()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == [path.name]


async def test_a_wrapped_key_opens_for_no_other_tenant_and_in_no_other_context(path: Path) -> None:
    keys = FileKeys.open(path)
    wrapped = await keys.wrap(TENANT, KEY, context=b"c")
    for tenant, context in ((OTHER, b"c"), (TENANT, b"d")):
        with pytest.raises(KeyUnavailableError):
            await keys.unwrap(tenant, wrapped, context=context)


async def test_another_process_follows_a_rotation_at_once(path: Path) -> None:
    serving, rotating = FileKeys.open(path), FileKeys.open(path)
    old = await serving.wrap(TENANT, KEY, context=b"c")
    assert rotating.add_version() == 2
    new = await serving.wrap(TENANT, KEY, context=b"c")
    assert (old.kek_version, new.kek_version) == (1, 2)
    assert await rotating.unwrap(TENANT, old, context=b"c") == KEY
    assert await rotating.unwrap(TENANT, new, context=b"c") == KEY


async def test_a_retired_master_opens_nothing_more(path: Path) -> None:
    keys = FileKeys.open(path)
    old = await keys.wrap(TENANT, KEY, context=b"c")
    keys.add_version()
    keys.retire(1)
    for reader in (keys, FileKeys.open(path)):
        with pytest.raises(KeyUnavailableError, match="master key 1 is not in"):
            await reader.unwrap(TENANT, old, context=b"c")


def test_the_master_in_use_is_not_retired(path: Path) -> None:
    with pytest.raises(ValueError, match="in use"):
        FileKeys.open(path).retire(1)


async def test_the_file_of_another_house_is_named_as_such(path: Path, tmp_path: Path) -> None:
    wrapped = await FileKeys.open(tmp_path / "other").wrap(TENANT, KEY, context=b"c")
    with pytest.raises(KeyUnavailableError, match="put back the key file"):
        await FileKeys.open(path).unwrap(TENANT, wrapped, context=b"c")


def test_a_file_that_others_can_read_is_refused_with_the_command_that_mends_it(path: Path) -> None:
    FileKeys.open(path)
    path.chmod(0o640)
    with pytest.raises(KeyUnavailableError, match="chmod 600"):
        FileKeys.open(path)


@pytest.mark.parametrize("content", ["", "1 AAAA\n", "1\n", "x y z\n", "one AAAA\n", "\xff"])
def test_a_broken_file_is_refused_and_left_as_it_is(path: Path, content: str) -> None:
    FileKeys.open(path)
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(KeyUnavailableError, match="put back its backup"):
        FileKeys.open(path)
    assert path.read_bytes() == content.encode("latin-1")


async def test_processes_that_start_together_share_one_key(path: Path) -> None:
    opened = await asyncio.gather(*(asyncio.to_thread(FileKeys.open, path) for _ in range(8)))
    wrapped = await opened[0].wrap(TENANT, KEY, context=b"c")
    assert [await keys.unwrap(TENANT, wrapped, context=b"c") for keys in opened] == [KEY] * 8
