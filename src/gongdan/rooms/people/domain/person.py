"""What makes a person's entry right: a clean name, plain skill tags, a number to call."""

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_identifier, clean_line, fold
from gongdan.rooms.people.contract import USUAL, Work
from gongdan.rooms.people.domain.refusals import Refusal, malformed
from gongdan.rooms.people.domain.work import cleaned_work
from gongdan.rooms.privacy.contract import Sealed

NAME_LIMIT = 120
PHONE_LIMIT = 40
SKILL_LIMIT = 40
"""Code points of each text."""

SKILLS_LIMIT = 50
"""Skills that one person may have."""


class PersonRecord(Struct, frozen=True, kw_only=True):
    """A person as it is kept: the phone number and their places sealed, the unit with its path."""

    id: UUID
    name: str
    user: UUID | None = None
    unit: UUID | None = None
    unit_path: str = ""
    skills: tuple[str, ...] = ()
    working: Work = USUAL
    sealed: dict[str, Sealed] = {}
    active: bool = True
    version: int = 1

    @property
    def subject(self) -> UUID:
        """Whose key seals: the account's, so that a person's orders and entry are erased as one."""
        return self.user or self.id


def checked(person: PersonRecord) -> PersonRecord | Refused:
    """Return the person with name and skills cleaned, or why it can't be kept."""
    name = clean_line(person.name, limit=NAME_LIMIT)
    if isinstance(name, TextFault) or not name:
        return malformed(Refusal.PERSON_TEXT_UNUSABLE, "/name", limit=NAME_LIMIT)
    skills = clean_skills(person.skills)
    if isinstance(skills, Refused):
        return skills
    work = cleaned_work(person.working, skills)
    if isinstance(work, Refused):
        return work
    return replace(person, name=name, skills=skills, working=work)


def clean_skills(skills: Iterable[str]) -> tuple[str, ...] | Refused:
    """Return skill tags, each once whatever its case, in order of their folded form."""
    tags: dict[str, str] = {}
    for place, skill in enumerate(skills):
        tag = clean_identifier(skill, limit=SKILL_LIMIT)
        if isinstance(tag, TextFault):
            return malformed(Refusal.PERSON_TEXT_UNUSABLE, f"/skills/{place}", limit=SKILL_LIMIT)
        tags.setdefault(fold(tag), tag)
    if len(tags) > SKILLS_LIMIT:
        return malformed(Refusal.PERSON_SKILLS_TOO_MANY, "/skills", limit=SKILLS_LIMIT)
    return tuple(tags[key] for key in sorted(tags))


def clean_phone(phone: str | None) -> str | Refused:
    """Return a phone number as it was written, cleaned; "" takes it away."""
    line = clean_line(phone or "", limit=PHONE_LIMIT)
    if isinstance(line, TextFault):
        return malformed(Refusal.PERSON_TEXT_UNUSABLE, "/phone", limit=PHONE_LIMIT)
    if line and sum(map(str.isdigit, line)) < 5:
        return malformed(Refusal.PERSON_PHONE_UNUSABLE, "/phone")
    return line
