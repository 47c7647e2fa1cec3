"""What the log asks of the outside: somebody who signs, and somebody who remembers.

A chain and a signature show that history was not changed in place. That the whole database was
put back to an old copy is seen only by a witness *outside* it, who knows a later checkpoint.
"""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from msgspec import Struct


class Checkpoint(Struct, frozen=True, kw_only=True):
    """A signed size and root of a tenant's log; `note` is the signed note (C2SP tlog-checkpoint).

    `epoch` counts the log's lives: it goes up after a restore that lost events.
    """

    tenant: UUID
    epoch: int
    size: int
    root: bytes
    note: str


class EpochOpened(Struct, frozen=True, kw_only=True):
    """The beginning of a new epoch, and what was lost with the one before.

    The log of `epoch` begins with the first `trusted_size` entries of `previous` (root
    `trusted_root`): the newest checkpoint that the database still agrees with. The witness knows
    `previous` up to `lost_until` (root `lost_root`); the database came back with `database_size`.
    """

    tenant: UUID
    epoch: int
    previous: int
    trusted_size: int
    trusted_root: bytes
    database_size: int
    lost_until: int
    lost_root: bytes


class Notary(Protocol):
    """Signs checkpoints with a key that lies outside the database."""

    def sign(self, tenant: UUID, epoch: int, size: int, root: bytes) -> str:
        """Return the signed note; the same input always gives the same note."""
        ...


class WitnessRefusedError(RuntimeError):
    """The witness knows a history that this checkpoint does not continue; the message says how."""


class WitnessAwayError(RuntimeError):
    """The witness can't be asked just now; what it has to hear is told later."""


class Witness(Protocol):
    """Remembers checkpoints outside the database; may raise `OSError` while it is away."""

    async def latest(self, tenant: UUID) -> Checkpoint | None:
        """Return the newest checkpoint that was accepted, None for a log it never heard of."""
        ...

    async def history(self, tenant: UUID) -> Sequence[Checkpoint]:
        """Return all checkpoints of the newest epoch, newest first."""
        ...

    async def accept(self, checkpoint: Checkpoint, proof: tuple[bytes, ...]) -> None:
        """Remember a checkpoint; `proof` leads to it from the latest one (RFC 9162, 2.1.4).

        Raises `WitnessRefusedError` for one that is smaller, or does not continue the latest.
        """
        ...

    async def open_epoch(self, opened: EpochOpened) -> None:
        """Remember that a new epoch began with the trusted entries of the one before.

        Raises `WitnessRefusedError` where that is not what it knows of the one before.
        """
        ...
