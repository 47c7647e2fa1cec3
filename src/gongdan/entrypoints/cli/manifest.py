"""What lies in a backup: each file with its size and SHA-256, checked before use."""

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from gongdan.bootstrap.key_backups import SUMS, first_false_sum
from gongdan.entrypoints.cli.told import Fault

FORMAT = "gongdan-backup/1"
MANIFEST = "manifest.json"
DATABASE, KEYS, WITNESS = "database.dump", "keys.dump", "witness"


class Content(Struct, frozen=True):
    """One file."""

    bytes: int
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True):
    """A backup. `files` lie beside the manifest, `keys` in the folder that is kept apart."""

    format: str = FORMAT
    gongdan: str
    postgres: str
    made_at: str
    files: dict[str, Content]
    keys: dict[str, Content]


def contents(folder: Path) -> dict[str, Content]:
    """Return every file below a folder but the manifest."""
    return {
        str(path.relative_to(folder)): _content(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest: a folder with one is a whole backup."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    (folder / MANIFEST).write_bytes(text + b"\n")


def read_manifest(folder: Path, keys: Path) -> Manifest:
    """Read a backup's manifest and hold every file against it; raises `Fault`."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as fault:
        raise Fault(f"{folder} is no whole backup: {fault}. Nothing was changed.") from fault
    if manifest.format != FORMAT:
        raise Fault(f"{folder} has the format {manifest.format}. Nothing was changed.")
    # keys are written anew after an erasure, and their sums with them (ADR 0010)
    renewed = (keys / SUMS).is_file()
    if renewed and (false := first_false_sum(keys)):
        raise Fault(f"{false} is not the file that was backed up. Nothing was changed.")
    for place, wanted in ((folder, manifest.files), (keys, {} if renewed else manifest.keys)):
        for name, content in wanted.items():
            path = place / name
            if not path.is_file() or _content(path) != content:
                raise Fault(f"{path} is not the file that was backed up. Nothing was changed.")
    return manifest


def _content(path: Path) -> Content:
    with path.open("rb") as file:
        return Content(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
