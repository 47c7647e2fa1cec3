"""Signs checkpoints with an Ed25519 key drawn from a secret file; one key for the installation."""

from uuid import UUID

from gongdan.engines.chain.checkpoint import (
    Checkpoint,
    SigningKey,
    fingerprint,
    origin_of,
    sign,
    signing_key,
)


class FileNotary:
    """Fulfils `kernel.log.witness.Notary`; `seed` is the 32 bytes of the secret."""

    def __init__(self, seed: bytes) -> None:
        self._key: SigningKey = signing_key(seed)

    @property
    def public_key(self) -> bytes:
        """The 32 bytes by which anybody can check a signature."""
        return self._key.public

    @property
    def fingerprint(self) -> str:
        """What people compare to know the key."""
        return fingerprint(self._key.public)

    def sign(self, tenant: UUID, epoch: int, size: int, root: bytes) -> str:
        """Return the signed note of a tree."""
        return sign(Checkpoint(origin_of(tenant, epoch), size, root), self._key)
