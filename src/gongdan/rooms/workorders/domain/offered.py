"""Which acts an order offers as it stands; rights are asked afterwards, act by act."""

from msgspec import Struct

from gongdan.engines.flow.model import FlowDefinition, Node, Stage, Token
from gongdan.rooms.workorders.contract import OrderStatus
from gongdan.rooms.workorders.domain.state import OrderState

STEP_ACT = {
    Stage.REPORT: "resubmit",
    Stage.ACCEPT: "accept",
    Stage.EXECUTE: "complete",
    Stage.VERIFY: "verify",
    Stage.ARCHIVE: "archive",
}
"""The act that completes the open step of a stage."""

DANGER = frozenset({"cancel", "reject", "return"})
"""Acts that a page asks about before doing them."""


class OfferedAct(Struct, frozen=True):
    """One act on offer: at which node, and which form it asks to be filled (may be empty)."""

    act: str
    node: str = ""
    form: str = ""
    outcomes: tuple[str, ...] = ()


def next_act(state: OrderState) -> str:
    """Return the one act that takes the order on, or "" where its loop has ended."""
    match state.status:
        case OrderStatus.OPEN:
            return STEP_ACT[state.stage]
        case OrderStatus.SUSPENDED:
            return "resume"
        case OrderStatus.ARCHIVED | OrderStatus.CANCELLED:
            return ""


def offered_acts(state: OrderState, flow: FlowDefinition) -> tuple[OfferedAct, ...]:
    """Return the acts that the definition allows now, the next step first."""
    match state.status:
        case OrderStatus.OPEN:
            steps = [act for token in state.flow.open_steps for act in _at(token, flow)]
            return (*steps, *_plain("amend", "suspend", "cancel"))
        case OrderStatus.SUSPENDED:
            return _plain("resume", "amend", "cancel")
        case OrderStatus.ARCHIVED:
            return _plain("reopen") if flow.reopen_to and not state.source else ()
        case OrderStatus.CANCELLED:
            return ()


def _at(token: Token, flow: FlowDefinition) -> list[OfferedAct]:
    node = flow.nodes.get(token.node)
    if node is None:
        return []
    act = OfferedAct(STEP_ACT[node.stage], token.node, node.form, tuple(node.outcomes))
    return [act, *_hands(token, node), *_backs(token, node)]


def _hands(token: Token, node: Node) -> list[OfferedAct]:
    wanted: tuple[str, ...] = ("assign", "transfer") if token.owner else ("claim", "assign")
    return [OfferedAct(act, token.node) for act in wanted if act in node.allows]


def _backs(token: Token, node: Node) -> list[OfferedAct]:
    if node.stage is Stage.REPORT:
        return []
    return [OfferedAct(act, token.node) for act in ("reject", "return") if act in node.allows]


def _plain(*acts: str) -> tuple[OfferedAct, ...]:
    return tuple(OfferedAct(act) for act in acts)
