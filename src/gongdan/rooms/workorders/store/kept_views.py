"""The tables of saved views: a name for a query, and how each person keeps them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer

MOST_VIEWS = 200


class KeptView(Struct, frozen=True, kw_only=True):
    """保存的视图: `query` is the list's own; `shared` is "", "all" or "role:<key>"."""

    id: UUID
    name: str
    query: str
    shared: str
    mine: bool
    default: bool
    version: int


_COLUMNS = (
    "v.id, v.name, v.query, v.shared, v.owner_id = $2 AS mine, v.version,"
    ' coalesce(u.is_default, false) AS "default"'
)
_JOINED = (
    "FROM order_view v LEFT JOIN order_view_use u"
    " ON u.tenant_id = $1 AND u.user_id = $2 AND u.view_id = v.id WHERE v.tenant_id = $1"
)
_SEEN = "(v.owner_id = $2 OR (v.shared <> '' AND v.shared = ANY($3::text[])))"
_LIST = f"""
SELECT {_COLUMNS} {_JOINED} AND v.deleted_at IS NULL AND {_SEEN}
ORDER BY u.place NULLS LAST, v.name, v.id LIMIT {MOST_VIEWS}
"""
_OWN = """
SELECT version FROM order_view
WHERE tenant_id = $1 AND owner_id = $2 AND id = $3 AND deleted_at IS NULL
"""
_ADD = """
INSERT INTO order_view (tenant_id, id, owner_id, name, query, shared)
VALUES ($1, $2, $3, $4, $5, $6)
"""
_CHANGE = """
UPDATE order_view SET name = $5, query = $6, shared = $7, version = version + 1
WHERE tenant_id = $1 AND id = $2 AND owner_id = $3 AND version = $4 AND deleted_at IS NULL
"""
_DELETE = """
UPDATE order_view SET deleted_at = CASE WHEN $4 THEN clock_timestamp() END, version = version + 1
WHERE tenant_id = $1 AND id = $2 AND owner_id = $3 AND (deleted_at IS NULL) = $4
"""
_FORGET_ORDER = "DELETE FROM order_view_use WHERE tenant_id = $1 AND user_id = $2"
_KEEP_ORDER = """
INSERT INTO order_view_use (tenant_id, user_id, view_id, place, is_default)
SELECT $1, $2, v.id, w.place, v.id IS NOT DISTINCT FROM $4
FROM unnest($3::uuid[]) WITH ORDINALITY AS w (id, place)
JOIN order_view v ON v.tenant_id = $1 AND v.id = w.id
"""


async def load_views(
    reader: Reader, tenant: UUID, user: UUID, shared: Sequence[str]
) -> tuple[KeptView, ...]:
    """Return the views that a person sees, in the order in which he keeps them."""
    rows: Sequence[Any] = await reader.fetch(_LIST, tenant, user, list(shared))
    return tuple(KeptView(**dict(row)) for row in rows)


async def owns_view(reader: Reader, tenant: UUID, user: UUID, view: UUID) -> bool:
    """Tell whether a person has this view of his own."""
    return await reader.fetchval(_OWN, tenant, user, view) is not None


async def add_view(writer: Writer, tenant: UUID, owner: UUID, view: KeptView) -> None:
    """Keep a new view."""
    await writer.execute(_ADD, tenant, view.id, owner, view.name, view.query, view.shared)


async def change_view(writer: Writer, tenant: UUID, owner: UUID, view: KeptView) -> bool:
    """Keep an own view as the version after `view.version`; False where it moved."""
    status = await writer.execute(
        _CHANGE, tenant, view.id, owner, view.version, view.name, view.query, view.shared
    )
    return status.endswith(" 1")


async def delete_view(writer: Writer, tenant: UUID, owner: UUID, view: UUID, *, gone: bool) -> bool:
    """Take an own view away, or bring it back."""
    status = await writer.execute(_DELETE, tenant, view, owner, gone)
    return status.endswith(" 1")


async def keep_view_order(
    writer: Writer, tenant: UUID, user: UUID, *, views: Sequence[UUID], default: UUID | None
) -> None:
    """Keep in which order a person wants his views, and which of them opens first."""
    await writer.execute(_FORGET_ORDER, tenant, user)
    await writer.execute(_KEEP_ORDER, tenant, user, list(views), default)
