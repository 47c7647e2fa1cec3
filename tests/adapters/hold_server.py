"""Run by tests as a process of its own: start the server, say so, hold it until the input ends.

Arguments: home folder, password, folder of binaries or "", user to drop to or "". Prints one
line `<started_here> <url>` when the server is ready, or the fault.
"""

import sys
from pathlib import Path

from gongdan.adapters.embedded_postgres.errors import LauncherError
from gongdan.adapters.embedded_postgres.launch import start


def main() -> None:
    home, password, named, user = sys.argv[1:5]
    try:
        server = start(
            Path(home), password, named=Path(named) if named else None, user=user or None
        )
    except LauncherError as error:
        sys.exit(f"refused: {error}")
    sys.stdout.write(f"{server.started_here} {server.url}\n")
    sys.stdout.flush()
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main()
