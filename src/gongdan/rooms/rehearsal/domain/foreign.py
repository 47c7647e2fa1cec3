"""Imported history put through a draft: activities of another system, followed step by step.

Foreign lines are claims without values: they say where an order stood, in which order. So the
same history is walked by the definition that the order is pinned to and by the draft, with the
same answers, and what differs between the two walks is the verdict. Steps that the history does
not name are passed by the plain way on. What the pinned definition lacks as well (a field, a
proof) is excused in both.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.flow.graph import graph_of
from gongdan.engines.flow.model import FlowDefinition, FlowState, Kind
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.rehearsal.domain.replay import (
    SAME,
    Follow,
    Verdict,
    other_way,
    refused_as,
    standing,
)
from gongdan.rooms.workorders.contract import AnyOrderEvent, OrderDetails

MOST_HOPS = 60
BACK = "\u23ce"
"""The outcome of a hop back by a rejection."""
Done = Accepted[AnyOrderEvent] | Refused


class Walker(Follow, Protocol):
    """An order that can be taken on without an event of ours (see `ports.Follows`)."""

    @property
    def flow(self) -> FlowState: ...

    def begin(
        self, details: OrderDetails, reporter: None, at: datetime, excused: Collection[str]
    ) -> Done: ...

    def faults_at_first(self, details: OrderDetails) -> frozenset[str]: ...

    def faults(self, node: str, outcome: str) -> frozenset[str]: ...

    def complete(
        self, node: str, outcome: str, at: datetime, *, excused: Collection[str], only_try: bool
    ) -> Done | None: ...

    def send_back(self, node: str, to: str, at: datetime) -> Done: ...


class History(Struct, frozen=True, kw_only=True):
    """A foreign history in our nodes: the steps at which the order stood, and whether it ended."""

    details: OrderDetails
    steps: tuple[str, ...]
    ended: bool
    at: datetime


class Hop(Struct, frozen=True):
    """One step taken on a walk: from where, with which outcome, to which open steps."""

    node: str
    outcome: str
    open: tuple[str, ...]


class Walk(Struct):
    """A walk: its hops, and why it broke off (None: it came to the end of the history)."""

    hops: list[Hop]
    no: Refused | None = None
    lost: bool = False
    lacking: dict[str, frozenset[str]] = {}


def node_of(activity: str, drawn: FlowDefinition) -> str:
    """Return the step that an activity names by key or title, in whatever case; "" for none."""
    wanted = activity.strip().casefold()
    for key, node in drawn.nodes.items():
        names = {key.casefold(), *(title.casefold() for title in node.title.values())}
        if node.kind is Kind.USER and wanted in names:
            return key
    return ""


def steps_of(
    activities: Sequence[str], mapped: Mapping[str, str], drawn: FlowDefinition
) -> tuple[str, ...]:
    """Return the steps that activities stand for, each change of step once."""
    found: list[str] = []
    for activity in activities:
        node = mapped.get(activity) or node_of(activity, drawn)
        if node in drawn.nodes and (not found or found[-1] != node):
            found.append(node)
    return tuple(found)


def without_known_proofs(draft: FlowDefinition, pinned: FlowDefinition) -> FlowDefinition:
    """Return the draft without the evidence that the pinned definition demands as well."""
    nodes = {}
    for key, node in draft.nodes.items():
        known = pinned.nodes[key].evidence if key in pinned.nodes else ()
        fresh = tuple(each for each in node.evidence if each not in known)
        nodes[key] = replace(node, evidence=fresh)
    return replace(draft, nodes=nodes)


def compared(
    history: History, pinned: Walker, draft: Walker, drawn: tuple[FlowDefinition, FlowDefinition]
) -> Verdict:
    """Walk a history by the pinned definition and by the draft; return the first difference."""
    excused = pinned.faults_at_first(history.details)
    first = pinned.begin(history.details, None, history.at, excused)
    if isinstance(first, Refused):
        return Verdict(kind="unclear", code="history_unfit")
    before = _walk(_Going(pinned, drawn[0], history.at, None), history)
    begun = draft.begin(history.details, None, history.at, excused)
    if isinstance(begun, Refused):
        opening = next((key for key, node in drawn[1].nodes.items() if node.opens), "")
        return refused_as(begun, drawn[1], opening)
    after = _walk(_Going(draft, drawn[1], history.at, before.lacking), history)
    return _difference(before, after, drawn[1])


def _difference(before: Walk, after: Walk, drawn: FlowDefinition) -> Verdict:
    for was, now in zip(before.hops, after.hops, strict=False):
        if was != now:
            return other_way(now.node, was.open, now.open)
    at = len(after.hops)
    if after.no is not None and at < len(before.hops):
        return refused_as(after.no, drawn, before.hops[at].node)
    if len(before.hops) != at and not after.lost:
        node = before.hops[at].node if at < len(before.hops) else after.hops[-1].node
        return Verdict(
            kind="other_end", code="other_end", place=f"flow/nodes/{node}", facts={"node": node}
        )
    if before.lost or before.no is not None:
        return Verdict(kind="unclear", code="history_unfit")
    return SAME


class _Going(Struct, frozen=True):
    """Who walks, by which flow, since when; `excused` None: all that lacks is excused, and told."""

    walker: Walker
    drawn: FlowDefinition
    at: datetime
    excused: Mapping[str, frozenset[str]] | None


def _walk(going: _Going, history: History) -> Walk:
    """Go the way of a history."""
    walk = Walk([], lacking={})
    targets = [*history.steps, *([""] if history.ended else [])]
    for target in targets:
        if target and target not in going.drawn.nodes:
            continue
        while not _arrived(going.walker, target) and len(walk.hops) < MOST_HOPS:
            if not _hop(going, walk, target):
                return walk
    return walk


def _arrived(walker: Walker, target: str) -> bool:
    open_ = [each.node for each in walker.flow.open_steps]
    return target in open_ if target else not walker.flow.tokens


def _hop(going: _Going, walk: Walk, target: str) -> bool:
    """Take the order one step on towards a target; False where it can't go on."""
    walker, drawn, at = going.walker, going.drawn, going.at
    here = next((each.node for each in walker.flow.open_steps), "")
    node = drawn.nodes.get(here)
    if node is None:
        walk.lost = True
        return False
    if going.excused is None:
        walk.lacking[here] = walker.faults(here, "")
    known = (walk.lacking if going.excused is None else going.excused).get(here, frozenset())
    outcomes = _forward_first(drawn, here, tuple(node.outcomes) or ("",))
    outcome, leads = _outcome(walker, here, target, outcomes, at=at, known=known)
    if not leads and target and target not in graph_of(drawn).ahead(here):
        return _back(going, walk, here, target)
    done = walker.complete(here, outcome, at, excused=known, only_try=False)
    if done is None or isinstance(done, Refused):
        walk.no = done
        walk.lost = done is None
        return False
    walk.hops.append(Hop(here, outcome, _opened(done)))
    return True


def _back(going: _Going, walk: Walk, here: str, target: str) -> bool:
    back = going.walker.send_back(here, target, going.at)
    if isinstance(back, Refused):
        walk.lost = True
        return False
    walk.hops.append(Hop(here, BACK, _opened(back)))
    return True


def _forward_first(drawn: FlowDefinition, here: str, outcomes: Sequence[str]) -> list[str]:
    back = {edge.outcome for edge in drawn.edges if edge.source == here and edge.back}
    return sorted(outcomes, key=lambda outcome: outcome in back)


def _outcome(
    walker: Walker,
    here: str,
    target: str,
    outcomes: Sequence[str],
    *,
    at: datetime,
    known: Collection[str],
) -> tuple[str, bool]:
    """Return the outcome that leads straight to a target, else the first one."""
    if not target:
        return outcomes[0], True
    for outcome in outcomes:
        tried = walker.complete(here, outcome, at, excused=known, only_try=True)
        if isinstance(tried, Accepted) and target and target in _opened(tried):
            return outcome, True
    return outcomes[0], False


def _opened(done: Accepted[AnyOrderEvent]) -> tuple[str, ...]:
    return standing([move for event in done.events for move in event.moves])
