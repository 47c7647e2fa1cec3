"""The check of a whole database, as a function over its rows.

The rows come as iterables in the order of (tenant, stream, seq), UUIDs compared as numbers (as
PostgreSQL does); they are read once and side by side. Memory is constant for each stream.
The separate program `verifier` does the same work for exports, with none of this code.
"""

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from uuid import UUID

from gongdan.engines.chain.logs import LogCheck
from gongdan.engines.chain.report import (
    MOST_FINDINGS,
    EntryRow,
    EventRow,
    Finding,
    HeadRow,
    Logs,
    Report,
    TenantLog,
)
from gongdan.engines.chain.streams import StreamCheck

Row = EventRow | HeadRow | EntryRow
_Tagged = tuple[int, int, int, int, Row]


def verify(
    events: Iterable[EventRow],
    heads: Iterable[HeadRow],
    entries: Iterable[EntryRow],
    logs: Logs,
) -> Report:
    """Check events, stream heads, log entries and logs (by tenant) against one another."""
    tally = _Tally()
    rows = merge(
        _tagged(heads, 0),
        _tagged(entries, 1),
        _tagged(events, 2),
        key=_place,
    )
    unseen = dict(logs)
    for tenant, of_tenant in groupby(rows, key=_tenant):
        _check_tenant(UUID(int=tenant), unseen.pop(UUID(int=tenant), TenantLog()), of_tenant, tally)
    for tenant_id, log in unseen.items():
        _check_tenant(tenant_id, log, iter(()), tally)
    return tally.report()


class _Tally:
    """What the check has counted and found so far."""

    def __init__(self) -> None:
        self.events = self.streams = self.tenants = self.signed = 0
        self._findings: list[Finding] = []
        self._more = 0
        self._intact = True

    def find(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self._intact = self._intact and finding.is_note
            if len(self._findings) < MOST_FINDINGS:
                self._findings.append(finding)
            else:
                self._more += 1

    def report(self) -> Report:
        return Report(
            self.events,
            self.streams,
            self.tenants,
            self.signed,
            self._intact,
            tuple(self._findings),
            self._more,
        )


def _check_tenant(tenant: UUID, log: TenantLog, rows: Iterator[_Tagged], tally: _Tally) -> None:
    check = LogCheck(tenant, log)
    for stream, of_stream in groupby(rows, key=_stream):
        finding = _check_stream(
            StreamCheck(tenant, UUID(int=stream), check.leaf), of_stream, check, tally
        )
        tally.find([finding] if finding else [])
        tally.streams += 1
    tally.find(check.close())
    tally.signed += check.signed
    tally.tenants += 1


def _check_stream(
    stream: StreamCheck, rows: Iterator[_Tagged], log: LogCheck, tally: _Tally
) -> Finding | None:
    for *_, row in rows:
        match row:
            case EventRow():
                tally.events += 1
                stream.event(row)
            case EntryRow():
                log.entry(row)
                stream.entry(row)
            case HeadRow():
                stream.head(row)
    return stream.close()


def _tagged(rows: Iterable[Row], rank: int) -> Iterator[_Tagged]:
    for row in rows:
        seq = 0 if isinstance(row, HeadRow) else row.seq
        yield row.tenant.int, row.stream.int, seq, rank, row


def _place(row: _Tagged) -> tuple[int, int, int, int]:
    return row[:4]


def _tenant(row: _Tagged) -> int:
    return row[0]


def _stream(row: _Tagged) -> int:
    return row[1]
