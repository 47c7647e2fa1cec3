"""The door of the portal: what links are for, and what can be asked of the room."""

from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Command
from gongdan.rooms.workorders.contract import Json

LINK_MARK = "gl1"
"""With what every link's token begins."""


class Purpose(StrEnum):
    """What a link is for."""

    FOLLOW = "follow"  # one order: read, verify, sign, remind, call off
    LOOK = "look"  # one order, read only
    CHECK = "check"  # one signature, to be checked by whoever holds the paper
    VISIT = "visit"  # no order yet: upload and report, once


class Origin(StrEnum):
    """How a link came to be."""

    STAFF = "staff"
    REPORT = "report"
    RECOVERY = "recovery"
    COPY = "copy"
    VISIT = "visit"


LIFETIME = MappingProxyType(
    {
        Purpose.FOLLOW: timedelta(days=90),
        Purpose.LOOK: timedelta(days=90),
        Purpose.CHECK: timedelta(days=1827),
        Purpose.VISIT: timedelta(minutes=60),
    }
)
"""For how long a link lives unless somebody says otherwise."""

LONGEST_DAYS = 366


class IssueLink(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Staff gives somebody a link to an order."""

    purpose: Purpose = Purpose.FOLLOW
    days: int | None = None
    locale: str = "zh"


class ReportPublicly(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stranger reports: what is wrong, where, whom to ask; `files` are uploaded already.

    `fields` are the answers to what the kind of order asks at the door (`GET /portal/{tenant}`).
    `consent` must be given where the report names a contact. `website` is a trap: people don't
    see it, programs fill it in.
    """

    text: str
    place: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    asset: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    files: tuple[UUID, ...] = ()
    consent: bool = False
    locale: str = "zh"
    website: str = ""
    fields: dict[str, Json] = {}


class SetPortal(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the tenant's portal stands from now on."""

    reports_open: bool
    order_type: str = "five_step"
    unit: UUID | None = None
    link_days: int = 90


class Link(Struct, frozen=True, kw_only=True):
    """A link as kept: everything but its token."""

    id: UUID
    purpose: Purpose
    origin: Origin
    order_id: UUID | None
    order_number: str
    party_id: UUID | None
    signature: int | None = None
    issued_by: UUID | None = None
    locale: str = "zh"
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    used_at: datetime | None = None
