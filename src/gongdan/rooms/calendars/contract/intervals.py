"""The algebra of intervals: sorted, apart from each other, half open.

Every function takes and gives lists in this normal form; each costs one pass over both.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct


class Interval(Struct, frozen=True, order=True):
    """From `begin` on, and no longer at `end`; both aware instants."""

    begin: datetime
    end: datetime


def union(*lists: Iterable[Interval]) -> list[Interval]:
    """Return what lies in any of the lists; they need not be in normal form."""
    merged: list[Interval] = []
    for each in sorted(each for some in lists for each in some if each.begin < each.end):
        if merged and each.begin <= merged[-1].end:
            merged[-1] = Interval(merged[-1].begin, max(merged[-1].end, each.end))
        else:
            merged.append(each)
    return merged


def intersection(left: Sequence[Interval], right: Sequence[Interval]) -> list[Interval]:
    """Return what lies in both lists."""
    return list(_common(left, right))


def _common(left: Sequence[Interval], right: Sequence[Interval]) -> Iterator[Interval]:
    a = b = 0
    while a < len(left) and b < len(right):
        begin = max(left[a].begin, right[b].begin)
        end = min(left[a].end, right[b].end)
        if begin < end:
            yield Interval(begin, end)
        if left[a].end < right[b].end:
            a += 1
        else:
            b += 1


def difference(left: Sequence[Interval], right: Sequence[Interval]) -> list[Interval]:
    """Return what lies in the first list and not in the second."""
    left_over: list[Interval] = []
    b = 0
    for each in left:
        begin = each.begin
        while b < len(right) and right[b].end <= begin:
            b += 1
        at = b
        while at < len(right) and right[at].begin < each.end:
            if begin < right[at].begin:
                left_over.append(Interval(begin, right[at].begin))
            begin = max(begin, right[at].end)
            at += 1
        if begin < each.end:
            left_over.append(Interval(begin, each.end))
    return left_over
