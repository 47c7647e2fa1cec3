"""What hostile files come to: each is refused by a code, or shown as something harmless."""

import asyncio
import io
import struct
import zlib
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace
from PIL import Image

from gongdan.adapters.clamd_scanner import ClamdScanner
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.files.domain.mp4 import read_mp4
from gongdan.rooms.files.domain.video import BrokenVideoError
from gongdan.rooms.files.domain.webm import read_webm
from gongdan.rooms.files.handlers.finishing import Finishing
from gongdan.rooms.files.handlers.uploads import Begun, UploadDesk
from gongdan.rooms.identity.contract import Principal
from tests.house import Tenant, TestHouse
from tests.rooms.files.conftest import Sender
from tests.rooms.files.pictures import (
    CANARY,
    EICAR,
    box,
    element,
    huge_png,
    mp4,
    photo,
    png,
    webm,
    zip_of,
)

HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


def bomb() -> bytes:
    """Sixty megabytes of nothing, ten times, in half a megabyte."""
    return zip_of(**{f"a{n}_bin": bytes(60_000_000) for n in range(10)})


def lying_zip() -> bytes:
    """A zip whose directory says that its entry is small."""
    honest = bytearray(zip_of(a_txt=bytes(90_000_000)))
    at = honest.rindex(b"PK\x01\x02")
    honest[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(honest)


def gif_bomb() -> bytes:
    """A GIF whose screen is 65,535 pixels wide and high."""
    return (
        b"GIF89a"
        + struct.pack("<HH", 65_535, 65_535)
        + b"\x80\0\0"
        + bytes(6)
        + b","
        + bytes(8)
        + b"\0"
    )


def png_text_bomb() -> bytes:
    """A PNG with a compressed text chunk that grows to 200 megabytes."""
    out = io.BytesIO()
    plain = png()
    body = b"zTXt" + b"k\0\0" + zlib.compress(bytes(200_000_000), 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    out.write(plain[:33] + chunk + plain[33:])
    return out.getvalue()


def broken_office() -> bytes:
    whole = zip_of(word_xml=b"x" * 9_000)
    return whole[:-30]


MP4, PNG, JPEG, WEBM = mp4(), png(), photo(), webm()


def cases() -> dict[str, tuple[str, bytes, str]]:
    """Return each file with its name, and what must come of it."""
    return {
        "a script in an SVG": ("x.svg", SVG, "file_type_not_taken"),
        "a page": ("x.html", HTML, "file_type_not_taken"),
        "a program": ("setup.exe", b"MZ" + bytes(100), "file_type_not_taken"),
        "two endings": ("x.jpg.exe", b"MZ" + bytes(100), "file_type_not_taken"),
        "no ending": ("photo", JPEG, "file_type_not_taken"),
        "EICAR as a program": ("eicar.com", EICAR, "file_type_not_taken"),
        "a page called a picture": ("x.png", HTML, "file_type_differs"),
        "an SVG called a text": ("x.txt", SVG, "file_type_differs"),
        "a page in UTF-16 called a table": ("x.csv", HTML.decode().encode("utf-16"), "file_type_differs"),
        "a program called a PDF": ("x.pdf", b"MZ" + bytes(100), "file_type_differs"),
        "a PNG called a JPEG": ("x.jpg", PNG, "file_type_differs"),
        "a HEIC called a video": ("x.mp4", box(b"ftyp", b"heic", bytes(8)) + bytes(50), "file_type_differs"),
        "GIF and script in one": ("x.gif", b"GIF89a/*" + HTML + b"*/=1;", "file_broken"),
        "a picture with a page behind it": ("x.jpg", JPEG + HTML, "shown"),
        "a picture with a zip behind it": ("x.jpg", JPEG + zip_of(a_txt=b"hello"), "shown"),
        "a PDF with a page inside": ("x.pdf", b"%PDF-1.7\n" + HTML + b"\n%%EOF", "download"),
        "50,000 x 50,000 pixels": ("x.png", huge_png(), "file_too_many_pixels"),
        "65,535 x 65,535 pixels": ("x.gif", gif_bomb(), "file_broken"),
        "a text chunk of 200 megabytes": ("x.png", png_text_bomb(), "file_broken"),
        "a picture cut off": ("x.jpg", JPEG[: len(JPEG) // 2], "file_broken"),
        "only a picture's first bytes": ("x.png", PNG[:20], "file_broken"),
        "a zip bomb of 600 megabytes": ("x.zip", bomb(), "file_bomb"),
        "a zip that lies of its size": ("x.zip", lying_zip(), "file_broken"),
        "an office file cut off": ("x.docx", broken_office(), "file_broken"),
        "a video cut off": ("x.mp4", MP4[:-40], "file_broken"),
        "a video without its pictures": ("x.mp4", MP4[:24] + MP4[324 + 8 :], "file_broken"),
        "a video of one box": ("x.mp4", box(b"ftyp", b"isom", bytes(8)), "file_broken"),
        "a box larger than the file": ("x.mp4", MP4[:24] + b"\xff\xff\xff\xffmdat" + MP4[32:], "file_broken"),
        "boxes in boxes in boxes": ("x.mp4", box(b"ftyp", b"isom", bytes(8)) + b"\0\0\x01\0moov" * 32, "file_broken"),
        "a WebM cut off": ("x.webm", WEBM[:-30], "file_broken"),
        "a WebM of a header": ("x.webm", element(0x1A45DFA3, element(0x4282, b"webm")), "file_broken"),
        "noise after a video's first bytes": ("x.webm", WEBM[:40] + bytes(range(256)) * 40, "file_broken"),
        "nothing at all": ("x.txt", b"", "file_empty"),
        "a name that climbs": ("../../etc/cron.d/x.txt", b"plain", "download"),
        "a name with a hidden turn": ("x\u202egpj.txt", b"plain", "text_bidi_override"),
        "EICAR as a text, no scanner set": ("eicar.txt", EICAR, "download, not_scanned"),
    }  # fmt: skip


async def outcome(sender: Sender, name: str, data: bytes) -> str:
    """Return what comes of a file: the code of its refusal, or how it is given to people."""
    answer = await sender.upload(name, data)
    said = answer.json()
    if answer.status_code != 200:
        assert answer.status_code < 500, said
        return str(said["code"])
    shown = await sender.client.get(f"/api/v1/files/{said['id']}")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["content-security-policy"] == "default-src 'none'; sandbox"
    if said["kind"] == "document":
        assert shown.headers["content-disposition"].startswith("attachment")
        assert said["name"] == name.rsplit("/", maxsplit=1)[-1]
        return "download, not_scanned" if name.startswith("eicar") else "download"
    assert b"<script" not in shown.content
    assert b"PK\x03\x04" not in shown.content
    assert CANARY.encode() not in shown.content
    Image.open(io.BytesIO(shown.content)).load()
    return "shown"


async def test_the_hostile_corpus(technician: Sender) -> None:
    results, corpus = {}, cases()
    for what, (name, data, _) in corpus.items():
        results[what] = await outcome(technician, name, data)
    lines = [f"  {what:36} {came:24}" for what, came in results.items()]
    print("\n" + "\n".join(lines))  # noqa: T201 - the must-show
    assert results == {what: wanted for what, (_, _, wanted) in corpus.items()}


def test_every_cut_and_many_flips_of_a_video_end_in_an_answer() -> None:
    survived = refused = 0
    for look, whole in ((read_mp4, mp4(gps=b"G" * 60)), (read_webm, webm(cluster_open=False))):
        for at in range(len(whole)):
            for broken in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
                try:
                    look(lambda o, n, b=broken: b[o : o + n], len(broken))
                    survived += 1
                except BrokenVideoError:
                    refused += 1
    assert refused > 900
    assert survived > 0


async def _clamd(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A stand-in that speaks INSTREAM and knows EICAR."""
    await reader.readuntil(b"\0")
    seen = b""
    while length := int.from_bytes(await reader.readexactly(4)):
        seen += await reader.readexactly(length)
    writer.write(b"stream: Eicar-Signature FOUND\0" if EICAR in seen else b"stream: OK\0")
    await writer.drain()
    writer.close()


@pytest.mark.parametrize(("data", "wanted"), [(EICAR, "file_infected"), (b"plain", "clean")])
async def test_a_scanner_that_is_set_is_asked_and_believed(
    house: TestHouse, people: Tenant, data: bytes, wanted: str
) -> None:
    server = await asyncio.start_server(_clamd, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        assert await _scanned(house, people, data, f"127.0.0.1:{port}") == wanted


async def test_without_the_scanner_that_is_set_nothing_passes(
    house: TestHouse, people: Tenant
) -> None:
    assert await _scanned(house, people, b"plain", "127.0.0.1:9") == "file_scanner_away"


async def _scanned(house: TestHouse, people: Tenant, data: bytes, clamd: str) -> str:
    means = replace(house.house.files.means, scanner=ClamdScanner(clamd))
    user = people.users["technician"]
    by = Principal(tenant=people.id, actor=Actor(ActorKind.PERSON, user), user=user)

    async def pieces() -> AsyncIterator[bytes]:
        yield data

    begun = await UploadDesk(means).begin(by, "x.txt", len(data))
    assert isinstance(begun, Begun)
    await UploadDesk(means).take(by, begun.upload.id, 0, pieces())
    done = await Finishing(means).finish(by, begun.upload.id)
    return done.code if isinstance(done, Refused) else done.scan
