"""A form made ready to judge answers by, and the judgement.

The engine knows fields by name and rules as text. What values mean, how a rule is read and which
single values a schema takes is handed in (`Language`, `Check`): the engine only knows the order
in which rules speak, and what follows from each.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, Protocol, TypeAlias

from msgspec import Struct

Place: TypeAlias = tuple[str | int, ...]
"""Where a value stands: `("total",)`, or in a line `("items", 2, "amount")`."""

Permission: TypeAlias = Literal["hidden", "read", "edit", "required"]
"""What a step may do with a field, whatever the form's own rules say."""


class Rules(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What holds for one field (or column of a line) under conditions; each is an expression.

    `visible`: shown only where it is true; a hidden field is neither demanded nor kept.
    `required`, `read_only`: where true. `computed`: the value itself; what is sent is ignored.
    `options`: a list of those values that are offered. `check`: refused where it is false, with
    `message` by language. What can't be told (null) hides, demands and refuses nothing else.
    """

    visible: str = ""
    required: str = ""
    read_only: str = ""
    computed: str = ""
    options: str = ""
    check: str = ""
    message: dict[str, str] = {}

    def texts(self) -> tuple[str, ...]:
        """Return the expressions that are there."""
        every = (self.visible, self.required, self.read_only, self.computed, self.options)
        return tuple(filter(None, (*every, self.check)))


FREE = Rules()


class Form(Struct, frozen=True):
    """A form's fields in the order in which their rules speak; a column is `field.column`.

    `columns`: the columns of the fields that hold lines, in their order. `most`: how many lines.
    """

    order: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]] = {}
    required: frozenset[str] = frozenset()
    presets: Mapping[str, object] = {}
    rules: Mapping[str, Rules] = {}
    most: int = 500


class Issue(Struct, frozen=True, order=True):
    """What is not accepted: where (a JSON pointer), and by which rule or keyword of a schema."""

    pointer: str
    code: str


class Verdict(Struct, frozen=True):
    """What becomes of the answers: what is kept, how fields stand, what is not accepted.

    `hidden`, `required`, `locked` are pointers: not shown; demanded; not for people to fill.
    """

    values: dict[str, object]
    hidden: frozenset[str]
    required: frozenset[str]
    locked: frozenset[str]
    issues: tuple[Issue, ...]


Names: TypeAlias = Mapping[str, object]
"""What an expression may read, as values of its language."""

Check: TypeAlias = Callable[[Mapping[str, object]], Iterable[tuple[Place, str]]]
"""Tells which values a schema does not take, and by which keyword; demands none to be there."""


class Language(Protocol):
    """The language of rules: what plain values are in it, and what its values are in plain."""

    def read(self, field: str, value: object) -> object:
        """Return a field's (column's) plain value as an expression sees it."""
        ...

    def write(self, field: str, value: object) -> object:
        """Return an expression's value as the field keeps it, None where it has none."""
        ...

    def run(self, text: str, names: Names) -> object:
        """Return the value of an expression, None where it has none."""
        ...


def pointer(place: Place) -> str:
    """Return a place as a JSON pointer (RFC 6901)."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in place)
    return "".join(f"/{step}" for step in steps)
