"""Why somebody wants to see a personal value, or to have it gone: said, and fit for the trail.

The trail is never erased; a reason that quotes a number or an address would stand there for ever.
"""

from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_line
from gongdan.rooms.privacy.contract import PRESETS, speaks_of_person
from gongdan.rooms.privacy.domain.refusals import PrivacyCode, malformed

SHORTEST, LONGEST = 4, 200


def checked_reason(said: str, field: str = "/reason") -> str | Refused:
    """Return the reason as it is recorded: a preset's code, or the words given."""
    if said in PRESETS:
        return said
    words = clean_line(said, limit=LONGEST)
    if isinstance(words, TextFault):
        return malformed(PrivacyCode.REASON_UNUSABLE, field, limit=LONGEST)
    if _weight(words) < SHORTEST:
        return malformed(PrivacyCode.REASON_MISSING, field, shortest=SHORTEST)
    if speaks_of_person(words):
        return malformed(PrivacyCode.REASON_PERSONAL, field)
    return words


def _weight(words: str) -> int:
    """Count letters; a Han character says as much as two."""
    return sum(2 if "\u3400" <= char <= "\u9fff" else 1 for char in words)
