r"""Canonical bytes of a body, the bytes that are hashed and stored (RFC 8785, a subset).

The subset makes canonical form cheap and unambiguous: no floats (decimals are strings),
integers up to 2^53 - 1, ASCII keys, no lone surrogates. Within it, sorted compact JSON *is*
RFC 8785; a property test holds the two equal.

    >>> canonical({"b": 1, "a": "泵"})
    b'{"a":"\xe6\xb3\xb5","b":1}'
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

import msgspec

SAFE_INTEGER = 2**53 - 1
"""The largest integer that every JSON reader keeps exact (RFC 8785, section 3.2.2.3)."""

_PLAIN: Final = frozenset({str, bool, type(None)})
"""Most of what a body holds: looked at where it lies, as a call for each would cost the most."""

_encoder = msgspec.json.Encoder(order="sorted")


class NotCanonicalError(ValueError):
    """A value has no canonical form here: a bug of the caller, never of a user's input."""


def canonical(value: object) -> bytes:
    """Return the canonical bytes of a struct or of plain data.

    Raises `NotCanonicalError` for floats, big integers, non-ASCII keys and lone surrogates.
    """
    plain = msgspec.to_builtins(value)
    _refuse_ambiguous(plain)
    try:
        return _encoder.encode(plain)
    except UnicodeEncodeError as fault:
        raise NotCanonicalError(str(fault)) from fault


def decimal_text(number: Decimal) -> str:
    """Write a decimal as the string that stands for it in a body (no exponent, no loss)."""
    return format(number, "f")


def _refuse_ambiguous(value: object) -> None:
    match value:
        case bool() | None | str():
            return
        case int():
            if abs(value) > SAFE_INTEGER:
                raise NotCanonicalError(f"integer beyond 2^53: {value}")
        case float():
            raise NotCanonicalError(f"float in a body: {value}")
        case dict():
            for key in value:
                if not (isinstance(key, str) and key.isascii()):
                    raise NotCanonicalError(f"key is not ASCII text: {key!r}")
            _refuse_each(value.values())
        case list() | tuple():
            _refuse_each(value)
        case _:
            raise NotCanonicalError(f"no canonical form for {type(value).__name__}")


def _refuse_each(values: Iterable[object]) -> None:
    for value in values:
        if type(value) not in _PLAIN:
            _refuse_ambiguous(value)
