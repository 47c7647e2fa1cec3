"""Two orders of names that come from one, woven into one order; or None where both moved them."""

from collections.abc import Collection, Sequence


def woven(
    base: Sequence[str],
    theirs: Sequence[str],
    mine: Sequence[str],
    *,
    kept: Collection[str] | None = None,
) -> list[str] | None:
    """Weave two lists of names: what either took out is out, what either put in is in.

    `kept` says which names stay (without it: those that nobody took out). A name that was put in
    comes after the one that stood before it there, theirs before mine. None: both changed the
    order of what was there before, each otherwise.

    >>> woven(["a", "b"], ["a", "x", "b"], ["a", "y"])
    ['a', 'x', 'y']
    """
    stays = set(kept) if kept is not None else _stays(base, theirs, mine)
    common = stays & set(base) & set(theirs) & set(mine)
    order = _agreed(*([each for each in side if each in common] for side in (base, theirs, mine)))
    if order is None:
        return None
    added: set[str] = set()
    for side in (theirs, mine):
        new = [each for each in side if each in stays and each not in common and each not in added]
        for name in new:
            order.insert(_place(order, side[: side.index(name)], added - set(new)), name)
        added |= set(new)
    return order


def _stays(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> set[str]:
    gone = set(base) - (set(theirs) & set(mine))
    return (set(theirs) | set(mine)) - gone


def _agreed(base: list[str], theirs: list[str], mine: list[str]) -> list[str] | None:
    if mine in (theirs, base):
        return theirs
    return mine if theirs == base else None


def _place(order: list[str], before: Sequence[str], others: set[str]) -> int:
    """Return where a name goes in: after its nearest predecessor, and what others put in there."""
    at = next((order.index(each) + 1 for each in reversed(before) if each in order), 0)
    while at < len(order) and order[at] in others and order[at] not in before:
        at += 1
    return at
