"""Registers: plain rows with a version and a life (people, customers, assets).

What is not a process needs no events, but the same promises: nobody overwrites what he has
not seen, only who may changes, nothing is deleted (it is deactivated), and each change is told
to the audit trail in the same transaction. A room writes the SQL of its `Shelf` by hand and
says what makes an entry right; this module holds the way that all of them go.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar, Generic, Protocol, TypeVar
from uuid import UUID

from asyncpg import UniqueViolationError
from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.database import Database, Reader, Writer
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, RefusalKind, Refused
from gongdan.kernel.predicate import Predicate, holds


class Entry(Protocol):
    """What every row of a register has beside its own fields (a frozen `Struct`)."""

    __struct_fields__: ClassVar[tuple[str, ...]]

    @property
    def id(self) -> UUID: ...

    @property
    def version(self) -> int: ...

    @property
    def active(self) -> bool: ...


E = TypeVar("E", bound=Entry)


class By(Struct, frozen=True):
    """On whose behalf: the tenant, who acts, and on which rows he may."""

    tenant: UUID
    actor: Actor
    allowed: Predicate


class Kind(Struct, Generic[E], frozen=True, kw_only=True):
    """One kind of entry: its name in the trail, and the codes of its refusals.

    `attributes` gives what access policies may ask of an entry.
    """

    name: str
    not_found: str
    changed_meanwhile: str
    taken: str
    out_of_reach: str
    attributes: Callable[[E], Mapping[str, object]]


class Shelf(Protocol[E]):
    """The SQL of one table, hand-written in its room.

    `add` and `save` let `UniqueViolationError` through. `save` stores an entry over the
    version that it bears, and returns it with the next one; None where another one stands.
    """

    async def load(self, reader: Reader, tenant: UUID, entry: UUID) -> E | None: ...

    async def add(self, writer: Writer, tenant: UUID, entry: E) -> None: ...

    async def save(self, writer: Writer, tenant: UUID, entry: E) -> E | None: ...


class Register(Generic[E]):
    """The way in which entries are read and changed."""

    def __init__(
        self, kind: Kind[E], shelf: Shelf[E], database: Database, trail: AuditTrail
    ) -> None:
        self._kind = kind
        self._shelf = shelf
        self._database = database
        self._trail = trail

    async def get(self, by: By, entry: UUID) -> E | Refused:
        """Return an entry; one that the caller may not see is as if it were not there."""
        async with self._database.reading(by.tenant) as reader:
            found = await self._shelf.load(reader, by.tenant, entry)
        if found is None or not self._reaches(by, found):
            return Refused(self._kind.not_found, RefusalKind.NOT_FOUND)
        return found

    async def add(self, by: By, entry: E) -> E | Refused:
        """Keep a new entry."""
        if not self._reaches(by, entry):
            return Refused(self._kind.out_of_reach, RefusalKind.FORBIDDEN)
        try:
            async with self._database.writing(by.tenant) as writer:
                await self._shelf.add(writer, by.tenant, entry)
                await self._trail.record(self._deed(by, "create", entry), writer)
        except UniqueViolationError:
            return Refused(self._kind.taken)
        return entry

    async def change(
        self, by: By, entry: UUID, seen: int, alter: Callable[[E], Awaitable[E | Refused]]
    ) -> E | Refused:
        """Change an entry of which version `seen` was read; `alter` gives it as it shall be.

        `alter` runs outside the transaction: it may ask others, and is asked once.
        """
        before = await self.get(by, entry)
        if isinstance(before, Refused):
            return before
        if before.version != seen:
            return self._changed_meanwhile(before.version)
        after = await alter(before)
        if isinstance(after, Refused) or after == before:
            return after
        if not self._reaches(by, after):
            return Refused(self._kind.out_of_reach, RefusalKind.FORBIDDEN)
        return await self._save(by, before, after)

    async def _save(self, by: By, before: E, after: E) -> E | Refused:
        try:
            async with self._database.writing(by.tenant) as writer:
                stored = await self._shelf.save(writer, by.tenant, after)
                if stored is None:
                    return self._changed_meanwhile(before.version + 1)
                changes = _changed_fields(before, after)
                deed = self._deed(by, _act(before, after), stored, fields=changes)
                await self._trail.record(deed, writer)
        except UniqueViolationError:
            return Refused(self._kind.taken)
        return stored

    def _reaches(self, by: By, entry: E) -> bool:
        return holds(by.allowed, self._kind.attributes(entry))

    def _changed_meanwhile(self, version: int) -> Refused:
        return Refused(self._kind.changed_meanwhile, RefusalKind.STALE, facts={"version": version})

    def _deed(self, by: By, act: str, entry: E, **facts: list[str]) -> Deed:
        return Deed(
            tenant=by.tenant,
            actor=by.actor,
            act=f"{self._kind.name}.{act}",
            object=Ref(self._kind.name, entry.id),
            facts={"version": entry.version, **facts},
        )


def _act(before: Entry, after: Entry) -> str:
    if before.active == after.active:
        return "change"
    return "reactivate" if after.active else "deactivate"


def _changed_fields(before: Entry, after: Entry) -> list[str]:
    """Names only: the trail is never erased, so values stay out of it."""
    names = before.__struct_fields__
    return [name for name in names if getattr(before, name) != getattr(after, name)]
