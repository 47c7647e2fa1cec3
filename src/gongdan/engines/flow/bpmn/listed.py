"""What of a document does not come along, by element: nothing is dropped in silence."""

from collections import Counter
from enum import StrEnum

from msgspec import Struct

from gongdan.engines.flow.bpmn.markup import Part


class Code(StrEnum):
    """Why something is refused, left out, or taken in otherwise; stable for ever."""

    # the document is refused
    NO_DEFINITIONS = "bpmn_no_definitions"
    NO_PROCESS = "bpmn_no_process"
    TOO_LARGE = "bpmn_too_large"
    ID_MISSING = "bpmn_id_missing"
    ID_DOUBLED = "bpmn_id_doubled"
    FLOW_END_UNKNOWN = "bpmn_flow_end_unknown"
    FLOW_MISPLACED = "bpmn_flow_misplaced"
    HOST_UNKNOWN = "bpmn_host_unknown"
    STARTS_MANY = "bpmn_starts_many"
    NOTHING_TO_RUN = "bpmn_nothing_to_run"
    # the element is left out
    KIND_OUTSIDE = "bpmn_kind_outside"
    EVENT_OUTSIDE = "bpmn_event_outside"
    EXPRESSION = "bpmn_expression"
    CALLED_AT_RUN = "bpmn_called_at_run"
    MEMBERS_UNCLEAR = "bpmn_members_unclear"
    PEOPLE_UNCLEAR = "bpmn_people_unclear"
    TIMER_UNCLEAR = "bpmn_timer_unclear"
    LOOP_OUTSIDE = "bpmn_loop_outside"
    LISTENER = "bpmn_listener"
    TOOL_BEHAVIOUR = "bpmn_tool_behaviour"
    OURS_UNREADABLE = "bpmn_ours_unreadable"
    # it comes along, but
    SCRIPT_NOT_RUN = "bpmn_script_not_run"
    WORK_BY_NAME = "bpmn_work_by_name"
    RUNS_AT_ONCE = "bpmn_runs_at_once"
    ONLY_DRAWN = "bpmn_only_drawn"
    TOOL_DETAIL = "bpmn_tool_detail"


class Listed(Struct, frozen=True):
    """One entry: the element's id, its BPMN type, why, and what exactly it is about."""

    element: str
    type: str
    code: Code
    what: str = ""


MOST_LISTED = 2_000
MOST_NODES = 5_000
MOST_FLOWS = 20_000
MOST_PROCESSES = 500
MOST_WRITTEN = 100_000
"""What a document may hold: nodes, flows, processes, characters of expressions."""


class RefusedError(Exception):
    """The document can't be run as it is; ends the import."""

    def __init__(self, part: Part, code: Code, what: str = "") -> None:
        super().__init__(code)
        self.listed = entry(part, code, what)


class Notebook:
    """Collects what is left out and what comes along otherwise."""

    def __init__(self) -> None:
        self.left_out: dict[Listed, None] = {}
        self.notes: dict[Listed, None] = {}
        self._spent: Counter[str] = Counter()

    def leave(self, part: Part, code: Code, what: str = "") -> None:
        """List an element, or a part of it, that is left out."""
        if len(self.left_out) < MOST_LISTED:
            self.left_out[entry(part, code, what)] = None

    def note(self, part: Part, code: Code, what: str = "") -> None:
        """List an element that comes along, but not quite as the other tool runs it."""
        if len(self.notes) < MOST_LISTED:
            self.notes[entry(part, code, what)] = None

    def spend(self, part: Part, what: str, amount: int, most: int) -> None:
        """Count what a document holds; it is refused before it costs more than it may."""
        self._spent[what] += amount
        if self._spent[what] > most:
            raise RefusedError(part, Code.TOO_LARGE, f"{most} {what}")


def entry(part: Part, code: Code, what: str = "") -> Listed:
    """Return an entry for an element; one without id is named by its name."""
    return Listed(part.id or part.get("name"), part.kind, code, what[:200])
