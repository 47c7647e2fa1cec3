"""Which policy an order falls under, and what follows of it."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from gongdan.rooms.dispatch.contract import Mode, Policy, Triage

Step: TypeAlias = Literal["nothing", "pool", "assign", "pilot", "held"]


def policy_for(policies: Iterable[Policy], type_key: str, category: str) -> Policy:
    """Return the policy of a category, else that of the whole type, else what is usual."""
    by = {each.category: each for each in policies if each.type_key == type_key}
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
