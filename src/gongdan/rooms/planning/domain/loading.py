"""What somebody has to load in the morning: parts summed by code, and tools of their own to take.

Stock is not known here yet: it is a list to tick off, and no promise that the stores have it.
"""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from gongdan.kernel.canonical import decimal_text
from gongdan.kernel.text import fold
from gongdan.rooms.planning.contract import Part, Work


class Load(Struct, frozen=True):
    """Parts with their sums, and tools, each once; in the order of the stops that need them."""

    parts: tuple[Part, ...] = ()
    tools: tuple[str, ...] = ()


def load_of(works: Iterable[Work]) -> Load:
    """Return what the orders of a route take."""
    sums: dict[str, tuple[str, Decimal]] = {}
    tools: dict[str, str] = {}
    for work in works:
        for part in work.parts:
            code, amount = sums.get(fold(part.code), (part.code, Decimal(0)))
            sums[fold(part.code)] = code, amount + Decimal(part.amount)
        for tool in work.tools:
            tools.setdefault(fold(tool), tool)
    return Load(
        tuple(Part(code, decimal_text(amount)) for code, amount in sums.values()),
        tuple(tools.values()),
    )
