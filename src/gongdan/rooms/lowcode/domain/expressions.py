"""Every FEEL text of a definition but its conditions: is it sensible where it stands?"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from gongdan.engines.feel.checking import Known
from gongdan.engines.feel.types import (
    ANY,
    BOOLEAN,
    LIST,
    NUMBER,
    FeelType,
    type_name,
)
from gongdan.engines.flow.due import is_due
from gongdan.engines.flow.model import Kind, Many, Node, Trigger
from gongdan.rooms.lowcode.contract import Bundle, Field, Finding
from gongdan.rooms.lowcode.contract.conditions import faults_of, names_in
from gongdan.rooms.lowcode.contract.named import ORDER_NAMES, known_field
from gongdan.rooms.lowcode.domain.words import NAME

_IN_GROUPS = dict.fromkeys(
    (
        "loopCounter",
        "numberOfInstances",
        "numberOfActiveInstances",
        "numberOfCompletedInstances",
    ),
    Known(NUMBER),
)
_OF_CHILDREN = {"child": Known(ANY)}

Names = Mapping[str, Known]


class Judge(Struct, frozen=True):
    """Judges the expressions of a bundle by the names that are known in it.

    `columns`: the fields of the line in which an expression stands.
    """

    bundle: Bundle
    known: Names
    columns: Mapping[str, Field] = {}

    def judged(self, text: str, place: str, wanted: FeelType = ANY) -> Iterator[Finding]:
        """Find what is not sensible about one expression that should give a `wanted` type."""
        facts: dict[str, str | int | list[str]]
        for fault in faults_of(text, self.known, wanted):
            facts = {name: said[:200] for name, said in fault.facts.items()}
            other = fault.code == "feel_result_of_other_kind"
            code = "expression_of_other_kind" if other else fault.code
            facts = {**facts, "wanted": type_name(wanted)} if other else facts
            yield Finding(code, place, {**facts, "at": fault.at + 1})
        for name in sorted(names_in(text)):
            field = self.columns.get(name) or self.bundle.fields.get(name)
            if field is not None and field.is_sealed:
                yield Finding("expression_on_sealed_field", place, {"name": name})

    def beside(self, names: Names) -> "Judge":
        """Return a judge who knows these names too, at one place."""
        return Judge(self.bundle, {**self.known, **names})

    def inside(self, columns: Mapping[str, Field]) -> "Judge":
        """Return a judge for one line: its columns come before fields of the same name."""
        names = {name: known_field(field) for name, field in columns.items()}
        return Judge(self.bundle, {**self.known, **names}, columns)


def check_expressions(judge: Judge) -> Iterator[Finding]:
    """Find expressions that can't be read, give another kind, or read what is sealed."""
    for key, node in judge.bundle.flow.nodes.items():
        place = f"flow/nodes/{key[:80]}"
        inside = judge.beside(_inside(node))
        if node.many is not None:
            yield from _many(node.many, f"{place}/many", judge, inside)
        for name, text in node.inputs.items():
            yield from inside.judged(text, f"{place}/inputs/{name[:80]}")
        for name, text in node.outputs.items():
            yield from inside.judged(text, f"{place}/outputs/{name[:80]}")
        for part, trigger in (("trigger", node.trigger), ("remind", node.remind)):
            if trigger is not None and trigger.kind == "timer":
                yield from _due(trigger, f"{place}/{part}/due", inside)
        yield from _set(judge.bundle, node, place)


def _inside(node: Node) -> Names:
    """Return the names that are seen only at a node: its members, and what a child brings."""
    if node.many is None and node.kind is not Kind.CHILDREN:
        return {}
    item = {node.many.item: Known(ANY)} if node.many else {}
    children = _OF_CHILDREN if node.kind is Kind.CHILDREN else {}
    return {**_IN_GROUPS, **item, **children}


def _many(many: Many, place: str, outside: Judge, inside: Judge) -> Iterator[Finding]:
    for part, text, judge, wanted in (
        ("items", many.items, outside, LIST),
        ("count", many.count, outside, NUMBER),
        ("until", many.until, inside, BOOLEAN),
        ("collect", many.collect, inside, ANY),
    ):
        if text:
            yield from judge.judged(text, f"{place}/{part}", wanted)


def _due(trigger: Trigger, place: str, judge: Judge) -> Iterator[Finding]:
    if trigger.due.startswith("="):
        yield from judge.judged(trigger.due[1:], place)
    elif trigger.due.strip() and not is_due(trigger.due, working=trigger.working):
        code = "flow_due_not_worked" if is_due(trigger.due) else "flow_due_malformed"
        yield Finding(code, place, {"due": trigger.due[:80]})


def _set(bundle: Bundle, node: Node, place: str) -> Iterator[Finding]:
    """Find variables whose name is unusable, or is that of something else."""
    into = node.many.into if node.many else ""
    for part, name in (
        ("result", node.result),
        ("many/into", into),
        *((f"outputs/{name[:80]}", name) for name in node.outputs),
    ):
        if name and not NAME.fullmatch(name):
            yield Finding("variable_name_malformed", f"{place}/{part}", {"name": name[:80]})
        elif name in ORDER_NAMES or name in bundle.fields:
            yield Finding("variable_name_taken", f"{place}/{part}", {"name": name})
