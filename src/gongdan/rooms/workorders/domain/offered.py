"""Which acts an order offers as it stands: exactly those that `decide` accepts for some data.

Rights are asked act by act (`rights.py`); `entitled` says whose turn an act is besides.
"""

from collections.abc import Iterator

from msgspec import Struct

from gongdan.engines.flow.graph import lies_behind
from gongdan.engines.flow.model import FlowDefinition, Node, Stage, Token
from gongdan.rooms.workorders.contract import OrderStatus
from gongdan.rooms.workorders.domain.signatures import may_be_signed
from gongdan.rooms.workorders.domain.state import OrderState

STEP_ACT = {
    Stage.REPORT: "resubmit",
    Stage.ACCEPT: "accept",
    Stage.EXECUTE: "complete",
    Stage.VERIFY: "verify",
    Stage.ARCHIVE: "archive",
}
"""The act that completes the open step of a stage."""

ADDITIVE = frozenset({"remind", "sign"})
"""Acts that add to an order whatever happens to it meanwhile."""

DANGER = frozenset({"cancel", "reject", "return"})
"""Acts that a page asks about before doing them."""


class OfferedAct(Struct, frozen=True):
    """One act on offer: at which node, and which form it asks to be filled (may be empty).

    `entitled` are the words of those whose turn it is; empty: of whoever has the right.
    """

    act: str
    node: str = ""
    form: str = ""
    outcomes: tuple[str, ...] = ()
    entitled: tuple[str, ...] = ()

    def open_to(self, words: tuple[str, ...]) -> bool:
        """Tell whether somebody of these words may do it (no words: he stands in for anybody)."""
        return not (words and self.entitled) or bool(set(words) & set(self.entitled))


def next_act(state: OrderState) -> str:
    """Return the one act that takes the order on, or "" where its loop has ended."""
    match state.status:
        case OrderStatus.OPEN:
            return STEP_ACT[state.stage]
        case OrderStatus.SUSPENDED:
            return "resume"
        case OrderStatus.ARCHIVED | OrderStatus.CANCELLED | OrderStatus.MERGED:
            return ""


def offered_acts(state: OrderState, flow: FlowDefinition) -> tuple[OfferedAct, ...]:
    """Return the acts that the definition allows now, the next step first."""
    match state.status:
        case OrderStatus.OPEN:
            steps = [act for token in state.flow.open_steps for act in _at(token, state, flow)]
            signing = _plain("sign") if may_be_signed(state) else ()
            return (*steps, *signing, *_plain("amend", "suspend", "cancel", "remind"))
        case OrderStatus.SUSPENDED:
            return _plain("resume", "amend", "cancel")
        case OrderStatus.ARCHIVED:
            return _plain("reopen")
        case OrderStatus.CANCELLED | OrderStatus.MERGED:
            return ()


def _at(token: Token, state: OrderState, flow: FlowDefinition) -> Iterator[OfferedAct]:
    node = flow.nodes.get(token.node)
    if node is None:
        return
    entitled = (token.owner,) if token.owner else token.candidates
    step = STEP_ACT[node.stage]
    yield OfferedAct(step, token.node, node.form, tuple(node.outcomes), entitled)
    for act in _hands(token, node):
        yield OfferedAct(act, token.node, entitled=() if act == "assign" else entitled)
    for act in _backs(token, node, state, flow):
        yield OfferedAct(act, token.node, entitled=entitled)


def _hands(token: Token, node: Node) -> list[str]:
    wanted: tuple[str, ...] = ("assign", "transfer") if token.owner else ("claim", "assign")
    return [act for act in wanted if act in node.allows]


def _backs(token: Token, node: Node, state: OrderState, flow: FlowDefinition) -> Iterator[str]:
    behind = [key for key in state.flow.visited if lies_behind(flow, key, token.node)]
    if behind and "reject" in node.allows:
        yield "reject"
    if state.flow.visited[0] in behind and "return" in node.allows:
        yield "return"


def _plain(*acts: str) -> tuple[OfferedAct, ...]:
    return tuple(OfferedAct(act) for act in acts)
