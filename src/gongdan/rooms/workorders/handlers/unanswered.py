"""The timer that asks for an answer, and at last takes the definition's own."""

from datetime import timedelta
from uuid import UUID

from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.decider import load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import derived_id
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import Action, Principal, robot
from gongdan.rooms.workorders.contract import RemindOrder, VerifyOrder
from gongdan.rooms.workorders.domain.unanswered import RemindNow, TakeOutcome, due, rule_of
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.ports import Definitions, WorkingDays
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.waiting import WaitingOrder, unverified

TIMER = Actor(ActorKind.TIMER, name="unanswered@1")
_SHORTEST = timedelta(hours=20)
"""Nothing is due on the day itself: younger ones are not even looked at."""


class UnansweredTimer:
    """Looks through the orders that wait for a verification; safe to run as often as one likes."""

    def __init__(
        self,
        database: Database,
        store: EventStore,
        orders: OrderHandlers,
        definitions: Definitions,
        *,
        days: WorkingDays,
        clock: Clock,
    ) -> None:
        self._database = database
        self._store = store
        self._orders = orders
        self._definitions = definitions
        self._days = days
        self._clock = clock

    async def sweep(self, tenant: UUID) -> int:
        """Do what is due today; return how many orders were touched."""
        touched, after = 0, UUID(int=0)
        before = self._clock() - _SHORTEST
        while batch := await unverified(self._database, tenant, before=before, after=after):
            for waiting in batch:
                touched += await self._look(tenant, waiting)
            after = batch[-1].id
        return touched

    async def _look(self, tenant: UUID, waiting: WaitingOrder) -> bool:
        versioned = await load(self._store, ORDERS, tenant, waiting.id)
        state = versioned.state
        definition = await self._definitions.pinned(tenant, state.definition)
        rule = rule_of(state, definition.flow)
        if rule is None:
            return False
        days = await self._days.between(tenant, waiting.since, self._clock())
        timer = robot(tenant, TIMER, (Action.ORDER_READ, Action.ORDER_REMIND, Action.ORDER_VERIFY))
        node = state.step.node if state.step else ""
        at = f"unanswered:{waiting.id}:{node}:{state.flow.round}"
        match due(rule, days):
            case RemindNow(day):
                sent = Sent(command_id=derived_id(f"{at}:remind:{day}".encode()))
                return await self._send(timer, waiting.id, RemindOrder(), sent)
            case TakeOutcome(outcome, waited):
                sent = Sent(
                    expected=versioned.version,
                    command_id=derived_id(f"{at}:take".encode()),
                    unanswered_days=waited,
                )
                verify = VerifyOrder(node=node, outcome=outcome, reason="unanswered")
                return await self._send(timer, waiting.id, verify, sent)
            case None:
                return False

    async def _send(
        self, timer: Principal, order: UUID, command: RemindOrder | VerifyOrder, sent: Sent
    ) -> bool:
        done = await self._orders.act(timer, order, command, sent)
        return not getattr(done, "replayed", True)
