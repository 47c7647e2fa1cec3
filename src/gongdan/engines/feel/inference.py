"""The types of an expression's parts, as far as they are certain without evaluating it."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from gongdan.engines.feel import syntax
from gongdan.engines.feel.builtins.catalogue import BUILTINS
from gongdan.engines.feel.builtins.results import RESULTS
from gongdan.engines.feel.syntax import Expression
from gongdan.engines.feel.types import (
    ANY,
    BOOLEAN,
    CONTEXT,
    DATE,
    DATE_TIME,
    DAYS,
    FUNCTION,
    LIST,
    MONTHS,
    NULL,
    NUMBER,
    TEXT,
    TIME,
    ContextType,
    FeelType,
    ListType,
    RangeType,
    kind_of,
    type_name,
)

_COMPARED: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
_MOMENTS: Final = frozenset({DATE, DATE_TIME, TIME})
_DURATIONS: Final = frozenset({DAYS, MONTHS})
_SIMPLE: Final[Mapping[str, FeelType]] = {
    each.name: each for each in (NUMBER, TEXT, BOOLEAN, DATE, TIME, DATE_TIME, DAYS, MONTHS)
}
Told = tuple[str, int, Mapping[str, str]]


class Inferred(Struct, frozen=True):
    """A part's type, and what was found on the way to it."""

    type: FeelType
    faults: tuple[Told, ...] = ()


def infer(part: Expression, names: Mapping[str, FeelType]) -> Inferred:
    """Return the type of an expression over names of known types."""
    reader = _Inference()
    return Inferred(reader.of(part, names), tuple(reader.faults))


class _Inference:
    """Walks through an expression once."""

    def __init__(self) -> None:
        self.faults: list[Told] = []

    def of(self, part: Expression, names: Mapping[str, FeelType]) -> FeelType:  # noqa: C901, PLR0911, PLR0912  # one line a sort of part
        match part:
            case syntax.Literal():
                return _literal_type(part)
            case syntax.Name():
                return self._name(part, names)
            case syntax.Operation():
                return self._operation(part, names)
            case syntax.Negation():
                return self._expect(part.operand, names, (NUMBER, DAYS, MONTHS), "-")
            case syntax.Junction():
                for side in (part.left, part.right):
                    self._expect(side, names, (BOOLEAN,), part.word)
                return BOOLEAN
            case syntax.Between():
                self._same_kind(part.at, self.of(part.value, names), self.of(part.low, names))
                self.of(part.high, names)
                return BOOLEAN
            case syntax.In():
                self._tests(part, names)
                return BOOLEAN
            case syntax.InstanceOf():
                self.of(part.value, names)
                return BOOLEAN
            case syntax.Path():
                return self._path(part, names)
            case syntax.Condition():
                self._expect(part.test, names, (BOOLEAN,), "if")
                then, other = self.of(part.then, names), self.of(part.otherwise, names)
                return then if then == other else ANY
            case syntax.Call():
                return self._call(part, names)
            case syntax.ListOf():
                kinds = {self.of(item, names) for item in part.items}
                return ListType(kinds.pop()) if len(kinds) == 1 else LIST
            case syntax.ContextOf():
                return self._context(part, names)
            case syntax.FunctionDefinition():
                return FUNCTION
            case _:
                return self._turning(part, names)

    def _turning(self, part: Expression, names: Mapping[str, FeelType]) -> FeelType:
        match part:
            case syntax.For() | syntax.Quantified():
                inner = dict(names)
                for source in part.sources:
                    found = self.of(source.start, inner)
                    if source.end is not None:
                        self.of(source.end, inner)
                    inner[source.name] = _item(found) if source.end is None else NUMBER
                body = self.of(part.body, {**inner, "partial": LIST})
                return ListType(body) if isinstance(part, syntax.For) else BOOLEAN
            case syntax.Filter():
                source_type = self.of(part.source, names)
                item = _item(source_type)
                members = dict(item.members) if isinstance(item, ContextType) else {}
                if item != ANY:
                    self.of(part.condition, {**names, **members, "item": item})
                position = isinstance(part.condition, syntax.Literal)
                return item if position else (source_type if item != ANY else ANY)
            case syntax.RangeOf():
                return RangeType(self.of(part.low or part.high or syntax.Literal(None), names))
            case _:
                return BOOLEAN

    def _name(self, part: syntax.Name, names: Mapping[str, FeelType]) -> FeelType:
        if part.name in names:
            return names[part.name]
        if part.name in BUILTINS:
            return FUNCTION
        self.faults.append(("feel_name_unknown", part.at, {"name": part.name}))
        return ANY

    def _operation(self, part: syntax.Operation, names: Mapping[str, FeelType]) -> FeelType:
        left, right = self.of(part.left, names), self.of(part.right, names)
        if part.operator in _COMPARED:
            self._same_kind(part.at, left, right)
            return BOOLEAN
        if ANY in (left, right):
            return ANY
        result = _arithmetic(part.operator, left, right)
        if result is None:
            facts = {"sign": part.operator, "left": type_name(left), "right": type_name(right)}
            self.faults.append(("feel_operands_unfit", part.at, facts))
        return result or ANY

    def _same_kind(self, at: int, left: FeelType, right: FeelType) -> None:
        loose = {ANY, NULL}
        if left in loose or right in loose or _is_alike(left, right):
            return
        facts = {"left": type_name(left), "right": type_name(right)}
        self.faults.append(("feel_kinds_differ", at, facts))

    def _expect(
        self,
        part: Expression,
        names: Mapping[str, FeelType],
        kinds: tuple[FeelType, ...],
        sign: str,
    ) -> FeelType:
        found = self.of(part, names)
        if found not in {ANY, NULL, *kinds}:
            facts = {"sign": sign, "kind": type_name(found), "wanted": type_name(kinds[0])}
            self.faults.append(("feel_operand_unfit", part.at, facts))
        return found

    def _tests(self, part: syntax.In, names: Mapping[str, FeelType]) -> None:
        value = self.of(part.value, names)
        for test in part.tests:
            found = self.of(test, names)
            kind = found.item if isinstance(found, RangeType | ListType) else found
            if not (isinstance(found, ListType) and isinstance(value, ListType)):
                self._same_kind(test.at, value, kind)

    def _path(self, part: syntax.Path, names: Mapping[str, FeelType]) -> FeelType:
        owner = self.of(part.owner, names)
        inner = _item(owner)
        if not isinstance(inner, ContextType) or not inner.members:
            return ANY
        members = dict(inner.members)
        if part.member not in members:
            facts = {"member": part.member, "members": ", ".join(list(members)[:20])}
            self.faults.append(("feel_member_unknown", part.at, facts))
            return ANY
        found = members[part.member]
        return ListType(found) if isinstance(owner, ListType) else found

    def _call(self, part: syntax.Call, names: Mapping[str, FeelType]) -> FeelType:
        for argument in part.arguments:
            self.of(argument, names)
        if not isinstance(part.function, syntax.Name):
            return ANY
        name = part.function.name
        if name in names:
            return ANY
        if name not in BUILTINS:
            self.faults.append(("feel_function_unknown", part.at, {"name": name}))
        return RESULTS.get(name, ANY)

    def _context(self, part: syntax.ContextOf, names: Mapping[str, FeelType]) -> FeelType:
        inner = dict(names)
        members: list[tuple[str, FeelType]] = []
        for key, value in part.entries:
            inner[key] = self.of(value, inner)
            members.append((key, inner[key]))
        return ContextType(tuple(members)) if members else CONTEXT


