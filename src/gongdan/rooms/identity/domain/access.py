"""Permission on one row, as a refusal: the gate that each handler passes.

Rights that make rights (to create users, to grant roles, to issue keys ...) need a second
look: whoever holds them for one unit must not, by way of another's account, get them for all.
"""

from collections.abc import Iterable, Mapping

from gongdan.kernel.messages import Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import (
    Action,
    Grant,
    Principal,
    Scope,
    decide_access,
    may,
)
from gongdan.rooms.identity.domain.refusals import Refusal, refuse

_MAKES_RIGHTS = frozenset(
    {
        Action.USER_CREATE,
        Action.USER_CHANGE,
        Action.USER_GRANT,
        Action.ROLE_CHANGE,
        Action.APIKEY_ISSUE,
    }
)
_WIDTH = {Scope.OWN: 0, Scope.ASSIGNED: 1, Scope.UNIT: 2, Scope.ALL: 3}


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


def beyond_own_rights(principal: Principal, grants: Iterable[Grant]) -> Refused | None:
    """Return the refusal of handling grants that make rights wider than the principal's own."""
    for grant in grants:
        if grant.action in _MAKES_RIGHTS and not _covers(principal, grant):
            return refuse(Refusal.NOT_ALLOWED, action=grant.action)
    return None


def _covers(principal: Principal, wanted: Grant) -> bool:
    return may(principal, wanted.action) and any(
        grant.action == wanted.action and _WIDTH[grant.scope] >= _WIDTH[wanted.scope]
        for grant in principal.grants
    )
