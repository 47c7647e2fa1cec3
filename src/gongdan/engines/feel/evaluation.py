"""One evaluation: the values that names mean, what it has cost, what it warns of.

FEEL has no exceptions: what can't be computed is null, and a warning says why. Only what
would cost too much leaves the evaluation, as a whole, with null and its warning.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from msgspec import Struct

from gongdan.engines.feel.limits import DEEPEST_CALLS, LONGEST_LIST, MOST_STEPS, MOST_WARNINGS
from gongdan.engines.feel.values import Value


class Moment(Struct, frozen=True):
    """What `now()` and `today()` mean: handed in, so that an evaluation can be repeated."""

    now: Value = None
    today: Value = None


class Warned(Struct, frozen=True):
    """Why something came out as null: a stable code, the place in the text, what it spoke of."""

    code: str
    at: int
    facts: tuple[tuple[str, str], ...] = ()


class TooCostlyError(Exception):
    """The evaluation would cost more than its limits; never leaves this engine."""


class Run:
    """The running account of one evaluation."""

    __slots__ = ("calls", "moment", "steps", "warnings")

    def __init__(self, moment: Moment, steps: int = MOST_STEPS) -> None:
        self.moment = moment
        self.steps = steps
        self.calls = 0
        self.warnings: list[Warned] = []

    def warn(self, code: str, at: int, **facts: str) -> None:
        """Say why something is null."""
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(Warned(code, at, tuple(facts.items())))

    def step(self, count: int = 1) -> None:
        """Pay for some turns of a loop; raises `TooCostlyError`."""
        self.steps -= count
        if self.steps < 0:
            raise TooCostlyError

    def hold(self, items: list[Value]) -> list[Value]:
        """Return a list that is not too long; raises `TooCostlyError`."""
        if len(items) > LONGEST_LIST:
            raise TooCostlyError
        return items

    def enter(self) -> None:
        """Go into a function of the expression's own; raises `TooCostlyError`."""
        self.step()
        self.calls += 1
        if self.calls > DEEPEST_CALLS:
            raise TooCostlyError


class Function(Struct, frozen=True, eq=False):
    """A function as a value: what it does with arguments by place, and with arguments by name.

    `named` is None where the names are those of `parameters`, each needed once.
    """

    parameters: tuple[str, ...]
    call: Callable[[Run, Sequence[Value]], Value]
    named: Callable[[Run, Mapping[str, Value]], Value] | None = None
    name: str = ""


class Env:
    """Names and their values, over those of an outer scope."""

    __slots__ = ("outer", "run", "values")

    def __init__(self, values: Mapping[str, Value], run: Run, outer: "Env | None" = None) -> None:
        self.values = values
        self.run = run
        self.outer = outer

    def inner(self, values: Mapping[str, Value]) -> "Env":
        """Return a scope within this one."""
        return Env(values, self.run, self)

    def find(self, name: str) -> "Value | Unknown":
        """Return the value of a name, or `UNKNOWN`."""
        env: Env | None = self
        while env is not None:
            if name in env.values:
                return env.values[name]
            env = env.outer
        return UNKNOWN


class Unknown:
    """The sort of `UNKNOWN`: no value has a name that nobody gave."""


UNKNOWN = Unknown()
Meaning: TypeAlias = Callable[[Env], Value]
"""A compiled part: from the values of names to its own."""

NOTHING: Mapping[str, Value] = MappingProxyType({})
