"""Triage is learned anew, and the new model has to show on orders to come that it is better.

The first model of a tenant speaks at once: nothing was there before it but the words of the
categories. Every later one is tried in the background. It takes over by itself when orders that
people decided bear it out, and goes when they speak against it, or say nothing in `PATIENCE`.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias
from uuid import UUID

from gongdan.engines.triage.storing import store
from gongdan.engines.triage.training import CannotLearn, train
from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.ids import Ref, derived_id
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.dispatch.domain.comparing import ASKED as DEMANDS
from gongdan.rooms.dispatch.domain.comparing import Comparison, compared
from gongdan.rooms.dispatch.domain.stages import Move, Standing, Step, settled, standing_of
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.speaking import Speaking, called
from gongdan.rooms.dispatch.store.comparisons import two_answers
from gongdan.rooms.dispatch.store.learning import (
    Lesson,
    StoredModel,
    keep_model,
    lessons_after,
    newest_model,
)
from gongdan.rooms.dispatch.store.weights import keep_moves, one_at_a_time, steps_of

REFIT: Final = 40
"""So many closed orders are needed before a model is learned from orders alone."""
PATIENCE: Final = timedelta(days=60)
"""A challenger that has not shown in so long that it is better gives way to a newer one."""
Cause: TypeAlias = Literal["doubled", "asked", "alarm"]
_MOST_ORDERS: Final = 50_000
_NIGHT: Final = Actor(ActorKind.TIMER, name="dispatch.learn@1")


class Relearning:
    """Learns triage anew for a tenant, and lets challengers on or drops them; safe to repeat."""

    def __init__(self, means: Means, speaking: Speaking) -> None:
        self._means = means
        self._speaking = speaking

    async def refit(self, tenant: UUID, cause: Cause = "doubled") -> None:
        """Learn anew from all closed orders: where there are twice as many as the last time.

        Where somebody asked, or errors have grown, one order more is enough. Who is tried is left
        in peace until enough orders have been decided; an alarm says that he is out of date too.
        """
        async with self._means.database.reading(tenant) as reader:
            version, orders = await newest_model(reader, tenant)
            standing = standing_of(await steps_of(reader, tenant, "triage"))
            if cause != "alarm" and await _being_tried(reader, tenant, standing):
                return
            lessons = await lessons_after(reader, tenant, None, _MOST_ORDERS)
        due = REFIT if not version else 2 * orders if cause == "doubled" else orders + 1
        if len(lessons) < due:
            return
        texts = await self._means.orders.texts(tenant, [each.order for each in lessons])
        known = [each for each in lessons if each.order in texts]
        # off the loop: a refit of many orders takes seconds
        model = await asyncio.to_thread(
            train, [texts[each.order] for each in known], [each.label for each in known]
        )
        if not isinstance(model, CannotLearn):
            await self._keep(
                tenant, _stored(version + 1, store(model), lessons, self._means.clock())
            )

    async def _keep(self, tenant: UUID, stored: StoredModel) -> None:
        """Keep a model and let it be tried, unless another process has learned one meanwhile."""
        async with self._means.database.writing(tenant) as writer:
            await one_at_a_time(writer, tenant)
            version, _ = await newest_model(writer, tenant)
            if version >= stored.version:
                return
            standing = standing_of(await steps_of(writer, tenant, "triage"))
            await keep_model(writer, tenant, stored)
            if standing.challenger is not None:
                gone = Move(standing.challenger.version, "retired")
                await self._move(writer, tenant, gone, "newer")
            first = Move(stored.version, "whole" if not version else "shadow")
            await self._move(writer, tenant, first, "first" if not version else "")
        self._speaking.forget(tenant)

    async def settle(self, tenant: UUID) -> None:
        """Let a challenger take over, or go, by what orders say of it by now."""
        async with self._means.database.writing(tenant) as writer:
            await one_at_a_time(writer, tenant)
            standing = standing_of(await steps_of(writer, tenant, "triage"))
            tried = standing.challenger
            if tried is None:
                return
            said = await comparison_of(writer, tenant, standing, tried)
            overdue = self._means.clock() - tried.since >= PATIENCE
            decided = settled(tried, said.finding, overdue=overdue)
            if decided is None:
                return
            move, why = decided
            await self._move(writer, tenant, move, why)
            act = "dispatch.promote" if move.stage == "whole" else "dispatch.roll_back"
            await self._means.trail.record(_deed(tenant, act, move), writer)
        self._speaking.forget(tenant)

    async def _move(self, writer: Writer, tenant: UUID, move: Move, why: str) -> None:
        now = self._means.clock()
        await keep_moves(writer, tenant, "triage", [move], author=None, reason=why, now=now)


async def comparison_of(
    reader: Reader, tenant: UUID, standing: Standing, tried: Step
) -> Comparison:
    """Return what orders say of a challenger beside who speaks."""
    return compared(await two_answers(reader, tenant, tried.version, called(standing.champion)))


async def _being_tried(reader: Reader, tenant: UUID, standing: Standing) -> bool:
    """Tell whether somebody is tried of whom too few orders speak so far."""
    tried = standing.challenger
    if tried is None:
        return False
    return (await comparison_of(reader, tenant, standing, tried)).cases < DEMANDS.decisions


def _stored(version: int, body: bytes, lessons: Sequence[Lesson], now: datetime) -> StoredModel:
    return StoredModel(
        version=version,
        body=body,
        origin="orders",
        orders=len(lessons),
        first_at=lessons[0].at,
        last_at=lessons[-1].at,
        made_at=now,
    )


def _deed(tenant: UUID, act: str, move: Move) -> Deed:
    return Deed(
        tenant=tenant,
        actor=_NIGHT,
        act=act,
        object=Ref("dispatch", derived_id(f"triage/{move.version}".encode())),
        facts={"model": "triage", "version": move.version, "stage": move.stage},
    )
