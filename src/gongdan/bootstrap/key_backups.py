"""Where copies of the keys lie: known from the day they were made, and kept as new as the keys.

A backup of the database holds ciphertext; the keys lie apart. After a rotation the copies of
the keys that can be reached are written anew, so that no key of an erased person opens in them;
those that can't be reached are named, to be destroyed by hand.
"""

import asyncio
import hashlib
from pathlib import Path

import asyncpg
import msgspec

from gongdan.adapters.embedded_postgres.find_binaries import Binaries, find_binaries
from gongdan.adapters.postgres.dumps import dump_keys
from gongdan.settings import Settings

KEYS, MASTER_KEY = "keys.dump", "master.key"
SUMS = "SHA256SUMS"
"""Lies beside copies of keys: they are written anew, and the backup's manifest is not."""

_LIST = "key-backups.json"


def known_key_backups(settings: Settings) -> tuple[Path, ...]:
    """Return the folders into which keys were backed up."""
    path = settings.secrets_folder / _LIST
    if not path.exists():
        return ()
    return tuple(Path(each) for each in msgspec.json.decode(path.read_bytes(), type=list[str]))


def remember_key_backup(settings: Settings, folder: Path) -> None:
    """Remember a folder into which keys were backed up."""
    known = dict.fromkeys([*map(str, known_key_backups(settings)), str(folder.absolute())])
    _write(settings.secrets_folder / _LIST, msgspec.json.encode(list(known)))


def refresh_key_backups(settings: Settings, admin: str) -> tuple[Path, ...]:
    """Write the keys of today into every backup of them; returns those out of reach."""
    lost: list[Path] = []
    for folder in known_key_backups(settings):
        if (folder / KEYS).is_file():
            _refresh(settings, admin, folder)
        else:
            lost.append(folder)
    return tuple(lost)


def _refresh(settings: Settings, admin: str, folder: Path) -> None:
    beside = folder / f".{KEYS}.new"
    beside.unlink(missing_ok=True)
    dump_keys(_programs(settings, admin), admin, beside)
    beside.replace(folder / KEYS)
    _write(folder / MASTER_KEY, settings.master_key_file.read_bytes())
    write_sums(folder)


def write_sums(folder: Path) -> None:
    """Write down the SHA-256 of every copy (as `sha256sum --check` reads it)."""
    files = sorted(each for each in folder.iterdir() if each.name != SUMS and each.is_file())
    lines = [f"{_digest(each)}  {each.name}\n" for each in files]
    _write(folder / SUMS, "".join(lines).encode())


def first_false_sum(folder: Path) -> Path | None:
    """Return a copy that is not what was written down, or None where all are."""
    for line in (folder / SUMS).read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if not (folder / name).is_file() or _digest(folder / name) != digest:
            return folder / name
    return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _programs(settings: Settings, admin: str) -> Binaries:
    """Return PostgreSQL's programs of the server's own major version."""

    async def major() -> int:
        connection = await asyncpg.connect(admin, timeout=10)
        try:
            found: int = connection.get_server_version().major
            return found
        finally:
            await connection.close()

    return find_binaries(named=settings.database.binaries, data_major=asyncio.run(major()))


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.chmod(0o600)
    beside.replace(path)
