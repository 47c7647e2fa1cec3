"""A new data folder: checksums, SCRAM, and a locale that is the same on every machine."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess

from gongdan.adapters.embedded_postgres.account import Account
from gongdan.adapters.embedded_postgres.errors import LauncherError
from gongdan.adapters.embedded_postgres.find_binaries import Binaries

ADMIN = "postgres"
_OWN_SETTINGS = "gongdan.conf"
_INCLUDE = f"""
# written by Gongdan at each start; settings of your own go below this line and win
include_if_exists = '{_OWN_SETTINGS}'
"""
_BUILTIN_LOCALE_SINCE = 17


def data_major(data: Path) -> int | None:
    """Return the major version that made the data folder, None when there is no cluster in it."""
    try:
        return int((data / "PG_VERSION").read_text().split(".", maxsplit=1)[0])
    except FileNotFoundError:
        return None


def create_cluster(
    binaries: Binaries, account: Account, data: Path, password: str, *, database: str
) -> None:
    """Make a data folder with one database in it; the folder's parent belongs to the account."""
    with _password_file(account, data.with_name("password"), password) as file:
        command = [
            binaries.program("initdb"),
            f"--pgdata={data}",
            f"--username={ADMIN}",
            f"--pwfile={file}",
            "--auth=scram-sha-256",
            "--data-checksums",
            "--encoding=UTF8",
            "--no-instructions",
            *_locale_options(binaries.major),
        ]
        _require_success(account.run(command, timeout=120), data)
    single = [binaries.program("postgres"), "--single", "-D", str(data), "postgres"]
    _require_success(account.run(single, timeout=60, feed=f"CREATE DATABASE {database};\n"), data)
    with (data / "postgresql.conf").open("a") as config:
        config.write(_INCLUDE)


@contextmanager
def _password_file(account: Account, path: Path, password: str) -> Iterator[Path]:
    """Lend a file that only the account can read: a command line would show the password."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, password.encode())
        if account.drops:
            os.fchown(handle, account.uid, account.gid)
        yield path
    finally:
        os.close(handle)
        path.unlink(missing_ok=True)


def _require_success(answer: "CompletedProcess[str]", data: Path) -> None:
    if answer.returncode != 0:
        raise LauncherError(f"The data folder {data} could not be made: {answer.stderr.strip()}")


def write_settings(data: Path, sockets: Path, port: int, extra: Mapping[str, str]) -> None:
    """Write the settings that Gongdan decides; `extra` is added last and wins."""
    settings = {
        "listen_addresses": "",
        "port": str(port),
        "unix_socket_directories": str(sockets),
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "max_connections": "100",
        "shared_buffers": "128MB",
        "max_wal_size": "2GB",
        # what was erased must not live on in segments that wait to be used again
        "wal_recycle": "off",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # one file for each day of the week: logs never fill the disk
        "logging_collector": "on",
        "log_filename": "postgresql-%a.log",
        "log_truncate_on_rotation": "on",
        "log_rotation_size": "0",
        "log_line_prefix": "%m [%p] %q%u@%d %a ",
        **extra,
    }
    lines = [
        f"{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in settings.items()
    ]
    path = data / _OWN_SETTINGS
    text = "\n".join(lines) + "\n"
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
    path.chmod(0o644)  # the folder itself is closed; the server only reads this file


def _locale_options(major: int) -> list[str]:
    if major >= _BUILTIN_LOCALE_SINCE:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C" if sys.platform == "darwin" else "--locale=C.UTF-8"]
