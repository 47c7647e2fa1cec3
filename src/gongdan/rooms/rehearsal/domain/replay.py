"""An order of the past put through a draft: where it would first have gone otherwise.

Each order has one verdict: the first thing that differs. What the draft demands and history does
not hold (a field, a proof) is told as such; a step that stays what it was under another key is
found by its title.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.flow.model import (
    FlowCode,
    FlowDefinition,
    FlowEnded,
    FlowEvent,
    FlowState,
    Stage,
    TokenCancelled,
    TokenPlaced,
    TokenTaken,
)
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.rehearsal.domain.cast import RoleRights
from gongdan.rooms.rehearsal.domain.troubles import is_of_the_draft, trouble_of, unstaffed
from gongdan.rooms.workorders.contract import AnyOrderEvent, HandEvent, OrderReported

Kind = Literal["same", "other_way", "stuck", "lacks", "other_end", "unclear"]
_END = "⏹"
_INCOMPLETE = "order_form_incomplete"
_UNPROVED = "evidence_missing"


class Verdict(Struct, frozen=True, kw_only=True):
    """How an order would have fared: what kind of difference, why (`code`), where, and facts.

    Two orders with equal verdicts stand in one group.
    """

    kind: Kind
    code: str = ""
    place: str = ""
    facts: dict[str, str | list[str]] = {}


SAME = Verdict(kind="same")


class Follow(Protocol):
    """An order that goes the draft's way (see `ports.Follows`)."""

    @property
    def flow(self) -> FlowState: ...

    def follow(
        self, event: AnyOrderEvent, at: datetime
    ) -> Accepted[AnyOrderEvent] | Refused | None: ...


def renamed(before: FlowDefinition, after: FlowDefinition) -> dict[str, str]:
    """Return the nodes that have another key in `after`, found by their title there."""
    titles = {
        (language, title): key
        for key, node in after.nodes.items()
        for language, title in node.title.items()
    }
    found: dict[str, str] = {}
    for key, node in before.nodes.items():
        if key in after.nodes:
            continue
        same = (titles[each] for each in node.title.items() if each in titles)
        if (new := next(same, None)) is not None:
            found[key] = new
    return found


def replayed(
    events: Iterable[tuple[AnyOrderEvent, datetime]],
    follow: Follow,
    drawn: FlowDefinition,
    *,
    names: Mapping[str, str],
    roles: Mapping[str, RoleRights],
) -> Verdict:
    """Put what happened to an order through a draft, up to the first difference."""
    for event, at in events:
        told = _translated(event, names)
        done = follow.follow(told, at)
        if done is None:
            continue
        node = _first(drawn) if isinstance(event, OrderReported) else str(getattr(told, "node", ""))
        if isinstance(done, Refused):
            if isinstance(event, HandEvent):  # who holds a step is not which way it goes
                continue
            return refused_as(done, drawn, node)
        expected = standing(told.moves, names)
        got = standing([move for each in done.events for move in each.moves])
        if expected != got and not isinstance(event, HandEvent):
            return other_way(node, expected, got)
        if nobody := next(unstaffed(follow.flow, roles), None):
            facts = {name: _plain(value) for name, value in nobody.facts.items()}
            return Verdict(kind="stuck", code=nobody.code, place=nobody.place, facts=facts)
    return SAME


def other_way(node: str, expected: Sequence[str], got: Sequence[str]) -> Verdict:
    """Return the verdict on an order that goes on to other steps."""
    facts: dict[str, str | list[str]] = {
        "node": node,
        "from_nodes": [each for each in expected if each != _END],
        "to_nodes": [each for each in got if each != _END],
    }
    ends = (_END in expected, _END in got)
    if ends[0] != ends[1]:
        code = "ends_earlier" if ends[1] else "does_not_end"
        return Verdict(kind="other_end", code=code, place=f"flow/nodes/{node}", facts=facts)
    return Verdict(kind="other_way", code="other_way", place=f"flow/nodes/{node}", facts=facts)


def refused_as(no: Refused, drawn: FlowDefinition, node: str) -> Verdict:
    """Return the verdict on an order whose next act the draft refuses."""
    if is_of_the_draft(no):
        trouble = trouble_of(no, drawn)
        facts = {name: _plain(value) for name, value in trouble.facts.items()}
        return Verdict(kind="stuck", code=trouble.code, place=trouble.place, facts=facts)
    place = f"flow/nodes/{node}" if node else "flow"
    if no.code == _INCOMPLETE:
        problems = _listed(no.facts.get("problems"))
        names = sorted({each.split(":")[0].strip("/").split("/")[0] for each in problems})
        missing = all(each.endswith("required") for each in problems)
        form = drawn.nodes[node].form if node in drawn.nodes else ""
        return Verdict(
            kind="lacks",
            code="field_missing" if missing else "field_unfit",
            place=f"forms/{form}" if form else place,
            facts={"node": node, "fields": names},
        )
    if no.code == _UNPROVED:
        facts = {"node": node, "proofs": _listed(no.facts.get("missing_zh"))}
        return Verdict(kind="lacks", code="proof_missing", place=f"{place}/evidence", facts=facts)
    if no.code == FlowCode.UNKNOWN_OUTCOME:
        return Verdict(kind="other_way", code="outcome_gone", place=place, facts={"node": node})
    return Verdict(kind="other_way", code="act_refused", place=place, facts={"node": node})


def standing(moves: Iterable[FlowEvent], names: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the steps that an event opened and left open; a mark where the flow has ended."""
    open_: dict[int, str] = {}
    ended = False
    for move in moves:
        match move:
            case TokenPlaced(token=token, node=node, stage=stage, waits=False) if (
                stage is not Stage.NONE
            ):
                open_[token] = (names or {}).get(node, node)
            case TokenTaken(token=token) | TokenCancelled(token=token):
                open_.pop(token, None)
            case FlowEnded(terminated=False):
                ended = True
            case _:
                pass
    return tuple(sorted({*open_.values(), *([_END] if ended else [])}))


def _first(drawn: FlowDefinition) -> str:
    """Return the step of the report, which the report itself does not name."""
    return next((key for key, node in drawn.nodes.items() if node.stage is Stage.REPORT), "")


def _translated(event: AnyOrderEvent, names: Mapping[str, str]) -> AnyOrderEvent:
    node, to = getattr(event, "node", ""), getattr(event, "to", "")
    changed = {}
    if node in names:
        changed["node"] = names[node]
    if isinstance(to, str) and to in names:
        changed["to"] = names[to]
    return replace(event, **changed) if changed else event


def _plain(value: str | int | list[str]) -> str | list[str]:
    return value if isinstance(value, list) else str(value)


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def texts_of(verdict: Verdict) -> Iterator[str]:
    """Yield what tells a verdict from others, for the key of its group."""
    yield from (verdict.kind, verdict.code, verdict.place)
    for name in sorted(verdict.facts):
        value = verdict.facts[name]
        yield f"{name}={','.join(value) if isinstance(value, list) else value}"
