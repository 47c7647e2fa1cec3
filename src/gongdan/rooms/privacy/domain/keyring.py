"""Unwrapped keys, for a short while and not too many.

A page opens the same few persons' values again and again; unwrapping each time would ask a
key service thousands of times a second. Nothing stays longer than `lifetime`, and erasing a
person drops their keys here at once.
"""

from collections import OrderedDict
from collections.abc import Callable
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.privacy.domain.cipher import SubjectCipher


class _Held(Struct, frozen=True):
    ciphers: dict[int, SubjectCipher]
    until: float


class Keyring:
    """Ciphers by tenant and subject; the least recently used goes first.

    `tick` counts seconds and never goes back. A reader who began to fetch before a
    destruction must not put the key back after it: `generation` tells.
    """

    def __init__(self, tick: Callable[[], float], *, size: int, lifetime: float) -> None:
        self._tick = tick
        self._size = size
        self._lifetime = lifetime
        self._held: OrderedDict[tuple[UUID, UUID], _Held] = OrderedDict()
        self.generation = 0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, tenant: UUID, subject: UUID) -> dict[int, SubjectCipher] | None:
        """Return a subject's ciphers by key version, or None where they must be fetched."""
        held = self._held.get((tenant, subject))
        if held is None:
            return None
        if held.until <= self._tick():
            del self._held[tenant, subject]
            return None
        self._held.move_to_end((tenant, subject))
        return held.ciphers

    def put(
        self, tenant: UUID, subject: UUID, ciphers: dict[int, SubjectCipher], *, generation: int
    ) -> None:
        """Keep a subject's ciphers, unless something was destroyed since `generation`."""
        if generation != self.generation or not ciphers:
            return
        self._held[tenant, subject] = _Held(ciphers, self._tick() + self._lifetime)
        self._held.move_to_end((tenant, subject))
        if len(self._held) > self._size:
            self._held.popitem(last=False)

    def forget(self, tenant: UUID, subject: UUID) -> None:
        """Drop a subject's ciphers, and whatever is being fetched at this moment."""
        self.generation += 1
        self._held.pop((tenant, subject), None)

    def clear(self) -> None:
        """Drop everything, and whatever is being fetched at this moment."""
        self.generation += 1
        self._held.clear()
