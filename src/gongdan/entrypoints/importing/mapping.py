"""How the columns of a foreign table become orders: read from TOML, checked before anything runs.

A template is text with column names in braces: `"Incident {number}"`. A column that stands
twice in the header is named `name` and `name#2`.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Meta, Struct

from gongdan.engines.flow.model import Stage

_COLUMN = re.compile(r"\{([^{}]+)\}")
ISO = "iso"
"""The word for ISO 8601 among the formats of times."""


class MappingError(Exception):
    """The mapping can't be used; the message says where and why."""


class FileShape(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the table is written; `missing` are the words for "no value"."""

    delimiter: Annotated[str, Meta(min_length=1, max_length=1)] = ","
    missing: tuple[str, ...] = ("",)


class CaseShape(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which column tells cases apart, and the templates of what the order says of itself."""

    id: str
    title: str
    description: str = ""
    place: str = ""
    tags: tuple[str, ...] = ()


class ActShape(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The columns of an act; `actor` is a template. Times without an offset are in `zone`."""

    activity: str
    actor: str
    time: str
    formats: tuple[str, ...] = (ISO,)
    zone: str = "UTC"


class Scale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a column's values stand for 1, 2, 3 ...; all others for `default`."""

    column: str = ""
    values: dict[str, int] = {}
    default: int = 3


class Ends(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The activities with which a case is closed for good."""

    final: tuple[str, ...] = ()


class Mapping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole mapping. `other_stage` takes activities that `stages` does not name."""

    source: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,30}$")]
    definition: str = "five_step"
    file: FileShape = FileShape()
    case: CaseShape
    act: ActShape
    urgency: Scale = Scale()
    impact: Scale = Scale()
    stages: dict[str, Stage]
    other_stage: Stage | None = None
    ends: Ends = Ends()
    fields: dict[str, str] = {}


def load_mapping(name: str) -> Mapping:
    """Read a mapping from a file, or the one of that name that ships with the program."""
    path = Path(name)
    shipped = _shipped() / f"{name}.toml"
    try:
        if path.is_file():
            text = path.read_text(encoding="utf-8")
        elif name.isidentifier() and shipped.is_file():
            text = shipped.read_text(encoding="utf-8")
        else:
            raise MappingError(f"There is no mapping {name}; shipped: {', '.join(shipped_names())}")
        mapping = msgspec.convert(tomllib.loads(text), Mapping)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise MappingError(f"The mapping {name} can't be read: {fault}") from fault
    except msgspec.ValidationError as fault:
        raise MappingError(f"The mapping {name} does not hold: {fault}") from fault
    _check(name, mapping)
    return mapping


def shipped_names() -> list[str]:
    """Return the names of the mappings that ship with the program."""
    names = (file.name for file in _shipped().iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def _shipped() -> Traversable:
    return files("gongdan") / "mappings"


def columns_in(template: str) -> list[str]:
    """Return the columns that a template names.

    >>> columns_in("Incident {number} at {place#2}")
    ['number', 'place#2']
    """
    return _COLUMN.findall(template)


def filled(template: str, values: dict[str, str]) -> str:
    """Return a template with the values of its columns; what is missing shows as a dash.

    >>> filled("Pump {code}: {state}", {"code": "P-1"})
    'Pump P-1: –'
    """
    return _COLUMN.sub(lambda found: values.get(found[1]) or "–", template)


def columns_of(mapping: Mapping) -> Iterator[str]:
    """Return every column that the mapping names, each once."""
    case, act = mapping.case, mapping.act
    templates = (case.title, case.description, case.place, *case.tags, act.actor)
    named = [case.id, act.activity, act.time, *mapping.fields.values()]
    named += [scale.column for scale in (mapping.urgency, mapping.impact) if scale.column]
    named += [column for template in templates for column in columns_in(template)]
    return iter(dict.fromkeys(named))


def _check(name: str, mapping: Mapping) -> None:
    """Refuse what could only be found out half-way through a file."""
    try:
        ZoneInfo(mapping.act.zone)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise MappingError(f"The mapping {name} names no time zone: {mapping.act.zone}") from fault
    stages = [*mapping.stages.values(), mapping.other_stage]
    if Stage.NONE in stages:
        raise MappingError(f"The mapping {name} maps an activity to no stage")
    unknown = [each for each in mapping.ends.final if each not in mapping.stages]
    if unknown:
        raise MappingError(f"The mapping {name} ends with {unknown[0]}, which has no stage")
    for scale, most in ((mapping.urgency, 4), (mapping.impact, 3)):
        if any(not 1 <= value <= most for value in (*scale.values.values(), scale.default)):
            raise MappingError(f"The mapping {name} has a value outside 1 to {most}")
