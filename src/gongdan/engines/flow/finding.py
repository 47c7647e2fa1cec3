"""A fault in a definition."""

from typing import Literal

from msgspec import Struct


class Finding(Struct, frozen=True):
    """What is wrong (`code`), where (`place`: `nodes/<key>`, `edges/<key>/condition` ...).

    How to mend it is the text of the code, with `facts` filled in. A `warning` says what could
    not be proved; an `error` stops the definition.
    """

    code: str
    place: str
    facts: dict[str, str | int | list[str]] = {}
    level: Literal["error", "warning"] = "error"
