"""As whom a delivery acts: a client of its own, with the one right that its inbound needs. Pure."""

from uuid import UUID

from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import Action, Grant, Principal, Scope
from gongdan.rooms.integration.contract import Inbound, Starts


def client_of(tenant: UUID, inbound: Inbound, zone: str = "Asia/Shanghai") -> Principal:
    """Return the client: it may report orders of its definition, or deliver messages to orders."""
    does = inbound.does
    grants = (
        (Grant(Action.ORDER_REPORT, Scope.ALL, (does.definition,)),)
        if isinstance(does, Starts)
        else (Grant(Action.ORDER_READ, Scope.ALL), Grant(Action.ORDER_DELIVER, Scope.ALL))
    )
    actor = Actor(ActorKind.CLIENT, id=inbound.id, name=inbound.key)
    return Principal(tenant=tenant, actor=actor, grants=grants, zone=zone)
