"""Retention: whose data nobody needs any more, and the two people who let it go."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

RETENTION_READ = "retention.read"
RETENTION_RUN = "retention.run"


class Rule(Struct, frozen=True):
    """How long a field is kept after the order's end, where, and what for.

    `definition` "*" is every order; `called` and `titled` are what people call the order type
    and the field, by language: empty for the parts that every order has.
    """

    definition: str
    field: str
    privacy: str
    purpose: dict[str, str]
    basis: str
    days: int
    called: dict[str, str]
    titled: dict[str, str]


class RetentionRun(Struct, frozen=True, kw_only=True):
    """Persons whose last need ended before `cut_off`: proposed, then approved by somebody else."""

    id: UUID
    cut_off: datetime
    planned: tuple[UUID, ...]
    proposed_by: UUID
    proposed_at: datetime
    approved_by: UUID | None
    approved_at: datetime | None
    erased: int | None
    done_at: datetime | None


class RetentionShown(Struct, frozen=True):
    """The rules in force, who would be let go now (the dry run), and the runs so far."""

    rules: tuple[Rule, ...]
    due: tuple[UUID, ...]
    runs: tuple[RetentionRun, ...]
