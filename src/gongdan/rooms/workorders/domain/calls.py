"""Services of a flow: what is to be called, and what its end means for the order."""

from msgspec import Struct

from gongdan.engines.flow.model import (
    FlowCode,
    FlowRefusal,
    Token,
    WorkDemanded,
    WorkDone,
    WorkFailed,
)
from gongdan.engines.flow.step import step
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import AnyOrderEvent, EndCall, ServiceCalled
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts
from gongdan.rooms.workorders.domain.refusals import from_flow
from gongdan.rooms.workorders.domain.state import OrderState


class WantedCall(Struct, frozen=True):
    """A call that the flow demands: for which token, at which node, with which inputs."""

    token: int
    node: str
    calls: str
    inputs: dict[str, object]


def wanted_calls(event: AnyOrderEvent) -> tuple[WantedCall, ...]:
    """Return the calls that an event demands."""
    return tuple(
        WantedCall(move.token, move.node, move.calls, move.inputs)
        for move in event.moves
        if isinstance(move, WorkDemanded)
    )


def waiting(state: OrderState, token: int) -> Token | None:
    """Return the token if it still waits for its service."""
    return next((each for each in state.flow.tokens if each.id == token and each.waits), None)


def end_call(
    state: OrderState, command: EndCall, facts: OrderFacts
) -> Accepted[ServiceCalled] | Refused:
    """Go on with what a service answered; where it failed, by the way for errors if one is drawn.

    An error that nothing catches moves nothing: it is told, and the order waits for somebody.
    """
    token = waiting(state, command.token)
    node = facts.flow.nodes.get(token.node) if token else None
    wanted = (
        WorkFailed(token=command.token, error=command.error)
        if command.error
        else WorkDone(token=command.token, result=command.result)
    )
    moves = step(facts.flow, state.flow, wanted, flow_facts(facts, state))
    if isinstance(moves, FlowRefusal):
        if moves.code is not FlowCode.ERROR_NOT_CAUGHT:
            return from_flow(moves)
        moves = ()
    event = ServiceCalled(
        node=token.node if token else "",
        calls=node.calls if node else "",
        status=command.status,
        milliseconds=command.milliseconds,
        error=command.error,
        moves=moves,
    )
    return Accepted((event,))
