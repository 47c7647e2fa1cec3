"""Secrets that the first start draws and keeps in files, readable by their owner alone."""

import os
import secrets
from pathlib import Path

from gongdan.adapters.home_folder import make_home
from gongdan.kernel.ids import new_id

_BYTES = 32


class SecretsError(Exception):
    """A secret file cannot be used; the message names it and what to do."""


def open_secret(folder: Path, name: str) -> bytes:
    """Return the 32 bytes of the secret `folder/name`, drawn and kept if there are none yet.

    Any number of processes may ask at once: all get the same. Raises `SecretsError` for a file
    that others can read, or that does not hold 64 hexadecimal digits.
    """
    path = folder / name
    if not path.exists():
        _draw(path)
    try:
        if path.stat().st_mode & 0o077:
            raise SecretsError(f"{path} can be read by others. Close it: chmod 600 {path}")
        secret = bytes.fromhex(path.read_text())
    except OSError as error:
        raise SecretsError(f"The secret {path} cannot be read: {error}") from error
    except ValueError as error:
        raise SecretsError(f"{path} is damaged. Put it back from your backup.") from error
    if len(secret) != _BYTES:
        raise SecretsError(f"{path} is damaged. Put it back from your backup.")
    return secret


def _draw(path: Path) -> None:
    """Write a new secret aside, then link it to its name: the first of many processes wins."""
    draft = path.with_name(f".{path.name}.{new_id().hex}")
    try:
        make_home(path.parent.parent)
        path.parent.mkdir(exist_ok=True, mode=0o700)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(_BYTES) + "\n")
            file.flush()
            os.fsync(handle)
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError as error:
        raise SecretsError(f"The secret {path} cannot be kept: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
