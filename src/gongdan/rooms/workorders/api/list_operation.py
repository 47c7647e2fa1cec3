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
