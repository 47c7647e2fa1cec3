"""The catalogue of the migrated database keeps the rules that make it safe and shardable."""

from tests.postgres_server import HouseDatabase

# `setup_token` is there before any tenant is, and is seen by functions of its owner only
WITHOUT_TENANT = {"tenant", "credential", "setup_token"}

UNLED_KEYS = """
SELECT c.relname AS "table", i.relname AS key
FROM pg_index x
JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_am m ON m.oid = i.relam
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
WHERE c.relnamespace = 'gongdan'::regnamespace AND m.amname = 'btree'
    AND a.attname IS DISTINCT FROM 'tenant_id'
UNION ALL
SELECT c.relname, k.conname FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
JOIN pg_class t ON t.oid = k.confrelid
WHERE c.relnamespace = 'gongdan'::regnamespace AND k.contype = 'f' AND t.relname <> 'tenant'
    AND (a.attname <> 'tenant_id' OR f.attname <> 'tenant_id')
"""

UNGUARDED_TABLES = """
SELECT c.relname AS "table" FROM pg_class c
WHERE c.relnamespace = 'gongdan'::regnamespace AND c.relkind IN ('r', 'p')
    -- the searcher alone reads its own tables past the policy: in its functions, by tenant
    AND NOT (c.relrowsecurity AND (c.relforcerowsecurity OR c.relowner = 'gongdan_searcher'::regrole)
        AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid
            AND pg_get_expr(p.polqual, p.polrelid) LIKE '%app.tenant%'))
"""

SEARCHER_TABLES_SEEN_BY_THE_APP = """
SELECT c.relname FROM pg_class c, aclexplode(c.relacl) g
WHERE c.relnamespace = 'gongdan'::regnamespace AND c.relkind IN ('r', 'p')
    AND c.relowner = 'gongdan_searcher'::regrole AND g.grantee IN (0, 'gongdan_app'::regrole)
"""

OPEN_POLICIES = """
SELECT c.relname || ' to ' || coalesce((
    SELECT string_agg(r.rolname::text, ',' ORDER BY r.rolname) FROM pg_roles r WHERE r.oid = ANY (p.polroles)), 'all')
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE c.relnamespace = 'gongdan'::regnamespace AND c.relname <> 'tenant'
    AND pg_get_expr(p.polqual, p.polrelid) NOT LIKE '%app.tenant%'
"""

LOOSE_FUNCTIONS = """
SELECT p.proname AS function,
    NOT coalesce('search_path=gongdan, pg_temp' = ANY (p.proconfig), false) AS unpinned,
    EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
        WHERE x.grantee = 0 AND x.privilege_type = 'EXECUTE') AS public
FROM pg_proc p
WHERE p.pronamespace = 'gongdan'::regnamespace AND p.prosecdef
"""


async def test_every_key_begins_with_the_tenant(database: HouseDatabase) -> None:
    async with database.app.untenanted() as connection:
        rows = await connection.fetch(UNLED_KEYS)
    assert {(r["table"], r["key"]) for r in rows if r["table"] not in WITHOUT_TENANT} == set()


async def test_every_table_is_isolated_by_tenant(database: HouseDatabase) -> None:
    async with database.app.untenanted() as connection:
        rows = await connection.fetch(UNGUARDED_TABLES)
    assert {row["table"] for row in rows} <= WITHOUT_TENANT


async def test_tables_of_the_searcher_are_reached_through_functions_only(
    database: HouseDatabase,
) -> None:
    async with database.app.untenanted() as connection:
        rows = await connection.fetch(SEARCHER_TABLES_SEEN_BY_THE_APP)
    assert [row[0] for row in rows] == []


async def test_only_the_worker_finds_rows_of_all_tenants_and_only_where_work_waits(
    database: HouseDatabase,
) -> None:
    async with database.app.untenanted() as connection:
        rows = await connection.fetch(OPEN_POLICIES)
    assert {row[0] for row in rows} == {
        f"{table} to gongdan_worker"
        for table in (
            "outbox",
            "job",
            "log_head",
            "projection",
            "dead_letter",
            "webhook_cursor",
            "import_turn",
            "order_migration_turn",
            "replay_turn",
            "roster_turn",
        )
    }


async def test_definer_functions_are_pinned_and_not_for_everybody(database: HouseDatabase) -> None:
    async with database.app.untenanted() as connection:
        rows = await connection.fetch(LOOSE_FUNCTIONS)
    assert len(rows) >= 5
    assert [row["function"] for row in rows if row["unpinned"] or row["public"]] == []
