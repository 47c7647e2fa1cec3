"""Which policy an order falls under, and what follows of it."""

from collections.abc import Collection, Iterable
from typing import Literal, TypeAlias
from uuid import UUID

from msgspec.structs import replace

from gongdan.rooms.dispatch.contract import Mode, Policy, Triage
from gongdan.rooms.dispatch.domain.scopes import in_scope

Step: TypeAlias = Literal["nothing", "pool", "assign", "pilot", "held"]


def policy_for(
    policies: Iterable[Policy],
    type_key: str,
    category: str,
    *,
    order: UUID,
    units: Collection[UUID] = (),
) -> Policy:
    """Return the policy of a category, else that of the whole type, else what is usual.

    A policy in whose scope an order is not counts for nothing; `units`: its own and all above.
    """
    by = {
        each.category: each
        for each in policies
        if each.type_key == type_key and in_scope(each, order, units)
    }
    return by.get(category) or by.get("") or Policy(type_key=type_key)


def step_of(policy: Policy, triage: Triage, fitting: int) -> tuple[Step, str]:
    """Return what is done with a new order, and why it is held back where that is so."""
    match policy.mode:
        case Mode.MANUAL | Mode.RECOMMEND:
            return "nothing", ""
        case Mode.POOL:
            return "pool", ""
        case Mode.PILOT:
            return "pilot", ""
        case Mode.AUTOMATIC:
            if triage.sureness < policy.threshold:
                return "held", "unsure"
            return ("assign", "") if fitting else ("held", "nobody_fits")


def told(policy: Policy, triage: Triage) -> Triage:
    """Return what people are told of an order: a pilot is silent until a person has spoken.

    What people say then is their own, and fit to judge the pilot by.
    """
    if policy.mode is not Mode.PILOT or triage.decided:
        return triage
    return replace(triage, label="", confidence=0.0, verdict="silent")
