"""Which passwords are taken: long ones, of whatever characters (NIST SP 800-63B, 5.1.1.2).

No rules of composition and no forced change; what is refused is what guessing tries first.
"""

import unicodedata

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.domain.refusals import Refusal, refuse

SHORTEST = 10
LONGEST = 256
_FEWEST_DIFFERENT = 5


def normal_password(password: str) -> str:
    """Return the form that is hashed: the same keys give the same bytes on each device (NFC)."""
    return unicodedata.normalize("NFC", password)


def check_new_password(password: str, login: str, field: str = "/password") -> Refused | None:
    """Return why a new password is not taken, or None."""
    text = normal_password(password)
    if len(text) < SHORTEST:
        return refuse(Refusal.PASSWORD_TOO_SHORT, field=field, shortest=SHORTEST)
    if not is_hashable(text):
        return refuse(Refusal.PASSWORD_TOO_LONG, field=field, longest=LONGEST)
    if len(set(text)) < _FEWEST_DIFFERENT:
        return refuse(Refusal.PASSWORD_TOO_PLAIN, field=field, different=_FEWEST_DIFFERENT)
    if login and login.casefold() in text.casefold():
        return refuse(Refusal.PASSWORD_HOLDS_LOGIN, field=field)
    return None


def is_hashable(password: str) -> bool:
    """Tell whether a password may be hashed at all: no novel, and nothing but characters."""
    return len(password) <= LONGEST and not any("\ud800" <= char <= "\udfff" for char in password)
