"""Every room has the same shape, and no file is called utils.

What is not needed is left out; no other name is added: who knows one room knows all.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tools.lints.house import Finding, House

RULE = "room_shape"
ROOMS = ("src", "gongdan", "rooms")
FILES = frozenset(
    "README.md __init__.py contract.py ports.py store.py projections.py views.py handlers.py"
    " reactions.py jobs.py api.py".split()
)
FOLDERS = frozenset(
    {
        "contract",
        "domain",
        "texts",
        "store",
        "projections",
        "views",
        "handlers",
        "api",
        "definitions",
    }
)
REQUIRED = ("README.md", "contract")
NAMELESS = frozenset(
    {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"}
)


def check(house: House) -> Iterator[Finding]:
    """Find rooms of another shape, rooms without their first page, and names that say nothing."""
    rooms: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for path in house.files:
        if path.parts[:3] == ROOMS and len(path.parts) > 4:
            rooms[path.parts[3]].add(path.parts[4:])
        if path.parts[0] in {"src", "tools"} and path.stem in NAMELESS:
            yield Finding(RULE, path, 1, f"`{path.stem}` says nothing: name it by its topic")
    for room, entries in sorted(rooms.items()):
        yield from _room(Path(*ROOMS, room), entries)


def _room(room: Path, entries: set[tuple[str, ...]]) -> Iterator[Finding]:
    names = {entry[0].removesuffix(".py") for entry in entries}
    for first, *rest in sorted(entries):
        if first not in (FOLDERS if rest else FILES):
            yield Finding(RULE, room.joinpath(first, *rest), 1, "no room has a file of this name")
    for missing in (name for name in REQUIRED if name not in names):
        yield Finding(RULE, room / missing, 1, f"every room has its {missing}")
