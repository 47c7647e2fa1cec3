"""The table of organisation units."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.identity.domain.units import Unit

_COLUMNS = "id, parent_id, code, name, path, version"


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
    """Keep a new unit; False where its path is taken."""
    status = await writer.execute(
        f"INSERT INTO unit (tenant_id, {_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        " ON CONFLICT (tenant_id, path) DO NOTHING",
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
