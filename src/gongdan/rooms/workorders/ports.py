"""What the work orders need of others; bootstrap plugs each of these."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Protocol, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.engines.flow.model import Context, FlowDefinition, Request, Value
from gongdan.engines.forms.model import Permission, Verdict
from gongdan.rooms.calendars.contract import Calendar
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.lowcode.contract import Notice
from gongdan.rooms.workorders.contract import DefinitionPin
from gongdan.rooms.workorders.domain.facts import no_answer

Judge: TypeAlias = Callable[
    [Mapping[str, object], Mapping[str, object], Mapping[str, Permission]], Verdict
]
"""Takes answers, what was known before, and what the step may do with which field."""


class Form(Struct, frozen=True):
    """A step's form: its JSON Schema, its layout, and which fields are personal.

    `reads`: which names the rules of a field (and of its columns) read. `files`: the fields
    that hold files, and which kinds each accepts (none: any).
    """

    schema: dict[str, object]
    ui: dict[str, object]
    judge: Judge
    sealed: frozenset[str] = frozenset()
    reads: Mapping[str, frozenset[str]] = {}
    files: Mapping[str, frozenset[str]] = {}


class RunningDefinition(Struct, frozen=True):
    """A published definition, made ready to run orders by; by field name its `classes`, and the
    days that its personal values are `kept` after an order's end. `decide` asks its tables.

    `sought` are the roles that its rules seek in the reporter's unit (None: they ask nothing
    about the organisation). `reporters` are the roles that may start its orders (none: whoever may
    report); `choices` name the values of its fields by language; `decimals` are kept as text.
    """

    pin: DefinitionPin
    flow: FlowDefinition
    numbering: str
    forms: Mapping[str, Form]
    evaluate: Callable[[str, Context], Value]
    classes: Mapping[str, str]
    kept: Mapping[str, int] = {}
    decide: Callable[[str, Context], Value] = no_answer
    sought: frozenset[str] | None = None
    notices: Mapping[str, Notice] = {}
    reporters: frozenset[str] = frozenset()
    choices: Mapping[str, Mapping[str, Mapping[str, str]]] = {}
    decimals: frozenset[str] = frozenset()


class Definitions(Protocol):
    """Finds published definitions, compiled once and kept."""

    async def newest(self, tenant: UUID, key: str) -> RunningDefinition | None:
        """Return the newest published version of a key."""
        ...

    async def pinned(self, tenant: UUID, pin: DefinitionPin) -> RunningDefinition:
        """Return the version that an order runs by (it exists as long as the order does)."""
        ...


class TypeName(Struct, frozen=True):
    """What people call an order type and, by their names, its fields: words by language."""

    title: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]


class TypeNames(Protocol):
    """Knows what order types are called."""

    async def of(self, tenant: UUID) -> Mapping[str, TypeName]:
        """Return the names of all that is published, by the type's key."""
        ...


class UnitName(Struct, frozen=True):
    """An organisation unit: its name and its path (`/company/plant/`)."""

    name: str
    path: str


class AssetName(Struct, frozen=True):
    """An asset as a list shows it."""

    code: str
    name: str


class Lines(Struct, frozen=True):
    """Who stands above somebody, nearest first, and by role who has it in his unit.

    Where nobody in the unit itself has a role, those of the nearest unit above who have it.
    """

    managers: tuple[UUID, ...] = ()
    in_unit: Mapping[str, tuple[UUID, ...]] = {}


class ReportingLines(Protocol):
    """Knows the organisation's lines, as they are now."""

    async def of(self, tenant: UUID, person: UUID, roles: Collection[str]) -> Lines:
        """Return the lines of a person, looking for these roles."""
        ...

    async def with_role(self, tenant: UUID, role: str, most: int) -> tuple[UUID, ...]:
        """Return active people who have a role, no more than `most`."""
        ...


class Outgoing(Struct, frozen=True, kw_only=True):
    """What is asked of a service; `id` is the same at every attempt of one call."""

    connector: str
    id: UUID
    order: UUID
    node: str
    attempt: int
    inputs: Mapping[str, object]
    request: Request


class CameBack(Struct, frozen=True, kw_only=True):
    """What came of a call: a status (0: no answer), an error in one word, or the values taken.

    `passing`: it may well come right by itself, if it is tried again.
    """

    status: int = 0
    milliseconds: int = 0
    error: str = ""
    passing: bool = False
    values: Mapping[str, object] = {}


class Connectors(Protocol):
    """Calls services outside; whatever the far side does comes back as a value."""

    async def call(self, tenant: UUID, wanted: Outgoing) -> CameBack: ...


class Directory(Protocol):
    """Names of what orders point at; what is not found is left out."""

    async def users(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Return the names of active and former users."""
        ...

    async def active_users(self, tenant: UUID, ids: Collection[UUID]) -> frozenset[UUID]:
        """Return those of the ids who can be given work."""
        ...

    async def zone(self, tenant: UUID) -> str:
        """Return the time zone (IANA) in which the tenant's days and hours are meant."""
        ...

    async def units(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, UnitName]:
        """Return organisation units."""
        ...

    async def assets(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, AssetName]:
        """Return assets."""
        ...


class Readers(Protocol):
    """The rights of others than who asks: who is told of something must be able to read it."""

    async def principals(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, Principal]:
        """Return active users with everything that was granted to them; others are left out."""
        ...


class Sites(Protocol):
    """Knows where things stand, in WGS-84 degrees."""

    async def of_asset(self, tenant: UUID, asset: UUID) -> tuple[Decimal, Decimal] | None:
        """Return where an asset is, None where that is not known."""
        ...


class WorkCalendars(Protocol):
    """Knows when an organisation works."""

    async def of(self, tenant: UUID, at: datetime) -> Calendar:
        """Return a tenant's calendar, good for the years around an instant."""
        ...


class WorkingDays(Protocol):
    """Counts working days by a tenant's calendar."""

    async def between(self, tenant: UUID, start: datetime, end: datetime) -> int:
        """Return how many working days have begun after the day of `start`, up to that of `end`."""
        ...


class Numbers(Protocol):
    """Hands out human numbers; a number is never given twice, gaps are allowed."""

    async def next(self, tenant: UUID, series: str) -> int:
        """Return the next number of a series."""
        ...
