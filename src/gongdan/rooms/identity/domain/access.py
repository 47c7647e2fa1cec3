"""Permission on one row, as a refusal: the gate that each handler passes."""

from collections.abc import Mapping

from gongdan.kernel.messages import Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Principal, decide_access, may
from gongdan.rooms.identity.domain.refusals import Refusal, refuse


def forbidden(principal: Principal, action: str) -> Refused | None:
    """Return the refusal of an action that the principal may do on no row at all."""
    return None if may(principal, action) else refuse(Refusal.NOT_ALLOWED, action=action)


def forbidden_on(
    principal: Principal, action: str, kind: str, row: Mapping[str, object]
) -> Refused | None:
    """Return the refusal of an action on this row, or None where it is allowed."""
    if holds(decide_access(principal, action, kind), row):
        return None
    return refuse(Refusal.NOT_ALLOWED, action=action)
