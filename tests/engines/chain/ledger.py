"""A whole database in memory: streams, their heads, the log, its tree, checkpoints, a witness.

Written without the engine's own chain where it would check itself: hashes are spelled out.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, replace
from hashlib import sha256
from random import Random
from uuid import UUID

from gongdan.engines.chain.checkpoint import Checkpoint, SigningKey, origin_of, sign, signing_key
from gongdan.engines.chain.merkle import leaf_hash
from gongdan.engines.chain.report import EntryRow, EventRow, HeadRow, Report, TenantLog
from gongdan.engines.chain.tiles import edge_root
from gongdan.engines.chain.verify import verify
from tests.engines.chain.forest import Forest

KEY: SigningKey = signing_key(b"\x05" * 32)
START = 1_700_000_000_000_000


def spelled(prev: bytes, row: EventRow) -> bytes:
    """The header, as the README says it."""
    numbers = row.seq.to_bytes(8), row.event_id.bytes, row.recorded_at_us.to_bytes(8)
    body = sha256(row.body).digest()
    return b"\x01" + prev + row.tenant.bytes + row.stream.bytes + b"".join(numbers) + body


def hashed(prev: bytes, row: EventRow) -> EventRow:
    return row._replace(hash=sha256(spelled(prev, row)).digest())


@dataclass
class Tenant:
    """One tenant's rows; `streams` maps to events, all lists are what the tables hold."""

    id: UUID
    epoch: int = 1
    signed: int = 0
    streams: dict[UUID, list[EventRow]] = field(default_factory=dict)
    heads: dict[UUID, HeadRow] = field(default_factory=dict)
    entries: dict[tuple[UUID, int], int] = field(default_factory=dict)
    forest: Forest = field(default_factory=Forest)
    notes: list[str] = field(default_factory=list)
    witness: list[str] = field(default_factory=list)
    log: TenantLog = field(default_factory=TenantLog)

    def append(self, stream: UUID, body: bytes, event_id: UUID, at_us: int) -> EventRow:
        events = self.streams.setdefault(stream, [])
        prev = events[-1].hash if events else bytes(32)
        row = EventRow(self.id, stream, len(events) + 1, event_id, at_us, body, b"")
        events.append(hashed(prev, row))
        self.heads[stream] = HeadRow(self.id, stream, len(events), events[-1].hash)
        return events[-1]

    def place(self, *, only: int | None = None) -> None:
        """Give events without a place one, in (stream, seq) order, and grow the tree."""
        leaves: list[bytes] = []
        for stream, events in sorted(self.streams.items()):
            for row in events:
                if (stream, row.seq) in self.entries or len(leaves) == only:
                    continue
                self.entries[stream, row.seq] = self.forest.edge.size + len(leaves)
                prev = events[row.seq - 2].hash if row.seq > 1 else bytes(32)
                leaves.append(leaf_hash(spelled(prev, row)))
        self.forest.grow(leaves)

    def sign(self, *, tell: bool = True) -> str:
        edge = self.forest.edge
        at = Checkpoint(origin_of(self.id, self.epoch), edge.size, edge_root(edge))
        self.notes.append(sign(at, KEY))
        self.signed = edge.size
        if tell:
            self.witness.append(self.notes[-1])
        return self.notes[-1]

    def position(self, row: EventRow) -> int | None:
        return self.entries.get((row.stream, row.seq))

    def tenant_log(self) -> TenantLog:
        return replace(
            self.log,
            notes=tuple(self.notes),
            witness=tuple(self.witness),
            keys=(KEY.public,),
            read_tile=self.forest.tile,
        )


def check(*tenants: Tenant) -> Report:
    """Run the engine's check over rows in the order in which PostgreSQL gives them."""
    ordered = sorted(tenants, key=lambda tenant: tenant.id)
    return verify(
        (row for tenant in ordered for _, rows in sorted(tenant.streams.items()) for row in rows),
        (head for tenant in ordered for _, head in sorted(tenant.heads.items())),
        (
            EntryRow(tenant.id, *at, position)
            for tenant in ordered
            for at, position in sorted(tenant.entries.items())
        ),
        {tenant.id: tenant.tenant_log() for tenant in tenants},
    )


def grow(tenant: Tenant, chance: Random, events: int, *, streams: int = 8) -> None:
    """Append events to random streams, some of them by several at once."""
    known = [UUID(int=tenant.id.int + 1000 + number) for number in range(streams)]
    last = max((r.recorded_at_us for rows in tenant.streams.values() for r in rows), default=START)
    for number in range(events):
        body = b'{"n":%d,"who":"%d"}' % (number, chance.getrandbits(32))
        event_id = UUID(int=chance.getrandbits(128))
        last += chance.randint(1, 5_000_000)
        tenant.append(chance.choice(known), body, event_id, last)


def sample(chance: Random, number: int = 1) -> Tenant:
    """A tenant with a few checkpoints and some events after the last."""
    tenant = Tenant(UUID(int=number << 64))
    for _ in range(chance.randint(1, 3)):
        grow(tenant, chance, chance.randint(10, 40))
        tenant.place()
        tenant.sign()
    grow(tenant, chance, chance.randint(0, 5))
    tenant.place(only=chance.randint(0, 5))
    return tenant


def copied(tenant: Tenant) -> Tenant:
    return deepcopy(tenant)
