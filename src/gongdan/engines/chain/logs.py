"""A tenant's log, checked against its tree: each placed event, each tile, each signed root.

A leaf that equals the event's header, in tiles that hash to a signed root, with as many leaves
as placed events: then no event was changed, added or taken away since the signature. Memory:
one bit an entry, and the tiles that the reader remembers.
"""

from collections.abc import Iterator
from uuid import UUID

from gongdan.engines.chain.checkpoint import (
    BadNoteError,
    Checkpoint,
    verify_log,
)
from gongdan.engines.chain.merkle import frontier_at, root
from gongdan.engines.chain.report import EntryRow, EventRow, Finding, Kind, TenantLog
from gongdan.engines.chain.tiles import (
    WIDTH,
    MissingHashError,
    reader,
    tile_root,
    tiles,
)

MOST_UNPLACED = 10_000
MOST_UNCOVERED = 20


class LogCheck:
    """The check of one tenant's log; fed with entries and events, then closed."""

    def __init__(self, tenant: UUID, log: TenantLog) -> None:
        self.tenant = tenant
        self.signed = 0
        self._log = log
        self._read = reader(log.read_tile, keep=1024)
        self._findings: list[Finding] = []
        self._entries = 0
        self._unplaced: dict[bytes, tuple[UUID, int]] = {}
        self._checkpoints = list(self._opened(log.notes))
        self._newest = max(self._checkpoints, default=(0, Checkpoint("", 0, b"")), key=_age)
        self._covered = bytearray(-(-self._newest[1].size // 8))

    @property
    def size(self) -> int:
        """How many entries the newest checkpoint signs for."""
        return self._newest[1].size

    def entry(self, row: EntryRow) -> None:
        """Take in a place in the log."""
        self._entries += 1
        if not 0 <= row.position < self.size:
            return
        byte, bit = divmod(row.position, 8)
        if self._covered[byte] >> bit & 1:
            text = f"position {row.position} of the log is given twice"
            self._fault(Kind.LOG_MISMATCH, text, row.position, (row.stream, row.seq))
        self._covered[byte] |= 1 << bit

    def leaf(self, row: EventRow, position: int | None, leaf: bytes) -> bool:
        """Tell whether the tree holds this leaf at this position (True where it holds none yet)."""
        if position is None:
            if len(self._unplaced) < MOST_UNPLACED:
                self._unplaced[leaf] = (row.stream, row.seq)
            return True
        self.signed += position < self.size
        try:
            return self._read(0, position) == leaf
        except MissingHashError:
            return True  # where a checkpoint signs for it, the missing tile is a finding of its own

    def close(self) -> tuple[Finding, ...]:
        """Return what is wrong with the log, once all entries came in."""
        self._check_coverage()
        if self.size:
            self._check_tiles()
        elif self._entries or self._unplaced:
            self._fault(Kind.NOT_SIGNED, "no checkpoint signs for the log of this tenant")
        for epoch, checkpoint in self._checkpoints:
            self._check_root(epoch, checkpoint, "a checkpoint")
        for record in self._log.epochs:
            if record.epoch <= self._newest[0]:
                self._compare(record.trusted_size, record.trusted_root, "the record of a restore")
        self._check_witness()
        return tuple(self._findings)

    def _opened(self, notes: tuple[str, ...]) -> Iterator[tuple[int, Checkpoint]]:
        for note in notes:
            try:
                yield verify_log(note, self._log.keys, self.tenant)
            except BadNoteError as fault:
                self._fault(Kind.CHECKPOINT_SIGNATURE, str(fault))

    def _check_coverage(self) -> None:
        missing = [at for at in range(self.size) if not self._covered[at >> 3] >> (at & 7) & 1]
        for position in missing[:MOST_UNCOVERED]:
            text = f"position {position} of the log has lost its entry ({len(missing)} have)"
            self._fault(Kind.LOG_MISMATCH, text, position, self._unplaced_at(position))

    def _unplaced_at(self, position: int) -> tuple[UUID, int] | None:
        """The event without a place that the tree holds at this one."""
        try:
            return self._unplaced.get(self._read(0, position))
        except MissingHashError:
            return None

    def _check_tiles(self) -> None:
        for tile in tiles(self.size):
            hashes = self._log.read_tile(tile.level, tile.index)[: tile.width * 32]
            first = tile.index * WIDTH ** (tile.level + 1)
            name = f"tile {tile.level}/{tile.index}, from position {first},"
            if len(hashes) < tile.width * 32:
                self._fault(Kind.ROOT_MISMATCH, f"{name} is torn or missing", first)
            elif tile.width == WIDTH and not self._fits(tile.level, tile.index, hashes):
                self._fault(Kind.ROOT_MISMATCH, f"{name} does not fit the tile above it", first)

    def _fits(self, level: int, index: int, hashes: bytes) -> bool:
        try:
            return self._read(8 * (level + 1), index) == tile_root(hashes)
        except MissingHashError:
            return True  # the tile above is missing: a finding of its own

    def _check_root(self, epoch: int, checkpoint: Checkpoint, name: str) -> None:
        """Compare a signed root with the tree, as far as later epochs have kept it."""
        later = [r for r in self._log.epochs if epoch < r.epoch <= self._newest[0]]
        if checkpoint.size <= min((r.trusted_size for r in later), default=self.size):
            self._compare(checkpoint.size, checkpoint.root, name)

    def _compare(self, size: int, signed: bytes, name: str) -> None:
        try:
            found = root(frontier_at(self._read, size))
        except MissingHashError:
            found = b""
        if found != signed:
            text = f"the tree of {size} entries is not the one that {name} signs for"
            self._fault(Kind.ROOT_MISMATCH, text)

    def _check_witness(self) -> None:
        witnessed = list(self._opened(self._log.witness))
        for epoch, checkpoint in witnessed:
            known = self._known_until(epoch)
            if checkpoint.size > known:
                text = (
                    f"a witness saw {checkpoint.size} entries in epoch {epoch}, the log accounts"
                    f" for {known}: it was rolled back"
                )
                self._fault(Kind.ROLLED_BACK, text, known)
            else:
                self._check_root(epoch, checkpoint, "a witness")
        if not witnessed and (self.size or self._entries):
            text = "no witness outside the database: a roll-back of the whole can't be seen"
            self._fault(Kind.NO_WITNESS, text)

    def _known_until(self, epoch: int) -> int:
        """How many entries of an epoch are in the log, or declared lost by the next epoch."""
        newest = self._newest[0]
        if epoch == newest:
            return self.size
        record = next(
            (r for r in self._log.epochs if r.previous == epoch < r.epoch <= newest), None
        )
        return max(record.trusted_size, record.lost_until) if record else 0

    def _fault(
        self,
        kind: Kind,
        text: str,
        position: int | None = None,
        event: tuple[UUID, int] | None = None,
    ) -> None:
        stream, seq = event or (None, None)
        self._findings.append(Finding(kind, text, self.tenant, stream, seq, position))


def _age(opened: tuple[int, Checkpoint]) -> tuple[int, int]:
    return opened[0], opened[1].size
