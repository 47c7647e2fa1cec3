"""The ledger of consents, and the texts that people agree to."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from uuid import UUID

import msgspec

from gongdan.kernel.database import Writer
from gongdan.kernel.messages import Refused
from gongdan.rooms.privacy.contract import (
    Asker,
    Consent,
    ConsentText,
    GiveConsent,
    WithdrawConsent,
)
from gongdan.rooms.privacy.domain.refusals import PrivacyCode, malformed, refuse, unknown
from gongdan.rooms.privacy.handlers.parts import Means
from gongdan.rooms.privacy.store import consents as store


@cache
def consent_texts() -> Sequence[ConsentText]:
    """Return the texts that come with the program, every version; none is ever changed."""
    text = (files("gongdan.rooms.privacy") / "texts" / "consents.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)["text"], list[ConsentText])


class ConsentLedger:
    """Fulfils `contract.Consents`, and records for staff and portal."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def stands(self, tenant: UUID, subject: UUID, purpose: str) -> bool:
        """Tell whether a person agrees to a purpose now: asked each time, nothing is kept."""
        async with self._means.database.reading(tenant) as reader:
            return await store.stands(reader, tenant, subject, purpose)

    async def give(self, asker: Asker, command: GiveConsent) -> Consent | Refused:
        """Keep that a person agreed."""
        known = {(each.purpose, each.version) for each in consent_texts()}
        if (command.purpose, command.text_version) not in known:
            return malformed(PrivacyCode.CONSENT_TEXT_UNKNOWN, "/text_version")
        means = self._means
        if not await means.holdings(asker.tenant, command.subject):
            return unknown(PrivacyCode.SUBJECT_UNKNOWN)
        given = Consent(
            id=means.ids(), given_at=means.clock(), withdrawn_at=None,
            **msgspec.structs.asdict(command),
        )  # fmt: skip
        async with means.database.writing(asker.tenant) as writer:
            if not await store.add_consent(writer, asker.tenant, given, by=asker.actor.id):
                return refuse(PrivacyCode.CONSENT_STANDS)
            await self._told(asker, "consent.give", given, writer)
        return given

    async def withdraw(
        self, asker: Asker, consent: UUID, command: WithdrawConsent
    ) -> Consent | Refused:
        """Keep that a person took a consent back."""
        means, tenant = self._means, asker.tenant
        async with means.database.writing(tenant) as writer:
            found = await store.consent(writer, tenant, consent)
            if found is None:
                return unknown(PrivacyCode.CONSENT_UNKNOWN)
            now = means.clock()
            if not await store.withdraw(writer, tenant, consent, channel=command.channel, now=now):
                return refuse(PrivacyCode.CONSENT_WITHDRAWN)
            await self._told(asker, "consent.withdraw", found, writer)
        return msgspec.structs.replace(found, withdrawn_at=now)

    async def _told(self, asker: Asker, act: str, consent: Consent, writer: Writer) -> None:
        await self._means.told(
            asker,
            act,
            consent.subject,
            writer,
            purpose=consent.purpose,
            version=consent.text_version,
        )
