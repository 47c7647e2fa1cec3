"""What PostgreSQL keeps of changed rows: dead rows, samples for its planner, a write-ahead log."""

import asyncpg

IN_CLEAR = ("person", "customer", "user_account", "api_key")
"""Registers with names in clear: rewritten, so that no row of before an erasure is left in them."""


async def scrub(admin_url: str) -> None:
    """Rewrite the registers and the planner's samples of them, and let the log of before go.

    ANALYZE keeps common values of each column in clear in `pg_statistic`: they are sampled anew,
    and that table is rewritten as well, where the administrator may (else PostgreSQL warns and
    leaves it: a server of one's own is its keeper's business).

    Our own server does not use segments again (`wal_recycle` off); of another server the log
    and its archive are its keeper's business.
    """
    admin = await asyncpg.connect(admin_url, timeout=10)
    try:
        for table in IN_CLEAR:
            await admin.execute(f"VACUUM (FULL, ANALYZE) gongdan.{table}")
        await admin.execute("VACUUM (FULL) pg_catalog.pg_statistic")
        for _ in range(2):
            await admin.execute("SELECT pg_switch_wal()")
            await admin.execute("CHECKPOINT")
    finally:
        await admin.close()
