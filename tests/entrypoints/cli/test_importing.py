"""A foreign table becomes orders: read in bounded memory, whatever stands in it."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gongdan.engines.flow.model import Stage
from gongdan.entrypoints.importing.acts import instant
from gongdan.entrypoints.importing.cases import Cases
from gongdan.entrypoints.importing.errors_file import errors_file
from gongdan.entrypoints.importing.gather import gather
from gongdan.entrypoints.importing.mapping import (
    MappingError,
    load_mapping,
    shipped_names,
)
from gongdan.entrypoints.importing.orders import order_of
from gongdan.entrypoints.importing.table import LONGEST_LINE, BadRow, Table, TableError
from gongdan.entrypoints.importing.tally import Tally
from gongdan.rooms.workorders.contract import ImportOrder
from tests.entrypoints.cli.service_desk import BROKEN, MAPPING, ROWS, write_mapping, write_table


def read(
    folder: Path, table: Path, *, until_us: int | None = None
) -> tuple[list[ImportOrder], Tally]:
    mapping, tally = load_mapping(str(write_mapping(folder))), Tally()
    with errors_file(folder / "bad.csv") as errors, Cases() as cases:
        gather(table, mapping, into=cases, tally=tally, errors=errors, until_us=until_us)
        return [order_of(mapping, acts) for acts in cases], tally


def test_scattered_rows_of_a_case_become_one_order_in_the_order_of_first_rows(
    tmp_path: Path,
) -> None:
    orders, tally = read(tmp_path, write_table(tmp_path))
    assert (tally.rows, tally.cases, tally.bad_rows) == (6, 3, 0)
    assert [order.external_id for order in orders] == ["A-1", "A-2", "A-3"]
    first = orders[0]
    assert [act.row for act in first.history] == [2, 4, 6]
    assert [act.activity for act in first.history] == ["New", "Working", "Closed"]
    assert first.history[0].actor_label == "agent 17"
    assert first.history[0].claimed_at == datetime(2026, 1, 5, 0, 0, tzinfo=UTC)
    assert (first.ended, first.stage) == (True, Stage.ARCHIVE)


def test_an_order_says_what_its_newest_act_says(tmp_path: Path) -> None:
    orders, _ = read(tmp_path, write_table(tmp_path))
    second = orders[1]
    assert (second.title, second.place) == ("Ticket A-2 at South", "South")
    assert (second.urgency, second.impact) == (2, 3)
    assert (second.stage, second.ended) == (Stage.EXECUTE, False)
    assert second.fields == {"site": "South"}


def test_what_was_open_at_a_date_comes_in_open(tmp_path: Path) -> None:
    until = int(datetime(2026, 1, 5, 3, 0, tzinfo=UTC).timestamp() * 1_000_000)
    orders, tally = read(tmp_path, write_table(tmp_path), until_us=until)
    assert tally.later == 2
    assert [(order.external_id, order.stage) for order in orders] == [
        ("A-1", Stage.EXECUTE),
        ("A-2", Stage.ACCEPT),
        ("A-3", Stage.ACCEPT),
    ]


def test_bad_rows_are_told_with_line_and_reason_and_the_rest_is_taken(tmp_path: Path) -> None:
    orders, tally = read(tmp_path, write_table(tmp_path, *ROWS, *BROKEN))
    assert len(orders) == 3
    told = (tmp_path / "bad.csv").read_text().splitlines()[1:]
    assert [line.rsplit(",", 1)[0] for line in told] == [
        "8,wrong_column_count",
        "9,case_id_missing",
        "10,time_unreadable",
        "11,activity_unknown",
        "12,bad_unicode",
    ]
    assert tally.bad_rows == 5


def test_a_line_without_end_is_one_bad_row(tmp_path: Path) -> None:
    table = write_table(tmp_path, ROWS[0], "x" * (LONGEST_LINE * 3), ROWS[2])
    orders, tally = read(tmp_path, table)
    assert tally.reasons == {"line_too_long": 1}
    assert [len(order.history) for order in orders] == [2]


def test_a_field_without_end_is_a_bad_row(tmp_path: Path) -> None:
    table = write_table(tmp_path, ROWS[0], 'A-9,"' + "x" * 200_000 + '",1', ROWS[2])
    _, tally = read(tmp_path, table)
    assert "field_too_long" in tally.reasons


def test_a_detail_is_no_formula_for_a_spreadsheet(tmp_path: Path) -> None:
    read(tmp_path, write_table(tmp_path, "A-1,=cmd(),1,2026-01-05 08:00,1,2,N"))
    assert "'=cmd()" in (tmp_path / "bad.csv").read_text()


def test_a_bomb_is_refused_before_it_fills_a_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongdan.entrypoints.importing.table.ALWAYS_ALLOWED", 1 << 18)
    bomb = tmp_path / "bomb.csv.gz"
    bomb.write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 400_000))
    table = Table(bomb, ",")
    with pytest.raises(TableError, match="bomb"):
        sum(1 for _ in table.rows())
    table.close()


def test_a_torn_archive_says_so(tmp_path: Path) -> None:
    whole = gzip.compress("\n".join(("a,b", *(f"{n},{n * 7}" for n in range(9_000)))).encode())
    torn = tmp_path / "torn.csv.gz"
    torn.write_bytes(whole[: len(whole) // 2])
    table = Table(torn, ",")
    with pytest.raises(TableError, match="breaks off"):
        list(table.rows())
    table.close()


def test_columns_that_stand_twice_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text("\ufeffid,category,category\n1,2\n")
    table = Table(path, ",")
    assert table.header == {"id": 0, "category": 1, "category#2": 2}
    assert list(table.rows()) == [BadRow(2, "wrong_column_count", "2 instead of 3")]
    table.close()


def test_missing_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("ticket,when\n1,2\n")
    with pytest.raises(TableError, match=r"no column what, at.*It has: ticket, when"):
        read(tmp_path, path)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('zone = "Asia/Shanghai"', 'zone = "Mars/Base"', "time zone"),
        ('New = "accept"', 'New = "middle"', "stages"),
        ('New = "accept"', 'New = ""', "no stage"),
        ('final = ["Closed"]', 'final = ["Done"]', "Done"),
        ('"1" = 1', '"1" = 9', "outside 1 to 4"),
        ('source = "desk"', "source = 7", "source"),
        ('source = "desk"', "colour = 7", "colour"),
    ],
)
def test_a_mapping_that_does_not_hold_is_refused_before_anything_runs(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    path = write_mapping(tmp_path, MAPPING.replace(before, after, 1))
    with pytest.raises(MappingError, match=said):
        load_mapping(str(path))


def test_every_shipped_mapping_holds() -> None:
    assert shipped_names() == ["uci_incident"]
    for name in shipped_names():
        load_mapping(name)


def test_instants_are_exact() -> None:
    assert instant(1_767_571_200_000_001) == datetime(2026, 1, 5, 0, 0, 0, 1, tzinfo=UTC)
