"""Messages from outside: which step of an order waits for one, and what comes of it."""

from gongdan.engines.flow.model import (
    Deliver,
    FlowDefinition,
    FlowRefusal,
    Kind,
    Token,
)
from gongdan.engines.flow.step import step
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import DeliverMessage, MessageReceived
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts, unfilled
from gongdan.rooms.workorders.domain.refusals import OrderCode, from_flow, refuse
from gongdan.rooms.workorders.domain.state import OrderState


def awaited(state: OrderState, flow: FlowDefinition) -> dict[str, Token]:
    """Return the messages that an order waits for, with the token that waits for each."""
    found: dict[str, Token] = {}
    for token in state.flow.tokens:
        node = flow.nodes.get(token.node)
        if node is not None and node.kind is Kind.RECEIVE and node.trigger is not None:
            found.setdefault(node.trigger.name, token)
    return found


def deliver(
    state: OrderState, command: DeliverMessage, facts: OrderFacts
) -> Accepted[MessageReceived] | Refused:
    """Go on with what a message brought; what nobody waits for moves nothing."""
    token = awaited(state, facts.flow).get(command.message)
    if token is None:
        return refuse(OrderCode.NOBODY_WAITS, number=state.number, message=command.message)
    if facts.form_faults:
        return unfilled(facts.form_faults)
    # what the order itself knows is not for a message to say
    data = {name: value for name, value in facts.data.items() if name not in state.own_context}
    wanted = Deliver(token=token.id, message=command.message, data=data)
    moves = step(facts.flow, state.flow, wanted, flow_facts(facts, state))
    if isinstance(moves, FlowRefusal):
        return from_flow(moves)
    event = MessageReceived(
        node=token.node,
        message=command.message,
        data=facts.data,
        sealed=facts.sealed,
        subject=facts.subject if facts.sealed else None,
        moves=moves,
    )
    return Accepted((event,))
