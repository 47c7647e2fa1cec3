"""Housekeeping of identity: run for each tenant now and then (once an hour is often enough)."""

from datetime import datetime
from uuid import UUID

from gongdan.kernel.database import Writer
from gongdan.rooms.identity.domain.backoff import FORGOTTEN_AFTER
from gongdan.rooms.identity.store.attempts import sweep_attempts
from gongdan.rooms.identity.store.sessions import sweep_sessions


async def forget_what_ran_out(writer: Writer, tenant: UUID, now: datetime) -> None:
    """Remove sessions past their end, and failed log-ins that no longer count."""
    await sweep_sessions(writer, tenant, now)
    await sweep_attempts(writer, tenant, now - FORGOTTEN_AFTER)
