"""What people holds of somebody: revealed, found, copied and forgotten."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Action, Principal, View, decide_access, field_view
from gongdan.rooms.people.contract import USUAL
from gongdan.rooms.people.domain.person import PersonRecord
from gongdan.rooms.people.domain.refusals import Refusal
from gongdan.rooms.people.handlers.register import KIND
from gongdan.rooms.people.store.absences import absences_of, contests_of, forget_beside
from gongdan.rooms.people.store.people import NOBODY, active_among, entries_of, forget_names
from gongdan.rooms.people.store.rostered import rostered_of
from gongdan.rooms.privacy.contract import Clear, Copy, Holding, PrivacyClass, Vault

EVER = datetime(1, 1, 2, tzinfo=UTC)
"""Before any absence: all of them are asked for."""

REVEALABLE = frozenset({"phone"})
"""Where somebody lives or is stays with themselves: it is never shown to anybody else."""


class PeopleReveals:
    """Fulfils `privacy.Revealable` for people, and for users: their entry as people."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def clear(self, asker: Principal, thing: UUID, fields: Sequence[str]) -> Clear | Refused:
        """Return the fields of one person's entry in clear; `thing` is its id or the account's."""
        async with self._database.reading(asker.tenant) as reader:
            entries = await entries_of(reader, asker.tenant, thing)
        found = next(iter(entries), None)
        if found is None or not _reaches(asker, Action.PERSON_READ, found):
            return Refused(Refusal.PERSON_NOT_FOUND, RefusalKind.NOT_FOUND)
        view = field_view(asker, KIND.name).get(PrivacyClass.PERSONAL, View.HIDDEN)
        if view is View.HIDDEN or not _reaches(asker, Action.PERSONAL_REVEAL, found):
            return Refused("reveal_out_of_reach", RefusalKind.FORBIDDEN)
        asked = {
            name: found.sealed[name] for name in fields if name in REVEALABLE & set(found.sealed)
        }
        opened = await self._vault.open(asker.tenant, found.id, asked)
        return Clear(opened, tuple(name for name in asked if name not in opened))


class PeopleHoldings:
    """`privacy.SubjectHoldings` and `SubjectCopies`: what people holds of a subject."""

    def __init__(self, database: Database, vault: Vault | None = None) -> None:
        self._database = database
        self._vault = vault

    async def find(self, tenant: UUID, subject: UUID) -> list[Holding]:
        """Return the entries that are about the subject, with the fields that are personal."""
        return [
            Holding(Ref(KIND.name, each.id), ("name", *each.sealed))
            for each in await self._entries(tenant, subject)
        ]

    async def erase(self, tenant: UUID, subject: UUID) -> int:
        """Take what stands beside the ciphertext: the name, how they work, when they are away."""
        async with self._database.writing(tenant) as writer:
            beside = await forget_beside(writer, tenant, subject)
            return beside + await forget_names(writer, tenant, subject)

    async def copy(self, tenant: UUID, subject: UUID) -> list[Copy]:
        """Return what the entries say."""
        copies = []
        for each in await self._entries(tenant, subject):
            opened = await self._vault.open(tenant, each.id, each.sealed) if self._vault else {}
            values = {"name": each.name, "skills": ", ".join(each.skills), **opened}
            values |= _worked(each) | await self._beside(tenant, each.id)
            copies.append(Copy(Ref(KIND.name, each.id), values))
        return copies

    async def _beside(self, tenant: UUID, person: UUID) -> dict[str, str]:
        """Return absences, rostered days (minutes after midnight) and what was contested."""
        async with self._database.reading(tenant) as reader:
            away = (await absences_of(reader, tenant, [person], EVER)).get(person, ())
            contests = await contests_of(reader, tenant, person)
            days = (await rostered_of(reader, tenant, [person], EVER.date())).get(person, ())
        found = {
            f"absence {at}": "/".join(one.isoformat() for one in (each.begins, each.ends) if one)
            for at, each in enumerate(away, 1)
        }
        found |= {f"roster {each.day}": f"{each.begins}-{each.ends}" for each in days}
        for at, one in enumerate(contests, 1):
            said = await self._vault.open(tenant, one.id, one.sealed) if self._vault else {}
            found[f"contest {at}"] = " | ".join([one.about, one.outcome, *said.values()])
        return found

    async def subjects_of(self, tenant: UUID, person: UUID) -> list[UUID]:
        """Return whose key an entry is sealed with: the account's person, or the entry's own."""
        return [each.subject for each in await self._entries(tenant, person)]

    async def kept(self, tenant: UUID, subjects: Sequence[UUID]) -> frozenset[UUID]:
        """Return those of the persons who are at work here."""
        async with self._database.reading(tenant) as reader:
            return await active_among(reader, tenant, subjects)

    async def _entries(self, tenant: UUID, subject: UUID) -> Sequence[PersonRecord]:
        async with self._database.reading(tenant) as reader:
            found = await entries_of(reader, tenant, subject)
        return [each for each in found if each.name != NOBODY]


def _worked(person: PersonRecord) -> dict[str, str]:
    """Return how somebody works, as the text that is stored."""
    return (
        {} if person.working == USUAL else {"working": msgspec.json.encode(person.working).decode()}
    )


def _reaches(principal: Principal, action: Action, person: PersonRecord) -> bool:
    return holds(decide_access(principal, action, KIND.name), KIND.attributes(person))
