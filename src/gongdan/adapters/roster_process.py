"""Rosters solved in processes of their own, one at a time."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable
from pathlib import Path

import msgspec

from gongdan.engines.rostering.model import Roster
from gongdan.rooms.rosters.ports import Task

_CHILD = Path(__file__).with_name("roster_child.py")
_LOOK = 0.5
"""Seconds after which it is looked whether the search shall stop."""
_BESIDE = 180.0
"""Seconds beside the search: to start, to build the model, to reckon the gaps."""


class RosterProcess:
    """Fulfils `rosters.ports.Solver`."""

    async def solve(self, task: Task, *, stopped: Callable[[], bool]) -> Roster | None:
        """Return the roster found; None if it was stopped, took far too long, or broke."""
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-I", str(_CHILD), stdin=PIPE, stdout=PIPE, stderr=DEVNULL
        )
        answering = asyncio.ensure_future(child.communicate(msgspec.json.encode(task)))
        try:
            async with asyncio.timeout(task.seconds + _BESIDE):
                while not answering.done() and not stopped():
                    await asyncio.wait({answering}, timeout=_LOOK)
            said = answering.result()[0] if answering.done() else b""
        except TimeoutError:
            said = b""
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
            answering.cancel()
        try:
            return msgspec.json.decode(said, type=Roster)
        except msgspec.DecodeError:
            return None
