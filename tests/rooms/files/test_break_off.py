"""An upload that breaks off a hundred times at random is whole in the end, or can be gone on with."""

import asyncio
import hashlib
import random
from collections.abc import AsyncIterator

from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.files.contract import StoredFile
from gongdan.rooms.files.domain.chunks import CHUNK
from gongdan.rooms.files.handlers.uploads import Begun
from gongdan.rooms.identity.contract import Principal
from tests.entrypoints.http.answers import problem_of
from tests.house import Tenant, TestHouse
from tests.rooms.files.conftest import Sender, file_of

SIZE = 12_000_000


class LineCutError(Exception):
    """The line is cut in the middle of a request."""


def principal(people: Tenant) -> Principal:
    user = people.users["technician"]
    return Principal(tenant=people.id, actor=Actor(ActorKind.PERSON, user), user=user)


async def over_a_bad_line(data: bytes, until: int, step: int) -> AsyncIterator[bytes]:
    for at in range(0, until, step):
        yield data[at : min(at + step, until)]
        await asyncio.sleep(0)
    if until < len(data):
        raise LineCutError


async def test_an_upload_broken_off_a_hundred_times_is_whole(
    house: TestHouse, people: Tenant
) -> None:
    chance, uploads = random.Random(7), house.house.files.uploads
    data = random.Random(1).randbytes(SIZE // 2).hex().encode()
    by, breaks, sent, torn = principal(people), 0, 0, 0
    begun = await uploads.begin(by, "long.txt", SIZE)
    assert isinstance(begun, Begun)
    upload, offset = begun.upload.id, 0
    while breaks < 100 or offset < SIZE:
        left = data[offset:]
        cut = chance.randint(1, 240_000) if breaks < 100 else len(left)
        sent += cut
        try:
            await uploads.take(by, upload, offset, over_a_bad_line(left, cut, 10_007))
        except LineCutError:
            breaks += 1
        if chance.random() < 0.3:
            torn += _tear(house, chance)
        look = await uploads.look(by, upload)
        assert isinstance(look, Begun)
        assert look.offset % CHUNK == 0 or look.offset == SIZE
        offset = look.offset
    print(  # noqa: T201 - the figure of a must-show
        f"\nbroken off {breaks} times, torn on the disk {torn} times: {sent:,} bytes sent for {SIZE:,}"
    )
    file = await house.house.files.finishing.finish(by, upload)
    assert isinstance(file, StoredFile)
    assert file.digest == hashlib.sha256(data).hexdigest()


def _tear(house: TestHouse, chance: random.Random) -> int:
    """Cut the newest file somewhere in its last record, as a power cut would."""
    files = list(house.house.settings.files_folder.rglob("*.original"))
    if not files:
        return 0
    newest = max(files, key=lambda path: path.stat().st_mtime_ns)
    size = newest.stat().st_size
    with newest.open("r+b") as file:
        file.truncate(max(0, size - chance.randint(1, 1_000)))
    return 1


async def test_the_whole_of_it_arrives_over_http_piece_by_piece(technician: Sender) -> None:
    data = ("维修记录 " * 200_000).encode()
    begun = (await technician.begin("记录.txt", len(data))).json()
    offset, step = 0, begun["step"]
    while offset < len(data):
        piece = data[offset : offset + 3 * step + 1_000]
        offset = (await technician.send(begun["id"], offset, piece)).json()["offset"]
    head = await technician.client.head(f"/api/v1/uploads/{begun['id']}")
    assert head.headers["upload-offset"] == str(len(data))
    made = await technician.finish(begun["id"])
    assert made.json()["digest"] == hashlib.sha256(data).hexdigest()
    again = await technician.finish(begun["id"])
    assert again.json() == made.json()
    shown = await technician.client.get(f"/api/v1/files/{file_of(made)}")
    assert shown.content == data
    assert shown.headers["content-disposition"].startswith("attachment")


async def test_a_wrong_offset_is_told_where_to_go_on(technician: Sender) -> None:
    begun = (await technician.begin("x.txt", 600_000)).json()
    await technician.send(begun["id"], 0, b"a" * 400_000)
    answer = await technician.send(begun["id"], 400_000, b"a" * 200_000)
    assert problem_of(answer)["code"] == "upload_offset_wrong"
    assert "393216" in problem_of(answer)["detail"]
    assert problem_of(await technician.finish(begun["id"]))["code"] == "upload_incomplete"
    rest = await technician.send(begun["id"], 393_216, b"a" * (600_000 - 393_216 + 1))
    assert problem_of(rest)["code"] == "upload_too_long"


async def test_two_senders_of_one_upload_never_mix(house: TestHouse, people: Tenant) -> None:
    uploads, by = house.house.files.uploads, principal(people)
    data = random.Random(3).randbytes(1_500_000)
    begun = await uploads.begin(by, "twin.txt", len(data))
    assert isinstance(begun, Begun)

    async def bytes_of() -> AsyncIterator[bytes]:
        for at in range(0, len(data), 65_536):
            yield data[at : at + 65_536]
            await asyncio.sleep(0)

    results = await asyncio.gather(
        *(uploads.take(by, begun.upload.id, 0, bytes_of()) for _ in range(3))
    )
    look = await uploads.look(by, begun.upload.id)
    assert isinstance(look, Begun)
    assert any(isinstance(each, Begun) for each in results)
    assert look.offset == len(data)
