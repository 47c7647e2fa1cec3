"""An XLSX workbook (ECMA-376, Office Open XML), written as a stream in flat memory.

One sheet of inline strings, its first two rows kept in sight. The zip is written to a file that
can't be sought, so each piece leaves as it is made.
"""

import re
from collections.abc import Iterable, Sequence
from io import RawIOBase
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from gongdan.kernel.sheets import LONGEST_CELL, guarded

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="orders" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
_BEGIN = (
    f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="2" topLeftCell="A3" state="frozen"/></sheetView></sheetViews><sheetData>'
)
_END = "</sheetData></worksheet>"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FAST = 3


class _Sink(RawIOBase):
    """Takes what is written until somebody carries it away."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override] # what zipfile writes
        self._pieces.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


class XlsxSheet:
    """Fulfils `kernel.sheets.Sheet`."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    suffix = "xlsx"

    def __init__(self) -> None:
        self._sink = _Sink()
        self._zip = ZipFile(self._sink, "w", ZIP_DEFLATED, compresslevel=_FAST)
        for name, content in _PARTS.items():
            self._zip.writestr(name, _HEAD + content)
        self._part = self._zip.open("xl/worksheets/sheet1.xml", "w", force_zip64=True)

    def begin(self) -> bytes:
        """Return the fixed parts of the workbook."""
        self._part.write((_HEAD + _BEGIN).encode())
        return self._sink.take()

    def rows(self, rows: Iterable[Sequence[str]]) -> bytes:
        """Return what is ready of the rows so far."""
        self._part.write("".join(map(_row, rows)).encode())
        return self._sink.take()

    def end(self) -> bytes:
        """Close sheet and workbook."""
        self._part.write(_END.encode())
        self._part.close()
        self._zip.close()
        return self._sink.take()


def _row(cells: Sequence[str]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(text: str) -> str:
    if not text:
        return "<c/>"
    clean = escape(_UNWRITABLE.sub("", guarded(text))[:LONGEST_CELL])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{clean}</t></is></c>'
