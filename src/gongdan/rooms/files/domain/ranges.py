"""What a player asks for: one byte range (RFC 9110, section 14.1.2)."""

import re

from gongdan.rooms.files.domain.chunks import Span

_ONE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})")


def wanted_span(header: str | None, size: int) -> Span | None:
    """Return the span that a Range header asks for; None: send all of it.

    Other units, several ranges and nonsense are answered with the whole, as the RFC allows.
    Raises `LookupError` for a range that lies behind the end.

    >>> wanted_span("bytes=2-3", 10), wanted_span("bytes=-3", 10), wanted_span("bytes=7-", 10)
    (Span(start=2, length=2), Span(start=7, length=3), Span(start=7, length=3))
    """
    found = _ONE.fullmatch((header or "").strip().replace(" ", ""))
    if found is None or found[0] == "bytes=-":
        return None
    if not found[1]:
        length = min(int(found[2]), size)
        if not length:
            raise LookupError("no byte is asked for")
        return Span(size - length, length)
    start = int(found[1])
    end = min(int(found[2]), size - 1) if found[2] else size - 1
    if found[2] and int(found[2]) < start:
        return None
    if start >= size:
        raise LookupError("behind the end")
    return Span(start, end - start + 1)
