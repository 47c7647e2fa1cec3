"""The beginning of a receiver's answer, fit to be kept: short, readable, and without secrets."""

import re

from gongdan.kernel.text import TextFault, clean_line

LONGEST = 300
"""Code points that are kept of an answer."""

# what looks like a key or a token: a known prefix, or a long run without a space
_SECRET = re.compile(r"(whsec_|v1,|[Bb]earer\s+|[Bb]asic\s+)\S+|[A-Za-z0-9+/_=.-]{32,}")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]+")


def excerpt(answer: str) -> str:
    r"""Return what is kept of an answer; "" where nothing of it can be read.

    >>> excerpt("<b>No</b>\x00 key whsec_abc, sorry")
    '<b>No</b> key *** sorry'
    """
    readable = _SECRET.sub("***", _UNPRINTABLE.sub(" ", answer))
    line = clean_line(readable[:LONGEST], limit=LONGEST)
    return "" if isinstance(line, TextFault) else line
