"""What is said of a BPMN element that does not come along: the reason, and what to do."""

from collections.abc import Mapping
from typing import Final

from gongdan.engines.flow.bpmn.listed import Code, Listed
from gongdan.kernel.guarded_xml import XmlRefused

_WORDS: Final[Mapping[Code, tuple[str, str]]] = {
    Code.NO_DEFINITIONS: (
        "The document is no BPMN 2.0 model; its outermost element is {what}.",
        "Export it as BPMN 2.0 XML.",
    ),
    Code.NO_PROCESS: ("The document holds no process.", "Export the diagram with its process."),
    Code.TOO_LARGE: ("The document holds more than {what}.", "Split it by call activities."),
    Code.ID_MISSING: ("A {what} has no id.", "Give it one."),
    Code.ID_DOUBLED: ("The id {what} occurs twice.", "Give each element an id of its own."),
    Code.FLOW_END_UNKNOWN: (
        "The flow's {what} is no node beside it.",
        "Let it begin and end at nodes of the same process or sub-process.",
    ),
    Code.FLOW_MISPLACED: (
        "A flow leads into a start or border event, or out of an end: {what}.",
        "Draw it to or from a node that tokens pass.",
    ),
    Code.HOST_UNKNOWN: (
        "The event sits on {what}, which is no node beside it.",
        "Attach it to an activity.",
    ),
    Code.STARTS_MANY: (
        "There are several plain start events: {what}.",
        "Keep one; put a gateway behind it where several ways begin.",
    ),
    Code.NOTHING_TO_RUN: ("Nothing in it can begin.", "Add a start event and a flow out of it."),
    Code.KIND_OUTSIDE: (
        "{what} is outside of what the engine runs.",
        "A step done by hand holds its place, if it has one: draw it by other means.",
    ),
    Code.EVENT_OUTSIDE: (
        "This event is outside of what the engine runs here: {what}.",
        "Use a timer, message, signal, error or escalation where that kind may stand.",
    ),
    Code.EXPRESSION: (
        "The expression can't be said in FEEL: {what}.",
        "Write it anew as FEEL; until then it is null and nothing goes that way.",
    ),
    Code.CALLED_AT_RUN: (
        "Which process is called is only known when it runs: {what}.",
        "Name the process, or choose between several calls by a gateway.",
    ),
    Code.MEMBERS_UNCLEAR: (
        "The loop does not say how many members there are.",
        "Give it a collection or a number.",
    ),
    Code.PEOPLE_UNCLEAR: ("Who may act can't be read: {what}.", "Choose people or a role."),
    Code.TIMER_UNCLEAR: ("The timer says no time.", "Give it a duration, date or cycle."),
    Code.LOOP_OUTSIDE: ("A repeated activity is not run.", "Draw the way back as a flow."),
    Code.LISTENER: (
        "A listener ran code of the other tool here: {what}.",
        "Do the same by a service task or a notification.",
    ),
    Code.TOOL_BEHAVIOUR: (
        "The other tool gave this a behaviour of its own: {what}.",
        "Check that the flow does what you want without it.",
    ),
    Code.OURS_UNREADABLE: (
        "What this product had written here can't be read.",
        "Export the flow again, or set its details anew.",
    ),
    Code.SCRIPT_NOT_RUN: (
        "The script ({what}) is never run.",
        "Connect the task to a service, or reckon by an expression.",
    ),
    Code.WORK_BY_NAME: ("The work is taken over by its name: {what}.", "Connect a service to it."),
    Code.RUNS_AT_ONCE: ("Here it runs in the same step: {what}.", "Nothing need be done."),
    Code.ONLY_DRAWN: ("It is kept in the document and not run.", "Nothing need be done."),
    Code.TOOL_DETAIL: ("A detail of the other tool: {what}.", "Set it anew where it matters."),
}
_XML: Final[Mapping[str, tuple[str, str]]] = {
    "xml_too_large": ("The document is larger than {what}.", "Split it."),
    "xml_too_deep": ("The document nests deeper than {what}.", "Export it again."),
    "xml_forbidden": (
        "The document has a document type or entities, by which it could grow ({what}).",
        "Export it without.",
    ),
    "xml_broken": ("The document is no well-formed XML: {what}.", "Export it again."),
}


def said(listed: Listed) -> dict[str, str]:
    """Return an entry as it is told."""
    reason, mend = _WORDS[listed.code]
    return {
        "element": listed.element,
        "type": listed.type,
        "code": listed.code.value,
        "reason": reason.format(what=listed.what or "-"),
        "mend": mend,
    }


def said_of_xml(refused: XmlRefused) -> dict[str, str]:
    """Return why a document could not be read, as it is told, with the place."""
    reason, mend = _XML[refused.code]
    place = f" Line {refused.line}, column {refused.column}." if refused.line else ""
    return {
        "element": "",
        "type": "document",
        "code": refused.code,
        "reason": reason.format(what=refused.detail) + place,
        "mend": mend,
    }
