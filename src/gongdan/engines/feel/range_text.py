"""Reads a range from text, as the function `range` wants it: literal ends, nothing computed.

>>> read_range("[1..3)").high_closed, read_range("[1+1..3]")
(False, None)
"""

import re
from decimal import Decimal

from gongdan.engines.feel.comparison import less
from gongdan.engines.feel.temporal_reading import read_temporal
from gongdan.engines.feel.values import Range, Value

_RANGE = re.compile(r"\s*([\[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])\[])\s*", re.DOTALL)
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
_TEMPORAL = re.compile(r'(?:@|(?:date|time|date and time|duration)\s*\(\s*)"([^"]*)"\s*\)?')
LONGEST = 500


def read_range(text: str) -> Range | None:
    """Return the range that a text says, or None."""
    found = _RANGE.fullmatch(text[:LONGEST])
    if found is None:
        return None
    opens, low_text, high_text, closes = found.groups()
    low, high = _end(low_text), _end(high_text)
    if isinstance(low, _Unreadable) or isinstance(high, _Unreadable):
        return None
    if (low is None and opens == "[") or (high is None and closes == "]") or low is high is None:
        return None
    if low is not None and high is not None and less(high, low) is not False:
        return None
    return Range(low, high, opens == "[", closes == "]")


class _Unreadable:
    pass


def _end(text: str) -> "Value | _Unreadable":
    if not text:
        return None
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1]:
        return text[1:-1]
    temporal = _TEMPORAL.fullmatch(text)
    value = read_temporal(temporal.group(1)) if temporal else None
    return _Unreadable() if value is None else value
