"""Boxed expressions as closures over the same scopes as FEEL's own."""

from collections.abc import Sequence
from typing import assert_never

from msgspec import Struct

from gongdan.engines.feel.dmn import model
from gongdan.engines.feel.dmn.item_types import ItemTypes
from gongdan.engines.feel.dmn.tables import compile_table
from gongdan.engines.feel.evaluation import UNKNOWN, Env, Function, Meaning, Run
from gongdan.engines.feel.meaning.calls import invoke
from gongdan.engines.feel.meaning.compiling import compile_part
from gongdan.engines.feel.meaning.members import filter_by
from gongdan.engines.feel.meaning.turns import turns_through
from gongdan.engines.feel.names import Names
from gongdan.engines.feel.parser import parse_expression
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.values import Value


class Boxes(Struct, frozen=True):
    """Compiles boxed expressions; knows the names and types of the model."""

    names: Names
    types: ItemTypes

    def compile(self, boxed: model.Boxed) -> Meaning:  # noqa: C901, PLR0911  # one line a sort of box
        """Return what a boxed expression computes."""
        match boxed:
            case model.Literal():
                return self.typed(self._text(boxed.text), boxed.type)
            case model.DecisionTable():
                return compile_table(boxed, self.names).decide
            case model.Context():
                return self._context(boxed)
            case model.Invocation():
                return self._invocation(boxed)
            case model.FunctionDefinition():
                return self._function(boxed)
            case model.ListOf():
                return _list(tuple(self.compile(item) for item in boxed.items))
            case model.Relation():
                return self._relation(boxed)
            case model.Conditional():
                return self._conditional(boxed)
            case model.Filter():
                return filter_by(self.compile(boxed.source), self.compile(boxed.match))
            case model.Iteration():
                return turns_through(
                    boxed.word,
                    boxed.variable,
                    self.compile(boxed.source),
                    self.compile(boxed.body),
                )
            case _:
                assert_never(boxed)

    def typed(self, meaning: Meaning, reference: str) -> Meaning:
        """Return a meaning whose values are made to fit a type."""
        if not reference:
            return meaning
        return lambda env: self.types.conform(meaning(env), reference)

    def _text(self, text: str) -> Meaning:
        part = parse_expression(text, self.names)
        if isinstance(part, Unreadable):
            fault = part

            def unreadable(env: Env) -> Value:
                env.run.warn(fault.code, fault.at, text=fault.text)
                return None

            return unreadable
        return compile_part(part)

    def _context(self, boxed: model.Context) -> Meaning:
        entries = tuple(
            (entry.name, self.typed(self.compile(entry.value), entry.type))
            for entry in boxed.entries
        )

        def meaning(env: Env) -> Value:
            made: dict[str, Value] = {}
            inner = env.inner(made)
            for name, value in entries:
                if not name:
                    return value(inner)
                made[name] = value(inner)
            return made

        return meaning

    def _invocation(self, boxed: model.Invocation) -> Meaning:
        function = self._text(boxed.function)
        arguments = tuple(self.compile(entry.value) for entry in boxed.arguments)
        names = tuple(entry.name for entry in boxed.arguments)

        def meaning(env: Env) -> Value:
            found = env.find(boxed.function)
            called = function(env) if found is UNKNOWN else found
            if not isinstance(called, Function):
                return None
            return invoke(env.run, called, [argument(env) for argument in arguments], names)

        return meaning

    def _function(self, boxed: model.FunctionDefinition) -> Meaning:
        body = self.typed(self.compile(boxed.body), boxed.type)
        names = tuple(parameter.name for parameter in boxed.parameters)

        def meaning(env: Env) -> Value:
            def call(run: Run, values: Sequence[Value]) -> Value:
                if boxed.external or len(values) != len(names):
                    return None
                given = [
                    self.types.conform(value, parameter.type)
                    for value, parameter in zip(values, boxed.parameters, strict=True)
                ]
                misfit = any(
                    made is None and value is not None
                    for made, value in zip(given, values, strict=True)
                )
                if misfit:
                    return None
                run.enter()
                value = body(env.inner(dict(zip(names, given, strict=True))))
                run.calls -= 1
                return value

            return Function(names, call)

        return meaning

    def _relation(self, boxed: model.Relation) -> Meaning:
        names = [column.name for column in boxed.columns]
        rows = tuple(tuple(self.compile(cell) for cell in row) for row in boxed.rows)

        def meaning(env: Env) -> Value:
            return [
                {name: cell(env) for name, cell in zip(names, row, strict=False)} for row in rows
            ]

        return meaning

    def _conditional(self, boxed: model.Conditional) -> Meaning:
        test, then = self.compile(boxed.test), self.compile(boxed.then)
        otherwise = self.compile(boxed.otherwise)
        return lambda env: then(env) if test(env) is True else otherwise(env)


def _list(items: tuple[Meaning, ...]) -> Meaning:
    return lambda env: [item(env) for item in items]
