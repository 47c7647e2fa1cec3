"""SQL stands in the room that owns the table: in its store, views or projections.

A room may read the kernel's tables, on which all stand (the event, the log), and write none.
Besides rooms, the kernel (its own tables) and the adapters (roles, migrations, health) speak
SQL. A table belongs to the room in its migration's name, `NNNN_<room>_<what>.sql`, or to the
one that a line `-- owner: <room>` above its CREATE TABLE names (`tenant` is identity's).
"""

from collections.abc import Iterator

from tools.lints.house import Finding, House
from tools.lints.sql import Statement, Table, statements, tables_of

RULE = "sql_in_owner"
ROOM_PLACES = frozenset({"store", "views", "projections"})


def check(house: House) -> Iterator[Finding]:
    """Find SQL outside its places, and statements on other rooms' tables."""
    known = tables_of(house)
    for source in house.under("src", "gongdan"):
        for statement in statements(source):
            for message in _objections(statement, known):
                yield Finding(RULE, source.path, statement.line, message, statement.end)


def _objections(statement: Statement, known: dict[str, Table]) -> Iterator[str]:
    match statement.source.parts:
        case ("kernel" | "adapters", *_):
            return
        case ("rooms", room, place, *_) if place.removesuffix(".py") in ROOM_PLACES:
            for name in sorted(set(statement.tables) & known.keys()):
                allowed = {room} if name in statement.written else {room, "kernel"}
                if known[name].owner not in allowed:
                    yield f"the table {name} belongs to {known[name].owner}: ask through its door"
        case _:
            yield "SQL belongs into store, views or projections of the room that owns the table"
