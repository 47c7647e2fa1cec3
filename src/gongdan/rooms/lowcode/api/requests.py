"""What the routes of definitions read from a request besides its body."""

from typing import Annotated, TypeAlias

from litestar.params import HeaderParameter

from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.lowcode.handlers.by import By

JSON = "application/json"

IfMatch: TypeAlias = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match",
        required=False,
        description="The ETag of the edition that you saw.",
    ),
]


def by(principal: Principal, note: str = "") -> By:
    """Return who works, and why."""
    return By(principal.tenant, principal.actor, note, principal.user)
