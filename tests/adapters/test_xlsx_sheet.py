"""Tables for spreadsheets: read back by another's reader, and no cell runs."""

import io
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from gongdan.adapters.xlsx_sheet import XlsxSheet
from gongdan.kernel.sheets import LONGEST_CELL, CsvSheet, Sheet, guarded


def written(sheet: Sheet, rows: list[list[str]]) -> bytes:
    return sheet.begin() + b"".join(sheet.rows([row]) for row in rows) + sheet.end()


def test_a_workbook_is_read_back_as_it_was_written() -> None:
    rows = [["编号", "title"], ["WO-1", "3号<水泵> & 'x'"], ["", " \u200bspaced "]]
    book = load_workbook(io.BytesIO(written(XlsxSheet(), rows)), read_only=True)
    found = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert found == rows


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
@pytest.mark.parametrize("sheet", [CsvSheet, XlsxSheet])
def test_no_text_becomes_a_formula(sheet: type[Sheet], text: str) -> None:
    data = written(sheet(), [[text]])
    assert guarded(text) == f"'{text}"
    if sheet is XlsxSheet:
        cell = load_workbook(io.BytesIO(data)).active["A1"]
        assert (cell.data_type, str(cell.value)[0]) == ("s", "'")
    else:
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.decode("utf-8-sig").lstrip('"').startswith("'")


@given(st.text(max_size=60))
def test_any_text_makes_a_workbook_that_opens(text: str) -> None:
    data = written(XlsxSheet(), [[text, "x" * (LONGEST_CELL + 5)]])
    with ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
    row = next(load_workbook(io.BytesIO(data), read_only=True).active.iter_rows(values_only=True))
    assert len(str(row[1])) == LONGEST_CELL
