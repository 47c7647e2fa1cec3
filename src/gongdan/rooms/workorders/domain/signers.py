"""加签 减签: who else signs a step, and who need not."""

from typing import assert_never

from gongdan.engines.flow.model import AddSign, FlowRefusal, RemoveSign
from gongdan.engines.flow.step import step
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AddSigners,
    AnySigning,
    AnySigningEvent,
    RemoveSigner,
    SignerRemoved,
    SignersAdded,
)
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts
from gongdan.rooms.workorders.domain.refusals import OrderCode, from_flow, malformed
from gongdan.rooms.workorders.domain.state import OrderState, word_of


def change_signers(
    state: OrderState, command: AnySigning, facts: OrderFacts
) -> Accepted[AnySigningEvent] | Refused:
    """Let others sign too, or take somebody out who has yet to sign."""
    if (no := _unfit(command, facts)) is not None:
        return no
    node = command.node or (state.step.node if state.step else "")
    moves = step(
        facts.flow, state.flow, _flow_command(command, node), flow_facts(facts, state, node)
    )
    if isinstance(moves, FlowRefusal):
        return from_flow(moves)
    match command:
        case AddSigners(people=people, place=place, reason=reason):
            return Accepted(
                (SignersAdded(node=node, people=people, place=place, reason=reason, moves=moves),)
            )
        case RemoveSigner(person=person, reason=reason):
            return Accepted((SignerRemoved(node=node, person=person, reason=reason, moves=moves),))
        case _:
            assert_never(command)


def _unfit(command: AnySigning, facts: OrderFacts) -> Refused | None:
    match command:
        case AddSigners(people=people):
            unknown = [each for each in people if each not in facts.known_people]
            return malformed(OrderCode.ASSIGNEE_UNKNOWN, "/people") if unknown else None
        case RemoveSigner(reason=reason):
            return None if reason.strip() else malformed(OrderCode.REASON_MISSING, "/reason")
        case _:
            assert_never(command)


def _flow_command(command: AnySigning, node: str) -> AddSign | RemoveSign:
    match command:
        case AddSigners(people=people, place=place):
            return AddSign(node=node, people=tuple(map(word_of, people)), place=place)
        case RemoveSigner(person=person):
            return RemoveSign(node=node, person=word_of(person))
        case _:
            assert_never(command)
