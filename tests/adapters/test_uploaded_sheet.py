"""Tables of strangers: read in bounds, whatever they claim to be."""

import io
import zipfile

import pytest

from gongdan.adapters import uploaded_sheet
from gongdan.adapters.uploaded_sheet import UploadedSheets
from gongdan.adapters.xlsx_sheet import XlsxSheet
from gongdan.rooms.imports.ports import SheetTooLargeError, SheetUnreadableError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(rows: str, *, styles: str = "", shared: str = "", head: str = "") -> bytes:
    """Return a workbook of one sheet."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "xl/workbook.xml",
            f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="rId7"/></sheets></workbook>',
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId7" Target="/xl/worksheets/one.xml"/></Relationships>',
        )
        file.writestr(
            "xl/worksheets/one.xml",
            f"{head}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
        )
        if styles:
            file.writestr("xl/styles.xml", f"<styleSheet {MAIN}>{styles}</styleSheet>")
        if shared:
            file.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{shared}</sst>")
    return packed.getvalue()


def test_a_workbook_gives_texts_dates_numbers_and_the_last_value_of_formulas() -> None:
    data = workbook(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>When</t></is></c>'
        '<c r="D1" t="inlineStr"><is><t>n</t></is></c></row>'
        '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3" s="1"><v>46082.354166666664</v></c>'
        '<c r="D3"><v>3.0</v></c></row>'
        '<row r="4"><c r="A4" t="str"><f>HYPERLINK("http://x","y")</f><v>y</v></c>'
        '<c r="D4"><v>0.5</v></c></row>',
        styles='<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>',
        shared="<si><t>标题</t></si><si><r><t>水泵</t></r><r><t>异响</t></r></si>",
    )
    sheet = UploadedSheets().read(data, XLSX)
    assert sheet.columns == ("标题", "#2", "When", "n")
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (3, ("水泵异响", "", "2026-03-01 08:30", "3")),
        (4, ("y", "", "", "0.5")),
    ]


def test_what_we_export_can_be_read_again() -> None:
    sheet = XlsxSheet()
    data = sheet.begin() + sheet.rows([("标题", "备注"), ("漏水", "<b>&")]) + sheet.end()
    read = UploadedSheets().read(data, XLSX)
    assert (read.columns, read.rows[0].cells) == (("标题", "备注"), ("漏水", "<b>&"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_however_spreadsheets_save_it(encoding: str, delimiter: str) -> None:
    lines = [["编号", "标题", "标题"], ["1", '"两行\n文字"', ""], [], ["2", "x", "y", "z"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    sheet = UploadedSheets().read(text.encode(encoding), "text/csv")
    assert sheet.columns == ("编号", "标题", "标题 #3")
    assert [(row.line, row.cells, row.fault) for row in sheet.rows] == [
        (2, ("1", "两行\n文字", ""), ""),
        (4, ("2", "x", "y"), "too_many_cells"),
    ]


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 not a zip",
        workbook('<row r="1"><c t="s"><v>9</v></c></row>'),
        workbook('<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row>', head=ENTITY),
        workbook("<row"),
        workbook(""),
        b"",
    ],
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(SheetUnreadableError):
        UploadedSheets().read(data, XLSX)


def test_a_quotation_that_never_ends_is_told_with_its_row_and_swallows_nothing() -> None:
    cut = 'title,place\nPump,Hall 7\n"Fan,Hall 8\nLift,Hall 9\n'
    with pytest.raises(SheetUnreadableError, match="#3"):
        UploadedSheets().read(cut.encode(), "text/csv")
    for whole in ('title\n"two\nlines"\n', 'title\nTube 5" wide\n', 'title\n"a ""b"""'):
        assert len(UploadedSheets().read(whole.encode(), "text/csv").rows) == 1


def test_a_bomb_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploaded_sheet, "MOST_UNPACKED", 1_000_000)
    cell = f'<c t="inlineStr"><is><t>{"a" * 1_100_000}</t></is></c>'
    with pytest.raises(SheetTooLargeError):
        UploadedSheets().read(workbook(f'<row r="1">{cell}</row>'), XLSX)
    far = '<row r="1"><c r="ZZZ1" t="inlineStr"><is><t>a</t></is></c></row>'
    with pytest.raises(SheetTooLargeError):
        UploadedSheets().read(workbook(far), XLSX)
    monkeypatch.setattr(uploaded_sheet, "MOST_ROWS", 2)
    with pytest.raises(SheetTooLargeError):
        UploadedSheets().read(b"a\n1\n2\n3\n", "text/csv")
