"""The one door before a tenant is known, and the word that rights were revoked."""

from collections.abc import Sequence
from uuid import UUID

from gongdan.kernel.database import Database, Writer
from gongdan.rooms.identity.contract import SESSIONS_CHANNEL


async def tenant_behind(database: Database, credential: bytes) -> UUID | None:
    """Return the tenant that a hash (of a slug or a token) stands for."""
    async with database.untenanted() as connection:
        found: UUID | None = await connection.fetchval(
            "SELECT credential_lookup_v1($1)", credential
        )
    return found


async def add_credential(writer: Writer, tenant: UUID, credential: bytes) -> bool:
    """Let a hash stand for the tenant; False where it already stands for one."""
    status = await writer.execute(
        "INSERT INTO credential (tenant_id, hash) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        tenant,
        credential,
    )
    return status.endswith(" 1")


async def drop_credentials(writer: Writer, tenant: UUID, credentials: Sequence[bytes]) -> None:
    """Let hashes stand for nothing."""
    await writer.execute(
        "DELETE FROM credential WHERE tenant_id = $1 AND hash = ANY($2)", tenant, list(credentials)
    )


async def tell_revoked(writer: Writer, tenant: UUID, user: UUID | None = None) -> None:
    """Tell every process, on commit, to forget what it knows of a user's (or all) rights."""
    message = f"{tenant} {user}" if user else str(tenant)
    await writer.execute("SELECT pg_notify($1, $2)", SESSIONS_CHANNEL, message)
