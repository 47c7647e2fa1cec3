"""迁移 迁回: whether an order may go over to another version of its definition, and back."""

import hashlib
from collections.abc import Callable, Mapping
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.engines.flow.assignees import resolve_rule
from gongdan.engines.flow.migrating import Safe, Verdict, plan
from gongdan.engines.flow.migrating_back import back
from gongdan.engines.flow.model import (
    Context,
    Facts,
    FlowDefinition,
    FlowEvent,
    FlowState,
    OwnerChanged,
    Value,
)
from gongdan.kernel.messages import Accepted, RefusalKind, Refused
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
    DefinitionPin,
    MigrateOrder,
    MigrateOrderBack,
    OrderMigrated,
)
from gongdan.rooms.workorders.domain.refusals import OrderCode, malformed, refuse, stays
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.ties import is_merged


class Version(Struct, frozen=True):
    """One version of a definition, as far as a migration needs it."""

    pin: DefinitionPin
    flow: FlowDefinition
    evaluate: Callable[[str, Context], Value]


class Past(Struct, frozen=True):
    """An order just before its last migration, just after it, and what has happened since."""

    before: OrderState
    after: OrderState
    since: tuple[AnyOrderEvent, ...]


def judge(old: Version, new: Version, state: OrderState, node_map: Mapping[str, str]) -> Verdict:
    """Tell what would come of an order that goes over to another version."""
    facts = Facts(evaluate=new.evaluate, resolve=resolve_rule, context=state.context)
    return plan(old.flow, new.flow, state.flow, facts, node_map=node_map)


def migrate(
    state: OrderState, command: MigrateOrder, old: Version, new: Version, *, run: UUID | None = None
) -> Accepted[OrderMigrated] | Refused:
    """Let an order go over to another version of its definition."""
    if no := _standing(state):
        return no
    if old.pin == new.pin:
        return malformed(OrderCode.MIGRATION_SAME_VERSION, "/to", number=state.number)
    if no := unknown_nodes(old.flow, new.flow, command.node_map):
        return no
    verdict = judge(old, new, state, command.node_map)
    if not isinstance(verdict, Safe):
        return stays(state.number, verdict)
    named = {here: there for here, there in command.node_map.items() if here != there}
    event = _event(state, verdict, new.pin, reason=command.reason, run=run)
    return Accepted((msgspec.structs.replace(event, node_map=named),))


def migrate_back(
    state: OrderState, command: MigrateOrderBack, past: Past | None, *, run: UUID | None = None
) -> Accepted[OrderMigrated] | Refused:
    """Let an order stand as before its migration, byte for byte, while no token has moved."""
    if no := _standing(state):
        return no
    if past is None:
        return refuse(OrderCode.MIGRATION_NONE, number=state.number)
    moved = any(not isinstance(move, OwnerChanged) for event in past.since for move in event.moves)
    verdict = None if moved else back(past.before.flow, past.after.flow, state.flow)
    if verdict is None:
        return refuse(OrderCode.MIGRATION_MOVED_ON, number=state.number)
    event = _event(state, verdict, past.before.definition, reason=command.reason, run=run)
    running = {each.timer for each in state.timers}
    again = tuple(each for each in past.before.timers if each.timer not in running)
    return Accepted((msgspec.structs.replace(event, timers=again, back=True),))


def unknown_nodes(
    old: FlowDefinition, new: FlowDefinition, node_map: Mapping[str, str]
) -> Refused | None:
    """Refuse a map that names a node which its version has not."""
    for flow, names in ((old, node_map.keys()), (new, node_map.values())):
        for name in names:
            if name not in flow.nodes:
                code, field = OrderCode.MIGRATION_MAP_UNKNOWN, "/node_map"
                return malformed(code, field, node=name[:80])
    return None


def _standing(state: OrderState) -> Refused | None:
    if not state.exists:
        return Refused(OrderCode.NO_SUCH_ORDER, RefusalKind.NOT_FOUND)
    return None if state.beside.merged_into is None else is_merged(state)


def _event(
    state: OrderState, verdict: Safe, pin: DefinitionPin, *, reason: str, run: UUID | None
) -> OrderMigrated:
    moves: tuple[FlowEvent, ...] = verdict.moves
    return OrderMigrated(
        definition=pin,
        from_version=state.definition.version,
        before_hash=hash_of(state.flow),
        after_hash=hash_of(verdict.state),
        reason=reason,
        run=run,
        moves=moves,
    )


_encoder = msgspec.json.Encoder(order="deterministic")


def hash_of(flow: FlowState) -> str:
    """Return the SHA-256 of a flow's state, as it is kept."""
    return hashlib.sha256(_encoder.encode(flow)).hexdigest()
