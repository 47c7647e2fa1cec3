"""`gongdan plan`: plan the day of a benchmark file, and say how good the plan is."""

import time
import warnings
from pathlib import Path

import click

from gongdan.engines.routing.checking import Violation, check
from gongdan.engines.routing.dividing import solve_divided
from gongdan.engines.routing.files import SCALE, Unread, read_day
from gongdan.engines.routing.model import Day, Plan, Route, Stop, distance_of
from gongdan.entrypoints.cli.cpu_time import cpu_seconds
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell

_LARGEST = 5_000_000


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 86_400),
    default=30.0,
    show_default=True,
    help="CPU seconds to search for.",
)
@click.option("--seed", default=0, show_default=True, help="Chance, to be repeated.")
@click.option("--routes", "with_routes", is_flag=True, help="Print each route as well.")
@as_json_option
def plan(*, file: Path, seconds: float, seed: int, with_routes: bool, as_json: bool) -> None:
    """Plan FILE: Solomon or Gehring-Homberger (VRPTW), or Pillac (TRSP).

    Prints distance, vehicles, what an independent checker found wrong, and the CPU seconds used.
    """
    day = _read(file)
    begun = time.process_time()
    with warnings.catch_warnings():
        # PyVRP tells of days that hold more than can be done; the plan says what is left out
        warnings.simplefilter("ignore")
        found = solve_divided(day, lambda part: cpu_seconds(part * seconds), seed)
    spent = time.process_time() - begun
    wrong = check(day, found)
    routes = [_spoken(each) for each in found.routes] if with_routes else None
    tell(
        {
            "distance": round(distance_of(day, found) / SCALE, 3),
            "duration": round(_duration(found) / SCALE, 3),
            "vehicles": len(found.routes),
            "violations": len(wrong),
            "unplanned": [{"visit": each.visit, "why": each.why} for each in found.unplanned],
            "visits": len(day.visits),
            "cpu_s": round(spent, 3),
            **({"routes": routes} if routes is not None else {}),
            **({"wrong": [_told(each) for each in wrong[:20]]} if wrong else {}),
        },
        _sentence(day, found, wrong, routes),
        as_json=as_json,
    )


def _read(file: Path) -> Day:
    if file.stat().st_size > _LARGEST:
        raise Fault(f"{file} is larger than {_LARGEST:,} bytes: that is no day of work.")
    try:
        day = read_day(file.read_text("utf-8"))
    except UnicodeDecodeError:
        raise Fault(f"{file} is no text in UTF-8.") from None
    if isinstance(day, Unread):
        where = f" Line {day.line} can't be read." if day.line else ""
        raise Fault(
            f"{file} is neither a VRPTW file (Solomon, Gehring-Homberger) nor a TRSP file"
            f" (Pillac).{where}"
        )
    return day


def _duration(found: Plan) -> int:
    return sum(route.returns - route.leaves for route in found.routes)


def _spoken(route: Route) -> dict[str, object]:
    return {
        "technician": route.technician,
        "visits": [_named(stop) for stop in route.stops],
        "begins": [stop.begins / SCALE for stop in route.stops],
    }


def _named(stop: Stop) -> str:
    return stop.visit or (f"rest {stop.rest}" if stop.rest else f"store {stop.place}")


def _told(each: Violation) -> dict[str, str]:
    return {"what": each.what, "technician": each.technician, "visit": each.visit}


def _sentence(
    day: Day,
    found: Plan,
    wrong: tuple[Violation, ...],
    routes: list[dict[str, object]] | None,
) -> str:
    left = len(found.unplanned)
    head = (
        f"{len(day.visits) - left} of {len(day.visits)} visits by {len(found.routes)} vehicles, "
        f"distance {distance_of(day, found) / SCALE:,.2f}; {len(wrong)} violations."
    )
    lines = [
        head,
        *(f"Left out: {each.visit} ({each.why})" for each in found.unplanned),
        *(f"{each['technician']}: {each['visits']}" for each in routes or ()),
    ]
    return "\n".join(lines)
