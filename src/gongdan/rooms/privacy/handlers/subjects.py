"""A person and what is held of him: found, shown, given to him, kept by order of the law."""

from uuid import UUID

from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Refused
from gongdan.rooms.privacy.contract import (
    SUBJECT_EXPORT,
    Asker,
    BlindKind,
    Copy,
    Enclosure,
    FindSubject,
    SubjectsFound,
    SubjectShown,
)
from gongdan.rooms.privacy.domain.reasons import checked_reason
from gongdan.rooms.privacy.domain.refusals import PrivacyCode, malformed, refuse, unknown
from gongdan.rooms.privacy.handlers.archive import archive_of
from gongdan.rooms.privacy.handlers.parts import SUBJECT, Means
from gongdan.rooms.privacy.store.consents import consents_of
from gongdan.rooms.privacy.store.subjects import erasure_of, hold_of, lift_hold, place_hold


class Subjects:
    """Answers for one person at a time; every answer with a value in it is told to the trail."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def find(self, asker: Asker, wanted: FindSubject) -> SubjectsFound | Refused:
        """Return the persons behind a whole number, an address, or an entry."""
        if not (wanted.phone or wanted.email or wanted.object):
            return malformed(PrivacyCode.SUBJECT_NOT_NAMED, "/phone")
        found = dict.fromkeys(
            [*await self._by_identity(asker.tenant, wanted), *await self._by_entry(asker, wanted)]
        )
        held = [each for each in found if await self._means.holdings(asker.tenant, each)]
        return SubjectsFound(tuple(held)) if held else unknown(PrivacyCode.SUBJECT_UNKNOWN)

    async def show(self, asker: Asker, subject: UUID) -> SubjectShown | Refused:
        """Return what is known of a person: places and names of fields, never a value."""
        means, tenant = self._means, asker.tenant
        holdings = await means.holdings(tenant, subject)
        async with means.database.reading(tenant) as reader:
            consents = await consents_of(reader, tenant, subject)
            erasure = await erasure_of(reader, tenant, subject)
            hold = await hold_of(reader, tenant, subject)
        if not (holdings or consents or erasure):
            return unknown(PrivacyCode.SUBJECT_UNKNOWN)
        things = [Ref(SUBJECT, subject), *(each.where for each in holdings)]
        return SubjectShown(
            id=subject,
            holdings=tuple(holdings),
            consents=tuple(consents),
            seen=tuple(await means.looks.at(tenant, things)),
            hold=hold,
            erasure=erasure,
        )

    async def export(self, asker: Asker, subject: UUID, reason: str) -> bytes | Refused:
        """Return all that is held of a person as a ZIP, for nobody but that person."""
        said = checked_reason(reason)
        if isinstance(said, Refused):
            return said
        shown = await self.show(asker, subject)
        if isinstance(shown, Refused):
            return shown
        if shown.erasure is not None:
            return refuse(PrivacyCode.SUBJECT_ERASED)
        copies = await self._copies(asker.tenant, subject)
        await self._means.told(asker, SUBJECT_EXPORT, subject, reason=said, things=len(copies))
        files = await self._enclosures(asker.tenant, subject)
        return archive_of(shown, copies, files, by=asker, now=self._means.clock())

    async def hold(self, asker: Asker, subject: UUID, reason: str) -> Refused | None:
        """Keep a person's data from being erased, for a legal reason."""
        said = checked_reason(reason)
        if isinstance(said, Refused):
            return said
        shown = await self.show(asker, subject)
        if isinstance(shown, Refused):
            return shown
        if shown.erasure is not None:
            return refuse(PrivacyCode.SUBJECT_ERASED)
        means, tenant = self._means, asker.tenant
        async with means.database.writing(tenant) as writer:
            await place_hold(writer, tenant, subject, said, by=asker.actor.id, now=means.clock())
            await means.told(asker, "subject.hold", subject, writer, reason=said)
        return None

    async def release(self, asker: Asker, subject: UUID, reason: str) -> Refused | None:
        """Lift a hold."""
        said = checked_reason(reason)
        if isinstance(said, Refused):
            return said
        async with self._means.database.writing(asker.tenant) as writer:
            if not await lift_hold(writer, asker.tenant, subject):
                return refuse(PrivacyCode.SUBJECT_NOT_ON_HOLD)
            await self._means.told(asker, "subject.release", subject, writer, reason=said)
        return None

    async def _copies(self, tenant: UUID, subject: UUID) -> list[Copy]:
        rooms = [room.copies for room in self._means.rooms.values() if room.copies]
        return [copy for room in rooms for copy in await room.copy(tenant, subject)]

    async def _enclosures(self, tenant: UUID, subject: UUID) -> list[Enclosure]:
        rooms = [room.files for room in self._means.rooms.values() if room.files]
        return [file for room in rooms for file in await room.enclosures(tenant, subject)]

    async def _by_identity(self, tenant: UUID, wanted: FindSubject) -> list[UUID]:
        if not (wanted.phone or wanted.email):
            return []
        vault = self._means.vault
        known = await vault.known_subject(tenant, phone=wanted.phone, email=wanted.email)
        digests = [
            await vault.blind(tenant, kind, value) if value else None
            for kind, value in ((BlindKind.PHONE, wanted.phone), (BlindKind.EMAIL, wanted.email))
        ]
        found = [known] if known else []
        for room in self._means.rooms.values():
            if room.finder is not None:
                found += await room.finder.locate(tenant, *digests)
        return found

    async def _by_entry(self, asker: Asker, wanted: FindSubject) -> list[UUID]:
        """A customer, person or user is a subject by its own id; an order speaks of one."""
        if wanted.object is None:
            return []
        return [wanted.object.id, *await self._means.needs.spoken_of(asker.tenant, wanted.object)]
