"""Whether somebody reaches an order for an act: he sees it, he may, and it is as he saw it."""

from gongdan.kernel.decider import Versioned
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.domain.rights import allowed
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.sent import Sent


def out_of_reach(
    principal: Principal, act: str, before: Versioned[OrderState], sent: Sent
) -> Refused | None:
    """Return why this principal can't touch the order so: not seen, not allowed, or changed."""
    if not (before.version and allowed(principal, "read", before.state)):
        return Refused(OrderCode.NO_SUCH_ORDER, RefusalKind.NOT_FOUND)
    if not allowed(principal, act, before.state):
        step = before.state.step
        node = step.node if step else ""
        return forbidden(act, number=before.state.number, node=node)
    if sent.expected not in (None, before.version):
        return Refused(OrderCode.STALE, RefusalKind.STALE, {"version": before.version})
    return None


def forbidden(act: str, **facts: str) -> Refused:
    """Return the refusal of an act to which somebody's rights do not reach."""
    return Refused(OrderCode.NOT_ALLOWED, RefusalKind.FORBIDDEN, {"act": act, **facts})
