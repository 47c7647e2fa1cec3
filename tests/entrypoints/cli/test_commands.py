"""Commands over a real database: what they keep, what they tell, and with which code they end."""

import gzip
from pathlib import Path

import asyncpg
import pytest

from gongdan.kernel.clock import utc_now
from tests.entrypoints.cli.conftest import Cli
from tests.entrypoints.cli.service_desk import ROWS, write_mapping, write_table
from tests.postgres_server import HouseDatabase

UCI = Path(__file__).parents[4] / "shared/data/eventlogs/uci_incident_event_log.csv.gz"


@pytest.fixture(scope="module")
def planted(cli: Cli) -> Cli:
    figures = cli.figures("demo")
    assert figures["orders"] == 74
    return cli


def test_a_second_planting_changes_nothing(planted: Cli) -> None:
    again = planted.figures("demo")
    assert (again["entries"], again["orders"], again["acts"]) == (0, 0, 0)


def test_the_demo_says_its_log_ins(planted: Cli) -> None:
    told = planted.run("demo").output
    assert "demo-gongdan-2026" in told
    for login in ("requester", "technician", "dispatcher", "supervisor", "admin", "auditor"):
        assert f"  {login}" in told


def test_orders_and_acts_equal_the_file_and_a_second_run_brings_none(
    planted: Cli, tmp_path: Path
) -> None:
    table, mapping = write_table(tmp_path), write_mapping(tmp_path)
    first = planted.figures("import", table, "--map", mapping)
    assert (first["orders"], first["acts"], first["open_orders"]) == (3, len(ROWS), 2)
    second = planted.figures("import", table, "--map", mapping)
    assert (second["orders"], second["acts"], second["known"]) == (0, 0, 3)


def test_a_dry_run_stores_nothing(planted: Cli, tmp_path: Path) -> None:
    table = write_table(tmp_path, "B-1,New,1,2026-01-05 08:00,1,2,N")
    mapping = write_mapping(tmp_path)
    dry = planted.figures("import", table, "--map", mapping, "--dry-run")
    assert (dry["cases"], dry["orders"]) == (1, 0)
    assert planted.figures("import", table, "--map", mapping)["orders"] == 1


@pytest.mark.skipif(not UCI.exists(), reason=f"the log is not here: {UCI.name}")
def test_the_service_desk_log_comes_in_by_its_shipped_mapping(planted: Cli, tmp_path: Path) -> None:
    with gzip.open(UCI, "rt", encoding="utf-8") as whole:
        lines = [next(whole) for _ in range(1_500)]
    cases = {line.split(",", 1)[0] for line in lines[1:]}
    table = tmp_path / "slice.csv"
    table.write_text("".join(lines), encoding="utf-8")
    figures = planted.figures("import", table, "--map", "uci_incident")
    assert (figures["orders"], figures["acts"]) == (len(cases), 1_499)


def test_a_wrong_tenant_is_told_and_nothing_is_kept(planted: Cli, tmp_path: Path) -> None:
    table, mapping = write_table(tmp_path), write_mapping(tmp_path)
    done = planted.run("import", table, "--map", mapping, "--tenant", "nobody")
    assert done.exit_code == 1
    assert "There is no tenant nobody" in done.output


def test_an_unknown_mapping_names_the_shipped_ones(planted: Cli, tmp_path: Path) -> None:
    done = planted.run("import", write_table(tmp_path), "--map", "sap")
    assert (done.exit_code, "uci_incident" in done.output) == (1, True)


def test_the_database_is_intact_and_a_bundle_holds_anywhere(planted: Cli, tmp_path: Path) -> None:
    figures = planted.figures("verify")
    assert (figures["intact"], figures["findings"]) == (True, [])
    assert figures["events"] == figures["signed"]
    bundle = tmp_path / "proof.json"
    number = f"WO-{utc_now().year}-000001"
    assert planted.run("export", number, "--out", bundle).exit_code == 0
    assert planted.run("verify", "--bundle", bundle).exit_code == 0
    bundle.write_text(bundle.read_text().replace('"seq": 1', '"seq": 2', 1))
    assert planted.run("verify", "--bundle", bundle).exit_code == 2


def test_an_order_that_is_not_there_has_no_bundle(planted: Cli) -> None:
    done = planted.run("export", "WO-1999-000001")
    assert (done.exit_code, "no order WO-1999-000001" in done.output) == (1, True)


def test_a_user_made_by_hand_gets_a_key_within_his_rights(planted: Cli) -> None:
    words = ("user", "create", "tester", "--tenant", "demo", "--role", "admin")
    assert planted.run(*words, feed="short\n").exit_code == 1
    assert planted.run(*words, feed="a long enough pass-phrase\n").exit_code == 0
    key = ("key", "issue", "tester", "--tenant", "demo", "--name", "ci", "--scope")
    assert planted.run(*key, "user.read").output.startswith("gd1_demo_")
    assert planted.run(*key, "audit.read").exit_code == 1


def test_a_projection_is_made_anew(planted: Cli) -> None:
    planted.figures("rebuild", "order_search")  # what came last is placed now
    figures = planted.figures("rebuild", "order_search")
    assert figures["tenants"] == 1
    assert planted.figures("verify")["events"] == figures["events"]


async def flip_one_byte(url: str) -> str:
    """Change one byte of one stored event past all rules; returns its order's number."""
    connection = await asyncpg.connect(url, server_settings={"search_path": "gongdan"})
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL session_replication_role = replica")
            row = await connection.fetchrow(
                "SELECT r.number, e.stream_id FROM order_row r JOIN event e"
                " ON e.tenant_id = r.tenant_id AND e.stream_id = r.id"
                " WHERE e.seq = 2 ORDER BY r.number LIMIT 1"
            )
            assert row is not None
            await connection.execute(
                "UPDATE event SET body = set_byte(body, 40, get_byte(body, 40) # 1)"
                " WHERE stream_id = $1 AND seq = 2",
                row["stream_id"],
            )
            number: str = row["number"]
            return number
    finally:
        await connection.close()


@pytest.mark.usefixtures("planted")
class TestTampering:
    """Comes last: it leaves the database broken."""

    async def test_one_byte_is_changed(self, database: HouseDatabase) -> None:
        self.__class__.number = await flip_one_byte(database.url)
        assert self.number, "there is an order whose second event could be changed"

    number = ""

    def test_the_check_finds_it_and_names_the_order(self, planted: Cli) -> None:
        assert self.number, "no byte was changed"
        done = planted.run("verify")
        assert done.exit_code == 2
        assert "NOT INTACT" in done.output
        assert f"order {self.number}" in done.output
        assert "event 2 has another body" in done.output
