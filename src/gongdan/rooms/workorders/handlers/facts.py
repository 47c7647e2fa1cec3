"""What every decision about an order is told, before what was looked up for it."""

from uuid import UUID

from gongdan.engines.flow.assignees import resolve_rule
from gongdan.kernel.decider import load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import AmendOrder, AnyAct, ArchiveOrder
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.ties import LIVING
from gongdan.rooms.workorders.handlers.sealing import Sealing
from gongdan.rooms.workorders.ports import Directory, RunningDefinition
from gongdan.rooms.workorders.store import ORDERS


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


async def known_people(
    directory: Directory, tenant: UUID, command: AnyAct | AmendOrder
) -> frozenset[UUID]:
    """Return those whom a command names who exist and are active."""
    named = [getattr(command, name, None) for name in ("assignee", "to")]
    named += getattr(command, "people", ())
    people = {person for person in named if isinstance(person, UUID)}
    return await directory.active_users(tenant, people) if people else frozenset()


async def open_children(
    store: EventStore, tenant: UUID, command: AnyAct | AmendOrder, state: OrderState
) -> tuple[str, ...]:
    """Return the numbers of the parts split off that have not ended, where it matters."""
    if not isinstance(command, ArchiveOrder):
        return ()
    children = [
        (await load(store, ORDERS, tenant, each.order)).state for each in state.beside.children
    ]
    return tuple(child.number for child in children if child.status in LIVING)


def _hands_of(principal: Principal) -> UUID | None:
    return principal.bound.party if principal.bound else principal.user
