"""Pictures, videos and hostile files, made here from nothing."""

import io
import struct
import zipfile
import zlib

from PIL import ExifTags, Image, ImageDraw

PLACE = (39.908722, 116.397496)
CANARY = "CANARY-7f3a-camera"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def _parts(degrees: float) -> tuple[float, float, float]:
    whole = int(degrees)
    minutes = int((degrees - whole) * 60)
    return float(whole), float(minutes), round((degrees - whole - minutes / 60) * 3600, 4)


def photo(
    width: int = 640, height: int = 480, *, orientation: int = 1, colour: str = "teal"
) -> bytes:
    """A JPEG as a phone makes it: with time, place, make and a comment in its metadata."""
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle((20, 20, width // 2, height // 2), fill="orange")
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = CANARY
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:25 08:15:30"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] = "+08:00"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef] = _parts(PLACE[0]), "N"
    gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef] = _parts(PLACE[1]), "E"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=CANARY.encode())
    return out.getvalue()


def png(width: int = 64, height: int = 48) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (10, 120, 200, 90)).save(out, "PNG")
    return out.getvalue()


def huge_png(width: int = 50_000, height: int = 50_000) -> bytes:
    """A small PNG whose header promises 2.5 thousand million pixels."""
    plain = png()
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        plain[:8]
        + struct.pack(">I", 13)
        + header
        + struct.pack(">I", zlib.crc32(header))
        + plain[33:]
    )


def zip_of(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            packed.writestr(name.replace("_", "."), data)
    return out.getvalue()


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + name + body


def _track(kind: bytes, offset: int, size: int, *, extra: bytes = b"") -> bytes:
    header = bytes(4) + struct.pack(">IIIII", 3_800_000_000, 1, 1, 0, 1000) + bytes(16)
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    tkhd = box(b"tkhd", header, matrix, struct.pack(">II", 320 << 16, 240 << 16))
    table = box(
        b"stbl",
        box(b"stsz", bytes(4), struct.pack(">II", size, 1)),
        box(b"stsc", bytes(4), struct.pack(">IIII", 1, 1, 1, 1)),
        box(b"stco", bytes(4), struct.pack(">II", 1, offset)),
    )
    media = box(b"mdia", box(b"hdlr", bytes(8), kind, bytes(13)), box(b"minf", table))
    return box(b"trak", tkhd, media, extra)


def mp4(*, pictures: bytes = b"P" * 300, gps: bytes = b"") -> bytes:
    """An MP4 with one track of pictures, a place in `udta`, and, if given, a track of GPS."""
    head = box(b"ftyp", b"isom", bytes(4), b"isommp42")
    place = box(
        b"udta", box(b"\xa9xyz", struct.pack(">HH", 18, 0), b"+39.9087+116.3974/", CANARY.encode())
    )
    mvhd = box(b"mvhd", bytes(4), struct.pack(">IIII", 3_800_000_000, 1, 1000, 2500), bytes(80))
    first = len(head) + 8
    tracks = _track(b"vide", first, len(pictures))
    if gps:
        tracks += _track(b"meta", first + len(pictures), len(gps))
    return head + box(b"mdat", pictures, gps) + box(b"moov", mvhd, tracks, place)


def _vint(length: int) -> bytes:
    return (length | 1 << 56).to_bytes(8)


def element(name: int, body: bytes, *, is_open: bool = False) -> bytes:
    wide = -(-name.bit_length() // 8)
    return name.to_bytes(wide) + (b"\x01" + b"\xff" * 7 if is_open else _vint(len(body))) + body


def webm(*, cluster_open: bool = True, blocks: int = 3) -> bytes:
    """A WebM as a browser records it: segment and clusters of unknown size, and some tags."""
    header = element(0x1A45DFA3, element(0x4282, b"webm"))
    info = element(
        0x1549A966,
        element(0x2AD7B1, (1_000_000).to_bytes(4)) + element(0x7BA9, CANARY.encode()),
    )
    picture = element(0xE0, element(0xB0, (320).to_bytes(2)) + element(0xBA, (240).to_bytes(2)))
    tracks = element(0x1654AE6B, element(0xAE, element(0x83, b"\x01") + picture))
    tags = element(0x1254C367, CANARY.encode())
    clusters = b"".join(
        element(
            0x1F43B675,
            element(0xE7, (at * 900).to_bytes(2)) + element(0xA3, b"\x81\0\0\x80" + b"x" * 90),
            is_open=cluster_open,
        )
        for at in range(blocks)
    )
    return header + element(0x18538067, info + tracks + tags + clusters, is_open=True)
