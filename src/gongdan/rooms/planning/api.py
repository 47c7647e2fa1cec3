"""`/day-plans`: a day as a board; planned, changed by people, published, planned anew."""

from datetime import date
from uuid import UUID

from litestar import Controller, Response, delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, Words, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.planning.contract import DayPlan, LockStop, MoveStop, PlanDay
from gongdan.rooms.planning.domain.moving import Effects, Option
from gongdan.rooms.planning.domain.timeline import Ground
from gongdan.rooms.planning.handlers.desk import PlanningDesk
from gongdan.rooms.planning.handlers.visiting import Coming
from gongdan.rooms.planning.views import BoardShown, EffectsShown, OptionShown, PlanShown


class SeenPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """The version of the draft that was seen."""

    version: int


class MoveSeen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A move, over the version of the draft that was seen; `confirmed` as in `MoveStop`."""

    version: int
    order: UUID
    to: UUID | None
    at: int = 0
    confirmed: bool = False


class LockSeen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lock, over the version of the draft that was seen."""

    version: int
    order: UUID
    locked: bool


class AskOptions(Struct, frozen=True, forbid_unknown_fields=True):
    """Which order is to go somewhere."""

    order: UUID


class Options(Struct, frozen=True):
    """Where an order could go: for everybody, the best first."""

    items: list[OptionShown]


class ComingShown(Struct, frozen=True):
    """When somebody is to come, as the published plan says (null: none does)."""

    visit: Coming | None


class VisitController(Controller):
    """What a plan says to whoever waits."""

    path = "/orders/{order:uuid}"
    tags = ("planning",)

    @get("/visit", opt=needs(Action.ORDER_READ), summary="Say when somebody is to come")
    async def visit(
        self, principal: Given[Principal], planning: Given[PlanningDesk], order: FromPath[UUID]
    ) -> ComingShown:
        """Return the hour that the published plan of a day gives; an appointment goes before it."""
        found = await planning.visiting.of(principal, order)
        return ComingShown(None if found is None else granted(found))


