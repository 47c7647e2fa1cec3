"""Erasing a person: first outside the database, then the key, then what stands beside it.

Each step may be done again: what a crash cut short is finished by `resume`, and what a restore
brought back is erased again by `replay`, from the ledger outside the database.
"""

from collections.abc import Sequence
from uuid import UUID

from gongdan.kernel.audit import Deed
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.privacy.contract import (
    SUBJECT_ERASE,
    Asker,
    EraseSubject,
    Erasure,
)
from gongdan.rooms.privacy.domain.reasons import checked_reason
from gongdan.rooms.privacy.domain.refusals import PrivacyCode, malformed, refuse, unknown
from gongdan.rooms.privacy.handlers.parts import SUBJECT, Means
from gongdan.rooms.privacy.store import subjects as store

ERASED = "subject.erased"
"""The act in the trail that says: everything is gone. Its proof is the certificate's."""

_ITSELF = Actor(ActorKind.RULE, name="privacy")


class Erasing:
    """Erases persons; returns when everything is gone."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def erase(self, asker: Asker, subject: UUID, command: EraseSubject) -> Erasure | Refused:
        """Erase a person for ever."""
        reason = checked_reason(command.reason)
        if isinstance(reason, Refused):
            return reason
        if command.confirm != subject:
            return malformed(PrivacyCode.SUBJECT_NOT_CONFIRMED, "/confirm")
        if asker.actor.id == subject:
            return refuse(PrivacyCode.SUBJECT_IS_ONESELF)
        if not await self._means.holdings(asker.tenant, subject):
            return unknown(PrivacyCode.SUBJECT_UNKNOWN)
        return await self.erase_for(asker, subject, reason)

    async def erase_for(self, asker: Asker, subject: UUID, reason: str) -> Erasure | Refused:
        """Erase a person, the reason being checked already."""
        means, tenant = self._means, asker.tenant
        asked = Erasure(
            id=means.ids(),
            subject=subject,
            reason=reason,
            asked_by=asker.actor.id,
            asked_at=means.clock(),
            done_at=None,
            keys_gone_at=None,
            cleared={},
        )
        async with means.database.writing(tenant) as writer:
            hold = await store.hold_of(writer, tenant, subject)
            if hold is not None:
                return refuse(PrivacyCode.SUBJECT_ON_HOLD, reason=hold)
            if not await store.ask_erasure(writer, tenant, asked):
                return refuse(PrivacyCode.SUBJECT_ERASED)
            await means.told(asker, SUBJECT_ERASE, subject, writer, reason=reason)
        return await self._finish(tenant, asked)

    async def resume(self, tenant: UUID) -> int:
        """Finish erasures that were cut short; returns how many."""
        async with self._means.database.reading(tenant) as reader:
            begun = await store.open_erasures(reader, tenant)
        for each in begun:
            await self._finish(tenant, each)
        return len(begun)

    async def replay(self, tenant: UUID) -> int:
        """Erase again whom the ledger names and the database knows; returns how many."""
        again = 0
        for subject in await self._means.ledger.subjects(tenant):
            await self._clear(tenant, subject)
            again += 1
        return again

    async def newest(self, tenant: UUID, limit: int) -> Sequence[Erasure]:
        """Return erasures, newest first."""
        async with self._means.database.reading(tenant) as reader:
            return await store.newest_erasures(reader, tenant, limit)

    async def _finish(self, tenant: UUID, erasure: Erasure) -> Erasure:
        means, subject = self._means, erasure.subject
        # first of all the ledger: whatever breaks from here on, a restore knows of it
        line = await means.ledger.append(tenant, subject, erasure.asked_at)
        cleared = await self._clear(tenant, subject)
        now = means.clock()
        async with means.database.writing(tenant) as writer:
            await store.end_erasure(writer, tenant, subject, cleared=cleared, now=now)
            deed = Deed(
                tenant=tenant,
                actor=_ITSELF,
                act=ERASED,
                object=Ref(SUBJECT, subject),
                facts={"ledger": line, **{f"{room}_places": n for room, n in cleared.items()}},
            )
            await means.trail.record(deed, writer)
            done = await store.erasure_of(writer, tenant, subject)
        return done or erasure

    async def _clear(self, tenant: UUID, subject: UUID) -> dict[str, int]:
        await self._means.vault.destroy(tenant, subject)
        return {
            name: await room.holdings.erase(tenant, subject)
            for name, room in self._means.rooms.items()
        }
