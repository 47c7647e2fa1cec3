"""What the audit trail is told of acts on orders, beside what stands in their own chain."""

from gongdan.kernel.audit import Deed
from gongdan.kernel.ids import Ref
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import KIND, JumpOrder
from gongdan.rooms.workorders.handlers.sent import OrderDone


def jumped(principal: Principal, done: OrderDone, command: JumpOrder) -> Deed:
    """Return the deed of an exception that auditors look for."""
    return Deed(
        tenant=principal.tenant,
        actor=principal.actor,
        act="order.jump",
        object=Ref(KIND, done.order),
        facts={"number": done.state.number, "to": command.to},
    )
