"""Lines of the organisation: who heads which unit, and who has a role where."""

from uuid import UUID

from gongdan.kernel.database import Reader

MOST_IN_UNIT = 50

_MANAGERS = """
SELECT m.id FROM user_account u
JOIN unit own ON own.tenant_id = $1 AND own.id = u.unit_id
JOIN unit above ON above.tenant_id = $1 AND above.path = ANY(
    SELECT left(own.path, n) FROM generate_series(2, char_length(own.path)) AS n
    WHERE substr(own.path, n, 1) = '/')
JOIN user_account m ON m.tenant_id = $1 AND m.id = above.manager_id AND m.disabled_at IS NULL
WHERE u.tenant_id = $1 AND u.id = $2 AND m.id <> $2
ORDER BY char_length(above.path) DESC
"""
_IN_UNIT = """
WITH held AS (
    SELECT p.id, char_length(n.path) AS depth FROM user_account u
    JOIN unit own ON own.tenant_id = $1 AND own.id = u.unit_id
    JOIN unit n ON n.tenant_id = $1 AND left(own.path, char_length(n.path)) = n.path
    JOIN user_account p ON p.tenant_id = $1 AND p.unit_id = n.id AND p.disabled_at IS NULL
    JOIN user_role r ON r.tenant_id = $1 AND r.user_id = p.id
    LEFT JOIN role o ON o.tenant_id = $1 AND o.key = r.role_key
    WHERE u.tenant_id = $1 AND u.id = $2 AND (r.role_key = $3 OR o.stands_for = $3)
)
SELECT DISTINCT id FROM held WHERE depth = (SELECT max(depth) FROM held) ORDER BY id LIMIT $4
"""
_HOLDERS = """
SELECT DISTINCT u.id FROM user_role r JOIN user_account u
    ON u.tenant_id = $1 AND u.id = r.user_id AND u.disabled_at IS NULL
LEFT JOIN role o ON o.tenant_id = $1 AND o.key = r.role_key
WHERE r.tenant_id = $1 AND (r.role_key = $2 OR o.stands_for = $2) ORDER BY u.id LIMIT $3
"""


async def load_managers(reader: Reader, tenant: UUID, person: UUID) -> tuple[UUID, ...]:
    """Return those who head the units of a person, from his own unit up, each once.

    Whoever heads a unit himself is not his own manager: his line begins above.
    """
    rows = await reader.fetch(_MANAGERS, tenant, person)
    return tuple(dict.fromkeys(row["id"] for row in rows))


async def load_in_unit(reader: Reader, tenant: UUID, person: UUID, role: str) -> tuple[UUID, ...]:
    """Return who has a role in a person's unit, or in the nearest one above where somebody has."""
    rows = await reader.fetch(_IN_UNIT, tenant, person, role, MOST_IN_UNIT)
    return tuple(row["id"] for row in rows)


async def load_holders(reader: Reader, tenant: UUID, role: str, most: int) -> tuple[UUID, ...]:
    """Return active people who have a role, at most so many."""
    rows = await reader.fetch(_HOLDERS, tenant, role, most)
    return tuple(row["id"] for row in rows)
