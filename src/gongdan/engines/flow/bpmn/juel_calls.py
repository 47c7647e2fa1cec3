"""The calls in `${...}` that FEEL can say; all others are refused by name.

`var:`, `vars:` and `variables:` are functions that several engines offer on process variables;
their first argument names the variable, with or without quotes.
"""

from collections.abc import Callable, Mapping
from typing import Final

from gongdan.engines.flow.bpmn.juel_tokens import UnreadableError, Word
from gongdan.engines.flow.bpmn.juel_values import Names, Said

_SIGNS: Final = {
    "equals": "=",
    "eq": "=",
    "notEquals": "!=",
    "ne": "!=",
    "lowerThan": "<",
    "lessThan": "<",
    "lt": "<",
    "lowerThanOrEquals": "<=",
    "lessThanOrEquals": "<=",
    "lte": "<=",
    "greaterThan": ">",
    "gt": ">",
    "greaterThanOrEquals": ">=",
    "gte": ">=",
}
_EMPTY: Final = (
    '(if {0} = null then true else if {0} instance of string then {0} = ""'
    " else if {0} instance of list<Any> then count({0}) = 0 else false)"
)
_OF_ONE: Final = {
    "get": "{0}",
    "exists": "({0} != null)",
    "exist": "({0} != null)",
    "empty": _EMPTY,
    "isEmpty": _EMPTY,
    "notEmpty": f"not({_EMPTY})",
    "isNotEmpty": f"not({_EMPTY})",
}
_CONTAINS: Final = "(every one in [{1}] satisfies list contains({0}, one))"
_CONTAINS_ANY: Final = "(some one in [{1}] satisfies list contains({0}, one))"


def empty(said: Said) -> Said:
    """Return whether something is null, an empty text or an empty list."""
    return Said(_EMPTY.format(said.tight), tight_already=True)


def function_call(prefix: Word, function: Word, arguments: list[Said], names: Names) -> Said:
    """Return `prefix:function(arguments)` in FEEL."""
    if prefix.text in {"var", "vars", "variables"} and arguments:
        variable, *rest = _variable(arguments[0], prefix, names), *arguments[1:]
        if function.text in _SIGNS and len(rest) == 1:
            left, right = variable.beside(rest[0]), rest[0].tight
            return Said(f"({left.tight} {_SIGNS[function.text]} {right})", tight_already=True)
        if function.text in _OF_ONE and not rest:
            return Said(_OF_ONE[function.text].format(variable.tight), tight_already=True)
        if function.text in {"contains", "containsAny"} and rest:
            form = _CONTAINS if function.text == "contains" else _CONTAINS_ANY
            listed = ", ".join(each.feel for each in rest)
            return Said(form.format(variable.tight, listed), tight_already=True)
    raise UnreadableError("expression_calls", prefix.at, f"{prefix.text}:{function.text}")


def method_call(of: Said, method: Word, arguments: list[Said], names: Names) -> Said:
    """Return `of.method(arguments)` in FEEL."""
    if of.feel == "execution" and method.text == "getVariable" and len(arguments) == 1:
        return _variable(arguments[0], method, names)
    said = _METHODS.get((method.text, len(arguments)))
    if said is None:
        raise UnreadableError("expression_calls", method.at, f"{of.feel}.{method.text}")
    return Said(said(of, arguments), tight_already=True)


_METHODS: Final[Mapping[tuple[str, int], Callable[[Said, list[Said]], str]]] = {
    ("size", 0): lambda of, _: f"count({of.feel})",
    ("length", 0): lambda of, _: f"string length({of.feel})",
    ("isEmpty", 0): lambda of, _: empty(of).feel,
    ("equals", 1): lambda of, given: f"({of.beside(given[0]).tight} = {given[0].tight})",
    ("contains", 1): lambda of, given: (
        f"(if {of.tight} instance of string then contains({of.feel}, {given[0].feel})"
        f" else list contains({of.feel}, {given[0].feel}))"
    ),
    ("startsWith", 1): lambda of, given: f"starts with({of.feel}, {given[0].feel})",
    ("endsWith", 1): lambda of, given: f"ends with({of.feel}, {given[0].feel})",
    ("toUpperCase", 0): lambda of, _: f"upper case({of.feel})",
    ("toLowerCase", 0): lambda of, _: f"lower case({of.feel})",
}


def _variable(said: Said, word: Word, names: Names) -> Said:
    if not said.literal.startswith('"'):
        return said
    inside = said.literal[1:-1]
    if not inside.isidentifier():
        raise UnreadableError("expression_name_taken", word.at, inside)
    return names.variable(Word("name", inside, word.at))
