"""A stranger's report becomes an order's: what is asked for, and what is not taken."""

from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_text
from gongdan.rooms.portal.contract import ReportPublicly
from gongdan.rooms.portal.domain.links import LOCALES
from gongdan.rooms.portal.domain.refusals import PortalCode, refuse

LONGEST_TEXT = 4_000
MOST_FILES = 10
_TITLE = 60


def report_fault(command: ReportPublicly) -> Refused | None:
    """Return why a report is not taken, before anything is looked up."""
    if command.website:
        return refuse(PortalCode.NOT_TAKEN)
    if len(command.files) > MOST_FILES:
        return refuse(PortalCode.TOO_MANY_FILES, field="/files", most=MOST_FILES)
    if command.locale not in LOCALES:
        return refuse(PortalCode.LOCALE_UNKNOWN, field="/locale")
    named = command.name.strip() or command.phone.strip() or command.email.strip()
    if named and not command.consent:
        return refuse(PortalCode.CONSENT_MISSING, field="/consent")
    return _text_fault(command.text)


def _text_fault(words: str) -> Refused | None:
    text = clean_text(words, limit=LONGEST_TEXT)
    if isinstance(text, TextFault):
        return refuse(PortalCode.TEXT_UNUSABLE, field="/text", limit=LONGEST_TEXT)
    return None if text.strip() else refuse(PortalCode.TEXT_MISSING, field="/text")


def title_and_description(text: str) -> tuple[str, str]:
    r"""Return the first words as a title, and all of it as description where that says more.

    >>> title_and_description("Lamp is out")
    ('Lamp is out', '')
    >>> title_and_description("Lamp is out\nin room 5")
    ('Lamp is out', 'Lamp is out\nin room 5')
    """
    whole = text.strip()
    first = whole.splitlines()[0].strip()
    title = first if len(first) <= _TITLE else first[: _TITLE - 1].rstrip() + "…"
    return title, "" if title == whole else whole
