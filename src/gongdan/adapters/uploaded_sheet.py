"""Tables that people upload, CSV (RFC 4180) or XLSX (ECMA-376), read whole and in bounds.

An XLSX is a zip of XML by strangers: what it would unpack to is added up before anything is
unpacked, document types and entities are refused (defusedxml), rows and columns are counted as
they come. A formula is never run: its last value is what counts. Dates are numbers in XLSX; the
cell's format tells them apart, and they come out as ISO 8601.
"""

import codecs
import csv
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import chain
from typing import IO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from gongdan.rooms.imports.ports import (
    Sheet,
    SheetRow,
    SheetTooLargeError,
    SheetUnreadableError,
)

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DATED = {*range(14, 23), *range(45, 48)}  # ECMA-376 part 1, 18.8.30: built-in date formats
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's dates have no zone
_LETTERS = re.compile("[A-Z]+")
_FAULTS = (
    *(BadZipFile, zlib.error, EOFError, RuntimeError, LookupError, ArithmeticError, ValueError),
    *(ParseError, DefusedXmlException),
)


class UploadedSheets:
    """Fulfils `imports.ports.Sheets`."""

    def read(self, data: bytes, media_type: str) -> Sheet:
        """Return the table; raises `SheetUnreadableError` and `SheetTooLargeError`."""
        if len(data) > MOST_BYTES:
            raise SheetTooLargeError(f"{MOST_BYTES:,} B")
        if media_type == "text/csv":
            return _sheet(_csv_rows(data))
        try:
            return _sheet(_xlsx_rows(data))
        except _FAULTS as fault:
            raise SheetUnreadableError(type(fault).__name__) from fault


def _sheet(lines: Iterator[tuple[int, Sequence[str]]]) -> Sheet:
    header = next(((number, cells) for number, cells in lines if any(cells)), None)
    if header is None:
        raise SheetUnreadableError("empty")
    columns = _named(header[1])
    rows: list[SheetRow] = []
    for number, cells in lines:
        if not any(cells):
            continue
        if len(rows) >= MOST_ROWS:
            raise SheetTooLargeError(f"{MOST_ROWS:,}")
        rows.append(_row(number, cells, len(columns)))
    return Sheet(columns, rows)


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """Return each column's name, once: what is empty or doubled gets a number."""
    names: list[str] = []
    for place, cell in enumerate(cells, 1):
        name = " ".join(cell.split())[:200] or f"#{place}"
        names.append(name if name not in names else f"{name} #{place}")
    while names and not cells[len(names) - 1].strip():
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise SheetTooLargeError(f"{MOST_COLUMNS}")
    return tuple(names)


def _row(number: int, cells: Sequence[str], width: int) -> SheetRow:
    fault = ""
    if any(cell.strip() for cell in cells[width:]):
        fault = "too_many_cells"
    elif any(len(cell) > LONGEST_CELL or "\x00" in cell for cell in cells):
        fault = "cell_unusable"
    fitted = (*cells[:width], *[""] * (width - len(cells)))
    return SheetRow(number, tuple(cell[:LONGEST_CELL] for cell in fitted), fault)


