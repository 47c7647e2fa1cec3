"""From a command to rows: lock the key's shelf, decide, keep what was decided, tell the trail."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.database import Database, Writer
from gongdan.kernel.messages import Accepted, RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_text
from gongdan.rooms.lowcode.contract import Bundle, DraftSaved, Finding
from gongdan.rooms.lowcode.contract.publishing import PublishingCommand, PublishingEvent
from gongdan.rooms.lowcode.domain.publish import decide
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.store.definitions import Writing, apply, lock_shelf

Guard: TypeAlias = Callable[[Writer], Awaitable[Refused | None]]
"""Asked under the lock of the key before anything is decided."""


class Content(Struct, frozen=True):
    """A bundle and its canonical bytes; `act` is the trail's word for keeping them."""

    bundle: Bundle
    body: bytes
    act: str = ""


_ACTS = {
    "DraftSaved": "definition.save_draft",
    "DraftDiscarded": "definition.discard_draft",
    "DefinitionPublished": "definition.publish",
    "DefinitionRetired": "definition.retire",
}


class Shelves:
    """The shelves of all tenants."""

    def __init__(self, database: Database, trail: AuditTrail) -> None:
        self._database = database
        self._trail = trail

    async def do(
        self,
        by: By,
        command: PublishingCommand,
        bundle: Bundle | None = None,
        body: bytes = b"",
        *,
        act: str = "",
        guard: Guard | None = None,
    ) -> tuple[PublishingEvent, ...] | Refused:
        """Carry a command out; returns what happened. `act` is what the trail calls it."""
        if isinstance(clean_text(by.note, limit=2_000), TextFault):
            return refuse(DefinitionCode.NOTE_UNUSABLE, RefusalKind.MALFORMED)
        async with self._database.writing(by.tenant) as writer:
            shelf = await lock_shelf(writer, by.tenant, command.key)
            no = await guard(writer) if guard else None
            decision = no or decide(shelf, command)
            if isinstance(decision, Refused):
                return decision
            await self._apply(writer, by, decision, Content(bundle, body, act) if bundle else None)
        return decision.events

    async def _apply(
        self,
        writer: Writer,
        by: By,
        decision: Accepted[PublishingEvent],
        content: Content | None,
    ) -> None:
        writing = Writing(
            tenant=by.tenant,
            author=by.actor.id,
            note=by.note,
            title=content.bundle.title if content else {},
            body=content.body if content else b"",
            reporters=content.bundle.permissions.report if content else (),
        )
        for event in decision.events:
            await apply(writer, event, writing)
            await self._trail.record(
                _deed(by, event, content.act if content else ""), within=writer
            )


def edition_of(events: tuple[PublishingEvent, ...]) -> int | None:
    """Return the edition that a draft was saved as (None: nothing was saved)."""
    return next((event.edition for event in events if isinstance(event, DraftSaved)), None)


def unreadable(findings: tuple[Finding, ...]) -> Refused:
    """Return the refusal of a body that can't be understood."""
    return refuse(DefinitionCode.UNREADABLE, RefusalKind.MALFORMED, findings=lines(findings))


def lines(findings: tuple[Finding, ...]) -> list[str]:
    """Return findings as a refusal names them: the place and the code of each."""
    return [f"{finding.place}: {finding.code}" for finding in findings]


def _deed(by: By, event: PublishingEvent, act: str) -> Deed:
    facts: dict[str, str | int | list[str]] = {
        name: value
        for name in event.__struct_fields__
        if isinstance(value := getattr(event, name), str | int) and not isinstance(value, bool)
    }
    return Deed(
        tenant=by.tenant, actor=by.actor, act=act or _ACTS[type(event).__name__], facts=facts
    )
