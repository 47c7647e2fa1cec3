"""What somebody sees of himself, gives of himself, and says is wrong."""

from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.database import Writer
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.people.contract import (
    Absence,
    AnswerContest,
    Contest,
    GivePlaces,
    MakeContest,
    Person,
    Places,
)
from gongdan.rooms.people.domain.beside import (
    MOST_OPEN_CONTESTS,
    cleaned_answer,
    cleaned_contest,
    given_places,
)
from gongdan.rooms.people.domain.person import PersonRecord
from gongdan.rooms.people.domain.refusals import Refusal
from gongdan.rooms.people.handlers.means import Means
from gongdan.rooms.people.store.absences import (
    ContestRecord,
    absences_of,
    add_contest,
    answer_contest,
    contests_of,
)
from gongdan.rooms.people.store.people import PersonShelf
from gongdan.rooms.people.views import opened_places, people_shown
from gongdan.rooms.privacy.contract import SubjectDestroyedError, resealed, row_place


class AboutMe(Struct, frozen=True, kw_only=True):
    """Everything that people stores about whoever asks; `person` null: nothing at all."""

    person: Person | None
    absences: list[Absence]
    places: Places
    contests: list[Contest]


class OneselfDesk:
    """One's own entry: seen in full, with places that only oneself gives, and objections."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def about(self, principal: Principal) -> AboutMe:
        """Return what is stored about whoever asks."""
        entry = await self._means.own_entry(principal)
        if isinstance(entry, Refused):
            return AboutMe(person=None, absences=[], places=Places(None, None, None), contests=[])
        shown = await people_shown(self._means.vault, principal, [entry])
        async with self._means.database.reading(principal.tenant) as reader:
            away = await absences_of(reader, principal.tenant, [entry.id], self._means.clock())
        return AboutMe(
            person=shown[0],
            absences=list(away.get(entry.id, ())),
            places=await self._places(principal.tenant, entry),
            contests=await self._contests(principal.tenant, entry.id),
        )

    async def give_places(self, principal: Principal, command: GivePlaces) -> Places | Refused:
        """Keep where one starts from and is, sealed; what is null is taken back."""
        entry = await self._means.own_entry(principal)
        if isinstance(entry, Refused):
            return entry
        given = given_places(command, self._means.clock())
        if isinstance(given, Refused):
            return given
        sealed = await resealed(
            self._means.vault,
            principal.tenant,
            entry.id,
            subject=entry.subject,
            before=entry.sealed,
            given=given,
        )
        changed = replace(entry, sealed=sealed)
        async with self._means.database.writing(principal.tenant) as writer:
            kept = await PersonShelf().save(writer, principal.tenant, changed)
            if kept is None:
                return Refused(Refusal.PERSON_CHANGED_MEANWHILE, RefusalKind.CONFLICT)
            await self._told(principal, "place", entry.id, writer)
        return await self._places(principal.tenant, changed)

    async def contest(self, principal: Principal, command: MakeContest) -> Contest | Refused:
        """Keep what somebody says is wrong about him."""
        entry, clean = await self._means.own_entry(principal), cleaned_contest(command)
        if isinstance(entry, Refused):
            return entry
        if isinstance(clean, Refused):
            return clean
        made = self._means.ids()
        place = row_place(made)
        try:
            sealed = await self._means.vault.seal(
                principal.tenant, entry.subject, place, {"said": clean.said}
            )
        except SubjectDestroyedError:
            return Refused(Refusal.PERSON_ERASED)
        record = ContestRecord(
            id=made,
            person=entry.id,
            about=clean.about,
            sealed=sealed,
            outcome="open",
            made_at=self._means.clock(),
        )
        async with self._means.database.writing(principal.tenant) as writer:
            before = await contests_of(writer, principal.tenant, entry.id)
            if sum(each.outcome == "open" for each in before) >= MOST_OPEN_CONTESTS:
                return Refused(Refusal.CONTESTS_TOO_MANY, facts={"limit": MOST_OPEN_CONTESTS})
            await add_contest(writer, principal.tenant, record)
            await self._told(principal, "contest", entry.id, writer)
        return await self._opened(principal.tenant, record)

    async def contests(self, principal: Principal, person: UUID) -> list[Contest] | Refused:
        """Return what somebody contested, for those who may change his entry."""
        entry = await self._means.entry(principal, Action.PERSON_CHANGE, person)
        if isinstance(entry, Refused):
            return entry
        return await self._contests(principal.tenant, entry.id)

    async def answer(
        self, principal: Principal, person: UUID, contest: UUID, command: AnswerContest
    ) -> Contest | Refused:
        """Answer an objection of somebody else."""
        entry = await self._means.entry(principal, Action.PERSON_CHANGE, person)
        clean = cleaned_answer(command)
        if isinstance(entry, Refused):
            return entry
        if isinstance(clean, Refused):
            return clean
        if entry.user is not None and entry.user == principal.user:
            return Refused(Refusal.CONTEST_OF_ONESELF, RefusalKind.FORBIDDEN)
        async with self._means.database.reading(principal.tenant) as reader:
            made = await contests_of(reader, principal.tenant, entry.id)
        found = next((each for each in made if each.id == contest), None)
        if found is None:
            return Refused(Refusal.CONTEST_NOT_FOUND, RefusalKind.NOT_FOUND)
        return await self._answered(principal, entry, found, clean)

    async def _answered(
        self, principal: Principal, entry: PersonRecord, made: ContestRecord, clean: AnswerContest
    ) -> Contest | Refused:
        try:
            words = await self._means.vault.seal(
                principal.tenant, entry.subject, row_place(made.id), {"answer": clean.answer}
            )
        except SubjectDestroyedError:
            return Refused(Refusal.PERSON_ERASED)
        record = replace(
            made,
            sealed={**made.sealed, **words},
            outcome=clean.outcome,
            answered_at=self._means.clock(),
        )
        async with self._means.database.writing(principal.tenant) as writer:
            if not await answer_contest(writer, principal.tenant, record, principal.user):
                return Refused(Refusal.CONTEST_ANSWERED)
            await self._told(principal, "answer", entry.id, writer)
        return await self._opened(principal.tenant, record)

    async def _places(self, tenant: UUID, entry: PersonRecord) -> Places:
        return (await opened_places(self._means.vault, tenant, [entry]))[0]

    async def _contests(self, tenant: UUID, person: UUID) -> list[Contest]:
        async with self._means.database.reading(tenant) as reader:
            made = await contests_of(reader, tenant, person)
        return [await self._opened(tenant, each) for each in made]

    async def _opened(self, tenant: UUID, record: ContestRecord) -> Contest:
        words = await self._means.vault.open(tenant, record.id, record.sealed)
        return Contest(
            id=record.id,
            person=record.person,
            about=record.about,
            said=words.get("said", ""),
            made_at=record.made_at,
            outcome=record.outcome,
            answer=words.get("answer", ""),
            answered_at=record.answered_at,
        )

    async def _told(self, principal: Principal, act: str, person: UUID, writer: Writer) -> None:
        await self._means.trail.record(self._means.deed(principal, act, person), writer)
