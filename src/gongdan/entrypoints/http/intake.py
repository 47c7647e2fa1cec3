"""What comes in, before any route is asked: an address and a body that can be read and kept.

Whatever a person or a program sends becomes clean text here or is refused with its place: no
route, and no database, ever sees half a character, a NUL or a pit of ten thousand brackets.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias
from urllib.parse import unquote_to_bytes

import msgspec

from gongdan.kernel.clean_json import DEEPEST, LONGEST_TEXT, read_json
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_text

Headers: TypeAlias = Sequence[tuple[bytes, bytes]]

LONGEST_QUERY: Final = 4_000
"""Characters of a query; what is longer belongs into a body."""

_JSON_TYPE = re.compile(
    rb"\s*application/([a-z0-9.+-]+\+)?(json|csp-report)\s*(;|$)", re.IGNORECASE
)


_STREAM = re.compile(r"/api/v1/uploads/[0-9a-f-]{32,36}")
_SIGNED = re.compile(r"/api/v1/inbound/[0-9a-fA-F-]{32,36}/?")


def is_stream(scope: Mapping[str, Any]) -> bool:
    """Tell whether a request brings bytes of a file: its route takes them as they come.

    There they are counted, and the sender waits while they are written; nothing holds them whole.
    """
    return scope["method"] == "PATCH" and _STREAM.fullmatch(scope["path"]) is not None


def is_signed(scope: Mapping[str, Any]) -> bool:
    """Tell whether the bytes of a request are signed: its route proves them before it reads them.

    They are handed on as they came, up to the limit of all bodies.
    """
    return scope["method"] == "POST" and _SIGNED.fullmatch(scope["path"]) is not None


def unreadable_address(path: str, query: bytes) -> Refused | None:
    """Return why an address can't be read: no UTF-8, control characters, far too long."""
    if isinstance(clean_text(path, limit=LONGEST_QUERY), TextFault):
        return Refused("address_unreadable", RefusalKind.MALFORMED)
    if b"%" not in query and query.isascii() and len(query) < LONGEST_QUERY:
        return None
    try:
        text = unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return Refused("address_unreadable", RefusalKind.MALFORMED)
    if isinstance(clean_text(text, limit=LONGEST_QUERY), TextFault):
        return Refused("address_unreadable", RefusalKind.MALFORMED)
    return None


def clean_body(raw: bytes, headers: Headers) -> bytes | Refused:
    """Return a JSON body whose every text is clean, or why it can't be taken."""
    if not raw:
        return raw
    sent_as = next((value for name, value in headers if name == b"content-type"), b"")
    if not _JSON_TYPE.match(sent_as):
        return Refused("content_type_not_json", RefusalKind.MALFORMED)
    # plain ASCII without escapes holds nothing that would have to be cleaned
    plain = raw.isascii() and b"\\" not in raw and b"\x7f" not in raw
    if plain and len(raw) < LONGEST_TEXT and raw.count(b"[") + raw.count(b"{") <= DEEPEST:
        return raw
    tree = read_json(raw)
    return tree if isinstance(tree, Refused) else msgspec.json.encode(tree)
