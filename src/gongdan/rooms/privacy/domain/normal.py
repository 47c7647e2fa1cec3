"""One way of writing a phone number or mail address, so that the same one is the same digest.

Numbers without a country are read as Chinese where they can be (mobile numbers of eleven
digits, area codes with a leading zero); others keep their digits as they are.
"""

import re
import unicodedata
from typing import assert_never

from gongdan.rooms.privacy.contract import BlindKind

_SHORTEST = 5
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|[#x])\s*(\d{1,6})\s*$")
_CHINESE_MOBILE = re.compile(r"(?:86)?(1[3-9]\d{9})")
_CHINESE_AREA = re.compile(r"0([1-9]\d{8,10})")


def normal(kind: BlindKind, value: str) -> str:
    """Return the normal form of a value of that kind; "" where there is nothing to find by."""
    match kind:
        case BlindKind.PHONE:
            return normal_phone(value)
        case BlindKind.EMAIL:
            return normal_email(value)
        case BlindKind.TEXT:
            return "".join(_plain(value).split())
        case _ as never:
            assert_never(never)


def normal_phone(value: str) -> str:
    """Return `+<country><number>`, with `;ext=` where one was given; "" without five digits.

    >>> normal_phone("138 1234-5678"), normal_phone("(010) 6552 9988 转 801")
    ('+8613812345678', '+861065529988;ext=801')
    """
    text = _plain(value)
    found = _EXTENSION.search(text)
    extension = f";ext={found[1]}" if found else ""
    number = text[: found.start()] if found else text
    digits = re.sub(r"[^0-9]", "", number)
    if number.lstrip().startswith("+"):
        return _international(digits, extension)
    if digits.startswith("00"):
        return _international(digits[2:], extension)
    if len(digits) < _SHORTEST:
        return ""
    if chinese := _CHINESE_MOBILE.fullmatch(digits) or _CHINESE_AREA.fullmatch(digits):
        return f"+86{chinese[1]}{extension}"
    return digits + extension


def normal_email(value: str) -> str:
    """Return the address in lower case without white space; "" for what is no address."""
    text = "".join(_plain(value).split())
    local, at, domain = text.rpartition("@")
    return text if at and local and domain else ""


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value).casefold()


def _international(digits: str, extension: str) -> str:
    """Return a number with its country; the zero of +86 (0)10 is for calls within it."""
    number = "86" + digits[2:].lstrip("0") if digits.startswith("860") else digits
    return f"+{number}{extension}" if len(number) >= _SHORTEST else ""
