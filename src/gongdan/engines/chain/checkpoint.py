r"""Checkpoints: a tree's size and root, signed (C2SP tlog-checkpoint over signed-note, Ed25519).

    gongdan/0192f0c1-.../1          origin: the tenant, and the epoch of its log
    141712                          size
    CsUYapGGPo4dkMgIAUqom/...       root, base64

    — gongdan/0192f0c1-.../1 Az3grlgt...      base64(key id (4) | signature (64))

The signature covers the three lines with their newlines. The key's name is the origin, its id
SHA-256(name | 0x0A | 0x01 | public key)[:4]. Further signatures (witnesses) are left alone.
An epoch ends when a restore loses entries: the tree goes on from its last trusted size under
an origin of its own, and an `EpochOpened` in the log says what was lost.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gongdan.engines.chain.merkle import Head

ED25519 = b"\x01"
LONGEST_NOTE = 64 * 1024
_DASH = "— "


class BadNoteError(ValueError):
    """A note that is no checkpoint, or that no trusted key has signed; the text says which."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tree by its log (`origin`), size and root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def head(self) -> Head:
        """Size and root, as the Merkle functions take them."""
        return Head(self.size, self.root)


@dataclass(frozen=True, slots=True)
class EpochOpened:
    """Why a log goes on under a new origin: a restore brought back less than a witness had seen.

    The tree of `epoch` begins with the first `trusted_size` leaves of the one before, whose root
    is `trusted_root`; the entries from `trusted_size` up to (not with) `lost_until` are lost.
    """

    epoch: int
    previous: int
    trusted_size: int
    trusted_root: bytes
    lost_until: int


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key (32 bytes) and what signs for it: the key itself may stay in a safe place."""

    public: bytes
    sign: Callable[[bytes], bytes]


def signing_key(seed: bytes) -> SigningKey:
    """Return the Ed25519 key of a 32-byte seed."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return SigningKey(private.public_key().public_bytes_raw(), private.sign)


def fingerprint(public: bytes) -> str:
    """Return what people compare to know a key: SHA-256 of its 32 bytes, in hex."""
    return sha256(public).hexdigest()


def origin_of(tenant: UUID, epoch: int) -> str:
    """Return the name of a tenant's log in an epoch (counted from 1)."""
    return f"gongdan/{tenant}/{epoch}"


def read_origin(origin: str) -> tuple[UUID, int]:
    """Return the tenant and epoch that an origin names; raises `BadNoteError` for any other."""
    try:
        house, tenant, epoch = origin.split("/")
        named = UUID(tenant), int(epoch)
    except ValueError as fault:
        raise BadNoteError(f"the origin names no log of this kind: {origin}") from fault
    if house != "gongdan" or named[1] < 1 or origin_of(*named) != origin:
        raise BadNoteError(f"the origin names no log of this kind: {origin}")
    return named


def key_id(name: str, public: bytes) -> bytes:
    """Return the 4 bytes by which a signature line names its key."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def verifier_key(name: str, public: bytes) -> str:
    """Return the key as other tools take it: `name+id+base64(type | public key)`."""
    return f"{name}+{key_id(name, public).hex()}+{b64encode(ED25519 + public).decode()}"


def sign(checkpoint: Checkpoint, key: SigningKey) -> str:
    """Return the signed note of a checkpoint."""
    text = f"{checkpoint.origin}\n{checkpoint.size}\n{b64encode(checkpoint.root).decode()}\n"
    line = b64encode(key_id(checkpoint.origin, key.public) + key.sign(text.encode())).decode()
    return f"{text}\n{_DASH}{checkpoint.origin} {line}\n"


def parse(note: str) -> Checkpoint:
    """Read a checkpoint without asking who signed it; raises `BadNoteError`."""
    return _read(_open(note)[0])


def verify(note: str, public_keys: Iterable[bytes]) -> Checkpoint:
    """Read a checkpoint that one of these keys has signed; raises `BadNoteError`.

    A signature that names one of the keys and does not hold refuses the whole note.
    """
    text, lines = _open(note)
    checkpoint = _read(text)
    ids = {key_id(checkpoint.origin, public): public for public in public_keys}
    signed = False
    for name, data in lines:
        public = ids.get(data[:4]) if name == checkpoint.origin else None
        if public is not None:
            _check(public, data[4:], text)
            signed = True
    if not signed:
        raise BadNoteError("no trusted key has signed the checkpoint")
    return checkpoint


def verify_log(note: str, public_keys: Iterable[bytes], tenant: UUID) -> tuple[int, Checkpoint]:
    """Read a signed checkpoint of this tenant's log, and its epoch; raises `BadNoteError`."""
    checkpoint = verify(note, public_keys)
    named, epoch = read_origin(checkpoint.origin)
    if named != tenant:
        raise BadNoteError("the checkpoint is of another tenant's log")
    return epoch, checkpoint


def _check(public: bytes, signature: bytes, text: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode())
    except (InvalidSignature, ValueError) as fault:
        raise BadNoteError("the checkpoint's signature does not hold") from fault


def _open(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    text, blank, signatures = note.rpartition("\n\n")
    if len(note) > LONGEST_NOTE or not blank or not signatures.endswith("\n"):
        raise BadNoteError("not a signed note")
    if any(mark < " " and mark != "\n" for mark in note):
        raise BadNoteError("a signed note holds no control characters")
    return text + "\n", [_signature(line) for line in signatures[:-1].split("\n")]


def _signature(line: str) -> tuple[str, bytes]:
    name, space, data = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not name or not space:
        raise BadNoteError("a signature line is torn")
    return name, _base64(data)


def _read(text: str) -> Checkpoint:
    match text[:-1].split("\n"):
        case [origin, size, encoded, *extensions] if origin and all(extensions):
            root = _base64(encoded)
            if _is_size(size) and len(root) == 32:
                return Checkpoint(origin, int(size), root)
        case _:
            pass
    raise BadNoteError("not a checkpoint: origin, size and root are expected")


def _is_size(text: str) -> bool:
    plain = text.isascii() and text.isdecimal() and len(text) <= 19
    return plain and str(int(text)) == text


def _base64(text: str) -> bytes:
    try:
        data = b64decode(text, validate=True)
    except ValueError as fault:
        raise BadNoteError("not base64") from fault
    if b64encode(data).decode() != text:
        raise BadNoteError("not base64 in its one canonical form")
    return data
