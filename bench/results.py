"""Figures beside their limits: printed as a table, kept as JSON in `bench/results/`."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from bench.stage import Stage
from gongdan.kernel.clock import utc_now

FOLDER = Path(__file__).parent / "results"


class Figure(Struct, frozen=True, kw_only=True):
    """One figure; `limit` (design, section 9) is the most, or the least, that it may be."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    bound: Literal["most", "least"] = "most"

    @property
    def holds(self) -> bool | None:
        """Whether the limit is kept; None where there is none."""
        if self.limit is None:
            return None
        return self.value <= self.limit if self.bound == "most" else self.value >= self.limit


async def keep(stage: Stage, name: str, command: str, figures: list[Figure]) -> None:
    """Write all figures to `results/<name>.json`."""
    async with stage.admin() as admin:
        server = str(await admin.fetchval("SHOW server_version"))
    keep_plain(name, command, figures, postgresql=server)


def keep_plain(name: str, command: str, figures: list[Figure], **versions: str) -> None:
    """Write all figures of a run that had no stage."""
    kept = {
        "command": command,
        "made_at": f"{utc_now():%Y-%m-%dT%H:%M:%SZ}",
        "commit": _commit(),
        "machine": {
            "cores": os.cpu_count(),
            "load_1min": round(os.getloadavg()[0], 2),
            "system": platform.system(),
            "processor": platform.machine(),
        },
        "versions": {
            "python": platform.python_version(),
            **versions,
            **{each: version(each) for each in ("litestar", "msgspec", "asyncpg", "uvicorn")},
        },
        "figures": [
            {**msgspec.to_builtins(figure), "value": round(figure.value, 3), "holds": figure.holds}
            for figure in figures
        ],
    }
    FOLDER.mkdir(exist_ok=True)
    text = msgspec.json.format(msgspec.json.encode(kept), indent=2)
    FOLDER.joinpath(f"{name}.json").write_bytes(text + b"\n")


def show(figures: list[Figure]) -> list[Figure]:
    """Print figures as they come, and hand them on."""
    for figure in figures:
        print(_line(figure), flush=True)
    return figures


def _line(figure: Figure) -> str:
    limit = ""
    if figure.limit is not None:
        word = "holds" if figure.holds else "MISSED"
        limit = f"  {figure.bound} {figure.limit:g}: {word}"
    return f"{figure.name:<52} {figure.value:>10.3f} {figure.unit:<10}{limit}"


def _commit() -> str:
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return told.stdout.strip()
