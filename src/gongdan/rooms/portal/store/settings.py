"""How a tenant's portal stands: one row, or the closed door."""

from typing import Any
from uuid import UUID

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.portal.contract import SetPortal

CLOSED = SetPortal(reports_open=False)


async def load_setting(reader: Reader, tenant: UUID) -> SetPortal:
    """Return how the portal stands."""
    row: Any = await reader.fetchrow(
        "SELECT reports_open, order_type, unit_id, link_days FROM portal_setting"
        " WHERE tenant_id = $1",
        tenant,
    )
    if row is None:
        return CLOSED
    return SetPortal(
        reports_open=row["reports_open"],
        order_type=row["order_type"],
        unit=row["unit_id"],
        link_days=row["link_days"],
    )


async def has_setting(reader: Reader, tenant: UUID) -> bool:
    """Tell whether somebody ever said how the portal stands."""
    found: bool = await reader.fetchval(
        "SELECT EXISTS (SELECT FROM portal_setting WHERE tenant_id = $1)", tenant
    )
    return found


async def put_setting(writer: Writer, tenant: UUID, setting: SetPortal) -> None:
    """Let the portal stand so."""
    await writer.execute(
        "INSERT INTO portal_setting (tenant_id, reports_open, order_type, unit_id, link_days)"
        " VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (tenant_id) DO UPDATE SET reports_open = excluded.reports_open,"
        " order_type = excluded.order_type, unit_id = excluded.unit_id,"
        " link_days = excluded.link_days",
        tenant,
        setting.reports_open,
        setting.order_type,
        setting.unit,
        setting.link_days,
    )
