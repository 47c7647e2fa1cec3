"""What comes in, before any route is asked: an address and a body that can be read and kept.

Whatever a person or a program sends becomes clean text here or is refused with its place: no
route, and no database, ever sees half a character, a NUL or a pit of ten thousand brackets.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias
from urllib.parse import unquote_to_bytes

import msgspec

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import Misplaced, TextFault, Tree, clean_text, clean_tree

Headers: TypeAlias = Sequence[tuple[bytes, bytes]]

LONGEST_TEXT: Final = 20_000
"""Characters of one text in a body; a field's own form may allow less."""

LONGEST_QUERY: Final = 4_000
"""Characters of a query; what is longer belongs into a body."""

DEEPEST: Final = 64
"""Arrays and objects inside one another in a body."""

_JSON_TYPE = re.compile(
    rb"\s*application/([a-z0-9.+-]+\+)?(json|csp-report)\s*(;|$)", re.IGNORECASE
)
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


_STREAM = re.compile(r"/api/v1/uploads/[0-9a-f-]{32,36}")


def is_stream(scope: Mapping[str, Any]) -> bool:
    """Tell whether a request brings bytes of a file: its route takes them as they come.

    There they are counted, and the sender waits while they are written; nothing holds them whole.
    """
    return scope["method"] == "PATCH" and _STREAM.fullmatch(scope["path"]) is not None


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
    try:
        tree = msgspec.json.decode(raw)
    except RecursionError:
        return Refused("body_too_deep", RefusalKind.MALFORMED, {"limit": DEEPEST})
    except (msgspec.DecodeError, UnicodeDecodeError):
        # our reader takes no half characters; say so, where that may well be the reason
        code = TextFault.LONE_SURROGATE if _HALF.search(raw) else "body_not_json"
        return Refused(code, RefusalKind.MALFORMED)
    return _clean(tree)


def _clean(tree: Tree) -> bytes | Refused:
    if _is_deep(tree):
        return Refused("body_too_deep", RefusalKind.MALFORMED, {"limit": DEEPEST})
    clean = clean_tree(tree, limit=LONGEST_TEXT)
    if isinstance(clean, Misplaced):
        return Refused(clean.fault, RefusalKind.MALFORMED, {"limit": LONGEST_TEXT}, clean.pointer)
    return msgspec.json.encode(clean)


def _is_deep(tree: Any) -> bool:
    """Tell whether a tree is deeper than allowed, level by level: recursion is the danger."""
    level = [tree]
    for _ in range(DEEPEST):
        level = [
            item
            for node in level
            if isinstance(node, Mapping | list)
            for item in (node.values() if isinstance(node, Mapping) else node)
            if isinstance(item, Mapping | list)
        ]
        if not level:
            return False
    return True
