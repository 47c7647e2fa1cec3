"""The timeline of an order: everything that happened, by the server's clock, and who did it."""

from collections.abc import Mapping
from uuid import UUID

from gongdan.engines.flow.model import TokenPlaced, TokenTaken
from gongdan.kernel.clock import Clock
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.messages import Actor, Recorded, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
    BookingAdded,
    BookingReversed,
    CommentAdded,
    ImportedActRecorded,
    OrderAccepted,
    OrderImported,
)
from gongdan.rooms.workorders.contract.events import HandEvent, StepEvent
from gongdan.rooms.workorders.contract.needs import (
    OrderScheduled,
)
from gongdan.rooms.workorders.domain.rights import sees_internal
from gongdan.rooms.workorders.ports import Definitions, Directory
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.facts import facts_of
from gongdan.rooms.workorders.views.fields import seen_fields
from gongdan.rooms.workorders.views.holdings import holding_people, holdings
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.outside import timeline_outside
from gongdan.rooms.workorders.views.shown import Named
from gongdan.rooms.workorders.views.told import BasisShown, Timeline, TimelineActor, TimelineEntry

PAGE = 500


class TimelineViews:
    """Shows the history of orders that a reader may see."""

    def __init__(
        self,
        views: OrderViews,
        store: EventStore,
        directory: Directory,
        *,
        definitions: Definitions,
        clock: Clock,
    ) -> None:
        self._clock = clock
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
        stored = await self._store.history(tenant, order, limit=after + PAGE)
        history = [ORDERS.codec.decode(tenant, one) for one in stored]
        names = await self._directory.users(tenant, {*_people(history), *holding_people(history)})
        classes = (await self._definitions.pinned(tenant, head.versioned.state.definition)).classes
        inside = sees_internal(principal)
        items = tuple(
            _entry(one, names, _data(principal, classes, one.event), inside=inside)
            for one in history[after:]
            if inside or not is_internal(one.event)
        )
        more = head.versioned.version > len(history)
        held = holdings(history, names, self._clock())
        whole = Timeline(items, held, len(history) if more and history else None)
        return timeline_outside(whole) if principal.bound else whole


def is_internal(event: AnyOrderEvent) -> bool:
    """Tell whether an event is for those alone who see the house's internal fields."""
    if isinstance(event, CommentAdded):
        return event.internal
    if isinstance(event, OrderScheduled):
        return "appointment" not in event.changed
    return isinstance(event, BookingAdded | BookingReversed)


def _people(history: list[Recorded[AnyOrderEvent]]) -> set[UUID]:
    actors = {one.actor.id for one in history if one.actor.id}
    receivers = {one.event.to for one in history if isinstance(one.event, HandEvent)}
    named = {
        one.event.assignee
        for one in history
        if isinstance(one.event, OrderAccepted) and one.event.assignee
    }
    drawn_in = {
        person
        for one in history
        for person in (
            *told_of(one.event),
            *getattr(one.event, "people", ()),
            getattr(one.event, "who", None),
            getattr(one.event, "person", None),
        )
        if person
    }
    return actors | receivers | named | drawn_in


def told_of(event: AnyOrderEvent) -> tuple[UUID, ...]:
    """Return those to whom an event was told by the house."""
    return event.told if isinstance(event, CommentAdded) else ()


def _data(
    principal: Principal, classes: Mapping[str, str], event: AnyOrderEvent
) -> dict[str, object]:
    if not isinstance(event, StepEvent) or not event.data:
        return {}
    return {"data": seen_fields(principal, classes, event.data)}


def _entry(
    one: Recorded[AnyOrderEvent],
    names: Mapping[UUID, str],
    data: dict[str, object],
    *,
    inside: bool,
) -> TimelineEntry:
    event = one.event
    imported = isinstance(event, ImportedActRecorded)
    return TimelineEntry(
        seq=one.seq,
        position=one.position,
        type=type(event).__name__,
        at=one.recorded_at,
        claimed_at=event.claimed_at if isinstance(event, ImportedActRecorded) else None,
        actor=_claimed_actor(event) or actor_shown(one.actor, names),
        stage=_stage(event),
        node=getattr(event, "node", ""),
        reason=getattr(event, "reason", ""),
        basis=BasisShown(one.basis.source, one.basis.reasons) if one.basis and inside else None,
        command=one.command_id if one.basis and inside else None,
        facts={**facts_of(event, names, inside=inside), **data},
        told=tuple(Named(each, names.get(each, "")) for each in told_of(event)),
        origin="import" if imported or isinstance(event, OrderImported) else "own",
        hash=one.hash.hex(),
    )


def _claimed_actor(event: AnyOrderEvent) -> TimelineActor | None:
    if isinstance(event, ImportedActRecorded):
        return TimelineActor("import", None, event.actor_label)
    return None


def actor_shown(actor: Actor, names: Mapping[UUID, str]) -> TimelineActor:
    """Return who acted, by name."""
    # who came by a link has an id, and no name of his own
    name = names.get(actor.id, actor.name) if actor.id else actor.name
    return TimelineActor(actor.kind, actor.id, name)


def _stage(event: AnyOrderEvent) -> str:
    """Return the stage in which it happened: of the step taken, else of the step opened."""
    taken = [move.stage for move in event.moves if isinstance(move, TokenTaken)]
    placed = [move.stage for move in event.moves if isinstance(move, TokenPlaced)]
    return next(iter(taken or placed), "")
