"""The ledger of consents."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.privacy.contract import Consent

_CONSENT = (
    "SELECT id, subject_id AS subject, purpose, text_version, language, channel, given_at,"
    " withdrawn_at FROM consent WHERE tenant_id = $1"
)


async def consents_of(reader: Reader, tenant: UUID, subject: UUID) -> Sequence[Consent]:
    """Return what a person agreed to, newest first, with what was taken back."""
    rows: Any = await reader.fetch(
        f"{_CONSENT} AND subject_id = $2 ORDER BY given_at DESC, id DESC LIMIT 500",
        tenant,
        subject,
    )
    return [Consent(**row) for row in rows]


async def consent(reader: Reader, tenant: UUID, consent: UUID) -> Consent | None:
    """Return one consent."""
    row: Any = await reader.fetchrow(f"{_CONSENT} AND id = $2", tenant, consent)
    return Consent(**row) if row else None


async def stands(reader: Reader, tenant: UUID, subject: UUID, purpose: str) -> bool:
    """Tell whether a person's consent to a purpose stands."""
    found: bool = await reader.fetchval(
        "SELECT EXISTS (SELECT FROM consent WHERE tenant_id = $1 AND subject_id = $2"
        " AND purpose = $3 AND withdrawn_at IS NULL)",
        tenant,
        subject,
        purpose,
    )
    return found


async def add_consent(writer: Writer, tenant: UUID, given: Consent, *, by: UUID | None) -> bool:
    """Keep a consent; False where one to that purpose stands already."""
    status = await writer.execute(
        "INSERT INTO consent (tenant_id, id, subject_id, purpose, text_version, language,"
        " channel, given_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        " ON CONFLICT DO NOTHING",
        tenant,
        given.id,
        given.subject,
        given.purpose,
        given.text_version,
        given.language,
        given.channel,
        given.given_at,
        by,
    )
    return status.endswith(" 1")


async def withdraw(
    writer: Writer, tenant: UUID, consent: UUID, *, channel: str, now: datetime
) -> bool:
    """Keep that a consent was taken back; False where it was before."""
    status = await writer.execute(
        "UPDATE consent SET withdrawn_at = $3, withdrawn_channel = $4"
        " WHERE tenant_id = $1 AND id = $2 AND withdrawn_at IS NULL",
        tenant,
        consent,
        now,
        channel,
    )
    return status.endswith(" 1")
