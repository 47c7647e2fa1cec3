"""Every way to ask the trail walks an index, as the application sees the table."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from gongdan.kernel.audit import Deed
from gongdan.kernel.clock import utc_now
from gongdan.kernel.ids import Ref, new_id
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.audit.contract import AuditFilter
from gongdan.rooms.audit.handlers import Trail
from gongdan.rooms.audit.store import Cursor, entries_statement
from tests.postgres_server import HouseDatabase

ROWS = 20_000
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_EVENTS = """
INSERT INTO event (tenant_id, stream_id, seq, event_id, recorded_at, type, body, hash)
SELECT e.tenant_id, e.stream_id, n, gen_random_uuid(),
    timestamptz '2026-01-01' + n * interval '1 minute', e.type, e.body, e.hash
FROM event e, generate_series(2, $2::int) n WHERE e.tenant_id = $1
"""
_ENTRIES = """
INSERT INTO audit_entry (tenant_id, event_id, stream_id, seq, recorded_at, actor_id, act,
    object_kind, object_id, outcome)
SELECT $1, event_id, stream_id, n, recorded_at,
    ('00000000-0000-0000-0000-' || lpad((n % 50)::text, 12, '0'))::uuid, 'act.' || n % 40,
    CASE WHEN n % 3 = 0 THEN 'order' ELSE 'user' END,
    ('00000000-0000-0000-0000-' || lpad((n % 900)::text, 12, '0'))::uuid,
    CASE WHEN n % 20 = 0 THEN 'refused' ELSE 'done' END
FROM (SELECT event_id, stream_id, seq AS n, recorded_at FROM event WHERE tenant_id = $1 AND seq > 1) e
"""
PERSON, THING = UUID(int=7), Ref("order", UUID(int=12))
FILTERS = {
    "everything": AuditFilter(),
    "person": AuditFilter(actor=PERSON),
    "act": AuditFilter(act="act.7"),
    "object": AuditFilter(object=THING),
    "kind": AuditFilter(object_kind="order"),
    "outcome": AuditFilter(outcome="refused"),
    "since": AuditFilter(since=NOON - timedelta(days=30)),
    "until": AuditFilter(until=NOON - timedelta(days=30)),
    "person and time": AuditFilter(actor=PERSON, since=NOON - timedelta(days=30), until=NOON),
    "all of it": AuditFilter(
        actor=PERSON, act="act.7", object=THING, outcome="done", since=NOON - timedelta(days=90)
    ),
}


@pytest.fixture(scope="module")
async def seeded(database: HouseDatabase) -> UUID:
    """A tenant with 20,000 deeds of 50 people."""
    tenant = await database.make_tenant()
    actor = Actor(ActorKind.PERSON, PERSON)
    await Trail(database.app, utc_now, new_id).record(Deed(tenant=tenant, actor=actor, act="act.0"))
    async with database.admin.untenanted() as connection:
        await connection.execute(_EVENTS, tenant, ROWS)
        await connection.execute(_ENTRIES, tenant)
        await connection.execute("ANALYZE audit_entry; ANALYZE event")
    return tenant


@pytest.mark.parametrize("name", FILTERS)
async def test_no_filter_scans_the_trail(database: HouseDatabase, seeded: UUID, name: str) -> None:
    for after in (None, Cursor(NOON, UUID(int=1))):
        sql, arguments = entries_statement(seeded, FILTERS[name], after=after, limit=51)
        async with database.app.reading(seeded) as reader:
            rows = await reader.fetch(f"EXPLAIN {sql}", *arguments)
        plan = "\n".join(row[0] for row in rows)
        assert "Seq Scan" not in plan, plan
