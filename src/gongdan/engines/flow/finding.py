"""A fault in a definition."""

from msgspec import Struct


class Finding(Struct, frozen=True):
    """What is wrong (`code`), where (`place`: `nodes/<key>`, `edges/<key>/condition` ...).

    How to mend it is the text of the code, with `facts` filled in.
    """

    code: str
    place: str
    facts: dict[str, str | int | list[str]] = {}
