"""How urgent a text sounds, and how far what it tells of reaches, with the word that says so.

For the first day: a short list of words in Chinese and English, 1 (at once) to 4 (no hurry).
Words of danger to people weigh most. What is denied ("没有起火", "no fire") does not count.
Later it is what orders like it were given that speaks (`usual`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from gongdan.engines.triage.scripts import plain

DANGER: Final = 1
FEW: Final = 5
"""Fewer orders than this are no habit."""
MOSTLY: Final = 0.6
"""A habit is what so many of them share."""


class Sounds(Struct, frozen=True):
    """A level (1 to 4), and the word of the text from which it comes."""

    level: int
    word: str


class Usual(Struct, frozen=True):
    """A level that `times` of `of` orders were given."""

    level: int
    times: int
    of: int


_URGENT: Final = {
    DANGER: "起火|着火|失火|火灾|冒烟|爆炸|触电|漏电|困人|被困|燃气泄漏|煤气泄漏|有人受伤"
    "|on fire|fire|smoke|explosion|explode[sd]?|electric shocks?|trapped|gas leak|injured",
    2: "漏水|爆裂|返水|淹|停机|停产|停线|停电|断电|跳闸|瘫痪|糊味|漏油|紧急"
    "|leak(?:s|ing|ed)?|burst|flood(?:s|ed|ing)?|stopped|outage|no power|power failure"
    "|is down|urgent|burn(?:t|ing) smell",
    4: "不急|有空时|方便的时候|建议|咨询|no hurry|not urgent|when convenient|suggestion",
}
_WIDE: Final = {
    1: "全公司|全厂|所有人|大面积|everybody|everyone|all users|company-wide",
    2: "整栋|整层|全楼|全部门|整条生产线|whole (?:building|floor|site|line)",
}
_DENIED: Final = r"(?<!没有)(?<!未)(?<!无)(?<!不)(?<!不会)(?<!\bno )(?<!\bnot )(?<!without )"


def _compiled(levels: Mapping[int, str]) -> Mapping[int, re.Pattern[str]]:
    """Words of Latin letters stand alone; Chinese ones may stand anywhere."""
    return {
        level: re.compile(rf"{_DENIED}(?<![a-z])(?:{words})(?![a-z])")
        for level, words in levels.items()
    }


_SOUNDS_URGENT, _SOUNDS_WIDE = _compiled(_URGENT), _compiled(_WIDE)


def urgency_of(text: str) -> Sounds | None:
    """Return how urgent a text sounds, None where no word says so.

    >>> urgency_of("机房冒烟"), urgency_of("没有起火，只是灯不亮"), urgency_of("a tap is leaking")
    (Sounds(level=1, word='冒烟'), None, Sounds(level=2, word='leaking'))
    """
    return _heard(text, _SOUNDS_URGENT)


def reach_of(text: str) -> Sounds | None:
    """Return how far it reaches (the impact), None where no word says so."""
    return _heard(text, _SOUNDS_WIDE)


def usual(levels: Iterable[int]) -> Usual | None:
    """Return the level that most orders like it were given, None where there is no habit."""
    counted = Counter(levels)
    of = counted.total()
    if of < FEW:
        return None
    level, times = min(counted.items(), key=lambda each: (-each[1], each[0]))
    return Usual(level, times, of) if times >= MOSTLY * of else None


def _heard(text: str, levels: Mapping[int, re.Pattern[str]]) -> Sounds | None:
    read = plain(text)
    for level, words in levels.items():
        if found := words.search(read):
            return Sounds(level, found.group())
    return None
