"""Does it look personal? By a field's name or title, or by a value's form.

PIPL article 4 and GDPR article 4(1): what identifies a person or makes one identifiable. A
guess only ever asks a question; the answer is the class that a person writes down.
"""

import re

_NAMES = re.compile(
    r"(^|_)(phone|mobile|cell|tel|telephone|fax|e?mail|wechat|weixin|qq|id_?card|identity|"
    r"passport|ssn|plate|licen[cs]e|address|addr|home|birth\w*|signature|latitude|longitude|"
    r"contact|first_name|last_name|full_name|family_name|given_name|real_name|"
    r"(bank|credit|debit)_?(card|account)|iban|card_?(no|number)|"
    r"(customer|person|reporter|user|owner|client|caller|visitor)_name)(_|$|\d)|^name$"
)
_TITLES = re.compile(
    r"电话|手机|联系方式|联系人|邮箱|邮件|微信|身份证|证件|护照|车牌|姓名|住址|地址|生日|出生|签名|"
    r"银行卡|银行账[号户]|卡号|"
    r"\b(phone|mobile|e-?mail|id (card|number)|passport|licen[cs]e plate|number plate|"
    r"full name|home address|address|contact|birthday|signature|bank (card|account)|card number)\b",
    re.IGNORECASE,
)
_SAMPLES = {
    "phone": re.compile(r"(\+?\d{1,3}[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\+\d[\d -]{6,16}\d"),
    "mail": re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}\.[a-zA-Z]{2,24}"),
    "id number": re.compile(r"\d{17}[\dXx]"),
    "plate": re.compile(r"[\u4e00-\u9fff][A-Z][·. ]?[A-Z0-9]{5,6}"),
    "address": re.compile(r".{0,60}(省|市|区|县).{0,60}(路|街|道|巷|村).{0,40}号.{0,40}"),
}
_CARD = re.compile(r"\d(?:[ -]?\d){14,18}")
_WITHIN = re.compile(r"[^@\s]@[^@\s]+\.[a-zA-Z]{2}|\d(?:[ -]?\d){6}")
"""A mail address, or seven digits and more, anywhere in a text."""


def personal_name(name: str) -> str:
    """Return the field's name if names like it stand for persons, else "".

    >>> personal_name("customer_phone"), personal_name("bank_card"), personal_name("result")
    ('customer_phone', 'bank_card', '')
    """
    return name if _NAMES.search(name) else ""


def personal_title(title: str) -> str:
    """Return the word of a title that speaks of persons, else "".

    >>> personal_title("客户手机号"), personal_title("Bank account"), personal_title("结果")
    ('手机', 'Bank account', '')
    """
    found = _TITLES.search(title[:200])
    return found.group() if found else ""


def personal_kind(value: str) -> str:
    """Return what a value looks like (phone, mail, id number, bank card, plate, address), or "".

    >>> personal_kind("13800138000"), personal_kind("6222 0212 3456 7890 128"), personal_kind("12")
    ('phone', 'bank card', '')
    """
    text = value.strip()[:200]
    kind = next((kind for kind, sample in _SAMPLES.items() if sample.fullmatch(text)), "")
    return kind or ("bank card" if _CARD.fullmatch(text) and _passes_luhn(text) else "")


def speaks_of_person(text: str) -> bool:
    """Tell whether a text holds a mail address, or so many digits that they may be a number.

    >>> speaks_of_person("call 138 0013 8000"), speaks_of_person("for WO-2026-000012")
    (True, False)
    """
    return _WITHIN.search(re.sub(r"\b[A-Z]{2}-\d{4}-\d+", "", text)) is not None


def _passes_luhn(text: str) -> bool:
    """Check the last digit of a card number (ISO/IEC 7812-1, annex B)."""
    digits = [int(char) for char in reversed(text) if char.isdigit()]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0
