"""The tables of models: each one, how far it got, and what it said of orders."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.engines.plugged.manifest import Manifest
from gongdan.engines.plugged.report import Report
from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.paging import Cursor
from gongdan.rooms.models.contract import ModelState, PluggedModel

MOST_COMPARED: Final = 5_000
"""So many of the newest orders are compared."""
_COLUMNS = (
    "id, manifest, file_id, file_name, size, digest, state, report, faults, faults_in_row,"
    " last_fault, made_by, made_at"
)
_manifest = msgspec.json.Decoder(Manifest)
_report = msgspec.json.Decoder(Report)


class Step(Struct, frozen=True):
    """A state that a model reached, when, by whom (None: by itself) and why."""

    state: ModelState
    at: datetime
    author: UUID | None
    reason: str


class SaidOf(Struct, frozen=True, kw_only=True):
    """What a model said of an order, or the code of its fault."""

    order: UUID
    label: str = ""
    confidence: float = 0.0
    verdict: str = ""
    fault: str = ""
    ms: float = 0.0


def place_of(model: PluggedModel) -> Cursor:
    """Return where a model stands in the list."""
    return Cursor(model.title, model.id)


async def add(writer: Writer, tenant: UUID, model: PluggedModel) -> bool:
    """Keep a new model; False where its name and version are taken."""
    status = await writer.execute(
        "INSERT INTO plugged_model (tenant_id, id, name, version, name_key, task, manifest,"
        " file_id, file_name, size, digest, state, made_by, made_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $9, $10, $11, $12, $13, $14)"
        " ON CONFLICT (tenant_id, name, version) DO NOTHING",
        tenant,
        model.id,
        model.manifest.name,
        model.manifest.version,
        model.title,
        model.manifest.task,
        msgspec.json.encode(model.manifest).decode(),
        model.file,
        model.file_name,
        model.size,
        model.digest,
        model.state,
        model.made_by,
        model.made_at,
    )
    return status.endswith(" 1")


async def count(reader: Reader, tenant: UUID) -> int:
    """Return how many models a tenant has; deleted ones are no more."""
    return int(
        await reader.fetchval(
            "SELECT count(*) FROM plugged_model WHERE tenant_id = $1 AND state <> 'deleted'", tenant
        )
    )


async def load(
    reader: Reader, tenant: UUID, model: UUID, *, keep: bool = False
) -> PluggedModel | None:
    """Return one model; `keep` it as it is until the transaction ends."""
    row = await reader.fetchrow(
        f"SELECT {_COLUMNS} FROM plugged_model WHERE tenant_id = $1 AND id = $2"
        f"{' FOR UPDATE' if keep else ''}",
        tenant,
        model,
    )
    return _model(row) if row else None


async def page(
    reader: Reader, tenant: UUID, after: Cursor, limit: int, *, deleted: bool
) -> Sequence[PluggedModel]:
    """Return a page of models by name and version, and one more if there is one."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM plugged_model WHERE tenant_id = $1 AND (name_key, id) > ($2, $3)"
        f" AND (state = 'deleted') = $4 ORDER BY name_key, id LIMIT {limit + 1:d}",
        tenant,
        after.key,
        after.id,
        deleted,
    )
    return [_model(row) for row in rows]


async def asked(reader: Reader, tenant: UUID) -> Sequence[PluggedModel]:
    """Return the models that orders are shown to: on trial, or live."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM plugged_model"
        " WHERE tenant_id = $1 AND state IN ('pilot', 'live') ORDER BY name_key, id",
        tenant,
    )
    return [_model(row) for row in rows]


async def keep_state(
    writer: Writer,
    tenant: UUID,
    model: UUID,
    step: Step,
    *,
    report: Report | None = None,
) -> None:
    """Let a model reach a state; faults in a row begin anew."""
    await writer.execute(
        "UPDATE plugged_model SET state = $3, faults_in_row = 0,"
        " report = coalesce($4::text::jsonb, report) WHERE tenant_id = $1 AND id = $2",
        tenant,
        model,
        step.state,
        msgspec.json.encode(report).decode() if report else None,
    )
    await writer.execute(
        "INSERT INTO plugged_model_step (tenant_id, model_id, n, state, at, author_id, reason)"
        " SELECT $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6 FROM plugged_model_step"
        " WHERE tenant_id = $1 AND model_id = $2",
        tenant,
        model,
        step.state,
        step.at,
        step.author,
        step.reason,
    )


async def others_live(reader: Reader, tenant: UUID, model: PluggedModel) -> Sequence[PluggedModel]:
    """Return who else is live for a model's task."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM plugged_model"
        " WHERE tenant_id = $1 AND task = $2 AND state = 'live' AND id <> $3 FOR UPDATE",
        tenant,
        model.manifest.task,
        model.id,
    )
    return [_model(row) for row in rows]


