"""All checks of a bundle: the envelope's own, then each section's by whoever is in charge."""

import re
from collections.abc import Iterator
from itertools import islice

from gongdan.rooms.lowcode.contract import (
    FOREIGN_SECTIONS,
    Bundle,
    Change,
    Finding,
    Known,
    Section,
    Sections,
)
from gongdan.rooms.lowcode.domain.fields import FieldsSection
from gongdan.rooms.lowcode.domain.flow import FlowSection
from gongdan.rooms.lowcode.domain.forms import FormsSection
from gongdan.rooms.lowcode.domain.notices import NotificationsSection, notice_doubts
from gongdan.rooms.lowcode.domain.numbering import NumberingSection
from gongdan.rooms.lowcode.domain.personal import personal_doubts
from gongdan.rooms.lowcode.domain.rights import PermissionsSection
from gongdan.rooms.lowcode.domain.tables import TablesSection, gaps_in
from gongdan.rooms.lowcode.domain.words import missing_words

KEY = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
MAX_FINDINGS = 100


def own_sections() -> tuple[Section, ...]:
    """Return the sections of which lowcode itself is in charge."""
    return (
        FieldsSection(),
        FormsSection(),
        FlowSection(),
        TablesSection(),
        NotificationsSection(),
        PermissionsSection(),
        NumberingSection(),
    )


def check_bundle(
    bundle: Bundle, sections: Sections, known: Known | None = None
) -> tuple[Finding, ...]:
    """Return what keeps a bundle from being published, at most `MAX_FINDINGS`."""
    return tuple(islice(_findings(bundle, sections, known or Known()), MAX_FINDINGS))


def doubts(bundle: Bundle) -> Iterator[Finding]:
    """Find what may be meant so and may be an oversight; nothing is kept from being published."""
    yield from personal_doubts(bundle)
    yield from gaps_in(bundle)
    yield from notice_doubts(bundle)


def _findings(bundle: Bundle, sections: Sections, known: Known) -> Iterator[Finding]:
    if not KEY.fullmatch(bundle.key):
        yield Finding("bundle_key_malformed", "key", {"key": bundle.key[:80]})
    yield from missing_words(bundle.title, "title")
    for name in FOREIGN_SECTIONS:
        if getattr(bundle, name) and name not in sections:
            yield Finding("section_without_owner", name, {"section": name})
    for section in sections:
        yield from section.check(bundle, known)


def differences(before: Bundle, after: Bundle, sections: Sections) -> tuple[Change, ...]:
    """Return what changed from one version to another, section by section."""
    return tuple(change for section in sections for change in section.diff(before, after))
