"""A toy house in a temporary folder, with all contracts of the real one, to sin in."""

import shutil
import subprocess
import sys
from pathlib import Path

YARD = Path(__file__).parents[2]

SOUND = {
    "entrypoints/http.py": "from gongdan import bootstrap",
    "bootstrap.py": "from gongdan import settings\nfrom gongdan.adapters import mail",
    "settings.py": "",
    "adapters/mail.py": "from gongdan.rooms.people import contract, ports",
    "kernel/messages.py": "",
    "kernel/database.py": "import asyncpg",
    "engines/flow.py": "import msgspec",
    "engines/chain.py": "import hashlib",
    "rooms/identity/contract.py": "from gongdan.kernel import messages",
    "rooms/people/contract.py": "",
    "rooms/people/ports.py": "from gongdan.rooms.people import contract",
    "rooms/people/domain/state.py": "from gongdan.rooms.people import contract",
    "rooms/people/store.py": "from gongdan.kernel import database",
    "rooms/people/handlers.py": (
        "from gongdan.rooms.identity import contract\nfrom gongdan.rooms.people import store"
    ),
    "rooms/people/api.py": "from gongdan.rooms.people import handlers",
    "rooms/assets/contract.py": "",
    "rooms/workorders/contract.py": "",
    "rooms/workorders/domain/decide.py": (
        "from gongdan.engines import flow\nfrom gongdan.rooms.people.contract import *"
    ),
}


def build(folder: Path) -> Path:
    """Write the sound toy house under the folder; return its package."""
    package = folder / "gongdan"
    for name, text in SOUND.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    for directory in [package, *(p for p in package.rglob("*") if p.is_dir())]:
        (directory / "__init__.py").touch()
    shutil.copy(YARD / ".importlinter", folder)
    return package


def lint(folder: Path) -> tuple[int, str]:
    """Run import-linter over the toy house; return its exit code and what it said."""
    run = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"],
        cwd=folder,
        env={"PYTHONPATH": str(YARD), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout + run.stderr
