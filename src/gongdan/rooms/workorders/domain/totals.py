"""What bookings come to: exact sums, by currency and by part."""

from collections.abc import Iterable
from decimal import Decimal, localcontext

from gongdan.kernel.canonical import decimal_text
from gongdan.rooms.workorders.contract import BookingAdded, BookingReversed
from gongdan.rooms.workorders.domain.beside import Booked

Entry = Booked | BookingAdded | BookingReversed


def sums(entries: Iterable[Entry]) -> tuple[str, dict[str, str], dict[str, str]]:
    """Return hours, money by currency, and quantities by part (with its unit), as text.

    What was booked and reversed comes to nothing: entries that sum to 0 are left out.
    """
    hours = Decimal(0)
    money: dict[str, Decimal] = {}
    parts: dict[str, Decimal] = {}
    with localcontext(prec=60):  # 500 entries of 18 digits: nothing is ever rounded
        for entry in entries:
            if entry.kind == "time":
                hours += Decimal(entry.quantity)
            if entry.kind == "part":
                name = f"{entry.item} ({entry.unit})" if entry.unit else entry.item
                parts[name] = parts.get(name, Decimal(0)) + Decimal(entry.quantity)
            if entry.amount:
                before = money.get(entry.currency, Decimal(0))
                money[entry.currency] = before + Decimal(entry.amount)
        return _text(hours), _texts(money), _texts(parts)


def _texts(totals: dict[str, Decimal]) -> dict[str, str]:
    return {name: _text(total) for name, total in sorted(totals.items()) if total}


def _text(total: Decimal) -> str:
    return decimal_text(total.normalize())
