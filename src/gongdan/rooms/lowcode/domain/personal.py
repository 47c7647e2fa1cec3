"""Does a field look personal? By its name, its title, or the samples and format in its schema.

PIPL article 4 and GDPR article 4(1): what identifies a person or makes one identifiable. A
guess only ever asks a question; the answer is the class that a person writes down.
"""

import re

from gongdan.rooms.lowcode.contract import Field

_NAMES = re.compile(
    r"(^|_)(phone|mobile|cell|tel|telephone|fax|e?mail|wechat|weixin|qq|id_?card|identity|"
    r"passport|ssn|plate|licen[cs]e|address|addr|home|birth\w*|signature|latitude|longitude|"
    r"contact|first_name|last_name|full_name|family_name|given_name|real_name|"
    r"(customer|person|reporter|user|owner|client|caller|visitor)_name)(_|$|\d)|^name$"
)
_TITLES = re.compile(
    r"电话|手机|联系方式|联系人|邮箱|邮件|微信|身份证|证件|护照|车牌|姓名|住址|地址|生日|出生|签名|"
    r"\b(phone|mobile|e-?mail|id (card|number)|passport|licen[cs]e plate|number plate|"
    r"full name|home address|address|contact|birthday|signature)\b",
    re.IGNORECASE,
)
_SAMPLES = {
    "phone": re.compile(r"(\+?\d{1,3}[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\+\d[\d -]{6,16}\d"),
    "mail": re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}\.[a-zA-Z]{2,24}"),
    "id number": re.compile(r"\d{17}[\dXx]"),
    "plate": re.compile(r"[\u4e00-\u9fff][A-Z][·. ]?[A-Z0-9]{5,6}"),
    "address": re.compile(r".{0,60}(省|市|区|县).{0,60}(路|街|道|巷|村).{0,40}号.{0,40}"),
}


def looks_personal(name: str, field: Field) -> str:
    """Return what makes the field look personal ("" if nothing does)."""
    if _NAMES.search(name):
        return name
    for title in field.title.values():
        if found := _TITLES.search(title[:200]):
            return found.group()
    if field.schema.get("format") in {"email", "idn-email"}:
        return "email"
    return next((kind for text in _samples(field) if (kind := _kind_of(text))), "")


def _samples(field: Field) -> list[str]:
    found: list[object] = []
    for keyword in ("examples", "enum"):
        listed = field.schema.get(keyword)
        found += listed[:50] if isinstance(listed, list) else []
    found.append(field.schema.get("default"))
    return [text[:200] for text in found if isinstance(text, str)]


def _kind_of(text: str) -> str:
    matches = (kind for kind, sample in _SAMPLES.items() if sample.fullmatch(text.strip()))
    return next(matches, "")
