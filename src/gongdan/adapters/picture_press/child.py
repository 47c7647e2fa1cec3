"""The process that opens one file and ends: `child.py picture|archive`, content on its input.

It may use so much memory and time and no more, and cannot write a file. It answers with one
line of JSON, then the bytes of the pictures that it made; whatever else happens to it is "broken".
This file is run by itself and knows nothing of the house.
"""

import io
import json
import resource
import sys
import zipfile
from collections.abc import Callable, Mapping

from PIL import ExifTags, Image, ImageCms, ImageOps

MEMORY = 1_500_000_000
SECONDS = 20
MOST_PIXELS = 120_000_000
"""A picture with more is refused by its header, before a single pixel is decoded."""
MOST_DECODED = 60_000_000
"""What may be decoded; a JPEG is decoded smaller than it is, so that larger ones are taken."""
DISPLAY, THUMBNAIL = 2_560, 480
"""Longest sides, in pixels."""
MOST_UNPACKED, MOST_ENTRIES, MOST_RATIO = 2_000_000_000, 10_000, 200
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}

Answer = tuple[dict[str, object], tuple[bytes, ...]]


class UnfitError(Exception):
    """Carries the code of a refusal."""


def picture(content: bytes, media_type: str) -> Answer:
    """Return a display copy and a thumbnail without metadata, and what the metadata claimed."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit, looked at before anything is decoded
    image = Image.open(io.BytesIO(content), formats=(FORMATS[media_type],))
    width, height = image.size
    most = MOST_PIXELS if image.format == "JPEG" else MOST_DECODED
    if width * height > most:
        raise UnfitError("file_too_many_pixels")
    claims = _claims(image)
    turned = image.getexif().get(ExifTags.Base.Orientation, 1) in {5, 6, 7, 8}
    if image.format == "JPEG":
        image.draft("RGB", (DISPLAY, DISPLAY))
    profile = image.info.get("icc_profile")
    image.load()
    image.thumbnail((DISPLAY, DISPLAY))
    plain = _plain(_coloured(ImageOps.exif_transpose(image), profile))
    small = plain.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    kind = "image/jpeg" if media_type == "image/jpeg" else "image/webp"
    said = {
        "width": height if turned else width,
        "height": width if turned else height,
        "display_type": kind,
        "claims": claims,
    }
    return said, (_written(plain, kind, 86), _written(small, "image/webp", 78))


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture on white, as pixels and nothing else."""
    if image.mode not in {"RGB", "L"}:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image).convert("RGB")
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _coloured(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB, so that it looks right without its colour profile."""
    if not profile or image.mode not in {"RGB", "RGBA"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return image
    return turned or image


def _written(image: Image.Image, kind: str, quality: int) -> bytes:
    out = io.BytesIO()
    if kind == "image/jpeg":
        image.save(out, "JPEG", quality=quality, progressive=True, optimize=True)
    else:
        image.save(out, "WEBP", quality=quality, method=3)
    return out.getvalue()


def _claims(image: Image.Image) -> dict[str, str]:
    try:
        exif = image.getexif()
        own, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (ValueError, SyntaxError, KeyError, TypeError, OSError):
        return {}
    taken = str(own.get(ExifTags.Base.DateTimeOriginal, "")).strip("\0 ")[:19]
    if len(taken) == 19:
        zone = str(own.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")[:6]
        taken = f"{taken[:10].replace(':', '-')}T{taken[11:]}{zone}"
    gps = ExifTags.GPS
    return {
        "taken_at": taken,
        "latitude": _degrees(place, gps.GPSLatitude, gps.GPSLatitudeRef, "S"),
        "longitude": _degrees(place, gps.GPSLongitude, gps.GPSLongitudeRef, "W"),
    }


def _degrees(place: Mapping[int, object], tag: int, side: int, negative: str) -> str:
    parts = place.get(tag)
    try:
        degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return ""
    value = degrees + minutes / 60 + seconds / 3600
    sign = "-" if place.get(side) == negative else ""
    return f"{sign}{value:.6f}" if 0 <= value <= 180 else ""


def archive(content: bytes, _media_type: str) -> Answer:
    """Unpack an archive to nowhere, and refuse one that grows beyond measure."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        entries = packed.infolist()
        if len(entries) > MOST_ENTRIES:
            raise UnfitError("file_bomb")
        room = min(MOST_UNPACKED, max(len(content) * MOST_RATIO, 50_000_000))
        for entry in entries:
            # what an entry says of its size may be a lie: it is unpacked and counted
            with packed.open(entry) as member:
                while piece := member.read(1 << 20):
                    room -= len(piece)
                    if room < 0:
                        raise UnfitError("file_bomb")
    return {}, ()


WORK: Mapping[str, Callable[[bytes, str], Answer]] = {"picture": picture, "archive": archive}


def bounded() -> None:
    """Take away what a bomb could use."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Do one piece of work."""
    bounded()
    what, media_type = sys.argv[1], sys.argv[2]
    try:
        said, made = WORK[what](sys.stdin.buffer.read(), media_type)
    except UnfitError as unfit:
        said, made = {"code": str(unfit)}, ()
    except MemoryError:
        said, made = {"code": "file_bomb"}, ()
    except Exception:  # noqa: BLE001 - a library that meets a broken file raises anything
        said, made = {"code": "file_broken"}, ()
    said["sizes"] = [len(each) for each in made]
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + b"".join(made))


if __name__ == "__main__":
    main()
