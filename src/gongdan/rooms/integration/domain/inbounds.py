"""What an inbound may be: its key and name, what it does, and where it takes what from. Pure."""

import re
from collections.abc import Iterator

from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_line
from gongdan.rooms.integration.contract import Advances, Inbound, Starts, Take
from gongdan.rooms.integration.domain.answers import is_pointer
from gongdan.rooms.integration.domain.connectors import KEY
from gongdan.rooms.integration.domain.refusals import Refusal, malformed

FIELDS = "fields."
"""Before the key of a field, in what a value is taken for."""

LINES = frozenset(
    {"title", "place", "contact_name", "contact_phone", "contact_email", "location_address"}
)
COUNTS = frozenset({"urgency", "impact"})
PARTS = frozenset({*LINES, *COUNTS, "description", "asset", "due_at"})
"""The parts of a report that a body may fill, besides the fields of its definition."""

MOST_TAKES = 60
_MESSAGE = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)


def inbound_fault(wanted: Inbound) -> Refused | None:
    """Return why an inbound can't be kept."""
    if not KEY.fullmatch(wanted.key):
        return malformed(Refusal.INBOUND_KEY_UNUSABLE, "/key")
    if isinstance(clean_line(wanted.name, limit=120), TextFault) or not wanted.name.strip():
        return malformed(Refusal.INBOUND_NAME_UNUSABLE, "/name")
    if not is_pointer(wanted.key_at):
        return malformed(Refusal.INBOUND_PLACE_UNUSABLE, "/key_at")
    return next(_fault_of(wanted.does), None)


def _fault_of(does: Starts | Advances) -> Iterator[Refused]:
    if isinstance(does, Advances):
        if not _MESSAGE.fullmatch(does.message):
            yield malformed(Refusal.INBOUND_MESSAGE_UNUSABLE, "/does/message")
        if not does.at or not is_pointer(does.at):
            yield malformed(Refusal.INBOUND_PLACE_UNUSABLE, "/does/at")
        if does.field and not KEY.fullmatch(does.field):
            yield malformed(Refusal.INBOUND_TAKE_UNUSABLE, "/does/field", to=does.field)
    yield from _take_faults(does)


def _take_faults(does: Starts | Advances) -> Iterator[Refused]:
    if len(does.takes) > MOST_TAKES:
        yield malformed(Refusal.INBOUND_TAKE_UNUSABLE, "/does/takes", to=does.takes[-1].to)
    seen = set[str]()
    for place, take in enumerate(does.takes):
        where = f"/does/takes/{place}"
        if take.to in seen or not (_is_field(take.to) or _is_part(does, take)):
            yield malformed(Refusal.INBOUND_TAKE_UNUSABLE, f"{where}/to", to=take.to)
        if not is_pointer(take.at) or not (take.at or take.otherwise):
            yield malformed(Refusal.INBOUND_PLACE_UNUSABLE, f"{where}/at")
        seen.add(take.to)


def _is_field(to: str) -> bool:
    return to.startswith(FIELDS) and bool(KEY.fullmatch(to.removeprefix(FIELDS)))


def _is_part(does: Starts | Advances, take: Take) -> bool:
    return isinstance(does, Starts) and take.to in PARTS
