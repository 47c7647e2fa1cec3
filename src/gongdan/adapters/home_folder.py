"""The home folder: everything that an installation keeps lies below it."""

import os
from pathlib import Path


def make_home(home: Path) -> None:
    """Make the home folder if there is none; one that exists keeps its rights.

    An ordinary user's home is closed to others. Root's can be passed through, because the
    embedded PostgreSQL runs as another user below it; what is secret in it is closed by itself.
    """
    if home.is_dir():
        return
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755 if os.geteuid() == 0 else 0o700)
