"""The ledger of erasures on a disk outside the database: one append-only file a tenant.

It lies in the witness' folder, which should be on another disk than the data, and names nobody:
a subject's id says nothing once its key is gone. Each line carries the SHA-256 of the line
before it; a line is on the disk before anything is erased, so that a restore erases again.
"""

import asyncio
import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import msgspec

from gongdan.rooms.privacy.ports import LedgerBrokenError


class _Line(msgspec.Struct, frozen=True):
    subject: UUID
    at: datetime
    previous: str


class FileLedger:
    """`rooms.privacy.ports.ErasureLedger` over a folder (made with mode 0700)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def append(self, tenant: UUID, subject: UUID, at: datetime) -> str:
        """Write a subject down, once; returns the digest of its line."""
        return await asyncio.to_thread(self._append, tenant, subject, at)

    async def subjects(self, tenant: UUID) -> tuple[UUID, ...]:
        """Return everybody who was erased, oldest first; raises `LedgerBrokenError`."""
        return await asyncio.to_thread(self._subjects, tenant)

    def _append(self, tenant: UUID, subject: UUID, at: datetime) -> str:
        with self._alone(tenant) as file:
            raw = file.readlines()
            lines = _read(raw)
            for line, text in zip(lines, raw, strict=True):
                if line.subject == subject:
                    return _digest(text)
            line = _Line(subject, at, _digest(raw[-1]) if raw else "")
            text = msgspec.json.encode(line) + b"\n"
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        return _digest(text)

    def _subjects(self, tenant: UUID) -> tuple[UUID, ...]:
        path = self._folder / f"{tenant}.jsonl"
        if not path.exists():
            return ()
        return tuple(line.subject for line in _read(path.read_bytes().splitlines(keepends=True)))

    @contextmanager
    def _alone(self, tenant: UUID) -> Iterator[BinaryIO]:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"{tenant}.jsonl"
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)  # a new file's name has to reach the disk as well
        finally:
            os.close(folder)


def _read(raw: list[bytes]) -> list[_Line]:
    lines: list[_Line] = []
    before = ""
    for number, text in enumerate(raw, start=1):
        try:
            line = msgspec.json.decode(text, type=_Line)
        except msgspec.MsgspecError as fault:
            raise LedgerBrokenError(f"line {number} can't be read") from fault
        if line.previous != before:
            raise LedgerBrokenError(f"line {number} does not follow the one before it")
        lines.append(line)
        before = _digest(text)
    return lines


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()