class DayPlanController(Controller):
    """Day plans; who may assign orders may plan."""

    path = "/day-plans"
    tags = ("planning",)

    @get(
        "/board", opt=needs(Action.DISPATCH_READ), summary="Show a day: what holds, what is planned"
    )
    async def board(
        self,
        principal: Given[Principal],
        planning: Given[PlanningDesk],
        day: FromQuery[date | None] = None,
        unit: FromQuery[UUID | None] = None,
    ) -> BoardShown:
        return granted(await planning.showing.board(principal, day, unit))

    @post("/", opt=needs(Action.ORDER_ASSIGN), status_code=202, summary="Plan a day")
    async def plan_day(
        self, principal: Given[Principal], planning: Given[PlanningDesk], data: JSONBody[PlanDay]
    ) -> Response[PlanShown]:
        """Have the worker plan a day; a draft that is there gives way to the new one."""
        begun = granted(await planning.asking.plan(principal, data))
        return Response(await planning.showing.plan(principal, begun), status_code=202)

    @post(
        "/{plan:uuid}/replan",
        opt=needs(Action.ORDER_ASSIGN),
        status_code=202,
        summary="Plan anew, touching as little as can be",
    )
    async def replan(
        self, principal: Given[Principal], planning: Given[PlanningDesk], plan: FromPath[UUID]
    ) -> Response[PlanShown]:
        """Take up who is away, and what orders have become; everything else stays."""
        begun = granted(await planning.asking.again(principal, plan))
        return Response(await planning.showing.plan(principal, begun), status_code=202)

    @post(
        "/{plan:uuid}/options",
        opt=needs(Action.ORDER_ASSIGN),
        status_code=200,
        summary="Say where an order could go, and what it would mean",
    )
    async def options(
        self,
        principal: Given[Principal],
        planning: Given[PlanningDesk],
        plan: FromPath[UUID],
        data: JSONBody[AskOptions],
        words: Given[Words],
        spoken_in: Given[str],
    ) -> Options:
        told = granted(await planning.drafting.options(principal, plan, data.order))
        ground, found = told
        shown = [_option(ground, each, words, spoken_in) for each in found]
        return Options(sorted(shown, key=_rank))

    @post(
        "/{plan:uuid}/preview",
        opt=needs(Action.ORDER_ASSIGN),
        status_code=200,
        summary="Say what a move would mean",
    )
    async def preview(
        self,
        principal: Given[Principal],
        planning: Given[PlanningDesk],
        plan: FromPath[UUID],
        data: JSONBody[MoveStop],
    ) -> EffectsShown:
        return _effects(granted(await planning.drafting.preview(principal, plan, data)))

    @post(
        "/{plan:uuid}/moves",
        opt=needs(Action.ORDER_ASSIGN),
        status_code=200,
        summary="Move a stop in the draft",
    )
    async def move(
        self,
        principal: Given[Principal],
        planning: Given[PlanningDesk],
        plan: FromPath[UUID],
        data: JSONBody[MoveSeen],
    ) -> PlanShown:
        move = MoveStop(order=data.order, to=data.to, at=data.at, confirmed=data.confirmed)
        done = await planning.drafting.move(principal, plan, data.version, move)
        return await _shown(planning, principal, granted(done))

    @post(
        "/{plan:uuid}/locks",
        opt=needs(Action.ORDER_ASSIGN),
        status_code=200,
        summary="Lock a stop where it is, or let it go",
    )
    async def lock(
        self,
        principal: Given[Principal],
        planning: Given[PlanningDesk],
        plan: FromPath[UUID],
        data: JSONBody[LockSeen],
    ) -> PlanShown:
        lock = LockStop(order=data.order, locked=data.locked)
        done = await planning.drafting.lock(principal, plan, data.version, lock)
        return await _shown(planning, principal, granted(done))

    @post(
        "/{plan:uuid}/undo",
        opt=needs(Action.ORDER_ASSIGN),
        status_code=200,
        summary="Take the last change of the draft back",
    )
    async def undo(
        self,
        principal: Given[Principal],
        planning: Given[PlanningDesk],
        plan: FromPath[UUID],
        data: JSONBody[SeenPlan],
    ) -> PlanShown:
        done = await planning.drafting.undo(principal.tenant, plan, data.version)
        return await _shown(planning, principal, granted(done))

    @post(
        "/{plan:uuid}/redo",
        opt=needs(Action.ORDER_ASSIGN),
        status_code=200,
        summary="Do again what was taken back",
    )
    async def redo(
        self,
        principal: Given[Principal],
        planning: Given[PlanningDesk],
        plan: FromPath[UUID],
        data: JSONBody[SeenPlan],
    ) -> PlanShown:
        done = await planning.drafting.redo(principal.tenant, plan, data.version)
        return await _shown(planning, principal, granted(done))

    @post(
        "/{plan:uuid}/publish",
        opt=needs(Action.ORDER_ASSIGN),
        status_code=200,
        summary="Publish the draft: its orders go to people",
    )
    async def publish(
        self,
        principal: Given[Principal],
        planning: Given[PlanningDesk],
        plan: FromPath[UUID],
        data: JSONBody[SeenPlan],
    ) -> PlanShown:
        """Give each order to whom the draft says; the reasons go into its event."""
        done = await planning.publishing.publish(principal, plan, data.version)
        return await _shown(planning, principal, granted(done))

    @delete("/{plan:uuid}", opt=needs(Action.ORDER_ASSIGN), summary="Throw a draft away")
    async def discard(
        self, principal: Given[Principal], planning: Given[PlanningDesk], plan: FromPath[UUID]
    ) -> None:
        done = await planning.drafting.discard(principal.tenant, plan)
        if done is not None:
            granted(done)


async def _shown(planning: PlanningDesk, principal: Principal, plan: DayPlan) -> PlanShown:
    return await planning.showing.plan(principal, plan)


def _effects(effects: Effects) -> EffectsShown:
    return EffectsShown(
        travel=effects.travel,
        metres=effects.metres,
        begins=effects.begins,
        overtime=effects.overtime,
        late=effects.late,
        missed=effects.missed,
        shifted=list(effects.shifted),
        over_capacity=effects.over_capacity,
    )


def _option(ground: Ground, option: Option, words: Words, spoken_in: str) -> OptionShown:
    why = (
        words.said(option.why, accepted=spoken_in, preferred=spoken_in) if option.why else ("", "")
    )
    return OptionShown(
        user=option.user,
        name=ground.facts.workers[option.user].name,
        at=option.at,
        effects=_effects(option.effects) if option.effects else None,
        code=option.why.code if option.why else "",
        why=why[0],
    )


def _rank(option: OptionShown) -> tuple[bool, bool, int]:
    effects = option.effects
    if effects is None:
        return (True, True, 0)
    return (False, bool(effects.overtime or effects.late or effects.missed), effects.travel)
