"""What every decision about an order is told, before what was looked up for it."""

from uuid import UUID

from gongdan.engines.flow.assignees import resolve_rule
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.handlers.sealing import Sealing
from gongdan.rooms.workorders.ports import RunningDefinition


def facts_of(
    principal: Principal | None, definition: RunningDefinition, sealing: Sealing
) -> OrderFacts:
    """Return what every decision is told; without a principal it is the house that acts."""
    return OrderFacts(
        flow=definition.flow,
        evaluate=definition.evaluate,
        resolve=resolve_rule,
        decide=definition.decide,
        actor=_hands_of(principal) if principal else None,
        zone=principal.zone if principal else "UTC",
        form_faults=sealing.faults,
        subject=sealing.subject,
        sealed=sealing.sealed,
        data=sealing.data,
    )


def _hands_of(principal: Principal) -> UUID | None:
    return principal.bound.party if principal.bound else principal.user
