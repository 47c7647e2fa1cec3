"""What the engine is told by its caller, and how it says no."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from msgspec import Struct

from gongdan.engines.flow.definition import FlowDefinition, Rule
from gongdan.engines.flow.state import Assignment

Value: TypeAlias = object
"""What an expression may speak of: null, bool, int, Decimal, str, list or dict of these."""

Context: TypeAlias = Mapping[str, Value]
"""Names and values that conditions and assignee rules may read."""


def _no_definition(_key: str) -> FlowDefinition | None:
    return None


def _no_answer(_key: str, _context: Context) -> Value:
    return None


def _no_work(_key: str, _inputs: Context) -> Mapping[str, Value] | None:
    return None


class Facts(Struct, frozen=True, kw_only=True):
    """What the engine is told by its caller.

    `evaluate(expression, context)` gives an expression's value (None for null);
    `resolve(rule, context)` says who may act (`assignees.resolve_rule` is one);
    `context` holds the order's fields, over which the command's `data` is laid;
    `actor` are the words by which the acting one is known (`user:<id>`, `role:...`): if not
    empty, only the owner (or a candidate, where there is no owner) can act on a step.
    `stands_in` is the word of who acts for whoever could: a step of a pool was done by him, and
    he may take it back.
    `definition(key)` is the flow that a call means (None: there is none); `decide(key, context)`
    what a decision answers; `serve(key, inputs)` what a service has answered, where the caller
    knows it at once: names and values as in `WorkDone.data`, with the answer itself as `result`
    (None: the work is demanded and awaited).
    """

    evaluate: Callable[[str, Context], Value]
    resolve: Callable[[Rule, Context], Assignment]
    context: Context = MappingProxyType({})
    actor: tuple[str, ...] = ()
    stands_in: str = ""
    definition: Callable[[str], FlowDefinition | None] = _no_definition
    decide: Callable[[str, Context], Value] = _no_answer
    serve: Callable[[str, Context], Mapping[str, Value] | None] = _no_work


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
    NO_STRAIGHT_WAY_BACK = "no_straight_way_back"  # a loan can't stand in what has ended
    NO_REOPEN_TARGET = "no_reopen_target"
    STAGE_NOT_VISITED = "stage_not_visited"  # nobody moves forward over an unvisited stage
    STEP_LENT = "step_lent_out"  # delegated: it is handed back before it is decided
    STEP_NOT_LENT = "step_not_lent"
    PERSON_SIGNS_ALREADY = "person_signs_already"
    PERSON_SIGNS_NOT = "person_signs_not"
    NOTHING_TO_TAKE_BACK = "nothing_to_take_back"
    NO_SUCH_TIMER = "no_such_timer"
    NOBODY_WAITS = "nobody_waits_for_message"
    ERROR_NOT_CAUGHT = "error_not_caught"
    CALLED_FLOW_UNKNOWN = "called_flow_unknown"
    VALUE_UNFIT = "flow_value_unfit"  # a list, count or due text that is none
    ENDLESS = "flow_endless"  # it would pass nodes for ever
    DEFINITION_UNFIT = "definition_unfit"  # the definition was never checked


class FlowRefusal(Struct, frozen=True):
    """A "no" of the flow: a stable code and the facts that its text needs."""

    code: FlowCode
    facts: dict[str, str | int | list[str]] = {}
