"""The tables of approval: rules, requests, answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.lowcode.domain.approval import Answer, Approval, Desk


class KeptRule(Struct, frozen=True):
    """Who must agree: to one definition, or (key "") to every one."""

    key: str
    roles: tuple[str, ...]


class KeptAnswer(Struct, frozen=True, kw_only=True):
    """An answer as it is kept."""

    role: str
    approved: bool
    by_id: UUID
    reason: str
    answered_at: datetime


class KeptRequest(Struct, frozen=True, kw_only=True):
    """A request as it is kept."""

    key: str
    edition: int
    roles: tuple[str, ...]
    asked_by: UUID | None
    note: str
    asked_at: datetime
    answers: tuple[KeptAnswer, ...] = ()

    @property
    def approval(self) -> Approval:
        """What decisions need of it."""
        answers = (Answer(each.role, each.approved, each.by_id) for each in self.answers)
        return Approval(self.edition, self.roles, self.asked_by, tuple(answers))


async def load_rules(reader: Reader, tenant: UUID) -> tuple[KeptRule, ...]:
    """Return all rules of a tenant, the general one first."""
    rows = await reader.fetch(
        "SELECT key, roles FROM definition_approval_rule WHERE tenant_id = $1 ORDER BY key"
        " LIMIT 1000",
        tenant,
    )
    return tuple(KeptRule(row["key"], tuple(row["roles"])) for row in rows)


async def keep_rule(writer: Writer, tenant: UUID, rule: KeptRule) -> None:
    """Keep a rule; without roles there is none."""
    await writer.execute(
        "DELETE FROM definition_approval_rule WHERE tenant_id = $1 AND key = $2", tenant, rule.key
    )
    if rule.roles:
        await writer.execute(
            "INSERT INTO definition_approval_rule (tenant_id, key, roles) VALUES ($1, $2, $3)",
            tenant,
            rule.key,
            list(rule.roles),
        )


async def load_request(reader: Reader, tenant: UUID, key: str) -> KeptRequest | None:
    """Return the newest request for a key, whatever edition it was for."""
    row = await reader.fetchrow(
        "SELECT key, edition, roles, asked_by, note, asked_at FROM definition_approval"
        " WHERE tenant_id = $1 AND key = $2 ORDER BY edition DESC LIMIT 1",
        tenant,
        key,
    )
    return await _whole(reader, tenant, row) if row else None


async def load_desk(reader: Reader, tenant: UUID, key: str) -> Desk | None:
    """Return what is known of a draft's approval (None: there is no draft)."""
    draft = await reader.fetchrow(
        "SELECT edition, editors FROM definition_draft WHERE tenant_id = $1 AND key = $2",
        tenant,
        key,
    )
    if draft is None:
        return None
    rules = await load_rules(reader, tenant)
    needed = dict.fromkeys(role for rule in rules if rule.key in {"", key} for role in rule.roles)
    request = await load_request(reader, tenant, key)
    return Desk(
        key=key,
        edition=draft["edition"],
        editors=frozenset(draft["editors"]),
        needed=tuple(needed),
        approval=request.approval if request else None,
    )


async def unapproved(reader: Reader, tenant: UUID, key: str) -> tuple[str, ...]:
    """Return the roles that have yet to agree to a draft."""
    desk = await load_desk(reader, tenant, key)
    return desk.unapproved if desk else ()


async def load_open(reader: Reader, tenant: UUID) -> list[str]:
    """Return the keys of drafts whose very edition somebody was asked to approve."""
    rows = await reader.fetch(
        "SELECT a.key FROM definition_approval a JOIN definition_draft d"
        " ON d.tenant_id = a.tenant_id AND d.key = a.key AND d.edition = a.edition"
        " WHERE a.tenant_id = $1 AND d.tenant_id = $1 ORDER BY a.asked_at LIMIT 200",
        tenant,
    )
    return [row["key"] for row in rows]


async def keep_request(
    writer: Writer, tenant: UUID, key: str, asked: Approval, *, note: str
) -> None:
    """Keep a request."""
    await writer.execute(
        "INSERT INTO definition_approval (tenant_id, key, edition, roles, asked_by, note)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        tenant,
        key,
        asked.edition,
        list(asked.roles),
        asked.asked_by,
        note,
    )


async def keep_answer(
    writer: Writer, tenant: UUID, desk: Desk, answer: Answer, *, reason: str
) -> None:
    """Keep an answer to the request for a draft."""
    await writer.execute(
        "INSERT INTO definition_approval_answer"
        " (tenant_id, key, edition, role, approved, by_id, reason)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        tenant,
        desk.key,
        desk.edition,
        answer.role,
        answer.approved,
        answer.by,
        reason,
    )


async def _whole(reader: Reader, tenant: UUID, row: Any) -> KeptRequest:
    answers = await reader.fetch(
        "SELECT role, approved, by_id, reason, answered_at FROM definition_approval_answer"
        " WHERE tenant_id = $1 AND key = $2 AND edition = $3 ORDER BY answered_at LIMIT 50",
        tenant,
        row["key"],
        row["edition"],
    )
    found = {**dict(row), "roles": tuple(row["roles"])}
    return KeptRequest(**found, answers=tuple(KeptAnswer(**dict(each)) for each in answers))
