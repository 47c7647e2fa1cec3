"""The shapes of the demo's data files, and reading them."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

import msgspec
from msgspec import Struct

from gongdan.entrypoints.demo.pictures import Scene

Story = Literal[
    "reported",
    "returned",
    "resubmitted",
    "accepted",
    "claimed",
    "assigned",
    "transferred",
    "suspended",
    "resumed",
    "done",
    "sent_back",
    "redone",
    "verified",
    "archived",
    "archived_second",
    "reopened",
    "withdrawn",
    "cancelled",
    "on_site",
    "waits_for_name",
    "signed_for",
    "field_archived",
]
"""How far an order has come; `stories` says by which acts."""


class TenantEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The demo tenant."""

    slug: str
    name: str


class UnitEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit; `parent` is another's code."""

    code: str
    name: str
    parent: str = ""


class UserEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A log-in, and the person behind it."""

    login: str
    name: str
    role: str
    unit: str
    phone: str = ""
    skills: list[str] = []
    locale: str = "zh"


class CustomerEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A customer."""

    code: str
    name: str
    contact_name: str
    phone: str
    email: str
    address: str
    latitude: float
    longitude: float


class AssetEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An asset; `customer` is a customer's code."""

    code: str
    name: str
    kind: str
    place: str
    latitude: float
    longitude: float
    customer: str = ""


class Organisation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who and what is there."""

    tenant: TenantEntry
    unit: tuple[UnitEntry, ...]
    user: tuple[UserEntry, ...]
    customer: tuple[CustomerEntry, ...]
    asset: tuple[AssetEntry, ...]


class Caller(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to ask on site."""

    name: str
    phone: str = ""
    email: str = ""


class OrderEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One order and what became of it; texts that its story does not need stay empty.

    `by` and `hand` are log-ins: who reports it, and who does the work. `why` is the reason of a
    return, suspension, rejection, cancellation or reopening; `again` what the second round did.
    An order that demands evidence says what its photos show (`scene`), where the check-in was
    (degrees), and whose name is put under it.
    """

    key: str
    title: str
    text: str
    story: Story
    type: str = "five_step"
    by: str = "requester"
    hand: str = "technician"
    other: str = "liqiang"
    asset: str = ""
    place: str = ""
    kind: Literal["electrical", "mechanical", "building", "it", "other"] = "other"
    state: Literal["running", "degraded", "stopped"] = "degraded"
    urgency: int = 3
    impact: int = 3
    contact: Caller | None = None
    access: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    why: str = ""
    done: str = ""
    again: str = ""
    result: Literal["fixed", "workaround", "not_fixed"] = "fixed"
    minutes: int = 45
    parts: tuple[str, ...] = ()
    scene: Scene = "leak"
    latitude: Decimal = Decimal()
    longitude: Decimal = Decimal()
    signer: str = ""
    language: Literal["zh", "en"] = "zh"


class _OrderFile(Struct, frozen=True, forbid_unknown_fields=True):
    order: tuple[OrderEntry, ...]


def read_organisation() -> Organisation:
    """Read who and what is there."""
    return msgspec.convert(_toml(_data() / "organisation.toml"), Organisation, strict=False)


def read_orders() -> tuple[OrderEntry, ...]:
    """Read all orders, in the order in which they are reported: the files take turns."""
    found = sorted((file for file in (_data() / "orders").iterdir()), key=lambda file: file.name)
    columns = [msgspec.convert(_toml(file), _OrderFile, strict=False).order for file in found]
    longest = max(map(len, columns), default=0)
    return tuple(column[row] for row in range(longest) for column in columns if row < len(column))


def _data() -> Traversable:
    return files("gongdan.entrypoints.demo") / "data"


def _toml(file: Traversable) -> Mapping[str, object]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
