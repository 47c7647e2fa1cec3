"""Names, arithmetic, comparisons, `and`/`or`, `between`, `if`."""

from collections.abc import Callable
from typing import TypeAlias

from gongdan.engines.feel import syntax
from gongdan.engines.feel.arithmetic import OPERATIONS, negate
from gongdan.engines.feel.comparison import COMPARISONS, at_least, at_most
from gongdan.engines.feel.evaluation import UNKNOWN, Env, Meaning
from gongdan.engines.feel.types import kind_of
from gongdan.engines.feel.values import Value

Compile: TypeAlias = Callable[[syntax.Expression], Meaning]


def name(part: syntax.Name) -> Meaning:
    """Return the value of a name; null with a warning where nobody gave one.

    A name with points in it that nobody gave may be a path: `Person.Name` as one name is known
    in one place of a model, and means a member of `Person` in another.
    """
    wanted, at = part.name, part.at
    first, *members = wanted.split(".")

    def meaning(env: Env) -> Value:
        value = env.values.get(wanted, UNKNOWN)
        if value is UNKNOWN:
            value = env.find(wanted)
        if value is UNKNOWN and members:
            value = _along(env.find(first), members)
        if value is UNKNOWN:
            env.run.warn("feel_name_unknown", at, name=wanted)
            return None
        return value

    return meaning


def _along(value: Value, members: list[str]) -> Value:
    for member in members:
        if not isinstance(value, dict) or member not in value:
            return UNKNOWN
        value = value[member]
    return value


def operation(part: syntax.Operation, compile_part: Compile) -> Meaning:
    """Return what an arithmetic sign or a comparison computes."""
    compute = OPERATIONS.get(part.operator) or COMPARISONS[part.operator]
    left, right, sign, at = (
        compile_part(part.left),
        compile_part(part.right),
        part.operator,
        part.at,
    )

    def meaning(env: Env) -> Value:
        a, b = left(env), right(env)
        value = compute(a, b)
        if value is None:
            env.run.warn("feel_operands_unfit", at, sign=sign, left=kind_of(a), right=kind_of(b))
        return value

    return meaning


def negation(part: syntax.Negation, compile_part: Compile) -> Meaning:
    """Return the negative of an operand."""
    operand, at = compile_part(part.operand), part.at

    def meaning(env: Env) -> Value:
        value = operand(env)
        negative = negate(value)
        if negative is None:
            env.run.warn("feel_operand_unfit", at, sign="-", kind=kind_of(value))
        return negative

    return meaning


def junction(part: syntax.Junction, compile_part: Compile) -> Meaning:
    """Return `and` or `or` in three-valued logic: what is no boolean counts as null."""
    left, right, decides = compile_part(part.left), compile_part(part.right), part.word == "or"

    def meaning(env: Env) -> Value:
        a = left(env)
        if a is decides:
            return decides
        b = right(env)
        if b is decides:
            return decides
        return (not decides) if isinstance(a, bool) and isinstance(b, bool) else None

    return meaning


def between(part: syntax.Between, compile_part: Compile) -> Meaning:
    """Return whether a value lies between two others, or is one of them."""
    value, low, high = compile_part(part.value), compile_part(part.low), compile_part(part.high)

    def meaning(env: Env) -> Value:
        what = value(env)
        above, below = at_least(what, low(env)), at_most(what, high(env))
        return None if above is None or below is None else above and below

    return meaning


def condition(part: syntax.Condition, compile_part: Compile) -> Meaning:
    """Return `then` where the test is true, and `else` for false and null alike."""
    test, then = compile_part(part.test), compile_part(part.then)
    otherwise, at = compile_part(part.otherwise), part.at

    def meaning(env: Env) -> Value:
        verdict = test(env)
        if not isinstance(verdict, bool):
            env.run.warn("feel_test_not_boolean", at, kind=kind_of(verdict))
        return then(env) if verdict is True else otherwise(env)

    return meaning
