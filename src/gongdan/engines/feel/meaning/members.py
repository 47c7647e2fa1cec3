"""`owner.member` and `list[filter]`."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from gongdan.engines.feel import syntax
from gongdan.engines.feel.evaluation import Env, Meaning
from gongdan.engines.feel.properties import NO_PROPERTY, property_of
from gongdan.engines.feel.types import kind_of
from gongdan.engines.feel.values import Value

Compile: TypeAlias = Callable[[syntax.Expression], Meaning]
ITEM = "item"
"""The name under which a filter speaks of the item that it looks at."""


def path(part: syntax.Path, compile_part: Compile) -> Meaning:
    """Return a member; of a list, the member of each item."""
    owner, member, at = compile_part(part.owner), part.member, part.at

    def meaning(env: Env) -> Value:
        value = owner(env)
        if isinstance(value, list):
            env.run.step(len(value))
            return [_member(env, each, member, at) for each in value]
        return _member(env, value, member, at)

    return meaning


def _member(env: Env, value: Value, member: str, at: int) -> Value:
    found = (
        value.get(member, NO_PROPERTY) if isinstance(value, dict) else property_of(value, member)
    )
    if found is NO_PROPERTY:
        if value is not None:
            env.run.warn("feel_member_unknown", at, member=member, kind=kind_of(value))
        return None
    return found


def filtered(part: syntax.Filter, compile_part: Compile) -> Meaning:
    """Return the item at a position (from 1, or from -1 at the end), or those that pass."""
    source, at = compile_part(part.source), part.at
    condition = compile_part(part.condition)
    position = part.condition.value if isinstance(part.condition, syntax.Literal) else None

    def meaning(env: Env) -> Value:
        value = source(env)
        items = value if isinstance(value, list) else ([] if value is None else [value])
        if isinstance(position, Decimal):
            return _at(items, position)
        if isinstance(part.condition, syntax.Literal) and not isinstance(position, bool):
            env.run.warn("feel_filter_unfit", at, kind=kind_of(position))
            return None
        return _passing(env, items, condition)

    return meaning


def filter_by(source: Meaning, condition: Meaning) -> Meaning:
    """Return a boxed filter: unlike a written one it is null where a verdict is no boolean."""

    def meaning(env: Env) -> Value:
        value = source(env)
        items = value if isinstance(value, list) else ([] if value is None else [value])
        env.run.step(len(items))
        verdicts = [condition(env.inner(_scope_of(item))) for item in items]
        if not all(isinstance(verdict, bool) for verdict in verdicts):
            return None
        return [item for item, verdict in zip(items, verdicts, strict=True) if verdict]

    return meaning


def _at(items: list[Value], position: Decimal) -> Value:
    if position != position.to_integral_value() or position == 0:
        return None
    index = int(position)
    place = index - 1 if index > 0 else len(items) + index
    return items[place] if 0 <= place < len(items) else None


def _passing(env: Env, items: list[Value], condition: Meaning) -> Value:
    env.run.step(len(items))
    kept: list[Value] = []
    for item in items:
        verdict = condition(env.inner(_scope_of(item)))
        if isinstance(verdict, Decimal):
            return _at(items, verdict)
        if verdict is True:
            kept.append(item)
    return kept if items else _of_nothing(env, condition)


def _scope_of(item: Value) -> dict[str, Value]:
    """Return the names under which a filter knows an item and its members."""
    return {**item, ITEM: item.get(ITEM, item)} if isinstance(item, dict) else {ITEM: item}


def _of_nothing(env: Env, condition: Meaning) -> Value:
    """Tell a position from a condition where there is no item to try it on."""
    return None if isinstance(condition(env.inner({ITEM: None})), Decimal) else []
