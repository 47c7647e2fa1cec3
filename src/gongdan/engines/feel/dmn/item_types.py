"""The types that a model defines: as FEEL types, and what values must be to belong to them."""

from collections.abc import Mapping

from msgspec import Struct

from gongdan.engines.feel.dmn.model import ItemDefinition
from gongdan.engines.feel.evaluation import NOTHING
from gongdan.engines.feel.meaning.compiling import compile_part
from gongdan.engines.feel.meaning.tests import INPUT
from gongdan.engines.feel.names import Names
from gongdan.engines.feel.parser import parse_tests
from gongdan.engines.feel.program import Program
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.types import ANY, NAMED, ContextType, FeelType, ListType, fit
from gongdan.engines.feel.values import Value

DEEPEST = 20


class ItemTypes(Struct, frozen=True):
    """A model's types by name."""

    definitions: Mapping[str, ItemDefinition]
    names: Names

    def type_of(self, reference: str, depth: int = DEEPEST) -> FeelType:
        """Return the FEEL type that a reference means; an unknown one takes anything."""
        name = local(reference)
        definition = self.definitions.get(name)
        if definition is not None and depth:
            return self._built(definition, depth - 1)
        return NAMED.get(name, ANY)

    def _built(self, definition: ItemDefinition, depth: int) -> FeelType:
        if definition.function != ANY:
            return definition.function
        if definition.members:
            members = ((each.name, self._built(each, depth)) for each in definition.members)
            inner: FeelType = ContextType(tuple(members)) if depth else ANY
        else:
            inner = self.type_of(definition.type, depth)
        return ListType(inner) if definition.collection else inner

    def conform(self, value: Value, reference: str) -> Value:
        """Return a value made to fit a type with its allowed values, or null."""
        fitted = fit(value, self.type_of(reference))
        return fitted if self._is_allowed(fitted, local(reference), DEEPEST) else None

    def _is_allowed(self, value: Value, name: str, depth: int) -> bool:
        definition = self.definitions.get(name)
        if definition is None or value is None or not depth:
            return True
        return self._allows(definition, value, depth - 1)

    def _allows(self, definition: ItemDefinition, value: Value, depth: int) -> bool:
        if definition.collection:
            single = ItemDefinition(
                definition.name, definition.type, definition.members, allowed=definition.allowed
            )
            return isinstance(value, list) and all(
                self._allows(single, each, depth) for each in value
            )
        if definition.allowed and not self._passes(value, definition.allowed):
            return False
        if isinstance(value, dict):
            return all(
                value.get(each.name) is None or self._allows(each, value[each.name], depth)
                for each in definition.members
            )
        return self._is_allowed(value, local(definition.type), depth)

    def _passes(self, value: Value, allowed: str) -> bool:
        part = parse_tests(allowed, self.names)
        if isinstance(part, Unreadable):
            return True
        return (
            Program(allowed, part, compile_part(part)).run({**NOTHING, INPUT: value}).value is True
        )


def local(reference: str) -> str:
    """Return a type reference without the prefix of a namespace (`feel:string`)."""
    return reference.rpartition(":")[2] if ":" in reference else reference
