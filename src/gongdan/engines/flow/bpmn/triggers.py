"""What an event waits for or sends."""

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from gongdan.engines.flow.bpmn.listed import Code, Notebook
from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.texts import Texts, is_feel
from gongdan.engines.flow.parts import Trigger

_ISO: Final = re.compile(
    r"R-?\d*/.+|-?P[\dYMWDTHS.]+|\d{4}-?\d\d-?\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?"
)
_NAMED: Final = {
    "messageEventDefinition": ("message", "messageRef", "name"),
    "signalEventDefinition": ("signal", "signalRef", "name"),
    "errorEventDefinition": ("error", "errorRef", "errorCode"),
    "escalationEventDefinition": ("escalation", "escalationRef", "escalationCode"),
}
_TIMES: Final = ("timeDuration", "timeDate", "timeCycle")


class Event(Struct, frozen=True):
    """What an event is about: a trigger, an end of all, a link of that name, or nothing."""

    trigger: Trigger | None = None
    terminates: bool = False
    link: str = ""
    outside: bool = False


class Triggers:
    """Reads event definitions; `roots` are the document's messages, signals, errors by id."""

    def __init__(self, notebook: Notebook, texts: Texts, roots: Mapping[str, Part]) -> None:
        self._notebook = notebook
        self._texts = texts
        self._roots = roots

    def of(self, part: Part) -> Event:
        """Return what an event is about; listed if it is more than one thing, or none of ours."""
        given = [
            each
            for each in part.parts
            if each.kind.endswith(("EventDefinition", "EventDefinitionRef"))
        ]
        if not given:
            return Event()
        if len(given) > 1:
            return self._outside(part, "several event definitions")
        return self._definition(part, given[0])

    def named(self, part: Part, reference: str, label: str = "name") -> str:
        """Return the name of what a reference names, or the reference itself."""
        bare = reference.rpartition(":")[2]
        root = self._roots.get(reference) or self._roots.get(bare)
        if root is None:
            return reference
        return root.get(label) or root.get("name") or root.id or part.id

    def _definition(self, part: Part, given: Part) -> Event:
        if given.kind == "timerEventDefinition":
            return self._timer(part, given)
        if given.kind in _NAMED:
            kind, reference, label = _NAMED[given.kind]
            name = self.named(part, given.get(reference), label)
            trigger = Trigger(kind=kind, name=name)  # type: ignore[arg-type]  # one of the four
            return Event(trigger)
        if given.kind == "terminateEventDefinition":
            for attribute in ("terminateAll", "terminateMultiInstance"):
                if given.foreign(attribute) == "true":
                    self._notebook.leave(part, Code.TOOL_BEHAVIOUR, attribute)
            return Event(terminates=True)
        if given.kind == "linkEventDefinition":
            return Event(link=given.get("name") or part.get("name"))
        return self._outside(part, given.kind)

    def _timer(self, part: Part, given: Part) -> Event:
        time = next(given.all(*_TIMES), None)
        if time is None or not time.text.strip():
            self._notebook.leave(part, Code.TIMER_UNCLEAR)
            return Event(outside=True)
        for attribute in ("endDate", "businessCalendarName"):
            if time.foreign(attribute) or given.foreign(attribute):
                self._notebook.leave(part, Code.TOOL_BEHAVIOUR, attribute)
        due = time.text.strip()
        if is_feel(time):
            return Event(Trigger(kind="timer", due=f"={time.text}"))
        if not _ISO.fullmatch(due) or "${" in due or "#{" in due:
            feel = self._texts.feel(part, due, default="")
            due = f"={feel}" if feel else ""
        return Event(Trigger(kind="timer", due=due)) if due else Event(outside=True)

    def _outside(self, part: Part, what: str) -> Event:
        self._notebook.leave(part, Code.EVENT_OUTSIDE, what)
        return Event(outside=True)
