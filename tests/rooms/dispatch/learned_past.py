"""A past that can be learned from: decisions with outcomes, orders of a trial, closed orders."""

import random
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec.structs import asdict

from gongdan.engines.matching.need import Weights
from gongdan.kernel.database import Database
from gongdan.kernel.ids import new_id
from gongdan.rooms.dispatch.contract import Weighed

CATEGORIES: Final = ("plumbing", "hvac", "electrical")


class Past:
    """Writes the past of one tenant and its people; the same one for the same seed."""

    def __init__(self, database: Database, tenant: UUID, users: list[UUID], now: datetime) -> None:
        self._database, self._tenant, self.users, self._now = database, tenant, users, now
        self._chance = random.Random(7)

    async def decisions(self, count: int, *, days: int = 100, weights: int = 0) -> None:
        """Write decisions whose outcomes hang on the record; plumbing went better of late."""
        rows = []
        for at in range(count):
            made = self._now - timedelta(days=days * (count - at) / count)
            category = CATEGORIES[at % len(CATEGORIES)]
            history, travel = self._chance.random(), self._chance.random()
            better = 0.25 if category == "plumbing" and (self._now - made).days < 30 else 0.0
            good = float(self._chance.random() < 0.4 + 0.5 * history + better - 0.1)
            kind = ("assigned", "accepted", "overridden")[at % 7 // 3]
            chosen = self.users[0 if at % 5 < 3 else at % len(self.users)]
            why = (
                ("就在隔壁楼", "客户点名", "刚修过这台设备")[at % 3] if kind == "overridden" else ""
            )
            rows.append(
                (
                    self._tenant,
                    new_id(),
                    new_id(),
                    kind,
                    category,
                    chosen,
                    why,
                    _candidates(chosen, history, travel),
                    made,
                    weights,
                    good,
                )
            )
        async with self._database.writing(self._tenant) as writer:
            await writer.executemany(
                "INSERT INTO dispatch_decision (tenant_id, order_id, id, kind, type_key, category,"
                " policy, chosen_id, propensity, why, candidates, made_at, weights, priority, good,"
                " expected, blameless, minutes) VALUES ($1, $2, $3, $4, 'five_step', $5, 1, $6, 1,"
                " $7, $8::text::jsonb, $9, $10, 3, $11, 0.7, false, 40)",
                rows,
            )

    async def trial(self, challenger: int, stage: str, count: int, *, better: float) -> None:
        """Write orders of a stage in which the challenger's people do `better`."""
        rows = []
        for _ in range(count):
            new = self._chance.random() < 0.5
            good = float(self._chance.random() < 0.6 + (better if new else 0.0))
            rows.append(
                (
                    self._tenant,
                    challenger,
                    stage,
                    new_id(),
                    self._now,
                    0.5,
                    float(not new),
                    float(new),
                    self.users[0],
                    self.users[1],
                    good,
                )
            )
        async with self._database.writing(self._tenant) as writer:
            await writer.executemany(
                "INSERT INTO dispatch_trial (tenant_id, challenger, stage, order_id, made_at,"
                " logged, champion_chance, challenger_chance, expected, champion_expected,"
                " challenger_expected, champion_first, challenger_first, priority, good, late,"
                " blameless) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0.6, 0.6, 0.6, $9, $10, 3,"
                " $11, false, false)",
                rows,
            )

    async def triaged(
        self, category: str, count: int, *, wrong: int, since: int = 0, after: bool = False
    ) -> list[UUID]:
        """Write closed orders of which triage said something else in the last `wrong`.

        They were learned twenty days ago, or `after` now; returned are their ids.
        """
        begun = self._now + timedelta(days=1) if after else self._now - timedelta(days=20)
        rows = [
            (
                self._tenant,
                new_id(),
                category if at < count - wrong else "cleaning",
                category,
                begun + timedelta(minutes=since + at),
            )
            for at in range(count)
        ]
        async with self._database.writing(self._tenant) as writer:
            await writer.executemany(
                "INSERT INTO dispatch_triage (tenant_id, order_id, label, confidence, verdict,"
                " origin, model, decided, made_at, learned_at)"
                " VALUES ($1, $2, $3, 0.8, 'route', 'words', 'triage@0', $4, $5, $5)",
                rows,
            )
        return [row[1] for row in rows]

    async def models(self) -> None:
        """Write that a first triage model speaks and a second is tried; their bodies say nothing."""
        made = self._now - timedelta(days=14)
        async with self._database.writing(self._tenant) as writer:
            await writer.executemany(
                "WITH step AS (INSERT INTO dispatch_stage (tenant_id, model, n, version, stage,"
                " since, reason) VALUES ($1, 'triage', $2, $2, $3, $4, $5)) INSERT INTO"
                " dispatch_model (tenant_id, version, body, sha256, origin, orders, first_at,"
                " last_at, made_at) VALUES ($1, $2, '', sha256(''), 'orders', 40 * $2, $4, $4, $4)",
                [
                    (self._tenant, 1, "whole", made, "first"),
                    (self._tenant, 2, "shadow", made, ""),
                ],
            )

    async def second(self, challenger: int, count: int, *, wrong: int, new_wrong: int) -> None:
        """Write decided orders: the live model erred in the first, the challenger in the last."""
        rows = [
            (
                self._tenant,
                new_id(),
                "cleaning" if at < wrong else "hvac",
                f"triage@{challenger - 1}",
                self._now,
                challenger,
                "cleaning" if at >= count - new_wrong else "hvac",
            )
            for at in range(count)
        ]
        async with self._database.writing(self._tenant) as writer:
            await writer.executemany(
                "WITH said AS (INSERT INTO dispatch_triage (tenant_id, order_id, label, confidence,"
                " verdict, origin, model, decided, made_at) VALUES ($1, $2, $3, 0.8, 'suggest',"
                " 'orders', $4, 'hvac', $5)) INSERT INTO dispatch_triage_trial (tenant_id,"
                " order_id, challenger, label, confidence, verdict, made_at)"
                " VALUES ($1, $2, $6, $7, 0.8, 'suggest', $5)",
                rows,
            )


def _candidates(chosen: UUID, history: float, travel: float) -> str:
    said = {"history": history, "travel": travel}
    points = {name: said.get(name, 0.5) * full for name, full in asdict(Weights()).items()}
    return msgspec.json.encode([Weighed(chosen, sum(points.values()), points, {})]).decode()
