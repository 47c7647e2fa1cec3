"""Which passwords are taken: long ones, of whatever characters (NIST SP 800-63B, 5.1.1.2).

No rules of composition and no forced change; what is refused is what guessing tries first.
"""

import unicodedata

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.domain.refusals import Refusal, refuse

SHORTEST = 10
LONGEST = 256
_FEWEST_DIFFERENT = 5
_TELLING = 3
"""Characters from which on a log-in inside a password gives it away; "li" is in many words."""

_GUESSED_FIRST = frozenset(
    "admin administrator changeme default gongdan guest iloveyou letmein login master monkey pass"
    " passwd password passwort qwerty root secret test user welcome woaini".split()
)
_IN_A_ROW = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_LEET = str.maketrans("@013457$!", "aoleastsi")

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Characters that nobody takes for one another, on paper or by telephone."""

ONE_TIME_BYTES = 16


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
    if _is_common(text.casefold()):
        return refuse(Refusal.PASSWORD_TOO_COMMON, field=field)
    if len(login) >= _TELLING and login.casefold() in text.casefold():
        return refuse(Refusal.PASSWORD_HOLDS_LOGIN, field=field)
    return None


def is_hashable(password: str) -> bool:
    """Tell whether a password may be hashed at all: no novel, and nothing but characters."""
    return len(password) <= LONGEST and not any("\ud800" <= char <= "\udfff" for char in password)


def one_time_password(chance: bytes) -> str:
    """Spell 16 random bytes as a password to be typed once: four groups of four, 79 bits."""
    spelt = "".join(_LETTERS[byte % len(_LETTERS)] for byte in chance[:ONE_TIME_BYTES])
    return "-".join(spelt[at : at + 4] for at in range(0, ONE_TIME_BYTES, 4))


def _is_common(text: str) -> bool:
    """Tell whether a text is a word that is tried first, dressed up with digits and signs, or a
    walk along the keyboard.
    """
    word = text.strip("0123456789!?.#%&*-_ ")
    rows = (row for each in _IN_A_ROW for row in (each, each[::-1]))
    return word.translate(_LEET) in _GUESSED_FIRST or any(text in row for row in rows)
