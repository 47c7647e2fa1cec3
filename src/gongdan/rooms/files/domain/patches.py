"""A display copy of a video that costs no second copy: the original, with some bytes other.

Neutralising a box or element never moves an offset, so a player finds everything where the
original's tables say. What is replaced stands here; it is laid over each range that is sent.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from gongdan.rooms.files.domain.chunks import Span


class Patch(Struct, frozen=True):
    """At `offset` stand the bytes `head`, then `zeros` zero bytes."""

    offset: int
    head: bytes
    zeros: int = 0

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.offset + len(self.head) + self.zeros

    def between(self, start: int, end: int) -> bytes:
        """Return what it puts from `start` to `end`, both inside it."""
        text = self.head[start - self.offset : end - self.offset]
        return text + bytes(end - start - len(text))


def laid_over(pieces: Iterable[bytes], span: Span, patches: Sequence[Patch]) -> Iterator[bytes]:
    """Return the pieces of a span with the patches laid over them."""
    at = span.start
    for piece in pieces:
        yield _patched(piece, at, patches)
        at += len(piece)


def _patched(piece: bytes, at: int, patches: Sequence[Patch]) -> bytes:
    end = at + len(piece)
    touched = [patch for patch in patches if patch.offset < end and patch.end > at]
    if not touched:
        return piece
    changed = bytearray(piece)
    for patch in touched:
        start, stop = max(at, patch.offset), min(end, patch.end)
        changed[start - at : stop - at] = patch.between(start, stop)
    return bytes(changed)
