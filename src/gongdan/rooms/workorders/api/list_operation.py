"""How the list's query stands in the API's description (`filters.py` reads it by itself)."""

from dataclasses import dataclass
from typing import Final

from litestar.openapi.spec import Operation, Parameter, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType

from gongdan.engines.flow.model import STAGES
from gongdan.rooms.workorders.api.filters import LONGEST_WORDS, SORTS
from gongdan.rooms.workorders.contract import OrderStatus
from gongdan.rooms.workorders.views.query import MAX_LIMIT

_ID: Final = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.UUID)
_LINE: Final = Schema(type=OpenAPIType.STRING, max_length=LONGEST_WORDS)
_TIME: Final = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.DATE_TIME)
_PERSON: Final = Schema(one_of=[Schema(type=OpenAPIType.STRING, enum=["me"]), _ID])

_QUERY: Final = {
    "stage": (Schema(type=OpenAPIType.STRING, enum=list(STAGES)), "Where orders stand"),
    "status": (Schema(type=OpenAPIType.STRING, enum=[*OrderStatus]), "Open, or how they ended"),
    "type": (_LINE, "Key of the definition by which they run"),
    "assignee": (_PERSON, "Who does the work: `me`, or a user's id"),
    "reporter": (_PERSON, "Who reported it: `me`, or a user's id"),
    "unit": (_ID, "An organisation unit, with all below it"),
    "asset": (_ID, "On which thing the work is done"),
    "urgency": (Schema(type=OpenAPIType.INTEGER, minimum=1, maximum=4), "1 now to 4 some time"),
    "impact": (Schema(type=OpenAPIType.INTEGER, minimum=1, maximum=3), "1 many to 3 one person"),
    "priority": (Schema(type=OpenAPIType.INTEGER, minimum=1, maximum=5), "1 first to 5 last"),
    "customer": (_ID, "For which customer the work is done"),
    "holder": (_PERSON, "Who has the open step in hand: `me`, or a user's id"),
    "helper": (_PERSON, "Who works along: `me`, or a user's id"),
    "watcher": (_PERSON, "Who watches it: `me`, or a user's id"),
    "parent": (_ID, "From which order it was split"),
    "place": (_LINE, "Where the work is, as it is written there"),
    "tag": (_LINE, "A tag that it bears"),
    "imported": (Schema(type=OpenAPIType.STRING, enum=["true"]), "Came from another system"),
    "due_after": (_TIME, "Due at this instant or later"),
    "due_before": (_TIME, "Due before this instant"),
    "reported_after": (_TIME, "Reported at this instant or later"),
    "reported_before": (_TIME, "Reported before this instant"),
    "updated_after": (_TIME, "Changed at this instant or later"),
    "updated_before": (_TIME, "Last changed before this instant"),
    "q": (_LINE, "Words that it holds, or its number"),
    "sort": (Schema(type=OpenAPIType.STRING, enum=list(SORTS)), "What comes first"),
    "limit": (Schema(type=OpenAPIType.INTEGER, minimum=1, maximum=MAX_LIMIT), "How many at once"),
    "cursor": (_LINE, "`next` of the page before"),
}


@dataclass
class ListOperation(Operation):
    """The operation `GET /orders`, with its query; `field.<name>` of a definition comes on top."""

    def __post_init__(self) -> None:
        self.parameters = [
            Parameter(name=name, param_in="query", schema=schema, description=words)
            for name, (schema, words) in _QUERY.items()
        ]


@dataclass
class ExportOperation(Operation):
    """The operation `GET /orders/export`: the list's query, but for paging, and the format."""

    def __post_init__(self) -> None:
        formats = Schema(type=OpenAPIType.STRING, enum=["csv", "xlsx"])
        parts = {name: part for name, part in _QUERY.items() if name not in _PAGING}
        self.parameters = [
            Parameter(name=name, param_in="query", schema=schema, description=words)
            for name, (schema, words) in {**parts, "format": (formats, "csv or xlsx")}.items()
        ]


_PAGING = {"sort", "limit", "cursor"}
