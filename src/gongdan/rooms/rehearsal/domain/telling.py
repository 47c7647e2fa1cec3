"""What the events of a rehearsed order come to, as lines of a log: codes of sentences with facts.

Nodes stand in the facts by their keys, people by their words, outcomes by key; whoever shows the
log says them in a language.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from gongdan.engines.flow.model import (
    ChildDemanded,
    CopySent,
    FlowDefinition,
    FlowEnded,
    FlowEvent,
    FlowResumed,
    FlowSuspended,
    Kind,
    OwnerChanged,
    Stage,
    StepReminded,
    Thrown,
    TimerExpired,
    TimerSet,
    TokenCancelled,
    TokenPlaced,
    TokenTaken,
    WorkDemanded,
)
from gongdan.rooms.rehearsal.contract import Line
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
    CheckedIn,
    EvidenceAdded,
    OrderReminded,
    OrderReported,
    OrderVerified,
)

_APART: Final = {"preceded", "joined", "settled"}
"""Why tokens are taken off in a countersign as it goes its way: nobody would miss a line."""


_PLAIN: Final[Mapping[type[FlowEvent], str]] = MappingProxyType(
    {
        TimerExpired: "timer_fired",
        StepReminded: "reminder",
        ChildDemanded: "child_wanted",
        WorkDemanded: "work_wanted",
        Thrown: "thrown",
        FlowSuspended: "suspended",
        FlowResumed: "resumed",
    }
)
"""What a sentence with its node says."""


def lines_of(
    events: Iterable[AnyOrderEvent], flow: FlowDefinition, at: datetime, *, doer: str = ""
) -> Iterator[Line]:
    """Yield a line for each thing that happened."""
    for event in events:
        yield from _own(event, at)
        runs = {each.timer: each.at for each in event.timers}
        for move in event.moves:
            for code, facts in _moved(move, flow, doer):
                yield Line(at=at, code=code, facts=facts)
            if isinstance(move, TimerSet) and move.timer in runs:
                code = "timer_set" if move.node else "reminder_set"
                facts = {"node": move.node, "due": runs[move.timer].isoformat()}
                yield Line(at=at, code=code, facts=facts)


def _own(event: AnyOrderEvent, at: datetime) -> Iterator[Line]:
    match event:
        case OrderReported(number=number, reporter=reporter):
            facts = {"number": number, "who": f"user:{reporter}"}
            yield Line(at=at, code="reported", facts=facts)
        case OrderVerified(unanswered_days=days) if days:
            yield Line(at=at, code="unanswered", facts={"days": str(days)})
        case OrderReminded(node=node, moves=()):
            yield Line(at=at, code="reminder", facts={"node": node})
        case EvidenceAdded(node=node, kind=kind):
            yield Line(at=at, code="proved", facts={"node": node, "kind": kind})
        case CheckedIn(node=node):
            yield Line(at=at, code="proved", facts={"node": node, "kind": "location"})
        case _:
            return


def _moved(
    move: FlowEvent, flow: FlowDefinition, doer: str
) -> Iterator[tuple[str, dict[str, str]]]:
    match move:
        case TokenTaken():
            yield from _taken(move, flow, move.by or doer)
        case TokenPlaced():
            yield from _placed(move, flow)
        case TokenCancelled(node=node, cause=cause):
            if cause not in _APART:
                yield "taken_off", {"node": node, "cause": cause}
        case OwnerChanged(node=node, owner=owner, act=act):
            yield act, {"node": node, "who": owner}
        case CopySent(node=node, people=people):
            yield "copy", {"node": node, "people": ", ".join(people)}
        case FlowEnded(terminated=terminated, node=node):
            yield "cancelled" if terminated else "ended", {"node": node}
        case _ if type(move) in _PLAIN:
            yield _PLAIN[type(move)], {"node": getattr(move, "node", "")}
        case _:
            return


def _placed(move: TokenPlaced, flow: FlowDefinition) -> Iterator[tuple[str, dict[str, str]]]:
    people = ", ".join((move.owner,) if move.owner else move.candidates)
    if move.waits:
        if move.group is None:
            node = flow.nodes.get(move.node)
            goes_in = node is not None and node.kind is Kind.SUBPROCESS
            yield "inside" if goes_in else "waits", {"node": move.node}
    elif move.stage is not Stage.NONE:
        yield "opened", {"node": move.node, "people": people}


def _taken(
    move: TokenTaken, flow: FlowDefinition, doer: str
) -> Iterator[tuple[str, dict[str, str]]]:
    facts = {"node": move.node, "who": doer, "outcome": move.outcome}
    if move.auto:
        yield "passed_by_itself", {**facts, "why": move.auto}
    elif move.stage is not Stage.NONE and doer:
        yield "done_as" if move.outcome else "done", facts
    edges = {edge.key: edge for edge in flow.edges}
    for key in move.edges:
        edge = edges.get(key)
        if edge is not None and edge.condition:
            yield "held", {"condition": edge.condition, "node": edge.target}
        elif edge is not None and edge.default and _is_asked(flow, edge.source):
            yield "none_held", {"node": edge.target}


def _is_asked(flow: FlowDefinition, node: str) -> bool:
    return any(edge.condition for edge in flow.edges if edge.source == node)
