"""pgbench running the SQL that our requests run: the ceiling that a reading or writing has."""

import asyncio
import re
import tempfile
from collections.abc import Sequence
from uuid import UUID

import msgspec

from bench.stage import Place, Stage
from gongdan.kernel.clock import utc_now
from gongdan.kernel.predicate import Always
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.query import OrderFilter, list_statement

_TPS = re.compile(r"tps = ([0-9.]+)")


def detail_script(place: Place, orders: Sequence[UUID]) -> str:
    """Read one of these orders, as `GET /orders/{id}` does while names are remembered."""
    known = ",".join(str(order) for order in orders)
    return (
        f"\\set n random(1, {len(orders)})\n"
        f"SELECT * FROM order_head_v1('{place.tenant}', ('{{{known}}}'::uuid[])[:n::int]);\n"
    )


def list_script(place: Place) -> str:
    """Read a page of 50, as `GET /orders` does: the tenant is set, then the generated query."""
    statement, arguments = list_statement(place.tenant, Always(), OrderFilter())
    for number in range(len(arguments), 0, -1):
        statement = statement.replace(f"${number}", _literal(arguments[number - 1]))
    begin = f"BEGIN READ ONLY;\nSET LOCAL app.tenant = '{place.tenant}';\n"
    return f"{begin}{statement};\nCOMMIT;\n"


async def create_script(stage: Stage, place: Place) -> str:
    """Append a new order like the newest one: the same body, state and row, other ids."""
    async with stage.admin() as admin:
        row = await admin.fetchrow(
            "SELECT e.body, s.state, to_jsonb(r) - '{tenant_id,id,reached,version}'::text[] AS row"
            " FROM order_row r JOIN stream s ON s.tenant_id = r.tenant_id AND s.stream_id = r.id"
            " JOIN event e ON e.tenant_id = r.tenant_id AND e.stream_id = r.id AND e.seq = 1"
            " WHERE r.tenant_id = $1 AND r.version = 1 ORDER BY r.reported_at DESC LIMIT 1",
            place.tenant,
        )
        if row is None:
            raise LookupError("the tenant beside has no order to copy")
        seven = await admin.fetchval("SELECT current_setting('server_version_num')::int >= 180000")
    uuid = "uuidv7()" if seven else "gen_random_uuid()"
    plain = str(row["row"]).encode().hex()
    return (
        "\\set n random(1, 1000000000000)\n"
        f"SELECT * FROM append_order_v1('{place.tenant}', {uuid}, 'order', 0, now(),"
        f" ARRAY[{uuid}], '{{OrderReported}}', ARRAY['\\x{row['body'].hex()}'::bytea], NULL,"
        f" {ORDERS.fold_version}, '\\x{row['state'].hex()}', NULL,"
        f" 'bench', 'POST /orders', 'k' || :n::text || random()::text, '\\x00', 201::smallint,"
        f" convert_from('\\x{plain}'::bytea, 'UTF8')::jsonb"
        " || jsonb_build_object('number', 'P-' || :n::text));\n"
    )


async def pgbench(stage: Stage, script: str, *, clients: int, seconds: float) -> float:
    """Run a script, prepared, as the application's role; returns transactions a second."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        process = await asyncio.create_subprocess_exec(
            stage.server.server.binaries.program("pgbench"),
            *("--no-vacuum", "--protocol=prepared", f"--client={clients}", "--jobs=1"),
            *(f"--time={max(1, round(seconds))}", f"--file={file.name}", stage.urls.app),
            env={"PGOPTIONS": "-c search_path=gongdan,pg_temp -c jit=off", "PGTZ": "UTC"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        told, _ = await process.communicate()
    found = _TPS.search(told.decode())
    if process.returncode != 0 or found is None:
        raise RuntimeError(f"pgbench at {utc_now():%H:%M:%S}: {told.decode()[-2000:]}")
    return float(found[1])


def _literal(value: object) -> str:
    match value:
        case int():
            return str(value)
        case UUID():
            return f"'{value}'::uuid"
        case _:
            return f"'{msgspec.json.encode(value).decode()}'"
