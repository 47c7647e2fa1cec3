"""Which files are taken: the ending of the name and the first bytes must say the same.

A closed list. What is not on it is refused, above all what a browser or a system would run:
SVG, HTML, scripts, programs. Signatures: the formats' own specifications, cited at each.
"""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from gongdan.kernel.text import TextFault, clean_line
from gongdan.rooms.files.contract import FileKind

HEAD = 4_096
"""How many of its first bytes tell what a file is."""

LONGEST_NAME = 200


class Format(Struct, frozen=True):
    """A format that is taken: what it is, its media type, and how its bytes begin."""

    kind: FileKind
    media_type: str
    begins: Callable[[bytes], bool]
    is_archive: bool = False


class Limits(Struct, frozen=True):
    """Most bytes of a file, by kind."""

    image: int = 40_000_000
    video: int = 1_000_000_000
    document: int = 100_000_000

    def of(self, kind: FileKind) -> int:
        """Return the limit of a kind."""
        limits = {FileKind.IMAGE: self.image, FileKind.VIDEO: self.video}
        return limits.get(kind, self.document)


GUEST_LIMIT = 20_000_000
"""Most bytes of a picture that somebody without an account sends."""


def format_of(name: str) -> Format | None:
    """Return the format that a name's ending stands for; None: it is not taken."""
    return FORMATS.get("." + name.strip().rpartition(".")[2].lower())


def clean_name(name: str) -> str | None:
    r"""Return a file's own name without folders and hidden characters, None where none is left.

    >>> clean_name("C:\\Photos\\泵.JPG"), clean_name("../../etc/passwd"), clean_name("..")
    ('泵.JPG', 'passwd', None)
    """
    own = re.split(r"[/\\]", name)[-1].strip()
    own = re.sub(r"[<>:\"|?*]", "_", own)
    clean = clean_line(own, limit=LONGEST_NAME)
    if isinstance(clean, TextFault) or not clean.strip(". "):
        return None
    return clean


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signatures)


def _webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _iso_video(head: bytes) -> bool:
    # ISO/IEC 14496-12, 4.3; QuickTime files may begin without `ftyp`. Brands of pictures don't.
    if head[4:8] in {b"moov", b"mdat", b"wide", b"free"}:
        return True
    return head[4:8] == b"ftyp" and head[8:12] not in _PICTURE_BRANDS


_PICTURE_BRANDS = {b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"hevc"}


def _text(head: bytes) -> bool:
    """Tell whether it is text that no browser would take for a page or a script."""
    if b"\0" in head:
        return False
    return not re.search(rb"<(!doctype|html|script|svg|\?xml|iframe|body|head)\b", head.lower())


_UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""How a text in UTF-16 begins (Unicode 16.0, 3.10)."""


def _table(head: bytes) -> bool:
    """Tell whether it is such a text, also as spreadsheets save "Unicode text" (UTF-16)."""
    if head.startswith(_UTF16):
        return _text(head.decode("utf-16", "replace").encode())
    return _text(head)


_ZIP = _starts(b"PK\x03\x04")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_VIDEO, _IMAGE, _DOCUMENT = FileKind.VIDEO, FileKind.IMAGE, FileKind.DOCUMENT
_JPEG = Format(_IMAGE, "image/jpeg", _starts(b"\xff\xd8\xff"))
_MP4 = Format(_VIDEO, "video/mp4", _iso_video)

FORMATS: Mapping[str, Format] = {
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".png": Format(_IMAGE, "image/png", _starts(b"\x89PNG\r\n\x1a\n")),  # RFC 2083
    ".gif": Format(_IMAGE, "image/gif", _starts(b"GIF87a", b"GIF89a")),
    ".webp": Format(_IMAGE, "image/webp", _webp),  # RFC 9649
    ".mp4": _MP4,
    ".m4v": _MP4,
    ".mov": Format(_VIDEO, "video/quicktime", _iso_video),
    ".webm": Format(_VIDEO, "video/webm", _starts(b"\x1a\x45\xdf\xa3")),  # RFC 8794
    ".pdf": Format(_DOCUMENT, "application/pdf", _starts(b"%PDF-")),  # ISO 32000-1, 7.5.2
    ".txt": Format(_DOCUMENT, "text/plain", _text),
    ".csv": Format(_DOCUMENT, "text/csv", _table),
    ".zip": Format(_DOCUMENT, "application/zip", _ZIP, is_archive=True),
    # models that were trained elsewhere; what is in them is looked at behind walls
    ".onnx": Format(_DOCUMENT, "application/x-onnx", _starts(b"\x08")),
    ".tflite": Format(_DOCUMENT, "application/x-tflite", lambda head: head[4:8] == b"TFL3"),
    ".pte": Format(_DOCUMENT, "application/x-executorch", lambda head: head[4:8] == b"ET12"),
    ".skops": Format(_DOCUMENT, "application/x-skops", _ZIP, is_archive=True),
    ".docx": Format(_DOCUMENT, f"{_OFFICE}wordprocessingml.document", _ZIP, is_archive=True),
    ".xlsx": Format(_DOCUMENT, f"{_OFFICE}spreadsheetml.sheet", _ZIP, is_archive=True),
    ".pptx": Format(_DOCUMENT, f"{_OFFICE}presentationml.presentation", _ZIP, is_archive=True),
}
