"""Consents: what a person agreed to, in which words, when, how, and until when."""

from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from msgspec import Struct

CONSENT_RECORD = "consent.record"
Channel = Literal["desk", "portal", "phone", "paper", "api"]


class Consent(Struct, frozen=True, kw_only=True):
    """One consent; it stands while `withdrawn_at` is None."""

    id: UUID
    subject: UUID
    purpose: str
    text_version: int
    language: str
    channel: str
    given_at: datetime
    withdrawn_at: datetime | None


class GiveConsent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person agreed to a purpose, in the words of that version and language."""

    subject: UUID
    purpose: str
    text_version: int
    language: Literal["zh", "en"]
    channel: Channel = "desk"


class WithdrawConsent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person takes it back; what it allowed stops at once."""

    channel: Channel = "desk"


class ConsentText(Struct, frozen=True, kw_only=True):
    """The words to which people agree, in both languages; a version never changes."""

    purpose: str
    version: int
    title: dict[str, str]
    body: dict[str, str]


class Consents(Protocol):
    """What others ask before they process something for which consent is needed."""

    async def stands(self, tenant: UUID, subject: UUID, purpose: str) -> bool: ...
