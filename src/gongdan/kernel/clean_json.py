"""JSON from outside, made fit to be kept: not too deep, and clean in every text.

>>> read_json(b'{"a": [" x "]}')
{'a': ['x']}
>>> read_json(b"{").code
'body_not_json'
"""

import re
from decimal import Decimal
from typing import Any, Final

import msgspec

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import Misplaced, TextFault, Tree, clean_tree

LONGEST_TEXT: Final = 20_000
"""Characters of one text; a field's own form may allow less."""

DEEPEST: Final = 64
"""Arrays and objects inside one another."""

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_exact = msgspec.json.Decoder(float_hook=Decimal)
_plain = msgspec.json.Decoder()


def read_json(raw: bytes, *, exact: bool = False) -> "Tree | Refused":
    """Return a JSON value with clean texts, or why it can't be taken.

    `exact`: numbers with a fraction come as decimals.
    """
    try:
        tree: Tree = (_exact if exact else _plain).decode(raw)
    except RecursionError:
        return Refused("body_too_deep", RefusalKind.MALFORMED, {"limit": DEEPEST})
    except (msgspec.DecodeError, UnicodeDecodeError):
        # our reader takes no half characters; say so, where that may well be the reason
        code = TextFault.LONE_SURROGATE if _HALF.search(raw) else "body_not_json"
        return Refused(code, RefusalKind.MALFORMED)
    if _is_deep(tree):
        return Refused("body_too_deep", RefusalKind.MALFORMED, {"limit": DEEPEST})
    clean = clean_tree(tree, limit=LONGEST_TEXT)
    if isinstance(clean, Misplaced):
        return Refused(clean.fault, RefusalKind.MALFORMED, {"limit": LONGEST_TEXT}, clean.pointer)
    return clean


def _is_deep(tree: Any) -> bool:
    """Tell whether a tree is deeper than allowed, level by level: recursion is the danger."""
    level = [tree]
    for _ in range(DEEPEST):
        level = [
            item
            for node in level
            if isinstance(node, dict | list)
            for item in (node.values() if isinstance(node, dict) else node)
            if isinstance(item, dict | list)
        ]
        if not level:
            return False
    return True
