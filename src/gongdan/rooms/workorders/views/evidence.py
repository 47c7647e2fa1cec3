"""The evidence of an order, and what its open steps still demand."""

from gongdan.engines.flow.model import FlowDefinition
from gongdan.rooms.workorders.contract import AnyProofEvent, CheckedIn, OrderStatus
from gongdan.rooms.workorders.domain.evidence import have
from gongdan.rooms.workorders.domain.rights import Reach
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.views.shown import DemandShown, EvidenceShown, ProofShown


def proof_of(reach: Reach, state: OrderState, flow: FlowDefinition) -> ProofShown:
    """Return what is there, what is demanded, and what the reader may add."""
    lives = state.status in (OrderStatus.OPEN, OrderStatus.SUSPENDED)
    return ProofShown(
        items=tuple(
            EvidenceShown(
                file=held.file,
                kind=held.kind,
                node=held.node,
                label=held.label,
                digest=held.digest,
                media_type=held.media_type,
                size=held.size,
                width=held.width,
                height=held.height,
                milliseconds=held.milliseconds,
                distance=held.distance,
                away=held.away,
            )
            for held in state.evidence
        ),
        demands=tuple(_demands(state, flow)) if lives else (),
        may_add=lives and reach.allowed("evidence"),
        may_check_in=lives and reach.allowed("check_in"),
    )


def _demands(state: OrderState, flow: FlowDefinition) -> list[DemandShown]:
    return [
        DemandShown(
            node=token.node,
            kind=demand.kind,
            label=demand.label,
            title=demand.title,
            least=demand.least,
            have=have(state, token.node, demand),
        )
        for token in state.flow.tokens
        if token.node in flow.nodes
        for demand in flow.nodes[token.node].evidence
    ]


def proof_facts(event: AnyProofEvent) -> dict[str, object]:
    """Return what the timeline tells of a piece of evidence."""
    if isinstance(event, CheckedIn):
        return {"distance": event.distance, "away": event.away}
    return {
        "kind": event.kind,
        "label": event.label,
        "file": str(event.file),
        "digest": event.digest,
    }
