r"""FEEL as it is used: compile a text once, evaluate it with as many contexts as there are.

>>> evaluate("if urgency <= 2 then \\"now\\" else \\"later\\"", {"urgency": 1}).value
'now'
>>> evaluate("1 + null").warnings[0].code
'feel_operands_unfit'
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from gongdan.engines.feel.builtins.catalogue import BUILTINS
from gongdan.engines.feel.evaluation import (
    NOTHING,
    Env,
    Meaning,
    Moment,
    Run,
    TooCostlyError,
    Warned,
)
from gongdan.engines.feel.limits import MOST_STEPS
from gongdan.engines.feel.meaning.compiling import compile_part
from gongdan.engines.feel.meaning.tests import INPUT
from gongdan.engines.feel.names import Names, normal, pieces
from gongdan.engines.feel.parser import parse_expression, parse_tests
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.syntax import Expression
from gongdan.engines.feel.values import Value, feel_value

MEMBERS = ("time offset", "start included", "end included")
"""Members of values whose names are not single words."""

_DEEPEST_KEYS = 8
NO_MOMENT = Moment()


class Result(Struct, frozen=True):
    """What an evaluation came out as, and why parts of it are null."""

    value: Value
    warnings: tuple[Warned, ...] = ()


class Program(Struct, frozen=True, eq=False):
    """A compiled expression, or the compiled tests of a cell."""

    text: str
    part: Expression
    meaning: Meaning

    def run(
        self,
        context: Mapping[str, Value] = NOTHING,
        *,
        moment: Moment = NO_MOMENT,
        steps: int = MOST_STEPS,
    ) -> Result:
        """Evaluate with FEEL values by name; never raises, never takes more than its steps."""
        account = Run(moment, steps)
        try:
            value = self.meaning(Env(context, account))
        except (TooCostlyError, RecursionError):
            account.warnings.clear()
            account.warn("feel_too_costly", 0)
            return Result(None, tuple(account.warnings))
        return Result(value, tuple(account.warnings))

    def test(self, value: Value, context: Mapping[str, Value] = NOTHING) -> bool:
        """Tell whether a value passes the tests of a cell."""
        return self.run({**context, INPUT: value}).value is True


@lru_cache(maxsize=4_096)
def compile_expression(text: str, names: frozenset[str] = frozenset()) -> Program | Unreadable:
    """Compile an expression; `names` are the names with spaces or signs that it may use."""
    part = parse_expression(text, known_names(names))
    return part if isinstance(part, Unreadable) else Program(text, part, compile_part(part))


@lru_cache(maxsize=4_096)
def compile_tests(text: str, names: frozenset[str] = frozenset()) -> Program | Unreadable:
    """Compile the unary tests of a decision table's cell."""
    part = parse_tests(text, known_names(names))
    return part if isinstance(part, Unreadable) else Program(text, part, compile_part(part))


@lru_cache(maxsize=1_024)
def known_names(names: frozenset[str]) -> Names:
    """Return what the reader knows: these names, the built-in functions, members of values."""
    return Names.of([*BUILTINS, *MEMBERS]).including(names)


def evaluate(
    text: str, context: Mapping[str, object] = NOTHING, *, moment: Moment = NO_MOMENT
) -> Result:
    """Compile (once) and evaluate with Python data; what can't be read is null with a warning."""
    values = {normal(name): feel_value(value) for name, value in context.items()}
    program = compile_expression(text, odd_names(values))
    if isinstance(program, Unreadable):
        return Result(None, (Warned(program.code, program.at, (("text", program.text),)),))
    return program.run(values, moment=moment)


def odd_names(values: Mapping[str, Value]) -> frozenset[str]:
    """Return the names of a context, and of what lies in it, that are not single words."""
    return frozenset(name for name in _keys(values, _DEEPEST_KEYS) if len(pieces(name)) > 1)


def _keys(value: Value, depth: int) -> Iterable[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            if depth and isinstance(inner, dict | list):
                yield from _keys(inner, depth - 1)
    elif isinstance(value, list) and depth:
        for each in value[:50]:
            if isinstance(each, dict | list):
                yield from _keys(each, depth - 1)
