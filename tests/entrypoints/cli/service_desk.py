"""A small foreign history, whole and broken."""

from pathlib import Path

HEADER = "ticket,what,who,at,urgency,impact,site"
ROWS = (
    "A-1,New,17,2026-01-05 08:00,1,2,North",
    "A-2,New,21,2026-01-05 08:10,3,3,?",
    "A-1,Working,17,2026-01-05 09:00,1,2,North",
    "A-3,New,8,2026-01-05 09:30,2,2,水泵房",
    "A-1,Closed,17,2026-01-05 12:00,1,2,North",
    "A-2,Working,21,2026-01-06 08:00,2,3,South",
)
BROKEN = (
    "A-4,New,8",
    ",New,8,2026-01-05 09:30,2,2,East",
    "A-5,New,8,yesterday,2,2,East",
    "A-6,Vanished,8,2026-01-05 09:30,2,2,East",
    "A-7,New,8,2026-01-05 09:30,2,2,\udcff",
)
MAPPING = """
source = "desk"
[file]
missing = ["?", ""]
[case]
id = "ticket"
title = "Ticket {ticket} at {site}"
place = "{site}"
[act]
activity = "what"
actor = "agent {who}"
time = "at"
formats = ["%Y-%m-%d %H:%M"]
zone = "Asia/Shanghai"
[urgency]
column = "urgency"
values = { "1" = 1, "2" = 2 }
[stages]
New = "accept"
Working = "execute"
Closed = "archive"
[ends]
final = ["Closed"]
[fields]
site = "site"
"""


def write_table(folder: Path, *rows: str) -> Path:
    """Write a table of acts."""
    path = folder / "desk.csv"
    text = "\n".join((HEADER, *(rows or ROWS)))
    path.write_bytes(f"{text}\n".encode("utf-8", "surrogateescape"))
    return path


def write_mapping(folder: Path, text: str = MAPPING) -> Path:
    """Write a mapping."""
    path = folder / "desk.toml"
    path.write_text(text, encoding="utf-8")
    return path
