"""Rows read as entries: what is wrong is told, and a parent comes before what lies in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.kernel.messages import Refused
from gongdan.rooms.imports.contract import ImportPlan, Part, RowFault, Target
from gongdan.rooms.imports.domain.entries import EntryReader, EntryWish
from gongdan.rooms.imports.domain.guess import guessed
from gongdan.rooms.imports.domain.plans import plan_fault
from gongdan.rooms.imports.domain.previews import previewed

COLUMNS = ("编号", "名称", "上级", "纬度", "经度")
PLAN = ImportPlan(columns=guessed(COLUMNS, "assets"))


def reader(*rows: tuple[str, ...]) -> EntryReader:
    """Return a reader of rows, the first of them on line 2."""
    return EntryReader(PLAN, COLUMNS, list(enumerate(rows, 2)))


def test_columns_of_registers_are_guessed_by_their_own_names() -> None:
    assert guessed(
        ["客户编号", "客户名称", "联系人", "手机号码", "地址", "Colour"], "customers"
    ) == {
        "code": "客户编号",
        "name": "客户名称",
        "contact_name": "联系人",
        "contact_phone": "手机号码",
        "address": "地址",
    }
    assert guessed(["Asset No.", "Name", "Room", "Parent code"], "assets") == {
        "code": "Asset No.",
        "name": "Name",
        "place": "Room",
        "parent": "Parent code",
    }


def test_a_row_says_what_it_says_and_nothing_of_empty_cells() -> None:
    row = ("P-1", " 一号泵 ", "", "39.9", "116.4")
    wish = reader(row).read(2, row)
    assert isinstance(wish, EntryWish)
    assert wish.texts == {"code": "P-1", "name": "一号泵"}
    assert wish.degrees == (39.9, 116.4)


def test_all_that_is_wrong_with_an_entry_is_told_with_its_columns() -> None:
    rows = (("P-1", "泵", "", "", ""), ("ｐ-1", "", "", "39.9", "east"))
    assert reader(*rows).read(3, rows[1]) == [
        RowFault(3, "名称", "name_empty"),
        RowFault(3, "编号", "code_repeated"),
        RowFault(3, "经度", "degrees_unreadable"),
    ]
    assert reader(("", "x", "", "nan", "1")).read(2, ("", "x", "", "nan", "1")) == [
        RowFault(2, "编号", "code_empty"),
        RowFault(2, "纬度", "degrees_unreadable"),
    ]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_every_row_comes_once_and_after_its_parent_unless_it_lies_inside_itself(
    above: list[int],
) -> None:
    rows = [(f"C{place}", "x", f"C{parent}", "", "") for place, parent in enumerate(above)]
    lines, circles = reader(*rows).parents_first()
    assert sorted(lines) == list(range(2, len(rows) + 2))
    for place, parent in enumerate(above):
        if parent < len(rows) and place + 2 not in circles:
            assert lines.index(parent + 2) < lines.index(place + 2)

    def is_inside_itself(place: int) -> bool:
        step = above[place]
        for _ in above:
            if step == place:
                return True
            if step >= len(above):
                return False
            step = above[step]
        return False

    assert circles == {place + 2 for place in range(len(above)) if is_inside_itself(place)}


@pytest.mark.parametrize(
    ("target", "columns", "code"),
    [
        ("assets", {"code": "编号", "name": "名称"}, ""),
        ("assets", {"code": "编号"}, "import_part_unmapped"),
        ("customers", {"name": "名称"}, "import_part_unmapped"),
        ("customers", {"code": "编号", "name": "名称", "parent": "上级"}, "import_part_unknown"),
        ("orders", {"title": "名称", "code": "编号"}, "import_part_unknown"),
    ],
)
def test_a_plan_names_what_its_target_needs_and_nothing_else(
    target: Target, columns: dict[Part, str], code: str
) -> None:
    plan = ImportPlan(columns=columns)
    no = plan_fault(plan, target, COLUMNS)
    assert (no.code if isinstance(no, Refused) else "") == code


def test_a_preview_masks_what_is_personal_by_its_column_or_by_its_looks() -> None:
    plan = ImportPlan(columns={"contact_name": "联系人", "address": "地址"})
    columns = ("联系人", "地址", "备用", "邮箱2", "编号")
    cells = ("王小明", "北京市东城区1号院2单元", "010-65123456", "wang@example.com", "20260001")
    shown = previewed(plan, columns, cells)
    assert shown[0] == "王*"
    assert shown[2:] == ("010****3456", "w***@example.com", "20260001")
    assert "2单元" not in shown[1]
