"""Jobs of orders: timers fire and services are called, both by the one path of all acts."""

from datetime import timedelta
from uuid import UUID

from gongdan.engines.flow.model import FlowCode
from gongdan.kernel.ids import derived_id
from gongdan.kernel.jobs import Due, JobHandler
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.kernel.retry import Retry
from gongdan.rooms.identity.contract import Action, robot
from gongdan.rooms.workorders.contract import FireTimer
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.handlers.calls import ServiceCalls
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.handlers.timekeeping import CALL_JOB, TIMER_JOB

CLOCK = Actor(ActorKind.TIMER, name="flow@1")

_TOO_LATE = frozenset(
    {FlowCode.NO_SUCH_TIMER, FlowCode.ENDED, FlowCode.SUSPENDED, OrderCode.ORDER_IS_MERGED}
)
"""Meanwhile nobody waits for it, or it is held and set anew when its order goes on."""


class TimerRefusedError(Exception):
    """An order could not do what its timer was set for: a person has to look (dead letter)."""


def timer_handler(orders: OrderHandlers) -> JobHandler:
    """Return what fires the timers of orders; a timer fires once, however often it is run."""

    async def fire(due: Due) -> None:
        order, timer = UUID(str(due.payload["order"])), int(due.payload["timer"] or 0)
        house = robot(due.tenant, CLOCK, (Action.ORDER_READ, Action.ORDER_REMIND))
        sent = Sent(command_id=derived_id(f"{TIMER_JOB}:{order}:{timer}".encode()))
        done = await orders.act(house, order, FireTimer(timer=timer), sent)
        if isinstance(done, Refused) and done.code not in _TOO_LATE:
            raise TimerRefusedError(done.code)

    return JobHandler(kind=TIMER_JOB, run=fire)


PATIENCE = Retry(attempts=7, first=timedelta(seconds=5), longest=timedelta(minutes=30))
"""About an hour of attempts for a service that does not answer."""


def call_handler(calls: ServiceCalls, retry: Retry = PATIENCE) -> JobHandler:
    """Return what calls the services that orders wait for."""

    async def call(due: Due) -> None:
        order, token = UUID(str(due.payload["order"])), int(due.payload["token"] or 0)
        await calls.make(due.tenant, order, token, attempt=due.attempt, most=retry.attempts)

    return JobHandler(kind=CALL_JOB, run=call, retry=retry)
