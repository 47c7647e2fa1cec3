"""The five steps of the loop: one decision completes the open step of a stage."""

import msgspec

from gongdan.engines.flow.model import Complete, FlowEvent, FlowRefusal, Stage, Token, TokenTaken
from gongdan.engines.flow.step import step
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AnyStep,
    AnyStepEvent,
    ArchiveOrder,
    CompleteWork,
    OrderAccepted,
    OrderArchived,
    OrderResubmitted,
    OrderVerified,
    ResubmitOrder,
    VerifyOrder,
    WorkCompleted,
)
from gongdan.rooms.workorders.domain.evidence import lacking, missing
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts, unfilled
from gongdan.rooms.workorders.domain.refusals import OrderCode, from_flow, malformed, refuse
from gongdan.rooms.workorders.domain.signatures import answers_digest
from gongdan.rooms.workorders.domain.state import OrderState

STAGE_OF: dict[type[AnyStep], Stage] = {
    ResubmitOrder: Stage.REPORT,
    AcceptOrder: Stage.ACCEPT,
    CompleteWork: Stage.EXECUTE,
    VerifyOrder: Stage.VERIFY,
    ArchiveOrder: Stage.ARCHIVE,
}
"""The stage whose open step a command completes."""

_EVENT_OF: dict[type[AnyStep], type[AnyStepEvent]] = {
    ResubmitOrder: OrderResubmitted,
    AcceptOrder: OrderAccepted,
    CompleteWork: WorkCompleted,
    VerifyOrder: OrderVerified,
    ArchiveOrder: OrderArchived,
}


def complete_step(
    state: OrderState, command: AnyStep, facts: OrderFacts
) -> Accepted[AnyStepEvent] | Refused:
    """Complete the open step of the command's stage; no stage can be passed over.

    The flow decides whether the step is open, whose it is, and where its outcome leads.
    """
    stage = STAGE_OF[type(command)]
    token = open_step(state, command, facts.own)
    if state.flow.open_steps and token is None:
        return refuse(OrderCode.WRONG_STAGE, number=state.number, stage=state.stage, wanted=stage)
    no = _incomplete(state, command, token, facts)
    if no is not None:
        return no
    if isinstance(command, AcceptOrder) and not _known(command, facts):
        return malformed(OrderCode.ASSIGNEE_UNKNOWN, "/assignee")
    if isinstance(command, VerifyOrder) and command.rating not in (None, 1, 2, 3, 4, 5):
        return malformed(OrderCode.RATING_OUT_OF_RANGE, "/rating")
    moves = _complete(state, command, token, facts)
    if isinstance(moves, FlowRefusal):
        return from_flow(moves)
    return Accepted((_event(command, facts, moves),))


def _incomplete(
    state: OrderState, command: AnyStep, token: Token | None, facts: OrderFacts
) -> Refused | None:
    """Return what the step still asks for: of its form, then of its evidence."""
    if facts.form_faults:
        return unfilled(facts.form_faults)
    if isinstance(command, VerifyOrder) and facts.by_customer:
        digest = answers_digest(facts.data)
        if any(each.is_of_others(digest) for each in state.signatures):
            return refuse(OrderCode.SIGNED_OTHERWISE, number=state.number)
    demanded = list(lacking(state, facts.flow, token.node, command.outcome)) if token else []
    return missing(demanded) if demanded else None


def _complete(
    state: OrderState, command: AnyStep, token: Token | None, facts: OrderFacts
) -> tuple[FlowEvent, ...] | FlowRefusal:
    # what the order itself knows is not for a form to say
    data = {name: value for name, value in facts.data.items() if name not in state.own_context}
    if isinstance(command, AcceptOrder) and command.assignee is not None:
        data["assignee"] = str(command.assignee)
    wanted = Complete(
        token=token.id if token else 0,
        outcome=command.outcome,
        data=data,
        reason=command.reason,
    )
    at = token.node if token else None
    return step(facts.flow, state.flow, wanted, flow_facts(facts, state, at))


def open_step(state: OrderState, command: AnyStep, own: tuple[str, ...] = ()) -> Token | None:
    """Return the open step that the command completes, or None where there is none.

    Of several it is the one of whoever acts, whose words are `own`.
    """
    stage = STAGE_OF[type(command)]
    found = [
        token
        for token in state.flow.open_steps
        if token.stage == stage and command.node in ("", token.node)
    ]
    mine = (token for token in found if {token.owner, *token.candidates} & set(own))
    return next(mine, found[0] if found else None) if len(found) > 1 else next(iter(found), None)


def _known(command: AcceptOrder, facts: OrderFacts) -> bool:
    return command.assignee is None or command.assignee in facts.known_people


def _event(command: AnyStep, facts: OrderFacts, moves: tuple[FlowEvent, ...]) -> AnyStepEvent:
    taken = next(move for move in moves if isinstance(move, TokenTaken))
    event = _EVENT_OF[type(command)](
        node=taken.node,
        outcome=taken.outcome,
        reason=command.reason,
        data=facts.data,
        sealed=facts.sealed,
        moves=moves,
    )
    if isinstance(command, AcceptOrder) and isinstance(event, OrderAccepted):
        return msgspec.structs.replace(event, assignee=command.assignee)
    if isinstance(command, VerifyOrder) and isinstance(event, OrderVerified):
        return msgspec.structs.replace(
            event,
            rating=command.rating or 0,
            rating_note=command.rating_note,
            unanswered_days=facts.unanswered_days,
        )
    return event
