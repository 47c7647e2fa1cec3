"""What a signer is about to answer at his step: judged by its form before anything is kept."""

from collections.abc import Mapping

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import AmendOrder, AnyAct, Json, SignOrder, VerifyOrder
from gongdan.rooms.workorders.domain.facts import unfilled
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.sealing import left_unsealed
from gongdan.rooms.workorders.ports import RunningDefinition
from gongdan.rooms.workorders.views.asked import asked_of


def intended(
    principal: Principal,
    state: OrderState,
    definition: RunningDefinition,
    *,
    node: str,
    outcome: str,
    answers: Mapping[str, Json],
) -> Mapping[str, object] | Refused:
    """Return what the verification with these answers would keep of them in the clear."""
    if not answers:
        return {}
    command = VerifyOrder(node=node, outcome=outcome, data=dict(answers))
    sealing = left_unsealed(command, asked_of(principal, definition), state)
    return unfilled(sealing.faults) if sealing.faults else sealing.data


def signed_answers(
    principal: Principal,
    command: AnyAct | AmendOrder,
    state: OrderState,
    definition: RunningDefinition,
) -> Mapping[str, object] | Refused:
    """Return the answers that a signature is put under beside those the order holds."""
    if not isinstance(command, SignOrder):
        return {}
    at = {"node": command.node, "outcome": command.outcome}
    return intended(principal, state, definition, **at, answers=command.answers)
