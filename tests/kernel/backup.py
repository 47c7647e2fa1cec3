"""A tenant's backup, and its restore past triggers and rights."""

from collections.abc import Mapping
from uuid import UUID

from tests.postgres_server import HouseDatabase

TABLES = (
    "stream",
    "event",
    "outbox",
    "log_entry",
    "log_tile",
    "checkpoint",
    "log_head",
    "order_row",
)
Backup = Mapping[str, list[tuple[object, ...]]]


async def take_backup(database: HouseDatabase, tenant: UUID) -> Backup:
    """Copy the tenant's rows."""
    async with database.admin.untenanted() as connection:
        return {
            table: [
                tuple(row)
                for row in await connection.fetch(
                    f"SELECT * FROM {table} WHERE tenant_id = $1", tenant
                )
            ]
            for table in TABLES
        }


async def restore(database: HouseDatabase, tenant: UUID, backup: Backup) -> None:
    """Put the tenant back to the backup."""
    async with database.admin.pool.acquire() as connection:
        await connection.execute("SET session_replication_role = replica")
        for table, rows in backup.items():
            await connection.execute(f"DELETE FROM {table} WHERE tenant_id = $1", tenant)
            await connection.copy_records_to_table(table, records=rows, schema_name="gongdan")
        await connection.execute("RESET session_replication_role")
