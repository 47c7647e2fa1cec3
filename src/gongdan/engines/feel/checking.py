"""Is an expression sensible for a form? Types are inferred without evaluating anything.

Only what is certain is told: a part whose type can't be known fits everywhere. What is told has
a code, the place in the text and facts, so that whoever shows it can say it in a lay person's
words: which field, what it holds, what was expected.

    >>> names = {"urgency": Known(NUMBER), "kind": Known(TEXT, ("leak", "fire"))}
    >>> [fault.code for fault in check("urgency = kind", names, BOOLEAN)]
    ['feel_kinds_differ']
    >>> check('kind = "flood"', names, BOOLEAN)[0].facts["nearest"]
    ''
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from msgspec import Struct

from gongdan.engines.feel import syntax
from gongdan.engines.feel.inference import Inferred, infer
from gongdan.engines.feel.names import pieces
from gongdan.engines.feel.parser import parse_expression
from gongdan.engines.feel.program import known_names
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.syntax import Expression
from gongdan.engines.feel.types import ANY, FeelType, ListType, type_name
from gongdan.engines.feel.values import Value


class Known(Struct, frozen=True):
    """What is known of a name: its type, and its values where it has only certain ones."""

    type: FeelType
    values: tuple[Value, ...] = ()


class Fault(Struct, frozen=True):
    """What is not sensible, at which character (from 0)."""

    code: str
    at: int
    facts: Mapping[str, str] = {}


def check(text: str, names: Mapping[str, Known], wanted: FeelType = ANY) -> tuple[Fault, ...]:
    """Return what is not sensible about an expression that should give a `wanted` type."""
    odd = frozenset(name for name in names if len(pieces(name)) > 1)
    part = parse_expression(text, known_names(odd))
    if isinstance(part, Unreadable):
        return (Fault(part.code, part.at, {"text": part.text}),)
    inferred = infer(part, {name: known.type for name, known in names.items()})
    told = [*_faults(inferred, names), *_foreign_values(part, names)]
    if not told and not _may_be(inferred.type, wanted):
        facts = {"kind": type_name(inferred.type), "wanted": type_name(wanted)}
        told.append(Fault("feel_result_of_other_kind", 0, facts))
    return tuple(sorted(told, key=lambda fault: fault.at))


def _faults(inferred: Inferred, names: Mapping[str, Known]) -> Iterator[Fault]:
    for code, at, facts in inferred.faults:
        if code == "feel_name_unknown":
            near = get_close_matches(facts["name"], names, 1, 0.6)
            yield Fault(code, at, {**facts, "nearest": near[0] if near else ""})
        else:
            yield Fault(code, at, facts)


def _may_be(found: FeelType, wanted: FeelType) -> bool:
    if ANY in (found, wanted):
        return True
    if isinstance(found, ListType) and isinstance(wanted, ListType):
        return _may_be(found.item, wanted.item)
    return type(found) is type(wanted) and (isinstance(found, ListType) or found == wanted)


def _foreign_values(part: object, names: Mapping[str, Known]) -> Iterator[Fault]:
    """Find comparisons of a name with a value that it never has."""
    match part:
        case syntax.Operation(operator="=" | "!=", left=left, right=right):
            yield from _foreign(left, (right,), names)
            yield from _foreign(right, (left,), names)
        case syntax.In(value=value, tests=tests):
            yield from _foreign(value, tests, names)
        case _:
            pass
    if isinstance(part, syntax.Part | syntax.Source):
        for field in part.__struct_fields__:
            yield from _foreign_values(getattr(part, field), names)
    elif isinstance(part, tuple):
        for each in part:
            yield from _foreign_values(each, names)


def _foreign(
    name: Expression, values: tuple[Expression, ...], names: Mapping[str, Known]
) -> Iterator[Fault]:
    known = names.get(name.name) if isinstance(name, syntax.Name) else None
    if known is None or not known.values or not isinstance(name, syntax.Name):
        return
    for value in values:
        if isinstance(value, syntax.Literal) and isinstance(value.value, str):
            if value.value in known.values:
                continue
            words = [each for each in known.values if isinstance(each, str)]
            near = get_close_matches(value.value, words, 1, 0.6)
            facts = {
                "name": name.name,
                "value": value.value,
                "values": ", ".join(words[:20]),
                "nearest": near[0] if near else "",
            }
            yield Fault("feel_value_never_there", value.at, facts)
