"""Who may do an act on an order: by rights on its row, and by whose turn it is in the flow."""

from functools import lru_cache

import msgspec

from gongdan.engines.flow.model import FlowDefinition
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Principal, Scope, View, decide_access, field_view
from gongdan.rooms.privacy.contract import REVEAL
from gongdan.rooms.workorders.domain.offered import OfferedAct, offered_acts
from gongdan.rooms.workorders.domain.row import ROLE_WORD, attributes_of
from gongdan.rooms.workorders.domain.state import OrderState, word_of
from gongdan.rooms.workorders.domain.ways import may_still_cancel

RIGHT_OF = {"resubmit": "report", "hand_back": "delegate"}
"""The action that an act needs where it has not its own name: handing in again is reporting."""

_WIDE = frozenset({Scope.UNIT, Scope.ALL})


def allowed(principal: Principal, act: str, state: OrderState) -> bool:
    """Tell whether the principal's rights reach this order for `order.<act>`."""
    return Reach(principal, state).allowed(act)


def sees_internal(principal: Principal) -> bool:
    """Tell whether the house's internal fields of orders are shown to the principal in full."""
    return field_view(principal, "order").get("internal") is View.FULL


def may_reveal(principal: Principal, state: OrderState) -> bool:
    """Tell whether the principal may see the order's masked values in clear."""
    return holds(decide_access(principal, REVEAL, "order"), attributes_of(state))


def words_for(principal: Principal, act: str, state: OrderState) -> tuple[str, ...]:
    """Return the words by which the flow knows who acts; none: he may stand in for anybody.

    Who has the right for a whole unit or tenant need not hold the step. A claim is always
    one's own: nobody claims what he is no candidate for.
    """
    return Reach(principal, state).words_for(act)


def acts_open_to(
    principal: Principal, state: OrderState, flow: FlowDefinition
) -> tuple[OfferedAct, ...]:
    """Return the acts that this principal may do on the order as it stands."""
    return Reach(principal, state).acts(flow)


def may_start(principal: Principal, reporters: frozenset[str]) -> bool:
    """Tell whether a definition lets somebody start its orders, as far as it lets only some.

    It is about the house's people: a visitor's type is the portal's setting, and what no person
    does (a child order, a rule) was designed.
    """
    ours = principal.user is not None and principal.bound is None
    return not (ours and reporters) or bool(reporters & set(principal.roles))


class Reach:
    """How far one principal's rights reach on one order, asked act by act of one row."""

    def __init__(self, principal: Principal, state: OrderState) -> None:
        self._principal = principal
        self._state = state
        self._row = attributes_of(state)
        self._known: dict[str, bool] = {}

    def allowed(self, act: str) -> bool:
        """Tell whether the rights reach this order for `order.<act>`."""
        known = self._known.get(act)
        if known is None:  # one right stands behind several of the acts on offer
            known = self._known[act] = self._meets(self._principal, act)
        return known

    def acts(self, flow: FlowDefinition) -> tuple[OfferedAct, ...]:
        """Return the acts that are open, each once for a node."""
        found: dict[tuple[str, str], OfferedAct] = {}
        for each in offered_acts(self._state, flow):
            if self.is_open(each):  # of several who sign, the reader's own
                found.setdefault((each.act, each.node), each)
        return tuple(found.values())

    def words_for(self, act: str) -> tuple[str, ...]:
        """Return the words of who acts (see the function of this name)."""
        stands_in = act != "claim" and self._meets(_widened(self._principal), act)
        return () if stands_in else own_words(self._principal)

    def is_open(self, offered: OfferedAct) -> bool:
        """Tell whether an act on offer is this principal's to do."""
        if offered.act == "claim" and self._principal.user is None:
            return False  # a client has no hands
        if offered.act == "cancel" and self._principal.bound and not may_still_cancel(self._state):
            return False
        act = RIGHT_OF.get(offered.act, offered.act)
        if offered.in_person:
            return self.allowed(act) and bool(
                set(own_words(self._principal)) & set(offered.entitled)
            )
        return self.allowed(act) and offered.open_to(self.words_for(act))

    def _meets(self, principal: Principal, act: str) -> bool:
        return holds(decide_access(principal, f"order.{act}", "order"), self._row)


@lru_cache(maxsize=1_024)
def _widened(principal: Principal) -> Principal:
    """Return the principal with nothing but the rights over a unit or the tenant.

    One object for each principal: `decide_access` knows its answers by it.
    """
    grants = tuple(grant for grant in principal.grants if grant.scope in _WIDE)
    return msgspec.structs.replace(principal, grants=grants)


def own_words(principal: Principal) -> tuple[str, ...]:
    """Return a principal's words: the person, and the roles as candidates are named."""
    who = principal.bound.party if principal.bound else principal.user
    person = (word_of(who),) if who else ()
    return (*person, *(f"{ROLE_WORD}{role}" for role in principal.roles))
