"""Solves one period: read from stdin as JSON, the roster written to stdout as JSON.

It runs in a process of its own with a low priority, so that neither the search nor the building
of the model holds anybody up.
"""

import os
import sys

import msgspec

from gongdan.engines.rostering.solving import Effort, solve
from gongdan.rooms.rosters.ports import Task

LOW_PRIORITY = 10


def main() -> None:
    """Read, solve, write."""
    os.nice(LOW_PRIORITY)
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    found = solve(task.period, Effort(seconds=float(task.seconds)))
    sys.stdout.buffer.write(msgspec.json.encode(found))


if __name__ == "__main__":
    main()
