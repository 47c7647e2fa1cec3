"""Ask for approval, give it or refuse it; who must be asked is the tenant's rule."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.database import Database, Writer
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_text
from gongdan.rooms.lowcode.domain.approval import (
    Answer,
    Approval,
    Desk,
    Voice,
    answered,
    may_ask,
)
from gongdan.rooms.lowcode.domain.check import KEY
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.ports import RoleKeys
from gongdan.rooms.lowcode.store.approvals import (
    KeptRequest,
    KeptRule,
    keep_answer,
    keep_request,
    keep_rule,
    load_desk,
    load_open,
    load_request,
    load_rules,
)
from gongdan.rooms.lowcode.store.definitions import lock_shelf, taken_keys

_MOST_ROLES = 10


class Standing(Struct, frozen=True):
    """Where the approval of a draft stands."""

    desk: Desk
    request: KeptRequest | None


class Said(Struct, frozen=True, kw_only=True):
    """What somebody answers: to which edition, in which of his roles ("": whichever is asked)."""

    edition: int
    approved: bool
    role: str = ""
    reason: str = ""


class Approvals:
    """Approval before publishing."""

    def __init__(self, database: Database, roles: RoleKeys, trail: AuditTrail) -> None:
        self._database = database
        self._roles = roles
        self._trail = trail

    async def rules(self, tenant: UUID) -> tuple[KeptRule, ...]:
        """Return who must agree to what."""
        async with self._database.reading(tenant) as reader:
            return await load_rules(reader, tenant)

    async def set_rule(self, by: By, key: str, roles: Sequence[str]) -> Refused | None:
        """Say who must agree to a definition ("": to each one); no roles mean nobody."""
        wished = tuple(dict.fromkeys(roles))
        known = await self._roles.of(by.tenant)
        unknown = sorted(role[:80] for role in set(wished) - known)
        if unknown or len(wished) > _MOST_ROLES:
            code, named = DefinitionCode.APPROVAL_ROLES_UNUSABLE, unknown or list(wished)
            return refuse(code, RefusalKind.MALFORMED, roles=named, limit=_MOST_ROLES)
        async with self._database.writing(by.tenant) as writer:
            if key and not (KEY.fullmatch(key) and key in await taken_keys(writer, by.tenant)):
                return refuse(DefinitionCode.UNKNOWN, RefusalKind.NOT_FOUND, key=key[:80])
            await keep_rule(writer, by.tenant, KeptRule(key, wished))
            await self._record(writer, by, "approval_rule", key=key, roles=list(wished))
        return None

    async def standing(self, tenant: UUID, key: str) -> Standing | Refused:
        """Return where the approval of a draft stands."""
        async with self._database.reading(tenant) as reader:
            desk = await load_desk(reader, tenant, key)
            request = await load_request(reader, tenant, key)
        if desk is None:
            return refuse(DefinitionCode.DRAFT_MISSING, RefusalKind.NOT_FOUND, key=key)
        return Standing(desk, request)

    async def waiting(self, tenant: UUID, voice: Voice) -> list[KeptRequest]:
        """Return the requests that somebody could answer now."""
        found = []
        async with self._database.reading(tenant) as reader:
            for key in await load_open(reader, tenant):
                desk = await load_desk(reader, tenant, key)
                request = await load_request(reader, tenant, key)
                if desk is None or request is None:
                    continue
                answer = answered(desk, voice, desk.edition, approved=True)
                if isinstance(answer, Answer):
                    found.append(request)
        return found

    async def ask(self, by: By, key: str, *, edition: int) -> Refused | None:
        """Ask for approval of the draft of this edition."""
        note = _text(by.note)
        if note is None:
            return refuse(DefinitionCode.NOTE_UNUSABLE, RefusalKind.MALFORMED)
        async with self._database.writing(by.tenant) as writer:
            desk = await self._locked(writer, by.tenant, key)
            no = desk if isinstance(desk, Refused) else may_ask(desk, edition)
            if isinstance(desk, Refused) or no is not None:
                return no
            asked = Approval(edition, desk.needed, by.actor.id)
            await keep_request(writer, by.tenant, key, asked, note=note)
            roles = list(desk.needed)
            await self._record(writer, by, "ask_approval", key=key, edition=edition, roles=roles)
        return None

    async def answer(self, by: By, key: str, voice: Voice, said: Said) -> Refused | None:
        """Approve the draft of an edition, or refuse it with a reason."""
        reason = _text(said.reason)
        if reason is None or not (said.approved or reason):
            return refuse(DefinitionCode.NOTE_UNUSABLE, RefusalKind.MALFORMED)
        async with self._database.writing(by.tenant) as writer:
            desk = await self._locked(writer, by.tenant, key)
            if isinstance(desk, Refused):
                return desk
            done = answered(desk, voice, said.edition, approved=said.approved, role=said.role)
            if isinstance(done, Refused):
                return done
            await keep_answer(writer, by.tenant, desk, done, reason=reason)
            act = "approve" if said.approved else "refuse"
            await self._record(writer, by, act, key=key, edition=said.edition, role=done.role)
        return None

    async def _locked(self, writer: Writer, tenant: UUID, key: str) -> Desk | Refused:
        await lock_shelf(writer, tenant, key)
        desk = await load_desk(writer, tenant, key)
        return desk or refuse(DefinitionCode.DRAFT_MISSING, RefusalKind.NOT_FOUND, key=key)

    async def _record(
        self, writer: Writer, by: By, act: str, **facts: str | int | list[str]
    ) -> None:
        deed = Deed(tenant=by.tenant, actor=by.actor, act=f"definition.{act}", facts=facts)
        await self._trail.record(deed, within=writer)


def _text(raw: str) -> str | None:
    text = clean_text(raw, limit=2_000)
    return None if isinstance(text, TextFault) else text
