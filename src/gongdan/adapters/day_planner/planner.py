"""The planner of days: starts the child, hands the problem in, takes the plan out."""

import asyncio
import sys
from typing import Final

import msgspec

from gongdan.engines.routing.model import Plan
from gongdan.rooms.planning.ports import Problem

AT_ONCE: Final = 1
"""Children at a time: a search takes a whole core, and the rest waits in turn."""
MORE: Final = 25.0
"""Seconds for starting, and for what is done beside the search."""


class DayPlanner:
    """`rooms.planning.ports.Planner` over short-lived processes."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def plan(self, problem: Problem) -> Plan | None:
        """Return the plan, None where the search broke off or took too long."""
        async with self._turns:
            child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-I",
                "-m",
                "gongdan.adapters.day_planner.child",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={},
            )
            try:
                async with asyncio.timeout(problem.seconds + MORE):
                    out, _ = await child.communicate(msgspec.json.encode(problem))
            except TimeoutError:
                return None
            finally:
                if child.returncode is None:
                    child.kill()
                    await child.wait()
        if child.returncode:
            return None
        return msgspec.json.decode(out, type=Plan)
