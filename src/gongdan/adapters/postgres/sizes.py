"""How many bytes the database keeps, and in which tables most of them lie."""

from collections.abc import Sequence

from msgspec import Struct

from gongdan.kernel.database import Reader

_TABLES = """
SELECT c.relname AS name, pg_total_relation_size(c.oid) AS bytes
FROM pg_class c WHERE c.relnamespace = 'gongdan'::regnamespace AND c.relkind = 'r'
ORDER BY bytes DESC, name LIMIT 8
"""


class TableSize(Struct, frozen=True, kw_only=True):
    """A table with its indexes, in bytes, over all tenants of this installation."""

    name: str
    bytes: int


async def database_size(reader: Reader) -> int:
    """Return the bytes of the whole database."""
    size: int = await reader.fetchval("SELECT pg_database_size(current_database())")
    return size


async def largest_tables(reader: Reader) -> Sequence[TableSize]:
    """Return the eight largest tables."""
    return [TableSize(**row) for row in await reader.fetch(_TABLES)]
