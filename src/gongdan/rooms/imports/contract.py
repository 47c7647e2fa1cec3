"""The door of imports: how a table's columns are read, and how far an import has come."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from msgspec import Struct

KIND = "import"
"""The kind of a reference to an import."""

SOURCE = "desk"
"""From where orders came in that somebody brought as a table: half of their external key."""

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
]
"""What a column may hold. `key` tells orders apart, for ever: a second run knows them by it."""


class ImportPlan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a table becomes orders: of which type, at which stage they stand, which column is what.

    `archived` orders are over. Times without an offset are in `zone` (IANA).
    """

    type: str = "five_step"
    stage: Literal["accept", "execute", "verify", "archived"] = "accept"
    zone: str = "Asia/Shanghai"
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
    """One import. Of `rows`, `seen` were looked at: orders made, known before, refused.

    A check counts what would be made. `fault` says why an import stopped for good.
    """

    id: UUID
    user: UUID
    file: UUID
    media_type: str
    digest: str
    columns: tuple[str, ...]
    plan: ImportPlan
    state: ImportState
    rows: int
    seen: int = 0
    made: int = 0
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