async def steps(reader: Reader, tenant: UUID, model: UUID) -> Sequence[Step]:
    """Return how far a model got, the newest step first."""
    rows: Any = await reader.fetch(
        "SELECT state, at, author_id, reason FROM plugged_model_step"
        " WHERE tenant_id = $1 AND model_id = $2 ORDER BY n DESC LIMIT 50",
        tenant,
        model,
    )
    return [
        Step(ModelState(row["state"]), row["at"], row["author_id"], row["reason"]) for row in rows
    ]


async def queue(writer: Writer, tenant: UUID, job: UUID, model: UUID) -> None:
    """Let a worker check a model."""
    await writer.execute("SELECT set_model_job_v1($1, $2, $3)", tenant, job, model)


async def note_fault(writer: Writer, tenant: UUID, model: UUID, fault: str) -> PluggedModel | None:
    """Count a fault, and return the model as it is then."""
    row = await writer.fetchrow(
        "UPDATE plugged_model SET faults = faults + 1, faults_in_row = faults_in_row + 1,"
        f" last_fault = $3 WHERE tenant_id = $1 AND id = $2 RETURNING {_COLUMNS}",
        tenant,
        model,
        fault,
    )
    return _model(row) if row else None


async def note_well(writer: Writer, tenant: UUID, model: UUID) -> None:
    """Note that a model answered: faults in a row begin anew."""
    await writer.execute(
        "UPDATE plugged_model SET faults_in_row = 0"
        " WHERE tenant_id = $1 AND id = $2 AND faults_in_row > 0",
        tenant,
        model,
    )


async def keep_said(
    writer: Writer, tenant: UUID, model: UUID, said: SaidOf, *, now: datetime
) -> None:
    """Keep what a model said of an order, the first time."""
    await writer.execute(
        "INSERT INTO plugged_said (tenant_id, model_id, order_id, label, confidence, verdict,"
        " fault, ms, said_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        tenant,
        model,
        said.order,
        said.label,
        said.confidence,
        said.verdict,
        said.fault,
        said.ms,
        now,
    )


async def has_said(reader: Reader, tenant: UUID, model: UUID, order: UUID) -> bool:
    """Tell whether a model has spoken of an order."""
    return bool(
        await reader.fetchval(
            "SELECT EXISTS (SELECT 1 FROM plugged_said"
            " WHERE tenant_id = $1 AND model_id = $2 AND order_id = $3)",
            tenant,
            model,
            order,
        )
    )


async def said_by(reader: Reader, tenant: UUID, model: UUID) -> Sequence[SaidOf]:
    """Return what a model said of the newest orders."""
    rows: Any = await reader.fetch(
        'SELECT order_id AS "order", label, confidence, verdict, fault, ms FROM plugged_said'
        " WHERE tenant_id = $1 AND model_id = $2 ORDER BY said_at DESC, order_id"
        f" LIMIT {MOST_COMPARED:d}",
        tenant,
        model,
    )
    return [SaidOf(**row) for row in rows]


def _model(row: Any) -> PluggedModel:
    return PluggedModel(
        id=row["id"],
        manifest=_manifest.decode(row["manifest"]),
        file=row["file_id"],
        file_name=row["file_name"],
        size=row["size"],
        digest=row["digest"],
        state=ModelState(row["state"]),
        report=_report.decode(row["report"]) if row["report"] else None,
        faults=row["faults"],
        faults_in_row=row["faults_in_row"],
        last_fault=row["last_fault"],
        made_by=row["made_by"],
        made_at=row["made_at"],
    )
