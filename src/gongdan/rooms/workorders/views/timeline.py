"""The timeline of an order: everything that happened, by the server's clock, and who did it."""

from collections.abc import Mapping
from uuid import UUID

from gongdan.engines.flow.model import TokenPlaced, TokenTaken
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.messages import Actor, Recorded, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
    ImportedActRecorded,
    OrderAccepted,
    OrderImported,
)
from gongdan.rooms.workorders.contract.events import HandEvent, StepEvent
from gongdan.rooms.workorders.ports import Definitions, Directory
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.facts import facts_of
from gongdan.rooms.workorders.views.fields import seen_fields
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.outside import timeline_outside
from gongdan.rooms.workorders.views.shown import Timeline, TimelineActor, TimelineEntry

PAGE = 500


class TimelineViews:
    """Shows the history of orders that a reader may see."""

    def __init__(
        self,
        views: OrderViews,
        store: EventStore,
        *,
        directory: Directory,
        definitions: Definitions,
    ) -> None:
        self._views = views
        self._store = store
        self._directory = directory
        self._definitions = definitions

    async def show(
        self, principal: Principal, order: UUID, *, after: int = 0
    ) -> Timeline | Refused:
        """Return the entries after seq `after`, at most `PAGE` of them."""
        head = await self._views.head(principal, order)
        if isinstance(head, Refused):
            return head
        tenant = principal.tenant
        stored = await self._store.history(tenant, order, after=after, limit=PAGE)
        history = [ORDERS.codec.decode(tenant, one) for one in stored]
        names = await self._directory.users(tenant, _people(history))
        pin = head.versioned.state.definition
        classes = (await self._definitions.pinned(tenant, pin)).classes
        items = tuple(_entry(one, names, _data(principal, classes, one.event)) for one in history)
        more = head.versioned.version > after + len(items)
        whole = Timeline(items, items[-1].seq if items and more else None)
        return timeline_outside(whole) if principal.bound else whole


def _people(history: list[Recorded[AnyOrderEvent]]) -> set[UUID]:
    actors = {one.actor.id for one in history if one.actor.id}
    receivers = {one.event.to for one in history if isinstance(one.event, HandEvent)}
    named = {
        one.event.assignee
        for one in history
        if isinstance(one.event, OrderAccepted) and one.event.assignee
    }
    return actors | receivers | named


def _data(
    principal: Principal, classes: Mapping[str, str], event: AnyOrderEvent
) -> dict[str, object]:
    if not isinstance(event, StepEvent) or not event.data:
        return {}
    return {"data": seen_fields(principal, classes, event.data)}


def _entry(
    one: Recorded[AnyOrderEvent], names: Mapping[UUID, str], data: dict[str, object]
) -> TimelineEntry:
    event = one.event
    imported = isinstance(event, ImportedActRecorded)
    return TimelineEntry(
        seq=one.seq,
        position=one.position,
        type=type(event).__name__,
        at=one.recorded_at,
        claimed_at=event.claimed_at if isinstance(event, ImportedActRecorded) else None,
        actor=_actor(one.actor, event, names),
        stage=_stage(event),
        node=getattr(event, "node", ""),
        reason=getattr(event, "reason", ""),
        facts={**facts_of(event, names), **data},
        origin="import" if imported or isinstance(event, OrderImported) else "own",
        hash=one.hash.hex(),
    )


def _actor(actor: Actor, event: AnyOrderEvent, names: Mapping[UUID, str]) -> TimelineActor:
    if isinstance(event, ImportedActRecorded):
        return TimelineActor("import", None, event.actor_label)
    # who came by a link has an id, and no name of his own
    name = names.get(actor.id, actor.name) if actor.id else actor.name
    return TimelineActor(actor.kind, actor.id, name)


def _stage(event: AnyOrderEvent) -> str:
    """Return the stage in which it happened: of the step taken, else of the step opened."""
    taken = [move.stage for move in event.moves if isinstance(move, TokenTaken)]
    placed = [move.stage for move in event.moves if isinstance(move, TokenPlaced)]
    return next(iter(taken or placed), "")
