"""What is learned in the night, or when somebody asks: alarms, a challenger, triage anew.

Outcomes become weights in small steps, and only where nobody is being tried: a challenger has to
show what it can do on orders that come after it. One that shows nothing in `PATIENCE` gives way.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import numpy as np
from msgspec.structs import asdict

from gongdan.engines.matching.drifting import Watch, watched
from gongdan.engines.matching.learning import changes, learned
from gongdan.engines.matching.need import REASONS, Weights
from gongdan.kernel.database import Writer
from gongdan.kernel.jobs import Due
from gongdan.rooms.dispatch.domain.stages import Move, standing_of
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.playing import Playing
from gongdan.rooms.dispatch.handlers.relearning import PATIENCE, Cause, Relearning
from gongdan.rooms.dispatch.store.drift import (
    Alarm,
    Missed,
    Subject,
    keep_alarm,
    newest_alarms,
    outcome_errors,
    triage_errors,
)
from gongdan.rooms.dispatch.store.trials import ASKED
from gongdan.rooms.dispatch.store.weights import (
    LearnedWeights,
    Taught,
    all_weights,
    keep_moves,
    keep_weights,
    one_at_a_time,
    steps_of,
    taught_by,
)

LEAST: Final = 200
"""So many outcomes that nothing has been learned from yet are needed for new weights."""
MOST: Final = 20_000
"""Outcomes that are learned from, the newest; and errors that are listened to."""
SLIGHT: Final = 0.01
"""Weights of which none moved by more than this part are no news."""
_ALARMS: Final = 200


class Refitting:
    """Learns for a tenant; safe to repeat."""

    def __init__(self, means: Means, playing: Playing, relearning: Relearning) -> None:
        self._means = means
        self._playing = playing
        self._relearning = relearning

    async def run(self, due: Due) -> None:
        """Do what a job asks for: listen for drift, learn weights; asked by a person, all anew."""
        heard = await self.listen(due.tenant)
        await self._relearning.settle(due.tenant)
        await self._relearning.refit(due.tenant, _cause(due, heard))
        await self.challenge(due.tenant)

    async def listen(self, tenant: UUID) -> list[Alarm]:
        """Hear whether errors have grown since the model took over or the last alarm."""
        heard: list[Alarm] = []
        async with self._means.database.writing(tenant) as writer:
            await one_at_a_time(writer, tenant)
            last = {
                (each.subject, each.category): each.heard_at
                for each in reversed(await newest_alarms(writer, tenant, _ALARMS))
            }
            since = standing_of(await steps_of(writer, tenant, "triage")).since
            triage = await triage_errors(writer, tenant, since, MOST)
            outcomes = await outcome_errors(writer, tenant, None, MOST)
            heard += self._alarms("triage", triage, last)
            heard += self._alarms("outcome", outcomes, last)
            for alarm in heard:
                await keep_alarm(writer, tenant, alarm)
        return heard

    def _alarms(
        self,
        subject: Subject,
        errors: Sequence[Missed],
        last: Mapping[tuple[Subject, str], datetime],
    ) -> list[Alarm]:
        by: dict[str, list[Missed]] = defaultdict(list)
        for each in errors:
            after = last.get((subject, each.category))
            if after is None or each.at > after:
                by[each.category].append(each)
        found = []
        for category, part in sorted(by.items()):
            at = _first_alarm(part)
            if at is None:
                continue
            found.append(
                Alarm(
                    id=self._means.ids(),
                    subject=subject,
                    category=category,
                    heard_at=self._means.clock(),
                    events=at + 1,
                    before=_mean(part[: max((at + 1) // 2, 1)]),
                    now=_mean(part[max(at - 19, 0) : at + 1]),
                )
            )
        return found

    async def challenge(self, tenant: UUID) -> int:
        """Learn weights from outcomes; returns the version of a new challenger (0: none)."""
        async with self._means.database.writing(tenant) as writer:
            await one_at_a_time(writer, tenant)
            version = await self._challenge(writer, tenant)
        if version:
            self._playing.forget(tenant)
        return version

    async def _challenge(self, writer: Writer, tenant: UUID) -> int:
        standing = standing_of(await steps_of(writer, tenant, "weights"))
        now, tried = self._means.clock(), standing.challenger
        if tried is not None and now - tried.since < PATIENCE:
            return 0
        known = await all_weights(writer, tenant)
        last = known[max(known)].last_at if known else None
        fresh = await taught_by(writer, tenant, LEAST, last)
        if len(fresh) < LEAST:
            return 0
        taught = await taught_by(writer, tenant, MOST)
        before = known[standing.champion].weights if standing.champion else Weights()
        after = await asyncio.to_thread(stepped, before, taught, known)
        if _largest(before, after) <= SLIGHT:
            return 0
        kept = LearnedWeights(
            version=max(known, default=0) + 1,
            weights=after,
            sha256="",
            parent=standing.champion,
            orders=len(taught),
            first_at=taught[-1].at,
            last_at=taught[0].at,
            made_at=now,
        )
        await keep_weights(writer, tenant, kept)
        moves = [Move(tried.version, "retired")] if tried is not None else []
        await keep_moves(
            writer,
            tenant,
            "weights",
            [*moves, Move(kept.version, "shadow")],
            author=None,
            reason="",
            now=now,
        )
        return kept.version


def _cause(due: Due, heard: Sequence[Alarm]) -> Cause:
    """Return why triage may be learned anew: an alarm is answered at once."""
    if any(alarm.subject == "triage" for alarm in heard):
        return "alarm"
    return "asked" if due.key == ASKED else "doubled"


def stepped(
    before: Weights, taught: Sequence[Taught], known: Mapping[int, LearnedWeights]
) -> Weights:
    """Return weights one step on; what a reason said is its points by the weight of then."""
    rows, residuals = [], []
    for each in taught:
        by = known[each.weights].weights if each.weights in known else Weights()
        rows.append([each.points.get(name, 0.0) / getattr(by, name) for name in REASONS])
        residuals.append(each.good - each.expected)
    return learned(before, np.array(rows), np.array(residuals))


def _largest(before: Weights, after: Weights) -> float:
    was: dict[str, float] = asdict(before)
    return max(abs(moved / was[name]) for name, moved in changes(before, after).items())


def _first_alarm(errors: Sequence[Missed]) -> int | None:
    watch = Watch()
    for at, each in enumerate(errors):
        watch = watched(watch, each.error)
        if watch.alarmed:
            return at
    return None


def _mean(errors: Sequence[Missed]) -> float:
    return sum(each.error for each in errors) / len(errors)
