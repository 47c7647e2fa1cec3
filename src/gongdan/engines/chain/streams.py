"""One stream, checked event by event in constant memory; the first bad entry is named.

Fed in this order: `head`, then for each seq the log's `entry` before the `event`; then `close`.
A hash that does not hold may have many causes; the events that follow tell which, so the
verdict waits for them.
"""

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

import msgspec

from gongdan.engines.chain.header import ZERO, encode
from gongdan.engines.chain.merkle import leaf_hash
from gongdan.engines.chain.report import EntryRow, EventRow, Filed, Finding, HeadRow, Kind

CheckLeaf = Callable[[EventRow, int | None, bytes], bool]
"""Given an event, its position (None: not yet placed) and leaf hash: does the log agree?"""


class _Said(msgspec.Struct, frozen=True):
    """What a body says of itself."""

    type: str
    command_id: UUID | None = None


class Suspect:
    """An event whose hash does not hold, and what the events after it say about the cause."""

    def __init__(self, row: EventRow, prev: bytes) -> None:
        self.row = row
        self._prev = prev
        self._followers = 0
        self._accepted = False
        self._found_at: int | None = None
        self._belongs_later = False

    def follow(self, later: EventRow) -> None:
        """Take in an event that stands after the suspect."""
        row = self.row
        self._followers += 1
        if self._followers == 1:
            self._accepted = _linked(row.hash, later) is not None
        if self._found_at is None and _holds(self._prev, later, row.seq):
            self._found_at = later.seq
        moved = (_holds(later.hash, row, seq) for seq in (later.seq, later.seq + 1))
        self._belongs_later = self._belongs_later or any(moved)

    def verdict(self, head: HeadRow | None) -> tuple[Kind, str]:
        """Say what was done, as far as it can be told."""
        if self._followers == 0:
            self._accepted = head is not None and head.hash == self.row.hash
        if self._belongs_later or self._found_at not in {None, self.row.seq + 1}:
            return Kind.REORDERED, "stands where another event of this stream belongs"
        if self._found_at is not None:
            return Kind.INSERTED, "is no event of this stream: the next one belongs here"
        if self._accepted:
            return Kind.BODY_CHANGED, "has another body, id or time than the one that was hashed"
        return Kind.HASH_BROKEN, "has a hash that does not follow from the event before it"


class StreamCheck:
    """The check of one stream; `finding` is the first fault, or None so far."""

    def __init__(self, tenant: UUID, stream: UUID, check_leaf: CheckLeaf) -> None:
        self.tenant = tenant
        self.stream = stream
        self.finding: Finding | None = None
        self._check_leaf = check_leaf
        self._head: HeadRow | None = None
        self._seq = 0
        self._prev = ZERO
        self._at_us = -1
        self._position = -1
        self._unplaced = 0
        self._command: UUID | None = None
        self._entry: EntryRow | None = None
        self._suspect: Suspect | None = None

    def head(self, row: HeadRow) -> None:
        """Take in what the stream says of itself."""
        self._head = row

    def entry(self, row: EntryRow) -> None:
        """Take in a place in the log; its event is to follow."""
        if self._entry is None:
            self._entry = row

    def event(self, row: EventRow) -> None:
        """Take in the next event."""
        if self._suspect:
            self._suspect.follow(row)
        elif self.finding is None:
            self._check(row)
            self._seq, self._prev, self._at_us = row.seq, row.hash, row.recorded_at_us

    def close(self) -> Finding | None:
        """Return the first fault of the stream, once all of it came in."""
        if self._suspect:
            kind, text = self._suspect.verdict(self._head)
            seq = self._suspect.row.seq
            self._suspect = None
            self._fault(kind, f"event {seq} {text}", seq)
        if self.finding is None:
            self._check_end()
        return self.finding

    def _check(self, row: EventRow) -> None:
        expected = self._seq + 1
        if row.seq > expected:
            self._fault(Kind.GAP, f"event {expected} is missing", expected)
        elif row.seq < expected:
            self._fault(Kind.INSERTED, f"event {row.seq} is there twice", row.seq)
        elif (data := _linked(self._prev, row)) is None:
            self._suspect = Suspect(row, self._prev)
        elif row.recorded_at_us <= self._at_us:
            text = f"event {row.seq} claims to be no later than the one before it"
            self._fault(Kind.CLOCK_BACKWARDS, text, row.seq)
        elif row.filed and row.filed != self._filing(row.body):
            text = f"event {row.seq} is filed under another type or command than its body names"
            self._fault(Kind.MALFORMED, text, row.seq)
        else:
            self._check_place(row, leaf_hash(data))

    def _filing(self, body: bytes) -> Filed | None:
        """What the row of this body has to repeat; None for a body that says nothing."""
        try:
            said = msgspec.json.decode(body, type=_Said)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None
        is_first = said.command_id != self._command
        self._command = said.command_id
        return Filed(said.type, said.command_id if is_first else None)

    def _check_place(self, row: EventRow, leaf: bytes) -> None:
        entry, position = self._entry, None
        if entry is None:
            self._unplaced = self._unplaced or row.seq
        else:
            self._entry, position = None, entry.position
            if self._unplaced or entry.seq != row.seq or position <= self._position:
                seq = self._unplaced or row.seq
                text = f"the log keeps event {seq} out of order, or leaves it out"
                self._fault(Kind.LOG_MISMATCH, text, seq, position)
                return
            self._position = position
        if not self._check_leaf(row, position, leaf):
            text = f"event {row.seq} is not the one that the log has at its place"
            self._fault(Kind.LOG_MISMATCH, text, row.seq, position)

    def _check_end(self) -> None:
        head, entry = self._head, self._entry
        if head and head.version > self._seq:
            text = f"the stream had {head.version} events, {self._seq} are left"
            self._fault(Kind.DELETED_TAIL, text, self._seq + 1, entry.position if entry else None)
        elif entry:
            text = f"the log knows event {entry.seq}, the stream ends at {self._seq}"
            self._fault(Kind.DELETED_TAIL, text, entry.seq, entry.position)
        elif head is None:
            self._fault(Kind.HASH_BROKEN, "the head of the stream is missing", self._seq)
        elif head.version < self._seq:
            text = f"the stream had {head.version} events, there are {self._seq}"
            self._fault(Kind.INSERTED, text, head.version + 1)
        elif head.hash != self._prev:
            text = "the head of the stream has another hash than its last event"
            self._fault(Kind.HASH_BROKEN, text, self._seq)

    def _fault(self, kind: Kind, text: str, seq: int, position: int | None = None) -> None:
        if position is None and self._entry and self._entry.seq == seq:
            position = self._entry.position
        self.finding = Finding(kind, text, self.tenant, self.stream, seq, position)


def _linked(prev: bytes, row: EventRow) -> bytes | None:
    """The event's header, or None where its hash does not follow from `prev`."""
    try:
        data = encode(prev, row.header)
    except ValueError:  # a field that fits in no header
        return None
    return data if sha256(data).digest() == row.hash else None


def _holds(prev: bytes, row: EventRow, seq: int) -> bool:
    """Whether the event's hash would follow from `prev`, were it at `seq`."""
    return _linked(prev, row._replace(seq=seq)) is not None
