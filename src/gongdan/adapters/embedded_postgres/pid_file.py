"""`postmaster.pid` after a crash: when its number no longer means a server of this folder."""

import subprocess
from pathlib import Path

_PID_LINE, _MEMORY_LINE = 0, 6  # as src/include/utils/pidfile.h counts them, from 0 here


def drop_foreign_pid_file(data: Path) -> bool:
    """Remove the pid file if its process is a zombie or no server of this folder; tell whether.

    A file whose process is simply gone is left to PostgreSQL: it knows best whether backends
    of the dead server still hold its shared memory. For the same reason a file whose shared
    memory is in use stays.
    """
    path = data / "postmaster.pid"
    try:
        lines = path.read_text().splitlines()
        pid = int(lines[_PID_LINE])
    except (FileNotFoundError, ValueError, IndexError):
        return False
    process = _describe(pid)
    if process is None or _is_server_of(data, process) or _memory_in_use(lines):
        return False
    path.unlink(missing_ok=True)
    return True


def _describe(pid: int) -> str | None:
    """Return the command line of a process, "" for a zombie, None if there is none."""
    folder = Path("/proc") / str(pid)
    if Path("/proc/self/stat").exists():
        try:
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return None
        return "" if state in {"Z", "X"} else words
    answer = subprocess.run(
        ["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, words = answer.stdout.strip().partition(" ")
    if not state:
        return None
    return "" if state.startswith("Z") else words


def _is_server_of(data: Path, command: str) -> bool:
    return "postgres" in command and str(data) in command


def _memory_in_use(lines: list[str]) -> bool:
    """Whether any process is attached to the System V segment that the file names (Linux)."""
    try:
        segment = lines[_MEMORY_LINE].split()[1]
        rows = [row.split() for row in Path("/proc/sysvipc/shm").read_text().splitlines()]
    except (FileNotFoundError, IndexError):
        return False
    columns = rows[0]
    shmid, attached = columns.index("shmid"), columns.index("nattch")
    return any(row[shmid] == segment and int(row[attached]) > 0 for row in rows[1:])
