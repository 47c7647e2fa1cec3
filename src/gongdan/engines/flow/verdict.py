"""Has a group its result? Pure counting of those in favour and against."""

from decimal import Decimal, InvalidOperation

from gongdan.engines.flow.parts import Many
from gongdan.engines.flow.state import Group


def weight(many: Many, member: object) -> int:
    """Return how much a member's answer counts."""
    return many.weights.get(str(member), 1) if many.rule == "weighted" else 1


def verdict(many: Many, group: Group) -> bool | None:
    """Return whether the group passes; None while it is open.

    >>> verdict(Many(rule="ratio"), Group(members=("a", "b", "c"), ended=2, favour=2))
    True
    >>> verdict(Many(on_refusal="waits"), Group(members=("a", "b"), ended=1, against=1)) is None
    True
    """
    total = sum(weight(many, member) for member in group.members)
    all_answered = group.ended >= len(group.members)
    if _reached(many, group.favour, total):
        return True
    if all_answered or (group.against and many.on_refusal == "ends"):
        return False
    out_of_reach = not _reached(many, total - group.against, total)
    return False if out_of_reach and many.on_refusal != "waits" else None


def _reached(many: Many, favour: int, total: int) -> bool:
    match many.rule:
        case "all":
            return favour >= total
        case "any":
            return favour > 0
        case "ratio" | "weighted":
            share = share_of(many)
            return favour * 2 > total if share is None else favour >= share * total


def share_of(many: Many) -> Decimal | None:
    """Return the share of `many` that must be in favour, above 0 and at most 1; None: a half."""
    try:
        share = Decimal(many.share)
    except InvalidOperation:
        return None
    return share if share.is_finite() and 0 < share <= 1 else None
