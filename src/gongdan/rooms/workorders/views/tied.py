"""How ties to other orders and sums of bookings are shown."""

from uuid import UUID

from msgspec import Struct


class TieShown(Struct, frozen=True):
    """Another order, as far as the reader may see it, and how this one stands to it."""

    id: UUID
    number: str
    title: str
    stage: str
    status: str
    kind: str


class Sum(Struct, frozen=True):
    """A total of one unit or currency: a decimal as text."""

    of: str
    total: str


class Totals(Struct, frozen=True):
    """What an order took: hours, money by currency, parts by name and unit."""

    hours: str
    money: tuple[Sum, ...]
    parts: tuple[Sum, ...]
