"""What keeps an order from going on: found where it happens, with its place in the bundle."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from gongdan.engines.flow.graph import outgoing
from gongdan.engines.flow.model import FlowCode, FlowDefinition, FlowState, Kind, Status
from gongdan.kernel.messages import Refused
from gongdan.rooms.rehearsal.contract import Trouble
from gongdan.rooms.rehearsal.domain.cast import RoleRights

OF_THE_DRAFT: Final = frozenset(
    {
        FlowCode.NO_BRANCH,
        FlowCode.CONDITION_NOT_BOOLEAN,
        FlowCode.NOBODY_TO_ACT,
        FlowCode.VALUE_UNFIT,
        FlowCode.ERROR_NOT_CAUGHT,
        FlowCode.CALLED_FLOW_UNKNOWN,
        FlowCode.ENDLESS,
        FlowCode.DEFINITION_UNFIT,
        FlowCode.NO_REOPEN_TARGET,
    }
)
"""Refusals that no person can do anything about: it is the draft that is to be mended."""

_ROLE = "role:"


def is_of_the_draft(refused: Refused) -> bool:
    """Tell whether it is the draft that says no, and not what somebody entered."""
    return refused.code in OF_THE_DRAFT


def trouble_of(refused: Refused, flow: FlowDefinition) -> Trouble:
    """Return a refusal of the draft with its place, and with what was tried in vain."""
    node, edge = (str(refused.facts.get(name, "")) for name in ("node", "edge"))
    facts = dict(refused.facts)
    place = f"flow/nodes/{node}" if node else "flow"
    match refused.code:
        case FlowCode.NO_BRANCH:
            facts["conditions"] = [_said(each) for each in outgoing(flow, node)]
        case FlowCode.CONDITION_NOT_BOOLEAN:
            place = f"flow/edges/{edge}/condition"
            facts["condition"] = next((e.condition for e in flow.edges if e.key == edge), "")
        case FlowCode.NOBODY_TO_ACT:
            place = f"{place}/assignee"
        case _:
            pass
    return Trouble(code=str(refused.code), place=place, facts=facts)


def null_conditions(flow: FlowDefinition, texts: Collection[str]) -> Iterator[Trouble]:
    """Yield the edges whose condition came out as null: it counts as one that does not hold."""
    for edge in flow.edges:
        if edge.condition and edge.condition in texts:
            yield Trouble(
                code="condition_null",
                place=f"flow/edges/{edge.key}/condition",
                facts={"condition": edge.condition, "node": edge.source},
            )


def unstaffed(state: FlowState, roles: Mapping[str, RoleRights]) -> Iterator[Trouble]:
    """Yield the open steps for which only roles are named that nobody has today."""
    for token in state.open_steps:
        named = [each.removeprefix(_ROLE) for each in token.candidates if each.startswith(_ROLE)]
        if token.owner or not named or len(named) < len(token.candidates):
            continue
        place = f"flow/nodes/{token.node}/assignee"
        unknown = [each for each in named if each not in roles]
        if len(unknown) == len(named):
            yield Trouble(
                code="role_unknown", place=place, facts={"node": token.node, "roles": unknown}
            )
        elif not any(roles[each].holders for each in named if each in roles):
            yield Trouble(
                code="role_unheld", place=place, facts={"node": token.node, "roles": named}
            )


def standstill(flow: FlowDefinition, state: FlowState) -> Trouble | None:
    """Return the place at which nothing will ever happen again, though the order has not ended."""
    if state.status is not Status.RUNNING or state.open_steps or state.timers:
        return None
    outside = {Kind.SERVICE, Kind.RECEIVE, Kind.CHILDREN, Kind.CALL}
    kinds = {flow.nodes[each.node].kind for each in state.tokens if each.node in flow.nodes}
    if kinds & outside:
        return None
    node = state.tokens[0].node if state.tokens else ""
    return Trouble(code="stands_still", place=f"flow/nodes/{node}", facts={"node": node})


def _said(edge: object) -> str:
    condition, outcome = getattr(edge, "condition", ""), getattr(edge, "outcome", "")
    return " · ".join(part for part in (outcome, condition) if part) or getattr(edge, "key", "")
