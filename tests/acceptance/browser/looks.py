"""In which looks a journey is walked: two that share nothing in every run, all when asked for.

`GONGDAN_TEST_LOOKS=all` walks every journey in each of its looks, as before a release.
"""

import os
from typing import Final, TypeAlias

Look: TypeAlias = tuple[str, str, int]

ALL: Final = os.environ.get("GONGDAN_TEST_LOOKS") == "all"

_FOUR: Final = (
    ("zh", "light", 1440),
    ("en", "dark", 390),
    ("en", "light", 1440),
    ("zh", "dark", 390),
)
LOOKS: Final[tuple[Look, ...]] = _FOUR if ALL else _FOUR[:2]
"""Language, theme and width in pixels."""

_THEMES: Final = (("zh", "light"), ("en", "dark"), ("zh", "dark"), ("en", "light"))
THEMES: Final[tuple[tuple[str, str], ...]] = _THEMES if ALL else _THEMES[:2]
"""Language and theme, where the walk itself tries both widths or has one of its own."""
