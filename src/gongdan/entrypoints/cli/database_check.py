"""The check of the whole database: every event, stream, place, tile, signature and witness."""

import asyncio
from collections.abc import Coroutine, Iterable
from concurrent.futures import Future
from typing import TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.adapters.postgres.chain_rows import ChainRows, chain_rows
from gongdan.bootstrap.house import House
from gongdan.engines.chain.checkpoint import EpochOpened
from gongdan.engines.chain.report import Finding, Report, TenantLog
from gongdan.engines.chain.verify import verify
from gongdan.entrypoints.cli.state_check import drifts
from gongdan.kernel.log.epoch import EPOCHS, epochs_stream

T = TypeVar("T")


class Found(Struct, frozen=True, kw_only=True):
    """A finding as it is told; `order` is the number that people know, "" where there is none."""

    kind: str
    text: str
    note: bool
    tenant: UUID | None
    order: str
    stream: UUID | None
    seq: int | None
    position: int | None


class Outcome(Struct, frozen=True, kw_only=True):
    """What was checked, and what was found; `more` findings were counted, not kept."""

    intact: bool
    events: int
    streams: int
    tenants: int
    signed: int
    findings: tuple[Found, ...]
    more: int


async def check_database(house: House) -> Outcome:
    """Read everything once, in one snapshot, and check it against itself and the witness."""
    async with chain_rows(house.storage.urls.admin) as rows:
        return await check_rows(house, rows)


async def check_rows(house: House, rows: ChainRows) -> Outcome:
    """Check what one snapshot shows."""
    checked = [await _check_tenant(house, rows, tenant) for tenant in await rows.tenants()]
    reports = [report for report, _ in checked]
    return Outcome(
        intact=all(report.intact for report in reports)
        and all(found.note for _, of_tenant in checked for found in of_tenant),
        events=sum(report.events for report in reports),
        streams=sum(report.streams for report in reports),
        tenants=len(reports),
        signed=sum(report.signed for report in reports),
        findings=tuple(found for _, of_tenant in checked for found in of_tenant),
        more=sum(report.more for report in reports),
    )


async def _check_tenant(
    house: House, rows: ChainRows, tenant: UUID
) -> tuple[Report, tuple[Found, ...]]:
    await rows.enter(tenant)
    witness = await house.witness.notes(tenant)
    notes, epochs = await rows.notes(tenant), await _epochs(house, tenant)
    loop = asyncio.get_running_loop()

    def wait(answer: Coroutine[object, object, T]) -> T:
        future: Future[T] = asyncio.run_coroutine_threadsafe(answer, loop)
        return future.result()

    log = TenantLog(
        notes=notes,
        witness=witness,
        keys=(house.notary.public_key,),
        epochs=epochs,
        read_tile=lambda level, index: wait(rows.tile(tenant, level, index)),
    )
    report = await asyncio.to_thread(
        lambda: verify(
            rows.events(wait, tenant), rows.heads(wait, tenant), rows.entries(wait, tenant),
            {tenant: log},
        )
    )  # fmt: skip
    broken = frozenset(one.stream for one in report.findings if one.stream is not None)
    found = await _named(rows, tenant, report.findings)
    return report, (*found, *await _drifted(rows, tenant, broken))


async def _drifted(rows: ChainRows, tenant: UUID, broken: frozenset[UUID]) -> tuple[Found, ...]:
    drifted = await drifts(rows, tenant, broken=broken)
    numbers = await rows.numbers(tenant, [one.order for one in drifted]) if drifted else {}
    return tuple(
        Found(
            kind=one.kind,
            text=one.text,
            note=False,
            tenant=tenant,
            order=numbers.get(one.order, ""),
            stream=one.order,
            seq=None,
            position=None,
        )
        for one in drifted
    )


async def _epochs(house: House, tenant: UUID) -> tuple[EpochOpened, ...]:
    """Return the records of restores; one that can't be read any more is found by its chain."""
    stored = await house.store.history(tenant, epochs_stream(tenant))
    try:
        records = [EPOCHS.codec.decode(tenant, one).event for one in stored]
    except (msgspec.MsgspecError, ValueError, LookupError):
        return ()
    return tuple(
        EpochOpened(
            record.epoch,
            record.previous,
            record.trusted_size,
            bytes.fromhex(record.trusted_root),
            record.lost_until,
        )
        for record in records
    )


async def _named(rows: ChainRows, tenant: UUID, findings: Iterable[Finding]) -> tuple[Found, ...]:
    found = list(findings)
    streams = [finding.stream for finding in found if finding.stream is not None]
    numbers = await rows.numbers(tenant, streams) if streams else {}
    return tuple(
        Found(
            kind=finding.kind,
            text=finding.text,
            note=finding.is_note,
            tenant=finding.tenant,
            order=numbers.get(finding.stream, "") if finding.stream else "",
            stream=finding.stream,
            seq=finding.seq,
            position=finding.position,
        )
        for finding in found
    )
