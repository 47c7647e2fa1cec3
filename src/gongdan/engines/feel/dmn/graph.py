"""The graph of requirements: a decision is asked, and asks what it requires, each thing once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from gongdan.engines.feel.dmn import model
from gongdan.engines.feel.dmn.boxed import Boxes
from gongdan.engines.feel.dmn.item_types import ItemTypes
from gongdan.engines.feel.evaluation import (
    NOTHING,
    Env,
    Function,
    Meaning,
    Moment,
    Run,
    TooCostlyError,
)
from gongdan.engines.feel.program import NO_MOMENT, Result, known_names
from gongdan.engines.feel.values import Value

Ask: TypeAlias = "Callable[[_Asked], Value]"


class CompiledModel(Struct, frozen=True, eq=False):
    """A model whose logic is compiled; one for all evaluations."""

    model: model.Model
    types: ItemTypes
    logic: Mapping[str, Meaning]
    by_name: Mapping[str, str]

    def decide(
        self, name: str, inputs: Mapping[str, Value], *, moment: Moment = NO_MOMENT
    ) -> Result:
        """Return the value of a decision (by name) for inputs by name."""
        return self._bounded(lambda asked: asked.value_of(self.by_name[name]), inputs, moment)

    def invoke(
        self, name: str, arguments: Mapping[str, Value], *, moment: Moment = NO_MOMENT
    ) -> Result:
        """Return what a decision service or a business knowledge model gives for arguments."""

        def call(asked: "_Asked") -> Value:
            function = asked.value_of(self.by_name[name])
            if not isinstance(function, Function):
                return None
            values = [arguments.get(parameter) for parameter in function.parameters]
            return function.call(asked.run, values)

        return self._bounded(call, arguments, moment)

    def _bounded(self, ask: Ask, inputs: Mapping[str, Value], moment: Moment) -> Result:
        asked = _Asked(self, inputs, Run(moment))
        try:
            value = ask(asked)
        except (TooCostlyError, RecursionError):
            asked.run.warn("feel_too_costly", 0)
            return Result(None, tuple(asked.run.warnings))
        return Result(value, tuple(asked.run.warnings))


def compile_model(source: model.Model) -> CompiledModel:
    """Compile a model: every text is read once."""
    names = known_names(frozenset(_names(source)))
    types = ItemTypes(source.types, names)
    boxes = Boxes(names, types)
    logic: dict[str, Meaning] = {
        **{
            key: boxes.typed(boxes.compile(each.logic or model.Literal("null")), each.variable.type)
            for key, each in source.decisions.items()
        },
        **{key: boxes.compile(_returning(each)) for key, each in source.knowledge.items()},
    }
    things = (source.inputs, source.decisions, source.knowledge, source.services)
    by_name = {each.variable.name: key for group in things for key, each in group.items()}
    return CompiledModel(source, types, logic, by_name)


def _returning(knowledge: model.Knowledge) -> model.FunctionDefinition:
    """Return a knowledge model's function, its result held to the variable's type."""
    logic = knowledge.logic
    return model.FunctionDefinition(
        logic.parameters, logic.body, logic.external, logic.type or knowledge.variable.type
    )


class _Asked:
    """One evaluation of a model: what was asked already, what is being asked."""

    def __init__(self, compiled: CompiledModel, inputs: Mapping[str, Value], run: Run) -> None:
        self.compiled = compiled
        self.inputs = inputs
        self.run = run
        self.known: dict[str, Value] = {}
        self.asking: set[str] = set()

    def value_of(self, key: str) -> Value:
        if key in self.known:
            return self.known[key]
        if key in self.asking:
            self.run.warn("dmn_requires_itself", 0, decision=key)
            return None
        self.asking.add(key)
        value = self._found(key)
        self.asking.discard(key)
        self.known[key] = value
        return value

    def _found(self, key: str) -> Value:
        source = self.compiled.model
        if key in source.inputs:
            variable = source.inputs[key].variable
            return self.compiled.types.conform(self.inputs.get(variable.name), variable.type)
        if key in source.decisions:
            return self.compiled.logic[key](self._scope(source.decisions[key].requires))
        if key in source.knowledge:
            return self._knowledge(key, source.knowledge[key])
        if key in source.services:
            return self._service(source.services[key])
        self.run.warn("dmn_requires_unknown", 0, id=key)
        return None

    def _scope(self, required: Iterable[str]) -> Env:
        return Env({self._name(key): self.value_of(key) for key in required}, self.run)

    def _name(self, key: str) -> str:
        source = self.compiled.model
        for group in (source.inputs, source.decisions, source.knowledge, source.services):
            if key in group:
                return group[key].variable.name
        return key

    def _knowledge(self, key: str, knowledge: model.Knowledge) -> Value:
        values: dict[str, Value] = {}
        function = self.compiled.logic[key](Env(values, self.run))
        values[knowledge.variable.name] = function  # it may call itself
        for required in knowledge.requires:
            values[self._name(required)] = self.value_of(required)
        return function

    def _service(self, service: model.Service) -> Function:
        given = (*service.input_data, *service.input_decisions)
        names = tuple(self._name(key) for key in given)

        def call(run: Run, values: Sequence[Value]) -> Value:
            if len(values) != len(names):
                return None
            run.enter()
            asked = _Asked(self.compiled, NOTHING, run)
            for key, value in zip(given, values, strict=True):
                fitted = self._as_given(key, value)
                if fitted is None and value is not None:
                    run.calls -= 1
                    return None
                asked.known[key] = fitted
            found = [asked.value_of(key) for key in service.outputs]
            run.calls -= 1
            return self._service_result(service, found)

        return Function(names, call)

    def _as_given(self, key: str, value: Value) -> Value:
        source = self.compiled.model
        group = source.inputs if key in source.inputs else source.decisions
        if key not in group:
            return value
        return self.compiled.types.conform(value, group[key].variable.type)

    def _service_result(self, service: model.Service, found: list[Value]) -> Value:
        if len(found) == 1:
            value = found[0]
        else:
            names = [self._name(key) for key in service.outputs]
            value = dict(zip(names, found, strict=True))
        return self.compiled.types.conform(value, service.variable.type)


def _names(source: model.Model) -> Iterator[str]:
    """Yield every name that an expression of the model may use."""
    for group in (source.inputs, source.decisions, source.knowledge, source.services):
        for each in group.values():
            yield each.variable.name
    for knowledge in source.knowledge.values():
        yield from _names_in(knowledge.logic)
    for decision in source.decisions.values():
        yield from _names_in(decision.logic)
    for item in source.types.values():
        yield from _members_of(item)


def _members_of(item: model.ItemDefinition) -> Iterator[str]:
    for member in item.members:
        yield member.name
        yield from _members_of(member)


def _names_in(boxed: object) -> Iterator[str]:
    """Yield the names that boxed expressions define: entries, parameters, columns, outputs."""
    match boxed:
        case model.Variable() | model.Entry() | model.OutputClause():
            yield boxed.name
        case model.Iteration():
            yield boxed.variable
        case _:
            pass
    match boxed:
        case tuple():
            for each in boxed:
                yield from _names_in(each)
        case Struct():
            for name in boxed.__struct_fields__:
                yield from _names_in(getattr(boxed, name))
        case _:
            pass
