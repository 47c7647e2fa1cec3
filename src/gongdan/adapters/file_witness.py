"""A witness on a disk of its own: one append-only file a tenant, a JSON line a record.

It stands outside the database, so that a database put back to an old copy contradicts it. To be
worth something it must lie where the database's backups don't: another disk, another machine's
share, or a copy of the file that somebody else keeps. What it refused it never writes.
"""

import asyncio
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import msgspec

from gongdan.engines.chain.merkle import Head, is_consistent
from gongdan.kernel.log.witness import Checkpoint, EpochOpened, WitnessRefusedError

_TAIL = 8_192  # bytes; a record is far below it


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A record: the newest checkpoint from here on; `lost_until`: the first of its epoch."""

    epoch: int
    size: int
    root: str
    note: str = ""
    lost_until: int | None = None


class FileWitness:
    """A `kernel.log.witness.Witness` over a folder (made with mode 0700)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def answers(self) -> bool:
        """Tell whether checkpoints could be written down now."""
        return self._folder.is_dir() and os.access(self._folder, os.W_OK | os.X_OK)

    async def latest(self, tenant: UUID) -> Checkpoint | None:
        """Return the newest checkpoint that was accepted, None for a log it never heard of."""
        return await asyncio.to_thread(self._latest, tenant)

    async def history(self, tenant: UUID) -> tuple[Checkpoint, ...]:
        """Return all checkpoints of the newest epoch, newest first."""
        return await asyncio.to_thread(self._history, tenant)

    async def notes(self, tenant: UUID) -> tuple[str, ...]:
        """Return every signed note of every epoch, oldest first: what a verifier asks for."""
        return await asyncio.to_thread(self._notes, tenant)

    async def accept(self, checkpoint: Checkpoint, proof: tuple[bytes, ...]) -> None:
        """Remember a checkpoint on the disk, or raise `WitnessRefusedError`."""
        await asyncio.to_thread(self._accept, checkpoint, proof)

    async def open_epoch(self, opened: EpochOpened) -> None:
        """Remember that a new epoch began, or raise `WitnessRefusedError`."""
        await asyncio.to_thread(self._open_epoch, opened)

    def _latest(self, tenant: UUID) -> Checkpoint | None:
        path = self._path(tenant)
        if not path.exists():
            return None
        with path.open("rb") as file:
            line = _last_line(file)
        return _checkpoint(tenant, line) if line else None

    def _accept(self, checkpoint: Checkpoint, proof: tuple[bytes, ...]) -> None:
        with self._alone(checkpoint.tenant) as file:
            known = _last_line(file)
            if known is not None:
                _refuse_other_history(known, checkpoint, proof)
                if known.size == checkpoint.size and known.note:
                    return
            elif checkpoint.epoch != 1:
                raise WitnessRefusedError(f"epoch {checkpoint.epoch} of a log never heard of")
            _append(
                file,
                _Line(checkpoint.epoch, checkpoint.size, checkpoint.root.hex(), checkpoint.note),
            )

    def _history(self, tenant: UUID) -> tuple[Checkpoint, ...]:
        lines = self._lines(tenant)
        newest = max((line.epoch for line in lines), default=0)
        return tuple(_checkpoint(tenant, x) for x in reversed(lines) if x.epoch == newest)

    def _notes(self, tenant: UUID) -> tuple[str, ...]:
        return tuple(line.note for line in self._lines(tenant) if line.note)

    def _lines(self, tenant: UUID) -> list[_Line]:
        path = self._path(tenant)
        if not path.exists():
            return []
        with path.open("rb") as file:
            return [line for raw in file if (line := _read(raw)) is not None]

    def _open_epoch(self, opened: EpochOpened) -> None:
        with self._alone(opened.tenant) as file:
            known = _last_line(file)
            lost = (opened.previous, opened.lost_until, opened.lost_root.hex())
            if known is None or (known.epoch, known.size, known.root) != lost:
                raise WitnessRefusedError("the new epoch does not name the newest checkpoint")
            _append(
                file,
                _Line(
                    opened.epoch,
                    opened.trusted_size,
                    opened.trusted_root.hex(),
                    lost_until=opened.lost_until,
                ),
            )

    def _path(self, tenant: UUID) -> Path:
        return self._folder / f"{tenant}.jsonl"

    @contextmanager
    def _alone(self, tenant: UUID) -> Iterator[BinaryIO]:
        handle = os.open(self._path(tenant), os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
            self._keep_name()

    def _keep_name(self) -> None:
        """A new file's name has to reach the disk as well."""
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse_other_history(known: _Line, new: Checkpoint, proof: tuple[bytes, ...]) -> None:
    if new.epoch != known.epoch:
        raise WitnessRefusedError(f"the witness is in epoch {known.epoch}, not {new.epoch}")
    if new.size < known.size:
        raise WitnessRefusedError(
            f"the witness knows {known.size} entries, this checkpoint has {new.size}"
        )
    old = Head(known.size, bytes.fromhex(known.root))
    if known.size and not is_consistent(old, Head(new.size, new.root), proof):
        raise WitnessRefusedError(
            f"the first {known.size} entries are not those that the witness knows"
        )


def _checkpoint(tenant: UUID, line: _Line) -> Checkpoint:
    return Checkpoint(
        tenant=tenant,
        epoch=line.epoch,
        size=line.size,
        root=bytes.fromhex(line.root),
        note=line.note,
    )


def _last_line(file: BinaryIO) -> _Line | None:
    """Return the last whole record; a torn one (the power failed) was never acknowledged."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - _TAIL))
    whole = file.read().rpartition(b"\n")[0]
    for line in reversed(whole.split(b"\n")):
        if (found := _read(line)) is not None:
            return found
    return None


def _read(line: bytes) -> _Line | None:
    try:
        return msgspec.json.decode(line, type=_Line)
    except msgspec.DecodeError:
        return None


def _append(file: BinaryIO, line: _Line) -> None:
    end = file.seek(0, os.SEEK_END)
    torn = False
    if end:
        file.seek(end - 1)
        torn = file.read(1) != b"\n"
    file.write((b"\n" if torn else b"") + msgspec.json.encode(line) + b"\n")
    file.flush()
    os.fsync(file.fileno())
