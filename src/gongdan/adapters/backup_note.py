"""The note that a backup leaves in the house, so that a page can say when the last one was made."""

import os
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

_NAME = "last-backup.json"


class BackupNote(Struct, frozen=True, kw_only=True):
    """The last backup: when, how many bytes with its keys, and the name of its folder."""

    made_at: datetime
    bytes: int
    folder: str


def leave_note(home: Path, note: BackupNote) -> None:
    """Write the note over the one before."""
    draft = home / f".{_NAME}.new"
    draft.write_bytes(msgspec.json.encode(note) + b"\n")
    os.replace(draft, home / _NAME)  # noqa: PTH105 - atomic, as the one before must stay readable


def read_note(home: Path) -> BackupNote | None:
    """Return the note; None where no backup was made, or the note can't be read."""
    try:
        return msgspec.json.decode((home / _NAME).read_bytes(), type=BackupNote)
    except (OSError, msgspec.MsgspecError):
        return None
