"""Rows that become entries of a register: new ones, or the ones that are there.

One row after the other, a parent before what lies in it. An entry is known by its code, a
customer whose code is not there also by a phone number or a mail address, where the plan says so;
a row that has one of these may come without a code.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.ids import derived_id
from gongdan.kernel.messages import Refused
from gongdan.kernel.text import fold
from gongdan.rooms.imports.contract import (
    IDENTITIES,
    PART_OF,
    Identity,
    ImportRun,
    ImportState,
    KnownBy,
    RowFault,
    RowMatch,
)
from gongdan.rooms.imports.domain.entries import EntryReader, EntryWish
from gongdan.rooms.imports.handlers.means import Means
from gongdan.rooms.imports.ports import Sheet, SheetRow
from gongdan.rooms.imports.store import Batch

_AT_ONCE = 200

_PARTS: Mapping[str, str] = {"phone": "contact_phone", "email": "contact_email"}
"""The parts that a register calls otherwise."""


class EntryRows:
    """Fulfils `taking.RowTaker` for a register."""

    def __init__(self, means: Means, tenant: UUID, run: ImportRun, sheet: Sheet) -> None:
        self._registers = means.registers
        self._entries = means.entries[run.target]
        self._tenant = tenant
        self._run = run
        self._checks = run.state is ImportState.CHECKING
        self._reader = EntryReader(
            run.plan, sheet.columns, ((row.line, row.cells) for row in sheet.rows)
        )
        lines, self._circles = self._reader.parents_first()
        by_line = {row.line: row for row in sheet.rows}
        self.rows: Sequence[SheetRow] = [by_line[line] for line in lines]
        self._there: dict[str, UUID | None] = {}
        """Codes, folded, that are there or came; None: they would, were this no check."""
        self._identities = IDENTITIES[run.plan.known_by]
        self._rows_of: dict[bytes, int] = {}
        """On which line a number or an address stood first."""

    async def catch_up(self, seen: int) -> None:
        """Know again what stood on the rows before; in a check, which entries they would make."""
        for begin in range(0, seen, _AT_ONCE):
            rows = self.rows[begin : min(begin + _AT_ONCE, seen)]
            if self._checks:
                await self.take(rows, Batch(seen=0))
                continue
            for row in rows:
                read = self._reader.read(row.line, row.cells)
                if not row.fault and isinstance(read, EntryWish):
                    await self._digests(read)

    async def take(self, rows: Sequence[SheetRow], batch: Batch) -> None:
        """Do what some rows ask for."""
        wishes: list[EntryWish] = []
        for row in rows:
            fault = [RowFault(row.line, "", row.fault)] if row.fault else []
            read = fault or self._reader.read(row.line, row.cells)
            if isinstance(read, EntryWish):
                wishes.append(read)
            else:
                batch.faults += read
        texts = [wish.texts for wish in wishes]
        named = {text[part] for text in texts for part in ("code", "parent") if part in text}
        self._there.update(await self._entries.by_codes(self._tenant, named))
        customers = await self._registers.customers(
            self._tenant, {text["customer"] for text in texts if "customer" in text}
        )
        for wish in wishes:
            placed = self._placed(wish, customers)
            no = placed if isinstance(placed, RowFault) else await self._one(placed, batch)
            if no is not None:
                batch.faults.append(no)

    def _placed(self, wish: EntryWish, customers: Mapping[str, UUID]) -> EntryWish | RowFault:
        """Return the wish with what it refers to, or which code stands for nothing."""
        customer, parent = wish.texts.get("customer", ""), fold(wish.texts.get("parent", ""))
        if customer and fold(customer) not in customers:
            return self._fault(wish, "customer", "customer_unknown")
        if wish.line in self._circles:
            return self._fault(wish, "parent", "parent_in_circle")
        if parent and parent not in self._there:
            refused = parent in self._reader.lines
            return self._fault(wish, "parent", "parent_refused" if refused else "parent_unknown")
        return replace(wish, customer=customers.get(fold(customer)), parent=self._there.get(parent))

    async def _one(self, wish: EntryWish, batch: Batch) -> RowFault | None:
        found = await self._found(wish)
        if isinstance(found, RowFault):
            return found
        if found is None:
            return await self._new(wish, batch)
        entry, by = found
        if self._run.plan.existing == "skip":
            batch.known += 1
            batch.matches.append(RowMatch(wish.line, entry, by, "kept"))
            return None
        if by != "code":
            # number or address say who it is; the code that he has here stays
            texts = {part: text for part, text in wish.texts.items() if part != "code"}
            wish = replace(wish, texts=texts)
        changes = await self._kept(entry, wish)
        if isinstance(changes, Refused):
            return self._refused(wish, changes)
        batch.changed += changes
        batch.known += not changes
        batch.matches.append(RowMatch(wish.line, entry, by, "changed" if changes else "same"))
        return None

    async def _found(self, wish: EntryWish) -> tuple[UUID, KnownBy] | RowFault | None:
        """Return the entry that a row is, None where it is a new one."""
        digests = await self._digests(wish)
        entry = self._there.get(fold(wish.texts.get("code", "")))
        if entry is not None:
            return entry, "code"
        known: dict[UUID, KnownBy] = {}
        for kind, digest in digests.items():
            found = await self._entries.with_digest(self._tenant, kind, digest)
            if len(found) > 1:
                return self._fault(wish, PART_OF[kind], f"{kind}_of_several")
            # somebody of this very table: two rows with one number are told, not melted into one
            labels = await self._entries.labels(self._tenant, found)
            if self._rows_of[digest] != wish.line or any(
                fold(each.code) in self._reader.lines for each in labels.values()
            ):
                return self._fault(wish, PART_OF[kind], f"{kind}_repeated")
            for each in found:
                known.setdefault(each, kind)
        if len(known) > 1:
            return self._fault(wish, "contact_email", "identities_differ")
        return next(iter(known.items()), None)

    async def _new(self, wish: EntryWish, batch: Batch) -> RowFault | None:
        code = wish.texts.get("code") or self._code_of(wish.line)
        no = await self._kept(None, replace(wish, texts={**wish.texts, "code": code}))
        if isinstance(no, Refused):
            return self._refused(wish, no)
        if self._checks:
            self._there[fold(code)] = None
        else:
            self._there.update(await self._entries.by_codes(self._tenant, {code}))
        batch.made += 1
        return None

    def _code_of(self, line: int) -> str:
        """Return a code for whoever came without one: the same when the row is taken again."""
        return f"K-{derived_id(f'{self._run.id}/{line}'.encode()).hex[:8].upper()}"

    async def _digests(self, wish: EntryWish) -> Mapping[Identity, bytes]:
        """Return what stands for number and address, and note on which line they stood first."""
        found: dict[Identity, bytes] = {}
        for kind in self._identities:
            text = wish.texts.get(PART_OF[kind], "")
            if digest := await self._entries.digest_of(self._tenant, kind, text):
                found[kind] = digest
                self._rows_of.setdefault(digest, wish.line)
        return found

    async def _kept(self, entry: UUID | None, wish: EntryWish) -> bool | Refused:
        act = self._entries.rehearse if self._checks else self._entries.save
        return await act(self._tenant, entry, wish)

    def _fault(self, wish: EntryWish, part: str, code: str) -> RowFault:
        return RowFault(wish.line, self._reader.column(part), code)

    def _refused(self, wish: EntryWish, no: Refused) -> RowFault:
        field = no.field.strip("/")
        return self._fault(wish, _PARTS.get(field, field), no.code)
