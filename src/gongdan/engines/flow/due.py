"""How a timer's `due` is written: ISO 8601 durations, instants, and cycles of these."""

import re
from datetime import datetime

DURATION = re.compile(
    r"P(?:([0-9]{1,4})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?"
    r"(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,8})S)?)?",
    re.ASCII,
)
"""Years, months, weeks, days, hours, minutes, seconds."""
CYCLE = re.compile(r"R([0-9]{0,6})/", re.ASCII)


def is_due(text: str, *, working: bool = False) -> bool:
    """Tell whether a text can be reckoned; in `working` time longer units than days can't be.

    >>> is_due("R3/PT4H"), is_due("2026-12-01T08:00"), is_due("PT"), is_due("2h")
    (True, True, False, False)
    >>> is_due("P1W", working=True)
    False
    """
    if text.startswith("R"):
        if CYCLE.match(text) is None:
            return False
        text = text.rpartition("/")[2]
    if not text.startswith("P"):
        return _is_instant(text)
    found = DURATION.fullmatch(text)
    if found is None or text.endswith(("P", "T")):
        return False
    years, months, weeks, *_ = (int(part or 0) for part in found.groups())
    return not (working and (years or months or weeks))


def _is_instant(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
