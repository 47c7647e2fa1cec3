"""What could not be done after all attempts, kept until a person sends it again."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database, Reader, Writer
from gongdan.kernel.ids import new_id

_BURY = """
INSERT INTO dead_letter
    (tenant_id, id, follower, name, stream_id, seq, job_key, run_at, payload, error, attempts)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10, $11)
"""
_COLUMNS = """
id, follower, name, stream_id AS stream, seq, job_key, error, attempts, failed_at, discarded_at,
coalesce(reason, '') AS reason
"""
_OPEN = f"""
SELECT {_COLUMNS} FROM dead_letter
WHERE tenant_id = $1 AND resent_at IS NULL ORDER BY failed_at, id LIMIT $2
"""
_DISCARDED = f"""
SELECT {_COLUMNS} FROM dead_letter
WHERE tenant_id = $1 AND discarded_at IS NOT NULL ORDER BY discarded_at DESC, id LIMIT $2
"""


class Follower(StrEnum):
    """Who gave up."""

    REACTION = "reaction"
    PROJECTION = "projection"
    JOB = "job"


class Failed(Struct, frozen=True, kw_only=True):
    """What is to be buried: by whom, on which event or which job, and why.

    `error` comes from `kernel.retry.describe`. A job gives its id, key, due time and payload,
    so that it can be set again as it was.
    """

    follower: Follower
    name: str
    error: str
    attempts: int
    stream: UUID | None = None
    seq: int | None = None
    job: UUID | None = None
    job_key: str | None = None
    run_at: datetime | None = None
    payload: str | None = None


class Discard(StrEnum):
    """What became of the wish to lay a letter aside."""

    DISCARDED = "discarded"
    GONE = "gone"
    NEEDED = "needed"  # a projection has to hear every event


class DeadLetter(Struct, frozen=True, kw_only=True):
    """A dead letter, as a list shows it; `reason` is why it was laid aside, if it was."""

    id: UUID
    follower: Follower
    name: str
    stream: UUID | None
    seq: int | None
    job_key: str | None
    error: str
    attempts: int
    failed_at: datetime
    discarded_at: datetime | None
    reason: str

    @property
    def can_be_restored(self) -> bool:
        """Whether it can be taken back: the events behind a reaction's letter have gone on."""
        return self.discarded_at is not None and self.follower is Follower.JOB


async def bury(writer: Writer, tenant: UUID, failed: Failed) -> None:
    """Keep a dead letter."""
    await writer.execute(
        _BURY,
        tenant,
        failed.job or new_id(),
        failed.follower.value,
        failed.name,
        failed.stream,
        failed.seq,
        failed.job_key,
        failed.run_at,
        failed.payload,
        failed.error,
        failed.attempts,
    )


async def open_letters(reader: Reader, tenant: UUID, limit: int = 200) -> Sequence[DeadLetter]:
    """Return the dead letters that still lie there, oldest first."""
    return [_letter(**row) for row in await reader.fetch(_OPEN, tenant, limit)]


async def discarded_letters(reader: Reader, tenant: UUID, limit: int = 200) -> Sequence[DeadLetter]:
    """Return the dead letters that were laid aside, the newest first."""
    return [_letter(**row) for row in await reader.fetch(_DISCARDED, tenant, limit)]


async def discard(
    writer: Writer, tenant: UUID, letter: UUID, *, by: UUID | None, reason: str
) -> Discard:
    """Lay a dead letter aside: it is not tried again."""
    outcome = await writer.fetchval("SELECT discard_v1($1, $2, $3, $4)", tenant, letter, by, reason)
    return Discard(outcome)


async def restore(writer: Writer, tenant: UUID, letter: UUID) -> bool:
    """Take back that a letter was laid aside; False: there is none that can be."""
    restored: bool = await writer.fetchval("SELECT restore_letter_v1($1, $2)", tenant, letter)
    return restored


async def resend(database: Database, tenant: UUID, letter: UUID) -> bool:
    """Let a dead letter be tried again, from the first attempt; False: it lies there no more."""
    async with database.untenanted() as connection:
        sent: bool = await connection.fetchval("SELECT resend_v1($1, $2)", tenant, letter)
    return sent


def _letter(*, follower: str, **row: object) -> DeadLetter:
    return DeadLetter(follower=Follower(follower), **row)  # type: ignore[arg-type]  # columns bear the names of the fields
