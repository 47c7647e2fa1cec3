"""People change a draft: each change is tried first, kept as a step, and can be taken back."""

from collections.abc import Callable
from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.planning.contract import Body, DayPlan, LockStop, MoveStop
from gongdan.rooms.planning.domain.moving import Effects, Option, moved, options
from gongdan.rooms.planning.domain.refusals import Refusal, refused
from gongdan.rooms.planning.domain.steps import locked, redone, undone, with_step
from gongdan.rooms.planning.domain.timeline import Ground, ground_of
from gongdan.rooms.planning.handlers.means import Means
from gongdan.rooms.planning.store import keep


class Drafting:
    """Changes drafts; `version` is that of the draft which somebody saw."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def ground(self, tenant: UUID, plan: DayPlan) -> Ground:
        """Return the ground of a plan with people as they are now."""
        return ground_of(await self._means.facts(tenant, plan, plan.body), plan.body.holds)

    async def draft(self, tenant: UUID, plan: UUID, version: int = 0) -> DayPlan | Refused:
        """Return a draft, as it was seen where a version is named."""
        found = await self._means.plan(tenant, plan)
        if isinstance(found, Refused):
            return found
        if found.state == "planning":
            return refused(Refusal.BEING_MADE)
        if found.state != "draft":
            return refused(Refusal.NOT_A_DRAFT)
        return changed() if version and version != found.version else found

    async def preview(self, principal: Principal, plan: UUID, move: MoveStop) -> Effects | Refused:
        """Return what a move would mean; nothing is changed."""
        found = await self._with(principal, plan, move.order)
        if isinstance(found, Refused):
            return found
        tried = moved(await self.ground(principal.tenant, found), move)
        return tried if isinstance(tried, Refused) else tried.effects

    async def options(
        self, principal: Principal, plan: UUID, order: UUID
    ) -> tuple[Ground, list[Option]] | Refused:
        """Return where an order could go, for everybody."""
        found = await self._with(principal, plan, order)
        if isinstance(found, Refused):
            return found
        ground = await self.ground(principal.tenant, found)
        told = options(ground, order)
        return told if isinstance(told, Refused) else (ground, told)

    async def move(
        self, principal: Principal, plan: UUID, version: int, move: MoveStop
    ) -> DayPlan | Refused:
        """Move a stop; where appointments will not be kept for it, somebody says so."""
        found = await self._with(principal, plan, move.order, version)
        if isinstance(found, Refused):
            return found
        ground = await self.ground(principal.tenant, found)
        tried = moved(ground, move)
        if isinstance(tried, Refused):
            return tried
        if tried.effects.missed and not move.confirmed:
            numbers = [ground.facts.works[order].number for order in tried.effects.missed]
            return refused(Refusal.APPOINTMENT, orders=numbers)
        return await self._keep(principal.tenant, found, with_step(found.body, tried.arrangement))

    async def lock(
        self, principal: Principal, plan: UUID, version: int, lock: LockStop
    ) -> DayPlan | Refused:
        """Lock a stop, or let it go."""
        found = await self._with(principal, plan, lock.order, version)
        if isinstance(found, Refused):
            return found
        numbers = {each.order: each.number for each in found.body.works}
        holds = locked(found.body.holds, lock.order, numbers[lock.order], lock)
        if isinstance(holds, Refused):
            return holds
        return await self._keep(principal.tenant, found, with_step(found.body, holds))

    async def undo(self, tenant: UUID, plan: UUID, version: int) -> DayPlan | Refused:
        """Take the last step back."""
        return await self._step(tenant, plan, version, undone)

    async def redo(self, tenant: UUID, plan: UUID, version: int) -> DayPlan | Refused:
        """Do again what was taken back."""
        return await self._step(tenant, plan, version, redone)

    async def discard(self, tenant: UUID, plan: UUID) -> Refused | None:
        """Throw a draft away, or what could not be made; what is published still holds."""
        found = await self._means.plan(tenant, plan)
        if isinstance(found, Refused):
            return found
        if found.state not in {"draft", "failed"}:
            return refused(Refusal.NOT_A_DRAFT)
        async with self._means.database.writing(tenant) as writer:
            done = await keep(writer, tenant, found, body=found.body, state="superseded")
        return None if done else changed()

    async def _with(
        self, principal: Principal, plan: UUID, order: UUID, version: int = 0
    ) -> DayPlan | Refused:
        """Return a draft that has an order which the reader may see."""
        found = await self.draft(principal.tenant, plan, version)
        if isinstance(found, Refused):
            return found
        known = any(each.order == order for each in found.body.works)
        if known and await self._means.orders.labels(principal, [order]):
            return found
        return refused(Refusal.ORDER_UNKNOWN)

    async def _step(
        self,
        tenant: UUID,
        plan: UUID,
        version: int,
        step: Callable[[Body], Body | Refused],
    ) -> DayPlan | Refused:
        found = await self.draft(tenant, plan, version)
        if isinstance(found, Refused):
            return found
        body = step(found.body)
        return body if isinstance(body, Refused) else await self._keep(tenant, found, body)

    async def _keep(self, tenant: UUID, plan: DayPlan, body: Body) -> DayPlan | Refused:
        async with self._means.database.writing(tenant) as writer:
            done = await keep(writer, tenant, plan, body=body, state="draft")
        return replace(plan, body=body, version=plan.version + 1) if done else changed()


def changed() -> Refused:
    """Say that somebody was faster."""
    return Refused(Refusal.CHANGED, RefusalKind.STALE)
