"""A replay as its page shows it: how far it came, and the groups of orders that would differ."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.rehearsal.domain.found import Example, Group
from gongdan.rooms.rehearsal.store.replays import Replay
from gongdan.rooms.rehearsal.views.words import Speaker

_ORDER = ("stuck", "lacks", "other_way", "other_end", "unclear")


class ReplayGroup(Struct, frozen=True, kw_only=True):
    """Orders that would differ in the same way: `kind`, in words, with the place in the draft.

    `kind`: stuck, lacks, other_way, other_end or unclear; `node` is the step where it happens.
    """

    kind: str
    code: str
    place: str
    node: str
    title: str
    what: str
    count: int
    examples: list[Example]


class ReplayActivity(Struct, frozen=True, kw_only=True):
    """An activity of imported history that names no step, and how many orders have it."""

    activity: str
    count: int


class ReplayStep(Struct, frozen=True, kw_only=True):
    """A step of the draft that an activity may stand for."""

    key: str
    title: str


class ReplayShown(Struct, frozen=True, kw_only=True):
    """A replay of the orders of a type. `state`: running, done or stopped.

    `newer`: the draft has changed since.
    Of `total` orders that the reader sees, `seen` were looked at; `same` went the same way.
    `beyond` had yet other reasons than the groups that are shown.
    """

    id: UUID
    key: str
    title: str
    version: int
    newer: bool
    state: str
    orders_of: str
    after: datetime
    before: datetime
    total: int
    seen: int
    same: int
    imported: int
    beyond: int
    groups: list[ReplayGroup]
    unmapped: list[ReplayActivity]
    activities: dict[str, str]
    steps: list[ReplayStep]
    begun_at: datetime
    changed_at: datetime


def replay_shown(
    replay: Replay, bundle: Bundle, locale: str, *, newest: str, roles: dict[str, dict[str, str]]
) -> ReplayShown:
    """Return a replay in somebody's language; `newest` is the hash of the draft as it is now."""
    speaker = Speaker(bundle, {}, locale, titles=roles)
    found = replay.found
    groups = [_group(each, speaker) for each in found.groups.values()]
    return ReplayShown(
        id=replay.id,
        key=replay.key,
        title=speaker.of(bundle.title),
        version=replay.version,
        newer=replay.version == 0 and bool(newest) and newest != replay.sha256,
        state=replay.state,
        orders_of=replay.past,
        after=replay.wanted.after,
        before=replay.wanted.before,
        total=max(replay.total, replay.seen),
        seen=replay.seen,
        same=found.same,
        imported=found.imported,
        beyond=found.beyond,
        groups=sorted(groups, key=lambda each: (_ORDER.index(each.kind), -each.count)),
        unmapped=[
            ReplayActivity(activity=name, count=count)
            for name, count in sorted(found.unmapped.items(), key=lambda each: -each[1])
        ],
        activities=replay.wanted.activities,
        steps=[
            ReplayStep(key=key, title=speaker.node(key))
            for key, node in bundle.flow.nodes.items()
            if node.kind == "user"
        ],
        begun_at=replay.begun_at,
        changed_at=replay.changed_at,
    )


def _group(group: Group, speaker: Speaker) -> ReplayGroup:
    verdict = group.verdict
    node = str(verdict.facts.get("node", ""))
    return ReplayGroup(
        kind=verdict.kind,
        code=verdict.code,
        place=verdict.place,
        node=node,
        title=speaker.node(node) if node else "",
        what=speaker.verdict(verdict.code, verdict.facts),
        count=group.count,
        examples=list(group.examples),
    )
