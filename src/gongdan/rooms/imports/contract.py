"""The door of imports: how a table's columns are read, and how far an import has come."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from msgspec import Struct

KIND = "import"
"""The kind of a reference to an import."""

SOURCE = "desk"
"""From where orders came in that somebody brought as a table: half of their external key."""

Target = Literal["orders", "assets", "customers"]
"""What the rows of a table become."""

Part = Literal[
    "key",
    "title",
    "description",
    "urgency",
    "impact",
    "place",
    "tags",
    "due_at",
    "asset",
    "customer",
    "contact_name",
    "contact_phone",
    "contact_email",
    "reported_at",
    "reported_by",
    "code",
    "name",
    "kind",
    "parent",
    "address",
    "latitude",
    "longitude",
]
"""What a column may hold. `key` tells orders apart, for ever: a second run knows them by it."""

_CONTACT: tuple[Part, ...] = ("contact_name", "contact_phone", "contact_email")
PARTS_OF: Mapping[Target, tuple[Part, ...]] = {
    "orders": (
        *("key", "title", "description", "urgency", "impact", "place", "tags", "due_at"),
        *("asset", "customer", *_CONTACT, "reported_at", "reported_by"),
    ),
    "assets": (
        *("code", "name", "kind", "place", "parent", "customer"),
        *("latitude", "longitude"),
    ),
    "customers": ("code", "name", *_CONTACT, "address", "latitude", "longitude"),
}
"""What the columns of each kind of table may hold."""


class ImportPlan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which column is what, and how the rows become what they become.

    Orders: of which type, at which stage they stand (`archived` ones are over); times without
    an offset are in `zone` (IANA). Entries of a register: what becomes of those that are there
    (`existing`), and by what a customer is known beside his code (`known_by`): his phone number,
    his mail address, or `either` of them. A row that has one of these needs no code.
    """

    type: str = "five_step"
    stage: Literal["accept", "execute", "verify", "archived"] = "accept"
    zone: str = "Asia/Shanghai"
    existing: Literal["skip", "update"] = "skip"
    known_by: Literal["code", "phone", "email", "either"] = "either"
    columns: dict[Part, str] = {}


class ImportState(StrEnum):
    """Where an import is: a draft is checked, and only what was checked is run."""

    DRAFT = "draft"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class ImportRun(Struct, frozen=True, kw_only=True):
    """One import. Of `rows`, `seen` were looked at: made, changed, known before, refused.

    A check counts what would come of them. `fault` says why an import stopped for good.
    """

    id: UUID
    user: UUID
    target: Target
    file: UUID
    media_type: str
    digest: str
    columns: tuple[str, ...]
    plan: ImportPlan
    state: ImportState
    rows: int
    seen: int = 0
    made: int = 0
    changed: int = 0
    known: int = 0
    refused: int = 0
    fault: str = ""
    begun_at: datetime
    changed_at: datetime


class RowFault(Struct, frozen=True):
    """What is wrong in a row (1 is the header) and column ("": the row as a whole): a code."""

    line: int
    column: str
    code: str


Identity = Literal["phone", "email"]
"""By what a person is known again, whatever his code is."""

IDENTITIES: Mapping[str, tuple[Identity, ...]] = {
    "code": (),
    "phone": ("phone",),
    "email": ("email",),
    "either": ("phone", "email"),
}
"""... as a plan says it (`known_by`)."""

PART_OF: Mapping[Identity, Part] = {"phone": "contact_phone", "email": "contact_email"}

KnownBy = Literal["code", "phone", "email"]


class RowMatch(Struct, frozen=True):
    """A row that is an entry which is there already, by what it was known, and what becomes of it.

    `same`: nothing differs. `kept`: left as it is, whatever the row says.
    """

    line: int
    entry: UUID
    by: KnownBy
    outcome: Literal["kept", "same", "changed"]
