"""Rows that become entries of a register: new ones, or the ones that are there.

One row after the other, a parent before what lies in it. An entry is known by its code, a
customer whose code is not there also by a phone number, where the plan says so.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.messages import Refused
from gongdan.kernel.text import fold
from gongdan.rooms.imports.contract import ImportRun, ImportState, KnownBy, RowFault, RowMatch
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
        self._numbers: set[bytes] = set()
        """The phone numbers of customers who would come, were this no check."""

    async def catch_up(self, seen: int) -> None:
        """Know again which entries a check would make: they are nowhere else to be found."""
        for begin in range(0, seen if self._checks else 0, _AT_ONCE):
            await self.take(self.rows[begin : min(begin + _AT_ONCE, seen)], Batch(seen=0))

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
        if by == "phone":
            # the number says who it is; the code that he has here stays
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
        entry = self._there.get(fold(wish.texts["code"]))
        if entry is not None:
            return entry, "code"
        number = await self._number(wish)
        if not number or self._run.plan.known_by != "phone":
            return None
        found = await self._entries.with_number(self._tenant, number)
        if len(found) > 1:
            return self._fault(wish, "contact_phone", "phone_of_several")
        # somebody of this very table: two rows with one number are told, not melted into one
        labels = await self._entries.labels(self._tenant, found)
        if number in self._numbers or any(
            fold(each.code) in self._reader.lines for each in labels.values()
        ):
            return self._fault(wish, "contact_phone", "phone_repeated")
        return (found[0], "phone") if found else None

    async def _new(self, wish: EntryWish, batch: Batch) -> RowFault | None:
        no = await self._kept(None, wish)
        if isinstance(no, Refused):
            return self._refused(wish, no)
        code = wish.texts["code"]
        if self._checks:
            self._there[fold(code)] = None
            self._numbers |= {await self._number(wish)} - {b""}
        else:
            self._there.update(await self._entries.by_codes(self._tenant, {code}))
        batch.made += 1
        return None

    async def _number(self, wish: EntryWish) -> bytes:
        return await self._entries.number_of(self._tenant, wish.texts.get("contact_phone", ""))

    async def _kept(self, entry: UUID | None, wish: EntryWish) -> bool | Refused:
        act = self._entries.rehearse if self._checks else self._entries.save
        return await act(self._tenant, entry, wish)

    def _fault(self, wish: EntryWish, part: str, code: str) -> RowFault:
        return RowFault(wish.line, self._reader.column(part), code)

    def _refused(self, wish: EntryWish, no: Refused) -> RowFault:
        field = no.field.strip("/")
        return self._fault(wish, _PARTS.get(field, field), no.code)
