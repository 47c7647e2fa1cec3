"""What a replay has found so far: verdicts in groups, counted, each with a few example orders."""

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.rooms.rehearsal.domain.replay import Verdict, texts_of

MOST_GROUPS = 100
EXAMPLES = 10
MOST_ACTIVITIES = 200


class Example(Struct, frozen=True):
    """An order of a group."""

    id: UUID
    number: str


class Group(Struct, frozen=True, kw_only=True):
    """Orders with the same verdict."""

    verdict: Verdict
    count: int
    examples: tuple[Example, ...]


class Found(Struct, frozen=True, kw_only=True):
    """All groups by their key; how many orders beyond them, and activities that name no step."""

    same: int = 0
    imported: int = 0
    groups: dict[str, Group] = {}
    beyond: int = 0
    unmapped: dict[str, int] = {}


class Judged(Struct, frozen=True, kw_only=True):
    """One order with its verdict; `unmapped` are the foreign activities that name no step."""

    order: Example
    verdict: Verdict
    imported: bool = False
    unmapped: tuple[str, ...] = ()


def gathered(found: Found, judged: Iterable[Judged]) -> Found:
    """Return what was found with some more orders."""
    same, imported, beyond = found.same, found.imported, found.beyond
    groups, unmapped = dict(found.groups), dict(found.unmapped)
    for one in judged:
        imported += one.imported
        for activity in one.unmapped:
            if activity in unmapped or len(unmapped) < MOST_ACTIVITIES:
                unmapped[activity] = unmapped.get(activity, 0) + 1
        if one.verdict.kind == "same":
            same += 1
            continue
        key = "\n".join(texts_of(one.verdict))
        group = groups.get(key)
        if group is None and len(groups) >= MOST_GROUPS:
            beyond += 1
        elif group is None:
            groups[key] = Group(verdict=one.verdict, count=1, examples=(one.order,))
        else:
            examples = (*group.examples, one.order)[:EXAMPLES]
            groups[key] = replace(group, count=group.count + 1, examples=examples)
    return Found(same=same, imported=imported, groups=groups, beyond=beyond, unmapped=unmapped)
