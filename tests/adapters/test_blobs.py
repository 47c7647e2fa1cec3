"""The folder and its twin in memory keep the same promises."""

from pathlib import Path

import pytest

from gongdan.adapters.encrypted_folder import EncryptedFolder
from gongdan.adapters.memory_blobs import MemoryBlobs
from gongdan.kernel.ids import new_id
from gongdan.rooms.files.ports import BlobName, Blobs, Part

RECORD = 10
TENANT = new_id()


@pytest.fixture(params=["folder", "memory"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    if request.param == "memory":
        return MemoryBlobs(record=RECORD)
    return EncryptedFolder(tmp_path / "files", record=RECORD)


@pytest.fixture
def name() -> BlobName:
    return BlobName(TENANT, new_id(), Part.ORIGINAL)


async def test_what_was_appended_is_read_by_span(blobs: Blobs, name: BlobName) -> None:
    assert await blobs.append(name, 0, b"0123456789")
    assert await blobs.append(name, 10, b"abcde")
    await blobs.settle(name)
    assert await blobs.size(name) == 15
    assert await blobs.read(name, 8, 4) == b"89ab"
    assert await blobs.read(name, 12, 100) == b"cde"


async def test_an_append_elsewhere_than_at_the_end_changes_nothing(
    blobs: Blobs, name: BlobName
) -> None:
    assert await blobs.append(name, 0, b"0123456789")
    assert not await blobs.append(name, 0, b"xxxxxxxxxx")
    assert not await blobs.append(name, 20, b"later")
    assert await blobs.read(name, 0, 100) == b"0123456789"


async def test_a_torn_record_is_written_over(blobs: Blobs, name: BlobName) -> None:
    assert await blobs.append(name, 0, b"0123456789torn")
    assert await blobs.append(name, 10, b"whole")
    assert await blobs.read(name, 10, 100) == b"whole"


async def test_a_whole_blob_replaces_another_and_goes_with_all_its_parts(
    blobs: Blobs, name: BlobName
) -> None:
    display = BlobName(name.tenant, name.blob, Part.DISPLAY)
    for data in (b"first", b"second"):
        await blobs.put(display, data)
    assert await blobs.read(display, 0, 100) == b"second"
    await blobs.append(name, 0, b"original")
    await blobs.remove(name.tenant, name.blob)
    assert (await blobs.size(name), await blobs.size(display)) == (0, 0)
    assert await blobs.read(name, 0, 10) == b""
    await blobs.settle(name)
