"""What a text names: devices, error codes, places, each with where it stands.

Known names (a gazetteer of assets and places, each with the id it stands for) are found first,
the longest at each place; patterns find numbers that nobody registered. Letters may be full
width or of either case; hyphens and spaces inside a number make no difference to a known one.
Nothing is guessed further: what is found is a proposal with its place, for a person to accept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct

from gongdan.engines.triage.scripts import LIMIT

Kind = Literal["device", "error_code", "place"]

MOST: Final = 50
"""So many entities are told of one text."""

_HALF_WIDTH: Final = {**{0xFF01 + at: 0x21 + at for at in range(94)}, 0x3000: 0x20, 0x2010: 0x2D}
_LONGEST: Final = 60
_JOINTS: Final = re.compile(r"[\s\-_/.]+")
_EDGE: Final = r"(?<![0-9a-z])"
_END: Final = r"(?![0-9a-z])"
_NUMERAL: Final = "[0-9一二三四五六七八九十百]"
_PATTERNS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    (
        "error_code",
        re.compile(
            rf"{_EDGE}(?:error|err|fault|alarm|code|stop|http|错误|故障|报警|告警|异常)"
            rf"(?:\s?(?:code|no\.?|number|代码|码|号|代号))?\s?[:#\-]?\s?"
            rf"((?:[a-z]{{1,3}}-?)?0?x?[0-9][0-9a-f]{{0,9}}){_END}"
        ),
    ),
    (
        "error_code",
        re.compile(rf"{_EDGE}(0x[0-9a-f]{{4,16}}|e-?[0-9]{{1,4}}|err[0-9]{{1,6}}){_END}"),
    ),
    (
        "place",
        re.compile(
            rf"((?:[a-z]座|{_NUMERAL}{{1,3}}\s?(?:号楼|号厂房|号车间|号仓库|栋|幢))?"
            rf"{_NUMERAL}{{1,3}}\s?(?:楼|层)(?:[0-9]{{1,4}}(?:室|房间|房)?)?"
            rf"|{_NUMERAL}{{1,3}}\s?(?:号楼|号厂房|号车间|号仓库|栋|幢)|[0-9]{{2,4}}\s?(?:室|房间))"
        ),
    ),
    (
        "place",
        re.compile(
            rf"{_EDGE}((?:room|building|bldg|floor|hall|block|bay|level|dock)\s?\.?#?\s?"
            rf"(?:[0-9]{{1,4}}[a-z]?|[a-z]){_END}|[0-9]{{1,2}}(?:st|nd|rd|th)\s(?:floor|level){_END})"
        ),
    ),
    (
        "device",
        re.compile(
            rf"{_EDGE}([a-z]{{1,6}}(?:[\-_/][a-z0-9]{{1,8}}){{0,3}}[\-_/]?[0-9]{{2,10}}"
            rf"(?:[\-_/][a-z0-9]{{1,8}}){{0,3}}){_END}"
        ),
    ),
    (
        "device",
        re.compile(
            r"([0-9]{1,3}\s?[号#]\s?(?:空压机|压缩机|电梯|扶梯|水泵|泵|机床|机组|锅炉|风机|空调|"
            r"变压器|配电柜|叉车|打印机|服务器|机器|设备|生产线|产线))"
        ),
    ),
)


class Entity(Struct, frozen=True):
    """Something that a text names, from `start` to `end` (characters); `known` is its id."""

    kind: Kind
    text: str
    start: int
    end: int
    known: str | None = None


class Gazetteer:
    """Names of known things, ready to be looked for."""

    def __init__(self, names: Iterable[tuple[Kind, str, str]]) -> None:
        """Take kind, name and id of each; a name of one character is too short to mean it."""
        self._ids: dict[str, tuple[Kind, str]] = {}
        self._lengths: dict[str, list[int]] = {}
        for kind, name, known in names:
            key = _key(_folded(name))
            if 2 <= len(key) <= _LONGEST:
                self._ids.setdefault(key, (kind, known))
        lengths: dict[str, set[int]] = {}
        for key in self._ids:
            lengths.setdefault(key[:2], set()).add(len(key))
        self._lengths = {start: sorted(each, reverse=True) for start, each in lengths.items()}

    def find(self, folded: str) -> Iterator[tuple[int, int, Kind, str]]:
        """Yield the known names of a text, the longest first at each place, none within another."""
        kept = [at for at, letter in enumerate(folded) if not _JOINTS.match(letter)]
        joined = "".join(folded[at] for at in kept)
        at = 0
        while at < len(joined) - 1:
            length = self._longest(joined, at, folded, kept)
            if length:
                kind, known = self._ids[joined[at : at + length]]
                yield kept[at], kept[at + length - 1] + 1, kind, known
            at += length or 1

    def _longest(self, joined: str, at: int, folded: str, kept: list[int]) -> int:
        for length in self._lengths.get(joined[at : at + 2], ()):
            if joined[at : at + length] in self._ids and at + length <= len(joined):
                start, end = kept[at], kept[at + length - 1] + 1
                if _whole(folded, start, end):
                    return length
        return 0


NOTHING_KNOWN: Final = Gazetteer(())


def entities(text: str, known: Gazetteer = NOTHING_KNOWN) -> list[Entity]:
    """Return what a text names, in its order; a place of the text belongs to one entity."""
    folded = _folded(text[:LIMIT])
    found: dict[tuple[int, int], Entity] = {}
    taken = bytearray(len(folded))
    for start, end, kind, known_id in known.find(folded):
        found[start, end] = Entity(kind, text[start:end], start, end, known_id)
        taken[start:end] = b"\1" * (end - start)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            start, end = match.span(1)
            if not any(taken[start:end]):
                found[start, end] = Entity(kind, text[start:end], start, end)
                taken[start:end] = b"\1" * (end - start)
    return sorted(found.values(), key=lambda each: each.start)[:MOST]


def by_kind(found: Iterable[Entity]) -> Mapping[Kind, list[Entity]]:
    """Return entities by their kind."""
    sorted_out: dict[Kind, list[Entity]] = {"device": [], "error_code": [], "place": []}
    for each in found:
        sorted_out[each.kind].append(each)
    return sorted_out


def _folded(text: str) -> str:
    """Return a text of the same length in half width and lower case."""
    return "".join(
        low if len(low := letter.lower()) == 1 else letter for letter in text.translate(_HALF_WIDTH)
    )


def _key(folded: str) -> str:
    return _JOINTS.sub("", folded)


def _whole(folded: str, start: int, end: int) -> bool:
    """Tell whether Latin letters and digits are not cut in two at either end."""

    def latin(letter: str) -> bool:
        return letter.isascii() and letter.isalnum()

    before = start > 0 and latin(folded[start - 1]) and latin(folded[start])
    after = end < len(folded) and latin(folded[end - 1]) and latin(folded[end])
    return not before and not after
