"""One order in full: made from its state, with names, masks, and the acts of who reads it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.decider import Versioned, fold
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Principal, View, decide_access, field_view
from gongdan.rooms.privacy.contract import MaskKind, PrivacyClass, Vault, mask
from gongdan.rooms.workorders.contract import OrderStatus
from gongdan.rooms.workorders.domain.offered import DANGER, OfferedAct, offered_acts
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.domain.row import attributes_of, row_of
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.ports import Definitions, Directory, RunningDefinition
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.fields import seen_fields
from gongdan.rooms.workorders.views.orders import line_fields, names_of
from gongdan.rooms.workorders.views.shown import (
    ActShown,
    ContactShown,
    DefinitionShown,
    FormShown,
    LocationShown,
    OrderShown,
)

_MASKS = {
    "contact.name": MaskKind.NAME,
    "contact.phone": MaskKind.PHONE,
    "contact.email": MaskKind.EMAIL,
    "location.address": MaskKind.ADDRESS,
}


class Head(Struct, frozen=True):
    """An order's state and version, with the times of its row."""

    order: UUID
    versioned: Versioned[OrderState]
    reported_at: datetime
    updated_at: datetime
    waiting_since: datetime


class OrderViews:
    """Shows single orders; what a reader may not see does not exist for him."""

    def __init__(
        self,
        *,
        database: Database,
        store: EventStore,
        vault: Vault,
        definitions: Definitions,
        directory: Directory,
    ) -> None:
        self._database = database
        self._store = store
        self._vault = vault
        self._definitions = definitions
        self._directory = directory

    async def show(self, principal: Principal, order: UUID) -> OrderShown | Refused:
        """Return an order as this reader may see it."""
        head = await self.head(principal, order)
        return head if isinstance(head, Refused) else await self.shown(principal, head)

    async def after(
        self, principal: Principal, order: UUID, state: OrderState, version: int
    ) -> OrderShown | Refused:
        """Return the order as an act left it: from the decided state, with the row's times."""
        async with self._database.untenanted() as connection:
            row = await connection.fetchrow(
                "SELECT reported_at, updated_at, waiting_since FROM order_head_v1($1, $2)",
                principal.tenant,
                order,
            )
        if row is None:
            return _unknown()
        times = (row["reported_at"], row["updated_at"], row["waiting_since"])
        return await self.shown(principal, Head(order, Versioned(state, version), *times))

    async def head(self, principal: Principal, order: UUID) -> Head | Refused:
        """Return the head of an order that the principal may read."""
        async with self._database.untenanted() as connection:
            row = await connection.fetchrow(
                "SELECT * FROM order_head_v1($1, $2)", principal.tenant, order
            )
        if row is None:
            return _unknown()
        if row["fold_version"] == ORDERS.fold_version:
            state = msgspec.json.decode(row["state"], type=OrderState)
            versioned = Versioned(state, row["version"])
        else:
            versioned = await fold(self._store, ORDERS, principal.tenant, order)
        if not _allowed(principal, "read", versioned.state):
            return _unknown()
        times = (row["reported_at"], row["updated_at"], row["waiting_since"])
        return Head(order, versioned, *times)

    async def shown(self, principal: Principal, head: Head) -> OrderShown:
        """Return an order as it stands at a head."""
        state = head.versioned.state
        definition = await self._definitions.pinned(principal.tenant, state.definition)
        row = _row(state, head)
        names = await names_of(self._directory, principal.tenant, (row,))
        opened, view = await self._personal(principal, head.order, state)
        details, step = state.details, state.step
        return OrderShown(
            **line_fields(row, names),
            description=details.description,
            contact=_contact(opened, view),
            location=_location(opened, state),
            customer_id=details.customer,
            fields=seen_fields(
                principal, definition.classes, {**details.fields, **_named(opened, state)}
            ),
            data=seen_fields(principal, definition.classes, state.data),
            definition=DefinitionShown(state.definition.key, state.definition.version),
            node=step.node if step else "",
            visited=state.flow.visited,
            round=state.flow.round,
            reason=state.reason,
            ended=state.status in (OrderStatus.ARCHIVED, OrderStatus.CANCELLED),
            acts=_acts(principal, state, definition),
        )

    async def _personal(
        self, principal: Principal, order: UUID, state: OrderState
    ) -> tuple[dict[str, str], View]:
        """Return the personal values that may be seen, masked where they are to be masked."""
        view = field_view(principal, "order").get(PrivacyClass.PERSONAL, View.HIDDEN)
        sealed = {**state.details.sealed, **state.sealed}
        if view is View.HIDDEN or not sealed:
            return {}, view
        opened = await self._vault.open(principal.tenant, order, sealed)
        if view is View.FULL:
            return opened, view
        masked = {
            name: mask(_MASKS.get(name, MaskKind.TEXT), value) for name, value in opened.items()
        }
        return masked, view


def _acts(
    principal: Principal, state: OrderState, definition: RunningDefinition
) -> tuple[ActShown, ...]:
    offered = offered_acts(state, definition.flow)
    return tuple(
        _act(act, definition)
        for act in offered
        if _allowed(principal, "report" if act.act == "resubmit" else act.act, state)
    )


def _act(act: OfferedAct, definition: RunningDefinition) -> ActShown:
    form = definition.forms.get(act.form) if act.form else None
    return ActShown(
        act=act.act,
        node=act.node,
        form=FormShown(form.schema, form.ui) if form else None,
        outcomes=act.outcomes,
        exclusive=True,
        danger=act.act in DANGER,
    )


def _row(state: OrderState, head: Head) -> Mapping[str, Any]:
    return {
        **msgspec.structs.asdict(row_of(state)),
        "id": head.order,
        "due_at": state.details.due_at,
        "reported_at": head.reported_at,
        "updated_at": head.updated_at,
        "waiting_since": head.waiting_since,
        "version": head.versioned.version,
    }


def _contact(opened: Mapping[str, str], view: View) -> ContactShown | None:
    parts = [opened.get(name, "") for name in ("contact.name", "contact.phone", "contact.email")]
    return ContactShown(parts[0], parts[1], parts[2], view) if any(parts) else None


def _location(opened: Mapping[str, str], state: OrderState) -> LocationShown | None:
    details, address = state.details, opened.get("location.address", "")
    if not (address or details.latitude):
        return None
    return LocationShown(address, details.latitude or None, details.longitude or None)


def _named(opened: Mapping[str, str], state: OrderState) -> dict[str, object]:
    names = {**state.details.sealed, **state.sealed}.keys() - _MASKS.keys()
    return {name: opened[name] for name in sorted(names) if name in opened}


def _allowed(principal: Principal, act: str, state: OrderState) -> bool:
    return holds(decide_access(principal, f"order.{act}", "order"), attributes_of(state))


def _unknown() -> Refused:
    return Refused(OrderCode.NO_SUCH_ORDER, RefusalKind.NOT_FOUND)