def _csv_rows(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield records by number."""
    text = _decoded(data)
    first = text[: text.find("\n") + 1 or None]
    delimiter = max(",;\t", key=first.count)
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    read = 0
    try:
        for number, cells in enumerate(reader, 1):
            if reader.line_num == len(lines) and _is_open(lines[read:], delimiter):
                raise SheetUnreadableError(f'CSV, #{number}: "')
            read = reader.line_num
            yield number, cells
    except csv.Error as fault:
        raise SheetUnreadableError("CSV") from fault


def _is_open(record: Sequence[str], delimiter: str) -> bool:
    """Tell whether a quotation of the last record never ends: it swallowed what came after it."""
    if sum(line.count('"') for line in record) % 2 == 0:
        return False
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False  # a mark of inches


def _decoded(data: bytes) -> str:
    """Return a text: UTF-16 where it says so, UTF-8, else GB 18030 as Chinese spreadsheets save."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise SheetUnreadableError("UTF-8, UTF-16, GB 18030")


def _xlsx_rows(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    with ZipFile(io.BytesIO(data)) as packed:
        sizes = {info.filename: info.file_size for info in packed.infolist()}
        if sum(sizes.values()) > MOST_UNPACKED:
            raise SheetTooLargeError(f"{MOST_UNPACKED:,} B")
        shared = list(_shared(packed)) if "xl/sharedStrings.xml" in sizes else []
        dated = _dated_styles(packed) if "xl/styles.xml" in sizes else set()
        with packed.open(_first_sheet(packed, sizes)) as part:
            yield from _cells(_Bounded(part, MOST_UNPACKED), shared, dated)


class _Bounded(io.RawIOBase):
    """Reads a member of a zip to its limit: what a zip says of its sizes may be a lie."""

    def __init__(self, part: IO[bytes], most: int) -> None:
        self._part = part
        self._left = most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._part.read(min(size, 1 << 16) if size > 0 else 1 << 16)
        self._left -= len(piece)
        if self._left < 0:
            raise SheetTooLargeError(f"{MOST_UNPACKED:,} B")
        return piece


def _first_sheet(packed: ZipFile, names: Iterable[str]) -> str:
    """Return where the first sheet lies (ECMA-376 part 1, 18.2.19 and 15.2.1)."""
    wanted = next(each.get(_REL) for each in _elements(packed, "xl/workbook.xml", f"{_NS}sheet"))
    rels = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
    for each in _elements(packed, "xl/_rels/workbook.xml.rels", rels):
        if each.get("Id") == wanted:
            target = (each.get("Target") or "").lstrip("/")
            return target if target in names else f"xl/{target}"
    raise KeyError("sheet")


def _shared(packed: ZipFile) -> Iterator[str]:
    for each in _elements(packed, "xl/sharedStrings.xml", f"{_NS}si"):
        yield _text(each)


def _dated_styles(packed: ZipFile) -> set[int]:
    """Return the numbers of the cell formats that show a date or a time of day."""
    own = {
        int(each.get("numFmtId", "0"))
        for each in _elements(packed, "xl/styles.xml", f"{_NS}numFmt")
        if re.search(
            r"[ymdhs年月日]", re.sub(r'"[^"]*"|\[[^\]]*\]', "", each.get("formatCode", ""))
        )
    }
    for formats in _elements(packed, "xl/styles.xml", f"{_NS}cellXfs"):
        kinds = [int(each.get("numFmtId", "0")) for each in formats]
        return {place for place, kind in enumerate(kinds) if kind in _DATED | own}
    return set()


def _elements(packed: ZipFile, member: str, tag: str) -> Iterator[Element]:
    with packed.open(member) as part:
        for _, element in iterparse(
            _Bounded(part, MOST_UNPACKED), events=("end",), forbid_dtd=True
        ):
            if element.tag == tag:
                yield element
                element.clear()


def _cells(
    part: _Bounded, shared: Sequence[str], dated: set[int]
) -> Iterator[tuple[int, Sequence[str]]]:
    sheet: Element | None = None
    number = 0
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        if event == "start" and element.tag == f"{_NS}sheetData":
            sheet = element
        if event == "end" and element.tag == f"{_NS}row":
            number = int(element.get("r", number + 1))
            yield number, _spread(element, shared, dated)
            if sheet is not None:
                sheet.clear()


def _spread(row: Element, shared: Sequence[str], dated: set[int]) -> list[str]:
    """Return a row's cells at their places; empty cells are left out of the file."""
    cells: list[str] = []
    for cell in row:
        place = _place(cell.get("r", ""), len(cells))
        if place >= MOST_COLUMNS:
            raise SheetTooLargeError(f"{MOST_COLUMNS}")
        cells += [""] * (place + 1 - len(cells))
        cells[place] = _value(cell, shared, dated)
    return cells


def _place(reference: str, otherwise: int) -> int:
    letters = _LETTERS.match(reference)
    if letters is None:
        return otherwise
    place = 0
    for letter in letters[0][:4]:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _value(cell: Element, shared: Sequence[str], dated: set[int]) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_NS}v", "")
    if kind == "s":
        return shared[int(value)] if value else ""
    if kind == "inlineStr":
        return _text(cell)
    if kind == "n" and value:
        return _date(value) if int(cell.get("s", "0")) in dated else _number(value)
    return value


def _text(element: Element) -> str:
    """Return the text of a string with or without runs, but not its reading aids (rPh)."""
    runs = chain(element.iter(f"{_NS}r"), element.iter(f"{_NS}is"), (element,))
    seen = dict.fromkeys(text for run in runs for text in run.findall(f"{_NS}t"))
    return "".join(each.text or "" for each in seen)


def _number(value: str) -> str:
    """Return a number as one writes it: 3 and not 3.0, no exponent for what is whole."""
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value


def _date(value: str) -> str:
    """Return the date of a serial number (ECMA-376 part 1, 18.17.4.1: days since 1899-12-30)."""
    at = _EPOCH + timedelta(seconds=round(float(value) * 86_400))
    return at.isoformat(sep=" ", timespec="minutes")
