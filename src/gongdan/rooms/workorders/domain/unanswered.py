"""Nobody answers whether the work is good: first reminders, then the definition's own outcome.

Days are working days; how they are counted is a port. What is due is decided here, each day anew,
so that a sweep that did not run for a week does the one thing that is due now.
"""

from typing import TypeAlias

from msgspec import Struct

from gongdan.engines.flow.model import FlowDefinition, Stage, Unanswered
from gongdan.rooms.workorders.contract import OrderStatus
from gongdan.rooms.workorders.domain.state import OrderState


class RemindNow(Struct, frozen=True):
    """Remind who has to answer; `day` is the one of the definition's reminders that is due."""

    day: int


class TakeOutcome(Struct, frozen=True):
    """Verify by the definition's outcome, after so many working days without an answer."""

    outcome: str
    days: int


Due: TypeAlias = RemindNow | TakeOutcome | None


def rule_of(state: OrderState, flow: FlowDefinition) -> Unanswered | None:
    """Return what the open verification says of silence, None where it says nothing."""
    step = state.step
    if state.status is not OrderStatus.OPEN or step is None or step.stage is not Stage.VERIFY:
        return None
    node = flow.nodes.get(step.node)
    return node.unanswered if node else None


def due(rule: Unanswered, days: int) -> Due:
    """Return what is due after so many working days without an answer.

    >>> rule = Unanswered(outcome="passed", after_days=5, remind_days=(2, 4))
    >>> due(rule, 1), due(rule, 3), due(rule, 9)
    (None, RemindNow(day=2), TakeOutcome(outcome='passed', days=9))
    """
    if days >= rule.after_days:
        return TakeOutcome(rule.outcome, days)
    passed = [day for day in rule.remind_days if day <= days]
    return RemindNow(max(passed)) if passed else None
