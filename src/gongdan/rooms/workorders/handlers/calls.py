"""Calls the services that orders wait for, and tells the orders what came of it.

A call is a job that was written with its demand. What may come right by itself (no answer, a
busy server) is tried again with growing pauses; after the last try, and at once where it is
certain, the order takes its way for errors, or is told to be stuck and the job lies with the
dead letters, from where a person sends it again.
"""

from uuid import UUID

from gongdan.engines.flow.model import FlowCode
from gongdan.engines.flow.orders import HTTP
from gongdan.kernel.decider import load
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.ids import derived_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.identity.contract import Action, robot
from gongdan.rooms.workorders.contract import EndCall
from gongdan.rooms.workorders.domain.calls import WantedCall, waiting, wanted_calls
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.ports import CameBack, Connectors, Definitions, Outgoing
from gongdan.rooms.workorders.store import ORDERS

CALLER = Actor(ActorKind.RULE, name="connector@1")
_OVER = frozenset({FlowCode.NO_SUCH_STEP, FlowCode.ENDED, OrderCode.ORDER_IS_MERGED})


class CallFailedError(Exception):
    """A service has not done its work, and no way of the flow takes that on."""


class ServiceCalls:
    """Makes calls for orders; one that was answered is never made again."""

    def __init__(
        self,
        store: EventStore,
        orders: OrderHandlers,
        definitions: Definitions,
        connectors: Connectors,
    ) -> None:
        self._store = store
        self._orders = orders
        self._definitions = definitions
        self._connectors = connectors

    async def make(self, tenant: UUID, order: UUID, token: int, *, attempt: int, most: int) -> None:
        """Call for a token that still waits.

        Raises `CallFailedError` where it is to be tried again, or a person has to look.
        """
        state = (await load(self._store, ORDERS, tenant, order)).state
        wanted = await self._wanted(tenant, order, token)
        if waiting(state, token) is None or wanted is None:
            return
        if state.flow.status == "suspended":
            raise CallFailedError("order_suspended")
        definition = await self._definitions.pinned(tenant, state.definition)
        node = definition.flow.nodes.get(wanted.node.rpartition("/")[2])
        if node is None or node.request is None:
            raise CallFailedError("call_not_drawn")
        came = await self._connectors.call(
            tenant,
            Outgoing(
                connector=wanted.calls.removeprefix(HTTP),
                id=_call_id(order, token),
                order=order,
                node=wanted.node,
                attempt=attempt,
                inputs=wanted.inputs,
                request=node.request,
            ),
        )
        if came.error and came.passing and attempt < most:
            raise CallFailedError(came.error)
        await self._tell(tenant, order, token, came)

    async def _tell(self, tenant: UUID, order: UUID, token: int, came: CameBack) -> None:
        command = EndCall(
            token=token,
            status=came.status,
            milliseconds=came.milliseconds,
            error=came.error,
            result=dict(came.values),
        )
        house = robot(tenant, CALLER, (Action.ORDER_READ, Action.ORDER_REMIND))
        done = await self._orders.act(house, order, command, Sent())
        if isinstance(done, Refused) and done.code not in _OVER:
            raise CallFailedError(done.code)
        if came.error and not isinstance(done, Refused) and waiting(done.state, token):
            raise CallFailedError(came.error)

    async def _wanted(self, tenant: UUID, order: UUID, token: int) -> WantedCall | None:
        for stored in await self._store.history(tenant, order):
            event = ORDERS.codec.decode(tenant, stored).event
            for each in wanted_calls(event) if event.moves else ():
                if each.token == token:
                    return each
        return None


def _call_id(order: UUID, token: int) -> UUID:
    return derived_id(b"call" + order.bytes + str(token).encode())
