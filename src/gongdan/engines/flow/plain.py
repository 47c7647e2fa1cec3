"""Values as they are kept: plain data that is the same after it was written down and read."""

from decimal import Decimal

from gongdan.engines.flow.decision import Value

MOST_DIGITS = 15
"""Decimal digits that a binary double gives back exactly."""
DEEPEST = 16


def plain(value: Value, depth: int = DEEPEST) -> Value:
    """Return a value as JSON data; numbers of more than 15 digits, dates and times as text.

    >>> plain({"cost": Decimal("12.50"), "parts": (Decimal(2),)})
    {'cost': 12.5, 'parts': [2]}
    """
    made: Value = None
    match value:
        case None | bool() | str() | int() | float():
            made = value
        case Decimal():
            made = _number(value)
        case list() | tuple() if depth:
            made = [plain(each, depth - 1) for each in value]
        case dict() if depth:
            made = {str(key): plain(each, depth - 1) for key, each in value.items()}
        case list() | tuple() | dict():
            pass  # deeper than anything sensible
        case _:
            made = str(value)
    return made


def _number(value: Decimal) -> Value:
    if not value.is_finite() or len(value.as_tuple().digits) > MOST_DIGITS:
        return str(value)
    return int(value) if value == value.to_integral_value() else float(value)
