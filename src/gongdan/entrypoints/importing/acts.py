"""A row, read by the mapping: one act of one case, or why it is none. Pure."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from gongdan.entrypoints.importing.mapping import ISO, Mapping, columns_of
from gongdan.entrypoints.importing.table import BadRow, Row
from gongdan.kernel.text import TextFault, clean_line

_LINE = 200
_YEARS = range(1970, 9_000)


class Act(Struct, frozen=True, array_like=True):
    """One act: where it stood, of which case, when (µs since 1970), and the values it needs."""

    line: int
    case: str
    at_us: int
    values: dict[str, str]


class ActReader:
    """Reads rows of one table by one mapping."""

    def __init__(self, mapping: Mapping, header: dict[str, int]) -> None:
        self._mapping = mapping
        self._places = [(name, header[name]) for name in columns_of(mapping)]
        self._missing = frozenset(mapping.file.missing)
        self._times = _time_reader(mapping)

    def read(self, row: Row) -> Act | BadRow:
        """Return the act of a row, or what is wrong with the row."""
        values = {
            name: value
            for name, place in self._places
            if (value := row.cells[place].strip()) not in self._missing
        }
        case = clean_line(values.get(self._mapping.case.id, ""), limit=_LINE)
        if isinstance(case, TextFault) or not case:
            return BadRow(row.line, "case_id_missing", self._mapping.case.id)
        activity = clean_line(values.get(self._mapping.act.activity, ""), limit=_LINE)
        if isinstance(activity, TextFault) or not activity:
            return BadRow(row.line, "activity_missing", self._mapping.act.activity)
        if activity not in self._mapping.stages and self._mapping.other_stage is None:
            return BadRow(row.line, "activity_unknown", activity)
        text = values.get(self._mapping.act.time, "")
        at = self._times(text)
        if at is None:
            return BadRow(row.line, "time_unreadable", text[:60])
        return Act(row.line, case, at, values)


def missing_columns(mapping: Mapping, header: dict[str, int]) -> list[str]:
    """Return the columns that the mapping names and the table does not have."""
    return [name for name in columns_of(mapping) if name not in header]


def instant(at_us: int) -> datetime:
    """Return microseconds since 1970 as an instant."""
    seconds, fraction = divmod(at_us, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=fraction)


def _time_reader(mapping: Mapping) -> Callable[[str], int | None]:
    """Return what reads a time as microseconds since 1970; files repeat times: they are kept."""
    zone, formats = ZoneInfo(mapping.act.zone), mapping.act.formats
    known: dict[str, int | None] = {}

    def read(text: str) -> int | None:
        if text not in known:
            if len(known) > 100_000:
                known.clear()
            known[text] = _microseconds(text, formats, zone)
        return known[text]

    return read


def _microseconds(text: str, formats: tuple[str, ...], zone: ZoneInfo) -> int | None:
    for form in formats:
        try:
            placed = _in_zone(text, form, zone)
        except ValueError:
            continue
        if placed.year not in _YEARS:
            return None
        whole = int(placed.replace(microsecond=0).timestamp())
        return whole * 1_000_000 + placed.microsecond
    return None


def _in_zone(text: str, form: str, zone: ZoneInfo) -> datetime:
    if form == ISO:
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=zone)
    found = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is the next line's
    return found if found.tzinfo else found.replace(tzinfo=zone)
