"""One order in full: made from its state, with names, masks, and the acts of who reads it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from gongdan.kernel.database import Database
from gongdan.kernel.decider import Versioned, fold
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal, View, field_view
from gongdan.rooms.privacy.contract import PrivacyClass, Vault
from gongdan.rooms.workorders.domain.offered import ADDITIVE, DANGER, OfferedAct
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed, refuse
from gongdan.rooms.workorders.domain.rights import Reach, allowed
from gongdan.rooms.workorders.domain.row import row_of
from gongdan.rooms.workorders.domain.signatures import (
    LANGUAGES,
    digest_of,
    may_be_signed,
    statement_bytes,
)
from gongdan.rooms.workorders.domain.state import OrderState, person_of
from gongdan.rooms.workorders.domain.ties import LIVING
from gongdan.rooms.workorders.ports import Definitions, Directory, RunningDefinition
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.asked import asked_of
from gongdan.rooms.workorders.views.beside import beside_shown, people_of
from gongdan.rooms.workorders.views.evidence import proof_of
from gongdan.rooms.workorders.views.fields import MASKS, classes_of, is_own, seen_fields
from gongdan.rooms.workorders.views.head import Head, past_head
from gongdan.rooms.workorders.views.orders import line, names_of
from gongdan.rooms.workorders.views.outside import order_outside
from gongdan.rooms.workorders.views.shown import (
    ActShown,
    ContactShown,
    DefinitionShown,
    LocationShown,
    Named,
    OrderShown,
    StatementShown,
    form_shown,
)
from gongdan.rooms.workorders.views.signed import signatures_shown
from gongdan.rooms.workorders.views.signing import (
    people_signing,
    signing_shown,
    timers_shown,
)
from gongdan.rooms.workorders.views.statement import Intend, compose, nothing_more

MASKED_DECIMALS = 2
"""Degrees to this many decimals: about a kilometre."""


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
        self,
        principal: Principal,
        order: UUID,
        versioned: Versioned[OrderState],
        *,
        at: datetime | None,
    ) -> OrderShown | Refused:
        """Return the order as an act left it: from the decided state, with the row's times.

        `at` is the server's time of the act where it was done just now.
        """
        if at is not None and versioned.version == 1:
            # a first act is all that ever happened to its order
            return await self.shown(principal, Head(order, versioned, at, at, at))
        async with self._database.untenanted() as connection:
            row = await connection.fetchrow(
                "SELECT reported_at, updated_at, waiting_since FROM order_head_v1($1, $2)",
                principal.tenant,
                order,
            )
        if row is None:
            return _unknown()
        times = (row["reported_at"], row["updated_at"], row["waiting_since"])
        return await self.shown(principal, Head(order, versioned, *times))

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
        if not allowed(principal, "read", versioned.state):
            return _unknown()
        times = (row["reported_at"], row["updated_at"], row["waiting_since"])
        return Head(order, versioned, *times)

    async def past(self, principal: Principal, order: UUID, seq: int) -> OrderShown | Refused:
        """Return an order as its events had made it up to one of them, under today's masks.

        Who may not read the order now may not read what it was.
        """
        head = await self.head(principal, order)
        if isinstance(head, Refused):
            return head
        if not 1 <= seq <= head.versioned.version:
            newest = head.versioned.version
            return Refused(
                OrderCode.NO_SUCH_EVENT, RefusalKind.NOT_FOUND, {"version": newest}, "/at"
            )
        then = await past_head(self._store, principal.tenant, order, seq)
        return await self.shown(principal, then)

    async def statement(
        self, principal: Principal, order: UUID, language: str, intend: Intend = nothing_more
    ) -> StatementShown | Refused:
        """Return what there is to sign of an order, with what the signer is about to answer."""
        if language not in LANGUAGES:
            return malformed(OrderCode.LANGUAGE_UNKNOWN, "/language")
        head = await self.head(principal, order)
        if isinstance(head, Refused):
            return head
        if not may_be_signed(head.versioned.state):
            return refuse(OrderCode.NOT_YET_TO_SIGN, number=head.versioned.state.number)
        pin = head.versioned.state.definition
        definition = await self._definitions.pinned(principal.tenant, pin)
        answers = intend(head.versioned.state, definition)
        if isinstance(answers, Refused):
            return answers
        said = compose(order, head.versioned, definition, language, answers=answers)
        return StatementShown(
            **msgspec.structs.asdict(said), digest=digest_of(statement_bytes(said))
        )

    async def shown(self, principal: Principal, head: Head) -> OrderShown:
        """Return an order as it stands at a head."""
        state = head.versioned.state
        definition = await self._definitions.pinned(principal.tenant, state.definition)
        row = _row(state, head)
        names = await names_of(self._directory, principal.tenant, (row,))
        mentioned = {*people_of(state.beside), *people_signing(state)}
        people = await self._directory.users(principal.tenant, mentioned)
        opened = await self._personal(principal, head.order, state, definition)
        own = is_own(principal, state)
        view = field_view(principal, "order", own=own).get(PrivacyClass.PERSONAL, View.HIDDEN)
        details, step, reach = state.details, state.step, Reach(principal, state)
        shown = OrderShown(
            **msgspec.structs.asdict(line(row, names)),
            description=details.description,
            contact=_contact(opened, view),
            location=_location(opened, state, view),
            customer_id=details.customer,
            fields=seen_fields(principal, definition.classes, details.fields, own=own)
            | {name: value for name, value in opened.items() if name not in MASKS},
            data=seen_fields(principal, definition.classes, state.data, own=own),
            definition=DefinitionShown(state.definition.key, state.definition.version),
            node=step.node if step else "",
            visited=state.flow.visited,
            round=state.flow.round,
            reason=state.reason,
            ended=state.status not in LIVING,
            proof=proof_of(reach, state, definition.flow),
            rating=state.rating or None,
            rating_note=state.rating_note,
            unanswered_days=state.unanswered_days,
            reminders=state.reminders,
            reminded_at=state.reminded_at,
            signatures=await signatures_shown(self._vault, principal, head.order, state),
            signing=signing_shown(state, definition.flow, people),
            timers=timers_shown(state),
            acts=() if head.past else _acts(reach, asked_of(principal, definition), people),
            beside=await beside_shown(
                self._database, principal, state, people, reach=None if head.past else reach
            ),
            words=None,
            at=head.versioned.version if head.past else None,
        )
        return order_outside(shown, definition) if principal.bound else shown

    async def _personal(
        self,
        principal: Principal,
        order: UUID,
        state: OrderState,
        definition: RunningDefinition,
    ) -> dict[str, object]:
        """Return the sealed values that may be seen, masked where they are to be masked."""
        classes, own = classes_of(definition), is_own(principal, state)
        sealed = {**state.details.sealed, **state.sealed}
        seen = seen_fields(principal, classes, dict.fromkeys(sealed, ""), own=own)
        wanted = {name: value for name, value in sealed.items() if name in seen}
        opened = await self._vault.open(principal.tenant, order, wanted) if wanted else {}
        return seen_fields(principal, classes, opened, MASKS, own=own)


def _acts(
    reach: Reach,
    definition: RunningDefinition,
    names: Mapping[UUID, str],
) -> tuple[ActShown, ...]:
    return tuple(_act(each, definition, names) for each in reach.acts(definition.flow))


def _act(act: OfferedAct, definition: RunningDefinition, names: Mapping[UUID, str]) -> ActShown:
    people = [person for word in act.to if (person := person_of(word))]
    form = definition.forms.get(act.form) if act.form else None
    permissions = definition.flow.nodes[act.node].fields if act.node else {}
    return ActShown(
        act=act.act,
        node=act.node,
        form=form_shown(form, permissions) if form else None,
        outcomes=act.outcomes,
        to=() if people else act.to,
        people=tuple(Named(each, names.get(each, "")) for each in people),
        exclusive=act.act not in ADDITIVE,
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


def _contact(opened: Mapping[str, object], view: View) -> ContactShown | None:
    names = ("contact.name", "contact.phone", "contact.email")
    parts = [str(opened.get(name, "")) for name in names]
    return ContactShown(parts[0], parts[1], parts[2], view) if any(parts) else None


def _location(opened: Mapping[str, object], state: OrderState, view: View) -> LocationShown | None:
    details, address = state.details, str(opened.get("location.address", ""))
    if not (address or details.latitude):
        return None
    latitude, longitude = (_degrees(each, view) for each in (details.latitude, details.longitude))
    return LocationShown(address, latitude, longitude)


def _degrees(value: str | None, view: View) -> str | None:
    """Return where it is as exactly as the address beside it is shown."""
    if not value or view is View.HIDDEN:
        return None
    return value if view is View.FULL else str(round(float(value), MASKED_DECIMALS))


def _unknown() -> Refused:
    return Refused(OrderCode.NO_SUCH_ORDER, RefusalKind.NOT_FOUND)
