"""Master keys in one file outside the database, readable by its owner alone.

One line a version: `<version> <32 bytes in base64>`. The key-encryption key of a tenant is
HKDF-SHA256 (RFC 5869) of a master; data keys are wrapped by it with AES-256-GCM. A new
version wraps from then on; an old one opens until it is retired (after `rewrap_keys`), and
then copies of the database from before open nothing with the file of today.
Whoever loses this file loses every personal value: it is backed up apart from the database.
"""

import base64
import os
import stat
import tempfile
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gongdan.rooms.privacy.contract import KeyUnavailableError, WrappedKey

_KEY_BYTES = 32
_NONCE_BYTES = 12
_KEKS_HELD = 1_000


class FileKeys:
    """`rooms.privacy.ports.KeyEncryption` over a key file (or none: keys of one process)."""

    def __init__(self, masters: dict[int, bytes], path: Path | None = None) -> None:
        self._masters = masters
        self._path = path
        self._keks: dict[tuple[UUID, int], AESGCM] = {}
        self._seen = _mark(path)

    @classmethod
    def open(cls, path: Path) -> "FileKeys":
        """Read the key file, or make it with a first key; raises `KeyUnavailableError`."""
        if not path.exists():
            _write_new(path, {1: os.urandom(_KEY_BYTES)})
        return cls(_read(path), path)

    @classmethod
    def in_memory(cls) -> "FileKeys":
        """Return keys that end with the process: for tests."""
        return cls({1: os.urandom(_KEY_BYTES)})

    async def current_version(self) -> int:
        """Return the newest master's version."""
        self._reread()
        return max(self._masters)

    async def wrap(self, tenant: UUID, key: bytes, *, context: bytes) -> WrappedKey:
        """Encrypt a data key: nonce, ciphertext and tag together."""
        self._reread()
        version = max(self._masters)
        nonce = os.urandom(_NONCE_BYTES)
        return WrappedKey(version, nonce + self._kek(tenant, version).encrypt(nonce, key, context))

    async def unwrap(self, tenant: UUID, wrapped: WrappedKey, *, context: bytes) -> bytes:
        """Decrypt a data key; raises `KeyUnavailableError`, naming what to look for."""
        nonce, ciphertext = wrapped.wrapped[:_NONCE_BYTES], wrapped.wrapped[_NONCE_BYTES:]
        try:
            return self._kek(tenant, wrapped.kek_version).decrypt(nonce, ciphertext, context)
        except (InvalidTag, ValueError) as fault:
            raise KeyUnavailableError(
                f"master key {wrapped.kek_version} in {self._named()} is not the one that wrapped"
                " this key; put back the key file that belongs to this database"
            ) from fault

    def add_version(self) -> int:
        """Make a new master, which wraps from now on; returns its version."""
        self._reread()
        version = max(self._masters) + 1
        self._become({**self._masters, version: os.urandom(_KEY_BYTES)})
        return version

    def versions(self) -> tuple[int, ...]:
        """Return the versions of the masters that are left, oldest first."""
        self._reread()
        return tuple(sorted(self._masters))

    def retire(self, version: int) -> None:
        """Forget an old master for ever; what it wrapped and nobody rewrapped is lost."""
        self._reread()
        if version == max(self._masters):
            raise ValueError("the newest master is in use; add a version first")
        self._become({v: key for v, key in self._masters.items() if v != version})

    def _become(self, masters: dict[int, bytes]) -> None:
        if self._path is not None:
            _replace(self._path, masters)
        self._seen = _mark(self._path)
        self._masters = masters
        self._keks.clear()

    def _reread(self) -> None:
        """Follow another process that rotated: its old master must wrap nothing more."""
        mark = _mark(self._path)
        if self._path is not None and mark != self._seen:
            self._masters, self._seen = _read(self._path), mark
            # what was derived from a master that is gone opens nothing here either
            self._keks.clear()

    def _kek(self, tenant: UUID, version: int) -> AESGCM:
        held = self._keks.get((tenant, version))
        if held is None:
            if len(self._keks) >= _KEKS_HELD:
                self._keks.clear()
            held = self._keks[tenant, version] = AESGCM(self._derived(tenant, version))
        return held

    def _derived(self, tenant: UUID, version: int) -> bytes:
        if version not in self._masters:
            self._reread()
        master = self._masters.get(version)
        if master is None:
            raise KeyUnavailableError(f"master key {version} is not in {self._named()}")
        info = b"gongdan key encryption key" + version.to_bytes(4, "big")
        return HKDF(SHA256(), _KEY_BYTES, salt=tenant.bytes, info=info).derive(master)

    def _named(self) -> str:
        return str(self._path) if self._path is not None else "this process"


def _mark(path: Path | None) -> tuple[int, int]:
    """What changes when the file is replaced."""
    if path is None:
        return (0, 0)
    status = path.stat()
    return (status.st_ino, status.st_mtime_ns)


def _read(path: Path) -> dict[int, bytes]:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        message = f"{path} can be read by others (mode {mode:o}); run: chmod 600 {path}"
        raise KeyUnavailableError(message)
    try:
        lines = [line.split() for line in path.read_text("ascii").splitlines() if line.strip()]
        masters = {int(version): base64.b64decode(key, validate=True) for version, key in lines}
    except ValueError as fault:
        raise KeyUnavailableError(f"{path} is no key file; put back its backup") from fault
    if not masters or any(len(key) != _KEY_BYTES for key in masters.values()):
        raise KeyUnavailableError(f"{path} holds no whole key; put back its backup")
    return masters


def _written(path: Path, masters: dict[int, bytes]) -> Path:
    """Write the keys to a new file beside `path`, safely on the disk; returns it."""
    lines = [f"{v} {base64.b64encode(key).decode()}\n" for v, key in sorted(masters.items())]
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _write_new(path: Path, masters: dict[int, bytes]) -> None:
    beside = _written(path, masters)
    try:
        os.link(beside, path)  # whoever comes first wins; the other reads the winner's keys
    except FileExistsError:
        pass
    finally:
        beside.unlink()
    _sync_folder(path.parent)


def _replace(path: Path, masters: dict[int, bytes]) -> None:
    _written(path, masters).replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
