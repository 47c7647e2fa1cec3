"""Columns guessed, rows read: what stands in a cell becomes a part of an order, or is told."""

from datetime import UTC, datetime

import pytest

from gongdan.kernel.messages import Refused
from gongdan.rooms.imports.contract import ImportPlan, RowFault
from gongdan.rooms.imports.domain.guess import guessed
from gongdan.rooms.imports.domain.orders import order_of
from gongdan.rooms.imports.domain.plans import plan_fault
from gongdan.rooms.imports.domain.rows import RowReader, Wish

COLUMNS = ("单号", "标题", "紧急度", "报修时间", "标签")
PLAN = ImportPlan(
    zone="Asia/Shanghai",
    columns={
        "key": "单号",
        "title": "标题",
        "urgency": "紧急度",
        "reported_at": "报修时间",
        "tags": "标签",
    },
)
READER = RowReader(PLAN, COLUMNS, "ab" * 32)


def test_columns_are_guessed_by_name_in_both_languages_and_none_twice() -> None:
    assert guessed(["工单编号", "报修内容", "联系电话（必填）", "备注", "地点"]) == {
        "key": "工单编号",
        "title": "报修内容",
        "contact_phone": "联系电话（必填）",
        "description": "备注",
        "place": "地点",
    }
    assert guessed(["ID", "Subject", "E-Mail", "Created_At", "Ticket", "Colour"]) == {
        "key": "ID",
        "title": "Subject",
        "contact_email": "E-Mail",
        "reported_at": "Created_At",
    }


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-01 08:30", datetime(2026, 3, 1, 0, 30, tzinfo=UTC)),
        ("2026/3/1 8:30:05", datetime(2026, 3, 1, 0, 30, 5, tzinfo=UTC)),
        ("2026年3月1日", datetime(2026, 2, 28, 16, 0, tzinfo=UTC)),
        ("2026-03-01T08:30:00Z", datetime(2026, 3, 1, 8, 30, tzinfo=UTC)),
    ],
)
def test_times_are_read_as_people_write_them_in_the_plans_zone(
    text: str, instant: datetime
) -> None:
    wish = READER.read(2, ["W-1", "水泵异响", "较急", text, "泵, 噪音；泵"])
    assert isinstance(wish, Wish)
    assert (wish.key, wish.urgency, wish.reported_at) == ("W-1", 2, instant)
    assert wish.tags == ("泵", "噪音")


def test_all_that_is_wrong_with_a_row_is_told_with_its_columns() -> None:
    assert READER.read(7, ["", " ", "soonish", "1.3.26", ""]) == [
        RowFault(7, "紧急度", "urgency_unreadable"),
        RowFault(7, "报修时间", "time_unreadable"),
        RowFault(7, "标题", "title_empty"),
        RowFault(7, "单号", "key_empty"),
    ]


def test_without_a_key_column_an_order_is_known_by_its_file_and_row() -> None:
    reader = RowReader(ImportPlan(columns={"title": "标题"}), ("标题",), "ab" * 32)
    wish = reader.read(3, ["漏水"])
    assert isinstance(wish, Wish)
    assert wish.key == "abababababababab:3"


def test_an_order_stands_where_the_plan_says_and_keeps_its_report_as_a_claim() -> None:
    wish = READER.read(2, ["W-1", "水泵异响", "1", "2026-03-01", ""])
    assert isinstance(wish, Wish)
    command = order_of(PLAN, wish, asset=None, customer=None)
    assert (command.source, command.external_id, command.ended) == ("desk", "W-1", False)
    (claimed,) = command.history
    assert (claimed.activity, claimed.row) == ("报修时间", 2)
    over = ImportPlan(stage="archived", columns=PLAN.columns)
    assert order_of(over, wish, asset=None, customer=None).ended


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (ImportPlan(columns={"title": "Nowhere"}), "import_column_unknown"),
        (ImportPlan(columns={"key": "单号"}), "import_title_unmapped"),
        (ImportPlan(zone="Mars/Base", columns={"title": "标题"}), "import_zone_unknown"),
        (PLAN, ""),
    ],
)
def test_a_plan_that_does_not_fit_the_table_is_refused(plan: ImportPlan, code: str) -> None:
    no = plan_fault(plan, "orders", COLUMNS)
    assert (no.code if isinstance(no, Refused) else "") == code
