"""Foreign history: an order that another system began, and its acts kept as claims.

Imported lines are no acts of ours: they move no token and are never taken for one. The
mapping alone says at which stage the order stands, or that its loop was closed there.
"""

from collections.abc import Iterator

from gongdan.engines.flow.model import (
    STAGES,
    FlowDefinition,
    FlowEnded,
    FlowEvent,
    FlowStarted,
    Kind,
    Node,
    Stage,
    TokenPlaced,
    TokenTaken,
)
from gongdan.kernel.messages import Accepted, Refused
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
    ImportedActRecorded,
    ImportOrder,
    OrderDetails,
    OrderImported,
)
from gongdan.rooms.workorders.domain.facts import OrderFacts
from gongdan.rooms.workorders.domain.report import details_fault
from gongdan.rooms.workorders.domain.state import OrderState, priority_of


def take_in(command: ImportOrder, facts: OrderFacts) -> Accepted[AnyOrderEvent] | Refused:
    """Decide on an imported order: one event for the order, one for each claimed act."""
    details = OrderDetails(
        title=command.title,
        description=command.description,
        urgency=command.urgency,
        impact=command.impact,
        priority=priority_of(command.urgency, command.impact),
        subject=facts.subject,
        sealed=facts.sealed,
        place=command.place,
        asset=command.asset,
        customer=command.customer,
        tags=command.tags,
        due_at=command.due_at,
        fields=command.fields,
    )
    if (fault := details_fault(details)) is not None:
        return fault
    imported = OrderImported(
        number=facts.number,
        definition=facts.definition,
        source=command.source,
        external_id=command.external_id,
        details=details,
        moves=tuple(_placed(facts, command)),
    )
    acts = (
        ImportedActRecorded(
            activity=act.activity,
            actor_label=act.actor_label,
            claimed_at=act.claimed_at,
            row=act.row,
        )
        for act in command.history
    )
    return Accepted((imported, *acts))


def _placed(facts: OrderFacts, command: ImportOrder) -> Iterator[FlowEvent]:
    """Put one token where the mapping says; the stages before it count as gone through there."""
    flow = facts.flow
    yield FlowStarted(node=_outermost(flow, Kind.START))
    last = len(STAGES) if command.ended else STAGES.index(command.stage)
    path = _first_nodes(flow)
    for number, stage in enumerate(STAGES[:last], 1):
        key, _node = path[stage]
        yield TokenPlaced(token=number, node=key, stage=stage)
        yield TokenTaken(token=number, node=key, stage=stage)
    if command.ended:
        yield FlowEnded(node=_outermost(flow, Kind.END))
        return
    key, node = path[command.stage]
    resolved = facts.resolve(node.assignee, OrderState().context)
    scope = 0
    for token, around in enumerate(_around(flow, node), last + 1):
        yield TokenPlaced(token=token, node=around, waits=True, scope=scope)
        scope = token
    yield TokenPlaced(
        token=max(scope, last) + 1,
        node=key,
        stage=command.stage,
        owner=resolved.owner,
        candidates=resolved.candidates,
        scope=scope,
    )


def _outermost(flow: FlowDefinition, kind: Kind) -> str:
    return next(key for key, node in flow.nodes.items() if node.kind is kind and not node.parent)


def _around(flow: FlowDefinition, node: Node) -> list[str]:
    """Return the sub-processes in which a node lies, outermost first."""
    found: list[str] = []
    while node.parent:
        found.insert(0, node.parent)
        node = flow.nodes[node.parent]
    return found


def _first_nodes(flow: FlowDefinition) -> dict[Stage, tuple[str, Node]]:
    first: dict[Stage, tuple[str, Node]] = {}
    for key, node in flow.nodes.items():
        if node.kind is Kind.USER:
            first.setdefault(node.stage, (key, node))
    return first
