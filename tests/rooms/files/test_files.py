"""Files over HTTP: what is sent, what is shown, who may see it, and what the disk holds."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from gongdan.kernel.ids import Ref, new_id
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.files.jobs import sweep
from tests.entrypoints.http.answers import problem_of
from tests.house import Tenant, TestHouse
from tests.rooms.files.conftest import Sender, file_of
from tests.rooms.files.pictures import CANARY, mp4, photo, png, webm


async def test_a_picture_is_shown_upright_and_without_what_it_says_of_itself(
    technician: Sender,
) -> None:
    original = photo(640, 480, orientation=6)
    made = await technician.upload("现场 照片.JPG", original)
    file = file_of(made)
    said = made.json()
    assert said["digest"] == hashlib.sha256(original).hexdigest()
    assert (said["width"], said["height"]) == (480, 640)
    assert said["claims"] == {
        "taken_at": "2026-11-25T08:15:30+08:00",
        "latitude": "39.908722",
        "longitude": "116.397496",
    }
    assert said["scan"] == "not_scanned"
    shown = await technician.client.get(f"/api/v1/files/{file}")
    image = Image.open(io.BytesIO(shown.content))
    assert image.size == (480, 640)
    assert not dict(image.getexif())
    assert not {"exif", "comment", "icc_profile"} & set(image.info)
    assert CANARY.encode() not in shown.content
    assert shown.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert shown.headers["content-disposition"].startswith("inline")
    small = await technician.client.get(f"/api/v1/files/{file}/thumbnail")
    assert max(Image.open(io.BytesIO(small.content)).size) <= 480


async def test_a_picture_that_was_seen_is_not_sent_again(technician: Sender) -> None:
    file = file_of(await technician.upload("a.png", png()))
    first = await technician.client.get(f"/api/v1/files/{file}")
    again = await technician.client.get(
        f"/api/v1/files/{file}", headers={"If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("name", "data"), [("a.mp4", mp4(gps=b"G" * 90)), ("a.webm", webm()), ("a.mov", mp4())]
)
async def test_a_video_is_sent_by_range_without_its_metadata_and_without_moving_a_byte(
    technician: Sender, name: str, data: bytes
) -> None:
    made = await technician.upload(name, data)
    file = file_of(made)
    assert (made.json()["width"], made.json()["height"]) == (320, 240)
    whole = (await technician.client.get(f"/api/v1/files/{file}")).content
    assert len(whole) == len(data)
    for hidden in (CANARY.encode(), b"116.3974", b"G" * 90, b"\xa9xyz"):
        assert hidden not in whole
    assert (b"P" * 300 in whole) or (b"x" * 90 in whole)
    for wanted in ("bytes=10-99", "bytes=-50", "bytes=200-"):
        part = await technician.client.get(f"/api/v1/files/{file}", headers={"Range": wanted})
        start, end, size = (int(n) for n in _numbers(part.headers["content-range"]))
        assert part.status_code == 206
        assert (part.content, size) == (whole[start : end + 1], len(data))
    behind = await technician.client.get(
        f"/api/v1/files/{file}", headers={"Range": "bytes=9999999-"}
    )
    assert problem_of(behind)["code"] == "file_range_unusable"


def _numbers(content_range: str) -> list[str]:
    return content_range.removeprefix("bytes ").replace("/", "-").split("-")


async def test_the_poster_of_a_video_is_read_as_the_video_is(technician: Sender) -> None:
    video = file_of(await technician.upload("b.webm", webm(blocks=2)))
    await technician.upload("poster.jpg", photo(320, 240), poster_of=str(video))
    about = (await technician.client.get(f"/api/v1/files/{video}/about")).json()
    assert about["has_poster"]
    poster = await technician.client.get(f"/api/v1/files/{video}/poster")
    assert Image.open(io.BytesIO(poster.content)).size == (320, 240)


async def test_a_file_belongs_to_who_sent_it_until_a_thing_takes_it(
    technician: Sender, dispatcher: Sender
) -> None:
    file = file_of(await technician.upload("c.png", png()))
    for way in ("", "/about", "/thumbnail", "/original", "/poster"):
        answer = await dispatcher.client.get(f"/api/v1/files/{file}{way}")
        assert problem_of(answer)["code"] == "file_not_found"
    own = await technician.client.get(f"/api/v1/files/{file}/original")
    assert problem_of(own)["code"] == "not_allowed"
    begun = await technician.begin("d.png", 100)
    there = f"/api/v1/uploads/{begun.json()['id']}"
    assert problem_of(await dispatcher.client.get(there))["code"] == "upload_not_found"
    assert problem_of(await dispatcher.client.delete(there))["code"] == "upload_not_found"


async def test_equal_content_is_stored_once_and_erasing_one_person_leaves_the_other(
    house: TestHouse, people: Tenant, technician: Sender
) -> None:
    actor = Actor(ActorKind.PERSON, people.users["technician"])
    files, vault, data = house.house.files, house.house.vault, png(70, 71)
    subject = await vault.subject_for(people.id, phone="13900001111")
    first = file_of(await technician.upload("e.png", data))
    await files.desk.attach(people.id, actor, first, Ref("nothing", new_id()), subject=subject)
    stored = len(_kept(house))
    second = file_of(await technician.upload("f.png", data))
    assert len(_kept(house)) == stored
    assert [h.where.id for h in await files.holdings.find(people.id, subject)] == [first]
    await vault.destroy(people.id, subject)
    assert await files.holdings.erase(people.id, subject) == 1
    assert (await technician.client.get(f"/api/v1/files/{second}")).status_code == 200
    gone = await technician.client.get(f"/api/v1/files/{first}")
    assert problem_of(gone)["code"] == "file_not_found"


async def test_an_erased_persons_file_leaves_the_disk(
    house: TestHouse, people: Tenant, technician: Sender
) -> None:
    actor = Actor(ActorKind.PERSON, people.users["technician"])
    files, vault = house.house.files, house.house.vault
    subject = await vault.subject_for(people.id, phone="13900002222")
    before = len(_kept(house))
    file = file_of(await technician.upload("g.png", png(90, 91)))
    await files.desk.attach(people.id, actor, file, Ref("nothing", new_id()), subject=subject)
    assert len(_kept(house)) == before + 3
    await vault.destroy(people.id, subject)
    await files.holdings.erase(people.id, subject)
    assert len(_kept(house)) == before


async def test_nothing_that_was_sent_can_be_read_on_the_disk(
    house: TestHouse, technician: Sender
) -> None:
    await technician.upload("canary.txt", (CANARY * 40_000).encode())
    half = await technician.begin("half.txt", 900_000)
    await technician.send(half.json()["id"], 0, (CANARY * 20_000).encode()[:300_000])
    await technician.upload("canary.jpg", photo())
    files = _kept(house)
    assert sum(path.stat().st_size for path in files) > 900_000
    assert not [path for path in files if b"CANARY" in path.read_bytes()]
    assert not [path for path in files if path.stat().st_mode & 0o077]


async def test_what_nobody_finished_or_took_goes_after_a_day(
    house: TestHouse, people: Tenant, technician: Sender
) -> None:
    await technician.upload("h.png", png(33, 34))
    half = await technician.begin("half.png", 900_000)
    await technician.send(half.json()["id"], 0, bytes(300_000))
    means = house.house.files.means
    soon = means.clock() + timedelta(hours=23)
    assert await sweep(means, people.id, soon) == 0
    assert await sweep(means, people.id, soon + timedelta(hours=2)) >= 2
    attached = {path.stem for path in _kept(house)}
    async with house.house.storage.app.reading(people.id) as reader:
        rows = await reader.fetch("SELECT blob_id FROM file WHERE tenant_id = $1", people.id)
    assert attached <= {row["blob_id"].hex for row in rows}


def _kept(house: TestHouse) -> list[Path]:
    folder = house.house.settings.files_folder
    return [path for path in folder.rglob("*") if path.is_file()]
