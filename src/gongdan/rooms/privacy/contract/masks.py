"""Masks: how much of a personal value stays visible, so that a person recognises it."""

from enum import StrEnum


class MaskKind(StrEnum):
    """Which part of a value stays visible when it is masked."""

    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    ADDRESS = "address"
    TEXT = "text"


def mask(kind: MaskKind, value: str) -> str:
    """Return a value with only so much visible as lets a person recognise it.

    >>> mask(MaskKind.PHONE, "13812341234")
    '138****1234'
    """
    return _MASKS[kind](value)


def shown(view: str, kind: MaskKind, value: str | None) -> str | None:
    """Return a personal value as a reader with this view may see it: full, masked, or None."""
    if value is None or view not in {"full", "masked"}:
        return None
    return value if view == "full" else mask(kind, value)


def mask_phone(value: str) -> str:
    """Show the first three and last four of eleven digits, fewer of shorter numbers.

    >>> mask_phone("+86 138-1234-5678"), mask_phone("010-1234"), mask_phone("12")
    ('+86 138****5678', '****34', '****')
    """
    plain = value.strip()
    country = "+86 " if plain.startswith("+86") else ""
    digits = "".join(char for char in plain.removeprefix("+86") if char.isdigit())
    if len(digits) >= 11:
        return f"{country}{digits[:3]}****{digits[-4:]}"
    return f"{country}****{digits[-2:] if len(digits) >= 7 else ''}"


def mask_email(value: str) -> str:
    """Show the first letter and the domain.

    >>> mask_email("wang.li@example.com"), mask_email("not an address")
    ('w***@example.com', '***')
    """
    local, at, domain = value.strip().rpartition("@")
    return f"{local[:1]}***@{domain}" if at and local else "***"


def mask_name(value: str) -> str:
    """Show the family name of a Chinese name, the initials of any other.

    >>> mask_name("王小明"), mask_name("欧阳锋"), mask_name("Ada Lovelace"), mask_name("")
    ('王*', '欧阳*', 'A. L.', '')
    """
    plain = value.strip()
    if plain and all("\u3400" <= char <= "\u9fff" or char == "·" for char in plain):
        family = 2 if len(plain) > 2 and plain[:2] in _COMPOUND_FAMILY_NAMES else 1
        return plain[:family] + "*"
    return " ".join(f"{word[0]}." for word in plain.split())


def mask_address(value: str) -> str:
    """Show the district, hide street and door.

    >>> mask_address("北京市朝阳区建国路88号"), mask_address("221B Baker Street, London")
    ('北京市朝阳区****', '****, London')
    """
    plain = value.strip()
    for boundary in ("区", "县", "市"):
        cut = plain.find(boundary, 1)
        if 0 < cut < 16:
            return plain[: cut + 1] + "****"
    _street, comma, town = plain.rpartition(",")
    return f"****, {town.strip()}" if comma and not any(map(str.isdigit, town)) else "****"


def mask_text(value: str) -> str:
    """Show nothing but that there is something."""
    return "****" if value.strip() else ""


_COMPOUND_FAMILY_NAMES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "端木"}
)

_MASKS = {
    MaskKind.PHONE: mask_phone,
    MaskKind.EMAIL: mask_email,
    MaskKind.NAME: mask_name,
    MaskKind.ADDRESS: mask_address,
    MaskKind.TEXT: mask_text,
}
