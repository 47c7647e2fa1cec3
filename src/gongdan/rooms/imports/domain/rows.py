"""A row read by the plan: the order that it asks for, or what is wrong in which column. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from gongdan.rooms.imports.contract import ImportPlan, Part, RowFault

_URGENCY = (
    "紧急 特急 非常紧急 urgent now critical p1,较急 高 high soon p2,"
    "普通 一般 中 normal medium p3,不急 低 low some_time p4"
)
_IMPACT = (
    "多人 大 全部 many all high,一组人 中 a_group group medium,一人 小 个人 one one_person low"
)
_YEARS = range(1970, 9_000)
_TAGS = re.compile(r"[,，、;；]")
_DATE = re.compile(
    r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$"
)


class Wish(Struct, frozen=True, kw_only=True):
    """An order as a row asks for it; asset and customer by their codes, "" for nothing."""

    line: int
    key: str
    title: str
    description: str = ""
    urgency: int = 3
    impact: int = 3
    place: str = ""
    tags: tuple[str, ...] = ()
    due_at: datetime | None = None
    asset: str = ""
    customer: str = ""
    contact: tuple[str, str, str] = ("", "", "")
    reported_at: datetime | None = None
    reported_by: str = ""


class RowReader:
    """Reads the rows of one table; `digest` names the file where no column tells orders apart."""

    def __init__(self, plan: ImportPlan, columns: Sequence[str], digest: str) -> None:
        self._plan = plan
        self._digest = digest
        self._zone = ZoneInfo(plan.zone)
        places = {name: place for place, name in enumerate(columns)}
        self._places = {part: places[name] for part, name in plan.columns.items()}

    def read(self, line: int, cells: Sequence[str]) -> Wish | list[RowFault]:
        """Return what a row asks for, or all that is wrong with it."""
        said = {part: cells[place].strip() for part, place in self._places.items()}
        faults: list[RowFault] = []

        def read(part: Part, reading: Callable[[str], object | None], code: str) -> object | None:
            text = said.get(part, "")
            found = reading(text) if text else None
            if text and found is None:
                faults.append(RowFault(line, self._plan.columns[part], code))
            return found

        urgency = read("urgency", _grade(_URGENCY), "urgency_unreadable")
        impact = read("impact", _grade(_IMPACT), "impact_unreadable")
        due_at = read("due_at", self._time, "time_unreadable")
        reported_at = read("reported_at", self._time, "time_unreadable")
        for part, code in (("title", "title_empty"), ("key", "key_empty")):
            if part in self._places and not said[part]:
                faults.append(RowFault(line, self._plan.columns[part], code))
        if faults:
            return faults
        return Wish(
            line=line,
            key=said.get("key") or f"{self._digest[:16]}:{line}",
            title=said["title"],
            description=said.get("description", ""),
            urgency=urgency if isinstance(urgency, int) else 3,
            impact=impact if isinstance(impact, int) else 3,
            place=said.get("place", ""),
            tags=_parted(said.get("tags", "")),
            due_at=due_at if isinstance(due_at, datetime) else None,
            asset=said.get("asset", ""),
            customer=said.get("customer", ""),
            contact=_contact(said),
            reported_at=reported_at if isinstance(reported_at, datetime) else None,
            reported_by=said.get("reported_by", ""),
        )

    def _time(self, text: str) -> datetime | None:
        """Return an instant: ISO 8601, or year, month and day with or without a time of day."""
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            parts = _DATE.match(text)
            if parts is None:
                return None
            numbers = [int(part or 0) for part in parts.groups()]
            try:
                found = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001 - zoned below
            except ValueError:
                return None
        placed = found if found.tzinfo else found.replace(tzinfo=self._zone)
        return placed if placed.year in _YEARS else None


def _grade(words: str) -> Callable[[str], int | None]:
    """Return what reads a grade: its number, or one of its words."""
    known = {
        word.replace("_", " "): number
        for number, group in enumerate(words.split(","), 1)
        for word in (str(number), *group.split())
    }
    return lambda text: known.get(text.lower().removesuffix(".0"))


def _parted(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for each in _TAGS.split(text) if (part := each.strip())))


def _contact(said: Mapping[Part, str]) -> tuple[str, str, str]:
    name, phone = said.get("contact_name", ""), said.get("contact_phone", "")
    return name, phone, said.get("contact_email", "")
