"""Tasks, calls and sub-processes as nodes of ours."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from gongdan.engines.flow.bpmn.listed import Code, Notebook
from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.members import members
from gongdan.engines.flow.bpmn.people import People
from gongdan.engines.flow.bpmn.texts import Texts
from gongdan.engines.flow.bpmn.triggers import Triggers
from gongdan.engines.flow.definition import Kind, Node
from gongdan.engines.flow.parts import Trigger

ACTIVITIES: Final[Mapping[str, Kind]] = {
    "task": Kind.MANUAL,
    "manualTask": Kind.MANUAL,
    "userTask": Kind.USER,
    "serviceTask": Kind.SERVICE,
    "scriptTask": Kind.SERVICE,
    "sendTask": Kind.SERVICE,
    "receiveTask": Kind.RECEIVE,
    "businessRuleTask": Kind.RULE,
    "callActivity": Kind.CALL,
    "subProcess": Kind.SUBPROCESS,
    "transaction": Kind.SUBPROCESS,
}
SCRIPT: Final = "script:"
"""What the work of a script task begins with; the script itself is never run."""

_HARMLESS: Final = frozenset({"async", "asyncBefore", "asyncAfter", "asyncLeave", "exclusive"})
_BEHAVES: Final = frozenset(
    "skipExpression triggerable dueDate priority businessKey inheritVariables completeAsync"
    " asyncLeaveExclusive noWaitStatesAsyncLeave useLocalScopeForResultVariable"
    " storeResultVariableAsTransient doNotIncludeVariables idVariableName taskIdVariableName"
    " formKey owner category resultVariableName".split()
)
_WORK: Final = ("class", "delegateExpression", "expression", "type", "topic")


class Activities:
    """Reads activities; what its tools make of them beyond BPMN is listed."""

    def __init__(
        self, notebook: Notebook, texts: Texts, triggers: Triggers, people: People
    ) -> None:
        self._notebook = notebook
        self._texts = texts
        self._triggers = triggers
        self._people = people

    def of(self, part: Part) -> Node:
        """Return the node of an activity."""
        node = self._by_kind(part)
        self._tools(part)
        if part.get("isForCompensation") == "true":
            self._notebook.leave(part, Code.KIND_OUTSIDE, "isForCompensation")
        many = members(part, self._notebook, self._texts)
        return replace(node, many=many) if many else node

    def _by_kind(self, part: Part) -> Node:
        kind = ACTIVITIES[part.kind]
        match part.kind:
            case "userTask":
                return Node(kind=kind, assignee=self._people.rule(part))
            case "receiveTask":
                return Node(kind=kind, trigger=self._message(part))
            case "callActivity":
                return self._call(part)
            case "serviceTask" | "scriptTask" | "sendTask" | "businessRuleTask":
                return self._work(part)
            case _:
                if part.kind == "transaction":
                    self._notebook.leave(part, Code.TOOL_BEHAVIOUR, "transaction")
                return Node(kind=kind)

    def _work(self, part: Part) -> Node:
        match part.kind:
            case "scriptTask":
                self._notebook.note(part, Code.SCRIPT_NOT_RUN, part.get("scriptFormat"))
                return Node(kind=Kind.SERVICE, calls=SCRIPT + part.id, result=self._result(part))
            case "sendTask" if part.get("messageRef"):
                return Node(kind=Kind.THROW, trigger=self._message(part))
            case "businessRuleTask":
                return self._rule(part)
            case _:
                return self._reckoning(part) or self._service(part)

    def _reckoning(self, part: Part) -> Node | None:
        """A task whose work is an expression that FEEL can say reckons its result itself."""
        expression, result = part.foreign("expression"), self._result(part)
        if not (expression and result):
            return None
        feel = self._texts.quietly(part, expression)
        return Node(kind=Kind.RULE, outputs={result: feel}) if feel else None

    def _message(self, part: Part) -> Trigger:
        name = self._triggers.named(part, part.get("messageRef")) if part.get("messageRef") else ""
        return Trigger(kind="message", name=name or part.id)

    def _service(self, part: Part) -> Node:
        said = [part.foreign(attribute) for attribute in _WORK if part.foreign(attribute)]
        work = ":".join(said) or part.get("operationRef") or part.id
        self._notebook.note(part, Code.WORK_BY_NAME, work)
        return Node(kind=Kind.SERVICE, calls=work[:200], result=self._result(part))

    def _rule(self, part: Part) -> Node:
        decision = (
            part.foreign("decisionRef")
            or part.foreign("decisionTableReferenceKey")
            or part.foreign("rules")
        )
        if not decision or part.foreign("class"):
            return self._service(part)
        return Node(kind=Kind.RULE, calls=decision, result=self._result(part))

    def _result(self, part: Part) -> str:
        name = part.foreign("resultVariable") or part.foreign("resultVariableName")
        self._texts.outlive(name)
        return name

    def _call(self, part: Part) -> Node:
        called = part.get("calledElement").rpartition(":")[2]
        if not called or "{" in called:
            self._notebook.leave(part, Code.CALLED_AT_RUN, called)
            return Node(kind=Kind.CALL, calls=called or part.id)
        return Node(
            kind=Kind.CALL,
            calls=called,
            inputs=self._mapping(part, "in"),
            outputs=self._mapping(part, "out"),
        )

    def _mapping(self, part: Part, way: str) -> dict[str, str]:
        found: dict[str, str] = {}
        extensions = part.one("extensionElements")
        for each in extensions.all(way) if extensions else ():
            source, target = each.get("source"), each.get("target")
            expression = each.get("sourceExpression")
            if not target or not (source or expression):
                self._notebook.leave(part, Code.TOOL_BEHAVIOUR, f"{way} {sorted(each.attributes)}")
                continue
            feel = self._texts.feel(part, expression or source, default="")
            if feel:
                found[target] = feel
            if way == "out":
                self._texts.outlive(target)
        return found

    def _tools(self, part: Part) -> None:
        for name in part.attributes:
            if not name.startswith("{") or name.startswith("{http://www.w3.org/"):
                continue
            word = name.rpartition("}")[2]
            if word in _HARMLESS:
                self._notebook.note(part, Code.RUNS_AT_ONCE, word)
            elif word in _BEHAVES:
                self._notebook.note(part, Code.TOOL_DETAIL, word)
