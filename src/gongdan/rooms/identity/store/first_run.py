"""The set-up token of an installation without a tenant: reached through functions only."""

from datetime import datetime

from gongdan.kernel.database import Database, Writer


async def is_open(database: Database) -> bool:
    """Tell whether there is no tenant yet."""
    async with database.untenanted() as connection:
        answer: bool = await connection.fetchval("SELECT setup_is_open_v1()")
    return answer


async def offer(database: Database, token_hash: bytes, until: datetime) -> bool:
    """Keep a token's hash in place of any other; False where there is a tenant already."""
    async with database.untenanted() as connection:
        kept: bool = await connection.fetchval("SELECT setup_offer_v1($1, $2)", token_hash, until)
    return kept


async def stands_until(database: Database, token_hash: bytes, now: datetime) -> datetime | None:
    """Return until when a token stands, or None for one that does not."""
    async with database.untenanted() as connection:
        until: datetime | None = await connection.fetchval(
            "SELECT setup_stands_v1($1, $2)", token_hash, now
        )
    return until


async def use_up(writer: Writer, token_hash: bytes, now: datetime) -> bool:
    """Use a token up with the transaction; False where it does not stand, or somebody was first."""
    used: bool = await writer.fetchval("SELECT setup_use_v1($1, $2)", token_hash, now)
    return used
