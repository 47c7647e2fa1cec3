"""What other tools have written into a document beyond BPMN, and what it did there."""

from typing import Final

from gongdan.engines.flow.bpmn.listed import Code, Notebook
from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.namespaces import OURS

_RUNS: Final = frozenset({"executionListener", "taskListener", "eventListener"})
_TAKEN: Final = frozenset({"in", "out"})
_FORMS: Final = frozenset({"formProperty", "formData", "form"})
_WORKS: Final = frozenset({"field", "connector", "inputOutput", "failedJobRetryTimeCycle"})
_BEHAVES: Final = frozenset(
    "variableAggregation collection eventInParameter eventOutParameter script value"
    " externalWorkerInParameter externalWorkerOutParameter customResource eventType"
    " triggerEventType channelKey".split()
)


def note_tools(root: Part, notebook: Notebook) -> None:
    """List extension elements: what ran there is left out, what only described is noted."""
    decorations: dict[str, None] = {}
    for part in root.walk():
        extensions = part.one("extensionElements")
        for each in extensions.parts if extensions else ():
            if each.name.startswith(OURS) or each.kind in _TAKEN:
                continue
            if each.kind in _RUNS:
                notebook.leave(part, Code.LISTENER, _called(each))
            elif each.kind in _BEHAVES:
                notebook.leave(part, Code.TOOL_BEHAVIOUR, each.kind)
            elif each.kind in _FORMS or each.kind in _WORKS:
                notebook.note(part, Code.TOOL_DETAIL, each.kind)
            else:
                decorations[each.kind] = None
    if decorations:
        notebook.note(root, Code.TOOL_DETAIL, " ".join(sorted(decorations)))


def _called(listener: Part) -> str:
    for name in ("class", "expression", "delegateExpression", "type"):
        if listener.get(name):
            return f"{listener.get('event')} {listener.get(name)}".strip()
    return listener.get("event")
