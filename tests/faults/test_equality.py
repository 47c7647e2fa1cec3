"""One hash, computed three times: by the SQL function, by the engine, by the separate verifier.

Random batches go through the real append functions, with unicode bodies and with clocks set to
far times, and each stored hash is computed anew by code that shares nothing with the SQL.
"""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from gongdan.engines.chain.header import ZERO, Header, digest, link, microseconds
from gongdan.entrypoints import verifier
from gongdan.kernel.canonical import canonical
from gongdan.kernel.clock import utc_now
from gongdan.kernel.eventstore.port import Append, Appended, Pending, Stored
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.rooms.workorders.store import APPEND_FUNCTION
from tests.examples import tries
from tests.postgres_server import HouseDatabase

FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2260, 1, 1, tzinfo=UTC)
UNICODE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
NAMES = st.text(st.characters(max_codepoint=127, exclude_characters="\0"), max_size=20)
BODIES = st.dictionaries(NAMES, UNICODE | st.integers(-(2**53) + 1, 2**53 - 1), max_size=4)
TIMES = st.none() | st.datetimes(
    FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC)
)
ROW: dict[str, object] = {
    "number": "", "type_key": "t", "definition_version": 1, "title": "", "stage": "accept",
    "stage_rank": 2, "status": "open", "urgency": 1, "impact": 1, "priority": 1,
    "candidate_roles": [], "unit_path": "", "place": "", "tags": [], "node": "", "next_act": "",
    "round": 0, "imported": True, "external_id": "",
}  # fmt: skip


class Batch(Struct, frozen=True):
    """What one append takes: on which of the streams, at which clock, and the data of each event."""

    stream: int
    clock: datetime | None
    data: list[dict[str, str | int]]


BATCHES = st.lists(
    st.builds(Batch, st.integers(0, 4), TIMES, st.lists(BODIES, min_size=1, max_size=5)),
    min_size=1,
    max_size=8,
)
MANY = settings(
    max_examples=tries(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


class Writer:
    """Appends batches of one kind to five streams of a new tenant."""

    def __init__(self, database: HouseDatabase, tenant: UUID, kind: str) -> None:
        self.tenant = tenant
        self.streams = [new_id() for _ in range(5)]
        self.appended = 0
        self._database = database
        self._kind = kind
        self._store = PostgresEventStore(database.app, {"order": APPEND_FUNCTION})
        self._versions = dict.fromkeys(self.streams, 0)

    async def write(self, batch: Batch) -> None:
        """Append a batch; the stream's clock is set to its time first, where it has one."""
        stream = self.streams[batch.stream]
        if batch.clock is not None:
            await self._set_clock(stream, batch.clock)
        version = self._versions[stream]
        types = self._types(version, len(batch.data))
        pending = tuple(
            Pending(new_id(), name, canonical({"v": 1, "type": name, "data": data}))
            for name, data in zip(types, batch.data, strict=False)
        )
        row = {**ROW, "number": str(stream)}
        outcome = await self._store.append(
            Append(
                tenant=self.tenant,
                stream=stream,
                kind=self._kind,
                expected=version,
                now=utc_now(),
                events=pending,
                fold_version=1,
                state=b"{}",
                row=msgspec.json.encode(row) if self._kind == "order" else None,
            )
        )
        assert isinstance(outcome, Appended)
        self._versions[stream] = outcome.version
        self.appended += len(pending)

    def _types(self, version: int, count: int) -> list[str]:
        """An import brings its acts in one batch; a living order takes one act at a time."""
        if self._kind != "order":
            return ["Happened", "Geschehen", "发生了", "A", "B"][:count]
        if version == 0:
            return ["OrderImported", *["ImportedActRecorded"] * (count - 1)]
        return ["OrderAmended"]

    async def _set_clock(self, stream: UUID, at: datetime) -> None:
        """Let the stream's next event follow on a far time: the database never goes back."""
        async with self._database.admin.untenanted() as connection:
            await connection.execute(
                "UPDATE stream SET last_recorded_at = $3 WHERE tenant_id = $1 AND stream_id = $2"
                " AND last_recorded_at < $3",
                self.tenant,
                stream,
                at,
            )

    async def stored(self, stream: UUID) -> tuple[Stored, ...]:
        """Return what the stream holds now."""
        return await self._store.history(self.tenant, stream)


def by_engine(tenant: UUID, prev: bytes, stored: Stored) -> bytes:
    header = Header(
        tenant,
        stored.stream,
        stored.seq,
        stored.event_id,
        microseconds(stored.recorded_at),
        digest(stored.body),
    )
    return link(prev, header)


def by_verifier(tenant: UUID, prev: bytes, stored: Stored) -> bytes:
    event = {
        "seq": stored.seq,
        "event_id": str(stored.event_id),
        "recorded_at_us": (stored.recorded_at - datetime(1970, 1, 1, tzinfo=UTC))
        // timedelta(microseconds=1),
        "body": b64encode(stored.body).decode(),
    }
    return sha256(verifier.header(prev.hex(), (str(tenant), str(stored.stream)), event)).digest()


async def compare(writer: Writer, batches: list[Batch]) -> None:
    for batch in batches:
        await writer.write(batch)
    seen = 0
    for stream in writer.streams:
        prev = ZERO
        for stored in await writer.stored(stream):
            expected = by_engine(writer.tenant, prev, stored)
            assert stored.hash == expected == by_verifier(writer.tenant, prev, stored)
            prev, seen = stored.hash, seen + 1
    assert seen == writer.appended > 0


@MANY
@given(BATCHES)
async def test_plain_streams_have_the_hashes_that_engine_and_verifier_compute(
    database: HouseDatabase, batches: list[Batch]
) -> None:
    await compare(Writer(database, await database.make_tenant(), "test"), batches)


@MANY
@given(BATCHES)
async def test_orders_have_the_hashes_that_engine_and_verifier_compute(
    database: HouseDatabase, batches: list[Batch]
) -> None:
    await compare(Writer(database, await database.make_tenant(), "order"), batches)
