"""Who may do an act on an order: by rights on its row, and by whose turn it is in the flow."""

import msgspec

from gongdan.engines.flow.model import FlowDefinition
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Principal, Scope, decide_access
from gongdan.rooms.workorders.domain.offered import OfferedAct, offered_acts
from gongdan.rooms.workorders.domain.row import ROLE_WORD, attributes_of
from gongdan.rooms.workorders.domain.state import OrderState, word_of

RIGHT_OF = {"resubmit": "report"}
"""The action that an act needs where it has not its own name: handing in again is reporting."""

_WIDE = frozenset({Scope.UNIT, Scope.ALL})


def allowed(principal: Principal, act: str, state: OrderState) -> bool:
    """Tell whether the principal's rights reach this order for `order.<act>`."""
    return holds(decide_access(principal, f"order.{act}", "order"), attributes_of(state))


def words_for(principal: Principal, act: str, state: OrderState) -> tuple[str, ...]:
    """Return the words by which the flow knows who acts; none: he may stand in for anybody.

    Who has the right for a whole unit or tenant need not hold the step. A claim is always
    one's own: nobody claims what he is no candidate for.
    """
    if act != "claim":
        wide = tuple(grant for grant in principal.grants if grant.scope in _WIDE)
        if allowed(msgspec.structs.replace(principal, grants=wide), act, state):
            return ()
    return own_words(principal)


def acts_open_to(
    principal: Principal, state: OrderState, flow: FlowDefinition
) -> tuple[OfferedAct, ...]:
    """Return the acts that this principal may do on the order as it stands."""
    offered = offered_acts(state, flow)
    return tuple(each for each in offered if _open(principal, state, each))


def _open(principal: Principal, state: OrderState, offered: OfferedAct) -> bool:
    if offered.act == "claim" and principal.user is None:
        return False  # a client has no hands
    act = RIGHT_OF.get(offered.act, offered.act)
    return allowed(principal, act, state) and offered.open_to(words_for(principal, act, state))


def own_words(principal: Principal) -> tuple[str, ...]:
    """Return a principal's words: the person, and the roles as candidates are named."""
    person = (word_of(principal.user),) if principal.user else ()
    return (*person, *(f"{ROLE_WORD}{role}" for role in principal.roles))
