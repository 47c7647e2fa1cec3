"""A ground as bars: orders, routes with their stops, and what all of it comes to."""

from collections.abc import Iterator
from uuid import UUID

from gongdan.engines.routing.model import Route, Technician
from gongdan.rooms.planning.contract import Work, Worker
from gongdan.rooms.planning.domain.days import due_of
from gongdan.rooms.planning.domain.loading import load_of
from gongdan.rooms.planning.domain.timeline import Ground, lateness, legs
from gongdan.rooms.planning.ports import Label
from gongdan.rooms.planning.views import OrderOnBoard, PartOnBoard, RouteOnBoard, StopOnBoard, Sums


def order_on_board(
    ground: Ground, work: Work, label: Label | None, *, change: str, done: frozenset[UUID]
) -> OrderOnBoard:
    """Return an order as a bar shows it; without a label its reader may not see it."""
    midnight = ground.facts.midnight
    opens, closes = (
        (int(at.timestamp()) - midnight for at in work.agreed) if work.agreed else (None, None)
    )
    return OrderOnBoard(
        id=work.order,
        number=work.number if label else "",
        title=label.title if label else "",
        place=label.place if label else "",
        priority=work.priority,
        minutes=work.minutes,
        lasting=work.lasting,
        cases=work.cases,
        category=work.category,
        skills=[f"{skill} {level}" for skill, level in work.skills.items()],
        tools=list(work.tools),
        parts=[PartOnBoard(each.code, each.amount) for each in work.parts],
        opens=opens,
        closes=closes,
        due=due_of(work, ground.facts),
        latitude=work.latitude if label else None,
        longitude=work.longitude if label else None,
        holder=work.assignee,
        started=work.started,
        done=work.ended or work.order in done,
        locked=work.order in ground.holds.locked,
        change=change,
    )


def routes_on_board(ground: Ground, lost: frozenset[UUID]) -> list[RouteOnBoard]:
    """Return everybody's day, those who are away last."""
    routes = {each.technician: each for each in ground.plan.routes}
    people = {each.id: each for each in ground.day.technicians}
    found = [
        _route(
            ground,
            who,
            people.get(str(who.user)),
            routes.get(str(who.user)),
            lost=who.user in lost,
        )
        for who in ground.facts.workers.values()
    ]
    return sorted(found, key=lambda each: bool(each.away))


def sums_of(ground: Ground) -> Sums:
    """Return what a plan comes to."""
    meaning = ground.meaning
    unknown = [ground.facts.works[order].latitude is None for order in meaning.who]
    return Sums(
        planned=len(meaning.who),
        people=len(set(meaning.who.values())),
        travel=meaning.travel,
        metres=meaning.metres,
        overtime=sum(meaning.overtime.values()),
        late=len(meaning.late),
        missed=len(meaning.missed),
        assumed=sum(unknown),
    )


def _route(
    ground: Ground,
    worker: Worker,
    who: Technician | None,
    route: Route | None,
    *,
    lost: bool,
) -> RouteOnBoard:
    ways = list(legs(ground.day, who, route)) if who and route else []
    orders = [UUID(stop.visit) for stop in route.stops if stop.visit] if route else []
    load = load_of(ground.facts.works[order] for order in orders)
    return RouteOnBoard(
        user=worker.user,
        person=worker.person,
        name=worker.name,
        starts=worker.starts,
        stops=worker.stops,
        assumed=worker.assumed,
        away=worker.away or ("" if who else "over"),
        skills=[f"{skill} {level}" for skill, level in worker.skills.items()],
        leaves=route.leaves if route else worker.starts,
        returns=route.returns if route else worker.starts,
        home=ways[-1][0] if ways else 0,
        overtime=ground.meaning.overtime.get(worker.user, 0),
        lost=lost,
        parts=[PartOnBoard(each.code, each.amount) for each in load.parts],
        tools=list(load.tools),
        visits=list(_stops(ground, who, route, ways)) if who and route else [],
    )


def _stops(
    ground: Ground, who: Technician, route: Route, ways: list[tuple[int, int]]
) -> Iterator[StopOnBoard]:
    works = ground.facts.works
    for number, (stop, (travel, metres)) in enumerate(zip(route.stops, ways, strict=False)):
        order = UUID(stop.visit) if stop.visit else None
        yield StopOnBoard(
            order=order,
            arrives=stop.arrives,
            begins=stop.begins,
            ends=stop.begins + (works[order].minutes * 60 if order else stop.rest),
            travel=travel,
            metres=metres,
            late=lateness(ground.facts, order, stop.begins) if order else 0,
            missed=ground.meaning.missed.get(order, 0) if order else 0,
            begun=number < len(who.begun),
        )
