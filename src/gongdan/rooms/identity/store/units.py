"""The table of organisation units."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.identity.domain.units import Unit

_COLUMNS = "id, parent_id, code, name, path, version, archived_at, manager_id"


async def load_units(reader: Reader, tenant: UUID) -> list[Unit]:
    """Return every unit of the tenant, parents before children."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM unit WHERE tenant_id = $1 ORDER BY path", tenant
    )
    return [Unit(**row) for row in rows]


async def load_unit(reader: Reader, tenant: UUID, unit: UUID) -> Unit | None:
    """Return one unit, or None."""
    row: Any = await reader.fetchrow(
        f"SELECT {_COLUMNS} FROM unit WHERE tenant_id = $1 AND id = $2", tenant, unit
    )
    return Unit(**row) if row else None


async def load_units_by_id(reader: Reader, tenant: UUID, units: Sequence[UUID]) -> list[Unit]:
    """Return units by their ids; those not found are left out."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM unit WHERE tenant_id = $1 AND id = ANY($2)", tenant, list(units)
    )
    return [Unit(**row) for row in rows]


async def add_unit(writer: Writer, tenant: UUID, unit: Unit) -> bool:
    """Keep a new unit; False where its path is taken, or was a moved unit's."""
    if await _was_elsewhere(writer, tenant, unit.path):
        return False
    status = await writer.execute(
        "INSERT INTO unit (tenant_id, id, parent_id, code, name, path, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, path) DO NOTHING",
        tenant,
        unit.id,
        unit.parent_id,
        unit.code,
        unit.name,
        unit.path,
        unit.version,
    )
    return status.endswith(" 1")


async def rename_unit(writer: Writer, tenant: UUID, unit: UUID, *, name: str, seen: int) -> bool:
    """Give a unit another name; False where it changed since version `seen`."""
    status = await writer.execute(
        "UPDATE unit SET name = $3, version = version + 1"
        " WHERE tenant_id = $1 AND id = $2 AND version = $4",
        tenant,
        unit,
        name,
        seen,
    )
    return status.endswith(" 1")


async def set_unit_manager(
    writer: Writer, tenant: UUID, unit: UUID, *, manager: UUID | None, seen: int
) -> bool:
    """Say who heads a unit (None: nobody); False where it changed since version `seen`."""
    status = await writer.execute(
        "UPDATE unit SET manager_id = $3, version = version + 1"
        " WHERE tenant_id = $1 AND id = $2 AND version = $4",
        tenant,
        unit,
        manager,
        seen,
    )
    return status.endswith(" 1")


async def set_unit_archived(
    writer: Writer, tenant: UUID, unit: UUID, *, archived_at: datetime | None, seen: int
) -> bool:
    """Archive a unit or restore it; False where it changed since version `seen`."""
    status = await writer.execute(
        "UPDATE unit SET archived_at = $3, version = version + 1"
        " WHERE tenant_id = $1 AND id = $2 AND version = $4",
        tenant,
        unit,
        archived_at,
        seen,
    )
    return status.endswith(" 1")


async def is_unit_in_use(reader: Reader, tenant: UUID, unit: UUID) -> bool:
    """Tell whether a unit has units below it that are not archived, or people who can log in."""
    used: bool = await reader.fetchval(
        "SELECT EXISTS (SELECT 1 FROM unit c WHERE c.tenant_id = $1 AND c.parent_id = $2"
        " AND c.archived_at IS NULL) OR EXISTS (SELECT 1 FROM user_account a"
        " WHERE a.tenant_id = $1 AND a.unit_id = $2 AND a.disabled_at IS NULL)",
        tenant,
        unit,
    )
    return used


async def lock_tree(writer: Writer, tenant: UUID) -> None:
    """Wait until nobody else moves units: two moves at once could make a circle."""
    await writer.fetch(
        "SELECT id FROM unit WHERE tenant_id = $1 AND parent_id IS NULL ORDER BY id FOR UPDATE",
        tenant,
    )


async def load_subtree(reader: Reader, tenant: UUID, path: str) -> list[Unit]:
    """Return a unit and all below it, parents before children."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM unit WHERE tenant_id = $1 AND path >= $2 AND path < $3"
        " ORDER BY path",
        tenant,
        path,
        f"{path[:-1]}0",
    )
    return [Unit(**row) for row in rows]


async def move_units(
    writer: Writer, tenant: UUID, moved: Sequence[Unit], *, parent: UUID | None, to: str
) -> bool:
    """Give the first of these units another parent, and all of them their new paths below `to`.

    Their paths until now stay known as former ones. False where a path is taken.
    """
    old = moved[0].path
    ids = [unit.id for unit in moved]
    paths = [f"{to}{unit.path.removeprefix(old)}" for unit in moved]
    taken = await writer.fetchval(
        "SELECT 1 FROM unit WHERE tenant_id = $1 AND path = ANY($2)"
        " UNION ALL SELECT 1 FROM unit_former_path WHERE tenant_id = $1 AND path = ANY($2)"
        " AND unit_id <> ALL($3) LIMIT 1",
        tenant,
        paths,
        ids,
    )
    if taken:
        return False
    await writer.execute(
        "INSERT INTO unit_former_path (tenant_id, path, unit_id)"
        " SELECT $1, u.path, u.id FROM unit u WHERE u.tenant_id = $1 AND u.id = ANY($2)"
        " ON CONFLICT DO NOTHING",
        tenant,
        ids,
    )
    await writer.execute(
        "DELETE FROM unit_former_path WHERE tenant_id = $1 AND path = ANY($2)", tenant, paths
    )
    await writer.execute(
        "UPDATE unit u SET path = p.path, version = u.version + 1,"
        " parent_id = CASE WHEN u.id = $4 THEN $5 ELSE u.parent_id END"
        " FROM unnest($2::uuid[], $3::text[]) AS p (id, path)"
        " WHERE u.tenant_id = $1 AND u.id = p.id",
        tenant,
        ids,
        paths,
        moved[0].id,
        parent,
    )
    return True


async def count_people(reader: Reader, tenant: UUID) -> dict[UUID, int]:
    """Return how many people who can log in each unit has, units without any left out."""
    rows = await reader.fetch(
        "SELECT unit_id, count(*)::int AS people FROM user_account"
        " WHERE tenant_id = $1 AND unit_id IS NOT NULL AND disabled_at IS NULL GROUP BY unit_id",
        tenant,
    )
    return {row["unit_id"]: row["people"] for row in rows}


async def _was_elsewhere(reader: Reader, tenant: UUID, path: str) -> bool:
    found = await reader.fetchval(
        "SELECT 1 FROM unit_former_path WHERE tenant_id = $1 AND path = $2", tenant, path
    )
    return found is not None


async def remove_unit(writer: Writer, tenant: UUID, unit: UUID) -> bool:
    """Remove a unit without children and members; False where it has some."""
    status = await writer.execute(
        "DELETE FROM unit u WHERE u.tenant_id = $1 AND u.id = $2"
        " AND NOT EXISTS (SELECT 1 FROM unit c WHERE c.tenant_id = $1 AND c.parent_id = $2)"
        " AND NOT EXISTS (SELECT 1 FROM user_account a WHERE a.tenant_id = $1 AND a.unit_id = $2)",
        tenant,
        unit,
    )
    return status.endswith(" 1")
