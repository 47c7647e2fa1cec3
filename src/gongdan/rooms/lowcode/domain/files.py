"""A definition as a file: the bundle, who wrote the file, and the hash that proves it whole."""

from typing import Any, Final

from msgspec import Struct

from gongdan.kernel.canonical import canonical
from gongdan.rooms.lowcode.contract import Bundle, Finding
from gongdan.rooms.lowcode.domain.bundle import parse, sha256_of
from gongdan.rooms.lowcode.domain.reading import read_json

FILE_FORMAT: Final = 1
"""The format of files that this program writes; a newer one is refused, never guessed at."""

_MARK: Final = "gongdan_definition"
_MEMBERS: Final = frozenset({_MARK, "program", "sha256", "definition"})
_AROUND: Final = 1
"""How many levels a file has around its bundle."""


class Unpacked(Struct, frozen=True):
    """What a file holds; `program` is the one that wrote it ("": a bundle by itself)."""

    bundle: Bundle
    program: str


def packed(body: dict[str, Any], program: str) -> bytes:
    """Return the file of a bundle: canonical JSON, so that equal definitions are equal files."""
    sha256 = sha256_of(canonical(body))
    return canonical({_MARK: FILE_FORMAT, "program": program, "sha256": sha256, "definition": body})


def unpacked(raw: bytes) -> Unpacked | tuple[Finding, ...]:
    """Read a file, or a bundle by itself; what can't be taken is told with its place."""
    plain = read_json(raw, around=_AROUND)
    if isinstance(plain, Finding):
        return (plain,)
    if _MARK not in plain and "definition" not in plain:
        return _read(raw, "")
    if faults := _envelope(plain):
        return faults
    body = canonical(plain["definition"])
    if plain.get("sha256") != sha256_of(body):
        return (Finding("file_hash_differs", "sha256"),)
    return _read(body, str(plain.get("program", ""))[:80])


def _read(body: bytes, program: str) -> Unpacked | tuple[Finding, ...]:
    found = parse(body)
    return found if isinstance(found, tuple) else Unpacked(found, program)


def _envelope(plain: dict[str, object]) -> tuple[Finding, ...]:
    version = plain.get(_MARK)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return (Finding("file_format_unknown", _MARK),)
    if version > FILE_FORMAT:
        facts: dict[str, str | int | list[str]] = {"format": version, "known": FILE_FORMAT}
        facts["program"] = str(plain.get("program", ""))[:80]
        return (Finding("file_newer", _MARK, facts),)
    if not isinstance(plain.get("definition"), dict):
        return (Finding("file_without_definition", "definition"),)
    strangers = [name[:80] for name in plain if name not in _MEMBERS][:20]
    return tuple(Finding("file_member_unknown", name, {"member": name}) for name in strangers)
