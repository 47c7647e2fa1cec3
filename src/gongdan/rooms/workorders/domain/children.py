"""Child orders of a flow: which are demanded, how each is reported, what its end means."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

import msgspec

from gongdan.engines.flow.model import ChildDemanded, FlowRefusal, FlowState
from gongdan.engines.flow.model import ChildEnded as ChildHasEnded
from gongdan.engines.flow.step import step
from gongdan.kernel.canonical import decimal_text
from gongdan.kernel.ids import derived_id
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
    ChildEnded,
    EndChild,
    OrderStatus,
    ReportOrder,
)
from gongdan.rooms.workorders.domain.facts import OrderFacts, flow_facts
from gongdan.rooms.workorders.domain.refusals import from_flow
from gongdan.rooms.workorders.domain.state import OrderState

OWN_INPUTS = ("title", "description", "urgency", "place")
"""Inputs that are parts of the report itself; all others are answers of its form."""


def child_id(parent: UUID, token: int) -> UUID:
    """Return the id of the child that a token of its parent demands: the same at each try."""
    return derived_id(b"child order" + parent.bytes + str(token).encode())


def demanded(event: AnyOrderEvent, flow: FlowState) -> Iterator[ChildDemanded]:
    """Yield the children that an event demands and that are still waited for."""
    standing = {token.id for token in flow.tokens}
    for move in event.moves:
        if isinstance(move, ChildDemanded) and move.token in standing:
            yield move


def report_of(parent: OrderState, wanted: ChildDemanded) -> ReportOrder:
    """Return the report of a child: what the flow says of it, and the rest as in the parent."""
    details, inputs = parent.details, wanted.inputs
    title = inputs.get("title") or _named(details.title, wanted.item)
    urgency = inputs.get("urgency")
    return ReportOrder(
        type=wanted.calls,
        title=str(title),
        description=str(inputs.get("description") or ""),
        urgency=urgency if isinstance(urgency, int) else details.urgency,
        impact=details.impact,
        place=str(inputs.get("place") or details.place),
        asset=details.asset,
        customer=details.customer,
        unit=details.unit,
        tags=details.tags,
        due_at=details.due_at,
        fields={name: value for name, value in inputs.items() if name not in OWN_INPUTS},
    )


def with_decimals(report: ReportOrder, decimals: frozenset[str]) -> ReportOrder:
    """Return a report whose numbers stand as decimal text where its form asks for decimals."""
    fields = {
        name: decimal_text(Decimal(str(value)))
        if name in decimals and isinstance(value, int | float) and not isinstance(value, bool)
        else value
        for name, value in report.fields.items()
    }
    return msgspec.structs.replace(report, fields=fields)


def _named(title: str, item: object) -> str:
    return f"{title} · {item}" if isinstance(item, str | int) and item != "" else title


def token_of(parent_id: UUID, parent: OrderState, child: UUID) -> int | None:
    """Return the token of the parent that waits for a child, None where none does."""
    tokens = (token.id for token in parent.flow.tokens if token.waits and token.group is None)
    return next((token for token in tokens if child_id(parent_id, token) == child), None)


def end_of(order: UUID, child: OrderState, token: int) -> EndChild:
    """Return what the parent is told of a child that has ended."""
    return EndChild(
        token=token,
        order=order,
        number=child.number,
        cancelled=child.status is not OrderStatus.ARCHIVED,
        data={**child.details.fields, **child.data},
    )


def end_child(
    state: OrderState, command: EndChild, facts: OrderFacts
) -> Accepted[ChildEnded] | Refused:
    """Count a child that has ended; the parent goes on when its rule is met.

    The flow reads what the child brings along as `child`, with its number and how it ended.
    """
    child = {**command.data, "number": command.number, "cancelled": command.cancelled}
    wanted = ChildHasEnded(token=command.token, data={"child": child}, refused=command.cancelled)
    moves = step(facts.flow, state.flow, wanted, flow_facts(facts, state))
    if isinstance(moves, FlowRefusal):
        return from_flow(moves)
    return Accepted(
        (
            ChildEnded(
                order=command.order,
                number=command.number,
                cancelled=command.cancelled,
                data=command.data,
                moves=moves,
            ),
        )
    )
