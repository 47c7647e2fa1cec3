"""What a user's data must be like before it is kept."""

from functools import cache
from zoneinfo import available_timezones

from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_identifier, clean_line
from gongdan.rooms.identity.domain.refusals import Refusal, refuse

LOCALES = ("zh", "en")
_LOGIN_LIMIT = 64
_NAME_LIMIT = 120


class Login(Struct, frozen=True):
    """A login as shown, and the key under which it is unique (letter case makes no difference)."""

    text: str
    key: str


def clean_login(raw: str) -> Login | Refused:
    """Return a login as it is kept; spaces and invisible characters can't be part of one."""
    text = clean_identifier(raw, limit=_LOGIN_LIMIT)
    if isinstance(text, TextFault) or " " in text:
        return refuse(Refusal.LOGIN_UNUSABLE, field="/login", longest=_LOGIN_LIMIT)
    return Login(text, text.casefold())


def clean_name(raw: str, field: str = "/name") -> str | Refused:
    """Return a name as it is kept: one line of 1 to 120 characters."""
    name = clean_line(raw, limit=_NAME_LIMIT)
    if isinstance(name, TextFault) or not name:
        return refuse(Refusal.NAME_UNUSABLE, field=field, longest=_NAME_LIMIT)
    return name


def check_place(locale: str, zone: str) -> Refused | None:
    """Return why a language or a time zone is not known here, or None."""
    if locale not in LOCALES:
        return refuse(Refusal.LOCALE_UNKNOWN, field="/locale", known=list(LOCALES))
    if zone not in _zones():
        return refuse(Refusal.ZONE_UNKNOWN, field="/zone")
    return None


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
