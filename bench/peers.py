"""Other people's engines, in an environment of their own that is gone after the run.

They are tools of the bench only: none is in our lock files, none is imported by us.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
PEERS = ("SpiffWorkflow==3.2.0", "zen-engine==2.1.3")


class Peers:
    """An interpreter that has the peers; `missing` says why it has not."""

    def __init__(self, python: Path, missing: str) -> None:
        self._python = python
        self.missing = missing

    def run(self, script: str, wanted: object) -> dict[str, object] | None:
        """Return the figures that a peer's script prints; nothing where it can't be run."""
        if self.missing:
            return None
        told = subprocess.run(
            [self._python, HERE / script],
            input=json.dumps(wanted),
            capture_output=True,
            text=True,
            check=False,
        )
        if told.returncode:
            print(f"{script} did not run: {told.stderr.strip().splitlines()[-1]}")
            return None
        found: dict[str, object] = json.loads(told.stdout)
        return found


@contextmanager
def peers() -> Iterator[Peers]:
    """Make an environment with the peers, for one run."""
    with tempfile.TemporaryDirectory(prefix="bench-peers-") as folder:
        environment = Path(folder)
        python = environment / "bin" / "python"
        missing = _failed([sys.executable, "-m", "venv", environment]) or _failed(
            [python, "-m", "pip", "install", "--quiet", *PEERS]
        )
        yield Peers(python, missing)


def _failed(command: list[str | Path]) -> str:
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode == 0:
        return ""
    lines = (told.stderr or told.stdout).strip().splitlines()
    return lines[-1] if lines else f"ended with {told.returncode}"
