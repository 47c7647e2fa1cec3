"""Events and gateways as nodes of ours."""

from collections.abc import Mapping
from typing import Final

from gongdan.engines.flow.bpmn.listed import Code, Notebook
from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.triggers import Event, Triggers
from gongdan.engines.flow.definition import Kind, Node

GATEWAYS: Final[Mapping[str, Kind]] = {
    "exclusiveGateway": Kind.EXCLUSIVE,
    "parallelGateway": Kind.PARALLEL,
    "inclusiveGateway": Kind.INCLUSIVE,
}
EVENTS: Final = frozenset(
    "startEvent endEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent".split()
)
_MAY: Final[Mapping[str, frozenset[str]]] = {
    "startEvent": frozenset({"timer", "message", "signal"}),
    "intermediateCatchEvent": frozenset({"timer", "message", "signal"}),
    "intermediateThrowEvent": frozenset({"message", "signal", "escalation"}),
    "boundaryEvent": frozenset({"timer", "message", "signal", "error", "escalation"}),
    "endEvent": frozenset({"message", "signal", "error", "escalation"}),
}


class Events:
    """Reads events; a link is remembered, so that its two ends can be joined by an edge."""

    def __init__(self, notebook: Notebook, triggers: Triggers) -> None:
        self._notebook = notebook
        self._triggers = triggers
        self.keeps_all = False  # a document of ours: what is unclear is said in an extension
        self.thrown: dict[str, str] = {}
        self.caught: dict[str, str] = {}

    def of(self, part: Part) -> Node | None:
        """Return the node of an event, or nothing where it is left out."""
        event = self._triggers.of(part)
        trigger = event.trigger
        if trigger and trigger.kind not in _MAY[part.kind]:
            self._notebook.leave(part, Code.EVENT_OUTSIDE, trigger.kind)
            event, trigger = Event(outside=True), None
        match part.kind:
            case "startEvent":
                dropped = event.outside and not self.keeps_all
                return None if dropped else Node(kind=Kind.START, trigger=trigger)
            case "endEvent":
                return Node(kind=Kind.END, trigger=trigger, terminates=event.terminates)
            case "boundaryEvent":
                return self._boundary(part, event)
            case _:
                return self._between(part, event)

    def _boundary(self, part: Part, event: Event) -> Node | None:
        if event.trigger is None and not self.keeps_all:
            if not event.outside:
                self._notebook.leave(part, Code.EVENT_OUTSIDE, "no event definition")
            return None
        return Node(
            kind=Kind.BOUNDARY,
            trigger=event.trigger,
            attached_to=part.get("attachedToRef"),
            interrupting=part.get("cancelActivity") != "false",
        )

    def _between(self, part: Part, event: Event) -> Node:
        catches = part.kind == "intermediateCatchEvent"
        if event.link:
            (self.caught if catches else self.thrown)[event.link] = part.id
            return Node(kind=Kind.MANUAL)
        if event.outside:
            return by_hand()
        if event.trigger is None:
            return Node(kind=Kind.MANUAL)
        return Node(kind=Kind.CATCH if catches else Kind.THROW, trigger=event.trigger)


def by_hand() -> Node:
    """Return what holds the place of an element that is left out: a step that somebody does."""
    return Node(kind=Kind.USER)
