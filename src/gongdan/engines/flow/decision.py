"""What the engine is told by its caller, and how it says no."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from msgspec import Struct

from gongdan.engines.flow.definition import Rule
from gongdan.engines.flow.state import Assignment

Value: TypeAlias = object
"""What an expression may speak of: null, bool, int, Decimal, str, list or dict of these."""

Context: TypeAlias = Mapping[str, Value]
"""Names and values that conditions and assignee rules may read."""


class Facts(Struct, frozen=True, kw_only=True):
    """What the engine is told by its caller.

    `evaluate(expression, context)` gives an expression's value (None for null);
    `resolve(rule, context)` says who may act (`assignees.resolve_rule` is one);
    `context` holds the order's fields, over which the command's `data` is laid;
    `actor` are the words by which the acting one is known (`user:<id>`, `role:...`): if not
    empty, only the owner (or a candidate, where there is no owner) can act on a step.
    """

    evaluate: Callable[[str, Context], Value]
    resolve: Callable[[Rule, Context], Assignment]
    context: Context = MappingProxyType({})
    actor: tuple[str, ...] = ()


class FlowCode(StrEnum):
    """Why the flow says no; stable for ever."""

    NOT_STARTED = "flow_not_started"
    ALREADY_STARTED = "flow_already_started"
    SUSPENDED = "flow_suspended"
    NOT_SUSPENDED = "flow_not_suspended"
    ENDED = "flow_ended"
    NOT_ENDED = "flow_not_ended"
    NO_SUCH_STEP = "no_such_step"  # the token or node named has no open step
    WHICH_STEP = "which_step"  # several are open: say which
    NOT_YOUR_STEP = "not_your_step"
    ACT_NOT_ALLOWED = "act_not_allowed_here"
    ALREADY_OWNED = "step_already_owned"
    SAME_OWNER = "step_owner_unchanged"
    NO_OWNER = "step_has_no_owner"
    OUTCOME_NEEDED = "outcome_needed"
    UNKNOWN_OUTCOME = "unknown_outcome"
    REASON_NEEDED = "reason_needed"
    NO_BRANCH = "no_branch_matches"
    CONDITION_NOT_BOOLEAN = "condition_not_boolean"
    NOBODY_TO_ACT = "nobody_to_act"
    UNKNOWN_NODE = "unknown_node"
    NODE_NOT_VISITED = "node_not_visited"
    NODE_NOT_BEHIND = "node_not_behind"  # a reject only goes back
    NO_REOPEN_TARGET = "no_reopen_target"
    STAGE_NOT_VISITED = "stage_not_visited"  # nobody moves forward over an unvisited stage
    DEFINITION_UNFIT = "definition_unfit"  # the definition was never checked


class FlowRefusal(Struct, frozen=True):
    """A "no" of the flow: a stable code and the facts that its text needs."""

    code: FlowCode
    facts: dict[str, str | int | list[str]] = {}
