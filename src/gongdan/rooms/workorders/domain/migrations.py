"""Migrations of many orders: what a look at them finds, order by order, and what may follow."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from uuid import UUID

from gongdan.engines.flow.migrating import NeedsMap, Safe, Verdict
from gongdan.engines.flow.migrating_places import Places
from gongdan.engines.flow.model import FlowState, TimerSet
from gongdan.kernel.messages import Refused
from gongdan.rooms.workorders.contract.migrations import (
    Ending,
    Example,
    Hindrance,
    Migration,
    MigrationState,
    NodeOrders,
    Way,
)
from gongdan.rooms.workorders.domain.moving import Version, judge
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.domain.state import OrderState

MOST_EXAMPLES = 5

_AFTER: Mapping[tuple[Way, MigrationState], MigrationState] = {
    ("pause", MigrationState.RUNNING): MigrationState.PAUSED,
    ("resume", MigrationState.PAUSED): MigrationState.RUNNING,
    ("cancel", MigrationState.RUNNING): MigrationState.CANCELLED,
    ("cancel", MigrationState.PAUSED): MigrationState.CANCELLED,
    ("back", MigrationState.PAUSED): MigrationState.RUNNING,
    ("back", MigrationState.CANCELLED): MigrationState.RUNNING,
    ("back", MigrationState.DONE): MigrationState.RUNNING,
}


def next_state(run: Migration, way: Way) -> MigrationState | None:
    """Return how a migration stands after this was done with it; None where it can't be."""
    if way == "back" and run.phase == "back" and run.state is not MigrationState.CANCELLED:
        return None
    return _AFTER.get((way, run.state))


class Tally:
    """Counts what would come of orders that go over from one version to another."""

    def __init__(self, old: Version, new: Version, node_map: Mapping[str, str]) -> None:
        self._old = old
        self._new = new
        self._map = node_map
        self.total = self.safe = self.needs_map = self.blocked = self.timers_anew = 0
        self._standing: Counter[str] = Counter()
        self._missing: dict[str, list[Example]] = defaultdict(list)
        self._hindered: dict[tuple[str, str, str], list[Example]] = defaultdict(list)
        self._counts: Counter[tuple[str, ...]] = Counter()

    def add(self, order: UUID, state: OrderState) -> None:
        """Judge one order."""
        verdict = judge(self._old, self._new, state, self._map)
        self.total += 1
        self._standing.update({token.node for token in state.flow.tokens})
        self._count(verdict, Example(order, state.number))

    def _count(self, verdict: Verdict, example: Example) -> None:
        match verdict:
            case Safe(moves=moves):
                self.safe += 1
                self.timers_anew += any(isinstance(move, TimerSet) for move in moves)
            case NeedsMap(nodes=nodes):
                self.needs_map += 1
                for node in nodes:
                    self._note(self._missing[node], example, (node,))
            case _:
                self.blocked += 1
                key = (verdict.code.value, verdict.node, verdict.to)
                self._note(self._hindered[key], example, key)

    def _note(self, examples: list[Example], example: Example, key: tuple[str, ...]) -> None:
        self._counts[key] += 1
        if len(examples) < MOST_EXAMPLES:
            examples.append(example)

    def nodes(self) -> tuple[NodeOrders, ...]:
        """Return the nodes on which orders stand, most of them first."""
        places = Places(self._old.flow, self._new.flow, FlowState(), self._map)
        return tuple(
            NodeOrders(node=node, to=places.to(node), orders=count)
            for node, count in self._standing.most_common()
        )

    def missing(self) -> tuple[Hindrance, ...]:
        """Return the nodes that nobody has mapped, most orders first."""
        code = OrderCode.MIGRATION_NEEDS_MAP.value
        found = [
            Hindrance(
                code=code, node=node, to="", orders=self._counts[node,], examples=tuple(examples)
            )
            for node, examples in self._missing.items()
        ]
        return tuple(sorted(found, key=lambda each: -each.orders))

    def hindrances(self) -> tuple[Hindrance, ...]:
        """Return why orders would stay, most orders first."""
        found = [
            Hindrance(
                code=key[0],
                node=key[1],
                to=key[2],
                orders=self._counts[key],
                examples=tuple(examples),
            )
            for key, examples in self._hindered.items()
        ]
        return tuple(sorted(found, key=lambda each: -each.orders))


_ENDED = frozenset(
    {
        "migration_not_running",
        OrderCode.NO_SUCH_ORDER,
        OrderCode.ORDER_IS_MERGED,
        OrderCode.MIGRATION_OTHER_VERSION,
    }
)


def ending_of(no: Refused, migration: Migration) -> Ending:
    """Return what came of an order that was refused."""
    if migration.phase == "back":
        return Ending.STAYED
    if no.code == OrderCode.MIGRATION_NEEDS_MAP:
        return Ending.NEEDS_MAP
    return Ending.ENDED if no.code in _ENDED else Ending.BLOCKED
