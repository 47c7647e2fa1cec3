"""What PostgreSQL keeps of changed rows: rewritten tables, and a write-ahead log that went on."""

import asyncpg

IN_CLEAR = ("person", "customer", "user_account", "api_key")
"""Registers with names in clear: rewritten, so that no row of before an erasure is left in them."""


async def scrub(admin_url: str) -> None:
    """Rewrite the registers, and let segments of before be removed at the next checkpoints.

    Our own server does not use segments again (`wal_recycle` off); of another server the log
    and its archive are its keeper's business.
    """
    admin = await asyncpg.connect(admin_url, timeout=10)
    try:
        for table in IN_CLEAR:
            await admin.execute(f"VACUUM (FULL) gongdan.{table}")
        for _ in range(2):
            await admin.execute("SELECT pg_switch_wal()")
            await admin.execute("CHECKPOINT")
    finally:
        await admin.close()
