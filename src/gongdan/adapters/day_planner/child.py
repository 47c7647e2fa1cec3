"""The process that plans a day: a problem as JSON in, its plan as JSON out.

It searches for as long as the problem says and ends; nothing of it is kept.
"""

import os
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress

import msgspec
from msgspec.structs import replace

from gongdan.engines.routing.dividing import solve_divided
from gongdan.engines.routing.geography import travel_between
from gongdan.engines.routing.inserting import insert_left
from gongdan.engines.routing.model import FAR, Day, Plan
from gongdan.engines.routing.replanning import replan
from gongdan.rooms.planning.ports import Problem

NICER = 5


def planned(problem: Problem) -> Plan:
    """Return the plan; what finds no room in time or in a share is late or uneven, not left out.

    Only what is firm is in time or nowhere.
    """
    day = Day(
        visits=problem.visits,
        technicians=problem.technicians,
        travel=travel_between(problem.points),
    )
    if problem.before is not None:
        plan = replan(day, problem.before, _share(problem.seconds)(1.0))
    else:
        plan = solve_divided(day, _share(problem.seconds))
    firm = set(problem.firm)
    late = replace(
        day,
        visits=tuple(
            replace(visit, closes=visit.closes if visit.id in firm else FAR, parts=())
            for visit in day.visits
        ),
    )
    return insert_left(late, plan)


def _share(seconds: float) -> Callable[[float], Callable[[], bool]]:
    def ends(part: float) -> Callable[[], bool]:
        until = time.monotonic() + seconds * part
        return lambda: time.monotonic() >= until

    return ends


def main() -> None:
    """Plan what comes in, and give way to everybody else."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.nice(NICER)
    warnings.simplefilter("ignore")  # PyVRP tells of days that hold more than can be done
    problem = msgspec.json.decode(sys.stdin.buffer.read(), type=Problem)
    sys.stdout.buffer.write(msgspec.json.encode(planned(problem)))


if __name__ == "__main__":
    main()
