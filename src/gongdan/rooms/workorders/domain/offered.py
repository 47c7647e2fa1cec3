"""Which acts an order offers as it stands: exactly those that `decide` accepts for some data.

Rights are asked act by act (`rights.py`); `entitled` says whose turn an act is besides.
"""

from collections.abc import Iterator

from msgspec import Struct

from gongdan.engines.flow.graph import may_go_back
from gongdan.engines.flow.model import FlowDefinition, Kind, Node, Stage, Token
from gongdan.rooms.workorders.contract import OrderStatus
from gongdan.rooms.workorders.domain.signatures import may_be_signed
from gongdan.rooms.workorders.domain.signed import group_of
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.turns import to_take_back

STEP_ACT = {
    Stage.REPORT: "resubmit",
    Stage.ACCEPT: "accept",
    Stage.EXECUTE: "complete",
    Stage.VERIFY: "verify",
    Stage.ARCHIVE: "archive",
}
"""The act that completes the open step of a stage."""

PERSON_WORD = "user:"

ADDITIVE = frozenset({"remind", "sign"})
"""Acts that add to an order whatever happens to it meanwhile."""

DANGER = frozenset({"cancel", "reject", "return", "jump", "remove_sign"})
"""Acts that a page asks about before doing them."""


class OfferedAct(Struct, frozen=True):
    """One act on offer: at which node, and which form it asks to be filled (may be empty).

    `entitled` are the words of those whose turn it is; empty: of whoever has the right. With
    `in_person` nobody stands in for them. `to` are the nodes or people (words) to choose from.
    """

    act: str
    node: str = ""
    form: str = ""
    outcomes: tuple[str, ...] = ()
    entitled: tuple[str, ...] = ()
    in_person: bool = False
    to: tuple[str, ...] = ()

    def open_to(self, words: tuple[str, ...]) -> bool:
        """Tell whether somebody of these words may do it (no words: he stands in for anybody)."""
        return not (words and self.entitled) or bool(set(words) & set(self.entitled))


def next_act(state: OrderState) -> str:
    """Return the one act that takes the order on, or "" where nobody can (it ended, or waits)."""
    match state.status:
        case OrderStatus.OPEN:
            return _step_act(state.step) if state.step else ""
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
            turns = _turns(state, flow)
            return (*steps, *signing, *turns, *_plain("amend", "suspend", "cancel", "remind"))
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
    signs = group_of(state.flow, token) is not None
    step = _step_act(token)
    if step == "hand_back":
        yield OfferedAct(step, token.node, entitled=entitled, in_person=signs)
    else:
        outcomes = tuple(node.outcomes)
        yield OfferedAct(step, token.node, node.form, outcomes, entitled, in_person=signs)
    for act in _hands(token, node):
        whose = () if act == "assign" and not signs else entitled
        yield OfferedAct(act, token.node, entitled=whose, in_person=signs)
    awaited = _to_remove(token, state)
    if awaited:
        yield OfferedAct("remove_sign", token.node, to=awaited)
    for act, to in _backs(token, node, state, flow):
        yield OfferedAct(act, token.node, entitled=entitled, in_person=signs, to=to)


def _step_act(token: Token) -> str:
    """Return the act that is done at a step: who has it on loan gives it back."""
    return "hand_back" if token.lent_by else STEP_ACT[token.stage]


def _hands(token: Token, node: Node) -> list[str]:
    if not token.owner:
        return [act for act in ("claim", "assign") if act in node.allows]
    handing = ("transfer", "delegate", "add_sign") if "transfer" in node.allows else ()
    return [*(act for act in ("assign",) if act in node.allows), *handing]


def _to_remove(token: Token, state: OrderState) -> tuple[str, ...]:
    """Return those who have yet to sign and could be left out: never the last of them."""
    group = group_of(state.flow, token)
    if group is None or group.group is None:
        return tuple(word for word in token.after if word.startswith(PERSON_WORD))
    if len(group.group.members) < 2:
        return ()
    yet = [*(token.owner,), *token.after, *map(str, group.group.members[group.group.begun :])]
    return tuple(dict.fromkeys(word for word in yet if word.startswith(PERSON_WORD)))


def _backs(
    token: Token, node: Node, state: OrderState, flow: FlowDefinition
) -> Iterator[tuple[str, tuple[str, ...]]]:
    behind = tuple(key for key in state.flow.visited if may_go_back(flow, key, token.node))
    if behind and "reject" in node.allows:
        yield "reject", behind
    if state.flow.visited[0] in behind and "return" in node.allows:
        yield "return", ()


def _turns(state: OrderState, flow: FlowDefinition) -> Iterator[OfferedAct]:
    """Yield the ways that nobody drew."""
    last = to_take_back(state.flow)
    if last is not None:
        yield OfferedAct("take_back", last.node, entitled=(last.by,), in_person=True)
    standing = {token.node for token in state.flow.open_steps}
    stages = {flow.nodes[key].stage for key in state.flow.visited if key in flow.nodes}
    to = tuple(
        key
        for key, node in flow.nodes.items()
        if node.kind is Kind.USER and node.stage in stages and key not in standing
    )
    if to:
        yield OfferedAct("jump", to=to)


def _plain(*acts: str) -> tuple[OfferedAct, ...]:
    return tuple(OfferedAct(act) for act in acts)