def _literal_type(part: syntax.Literal) -> FeelType:
    return NULL if part.value is None else _SIMPLE.get(kind_of(part.value), ANY)


def _item(kind: FeelType) -> FeelType:
    return kind.item if isinstance(kind, ListType | RangeType) else kind


def _is_alike(left: FeelType, right: FeelType) -> bool:
    if left == right or {left, right} <= {DATE, DATE_TIME}:
        return True
    return type(left) is type(right) and isinstance(left, ListType | ContextType | RangeType)


def _arithmetic(sign: str, left: FeelType, right: FeelType) -> FeelType | None:
    if left == right == NUMBER:
        return NUMBER
    match sign:
        case "+":
            return _sum(left, right)
        case "-":
            return _difference(left, right)
        case "*":
            return _scaled(left, right) or _scaled(right, left)
        case "/":
            return _scaled(left, right) or _ratio(left, right)
        case _:
            return None


def _scaled(duration: FeelType, by: FeelType) -> FeelType | None:
    return duration if duration in _DURATIONS and by == NUMBER else None


def _ratio(left: FeelType, right: FeelType) -> FeelType | None:
    return NUMBER if left == right and left in _DURATIONS else None


def _difference(left: FeelType, right: FeelType) -> FeelType | None:
    if left in _MOMENTS and right in _MOMENTS:
        return DAYS
    return _sum(left, right) if right in _DURATIONS else None


def _sum(left: FeelType, right: FeelType) -> FeelType | None:
    if left == right and left in {TEXT, DAYS, MONTHS}:
        return left
    if left in _MOMENTS and right in _DURATIONS:
        return left
    return right if left in _DURATIONS and right in _MOMENTS else None
