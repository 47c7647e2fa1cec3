"""Both event stores, and words to say what is appended."""

from datetime import timedelta
from uuid import UUID

import pytest

from gongdan.kernel.canonical import canonical
from gongdan.kernel.clock import utc_now
from gongdan.kernel.eventstore.memory import MemoryEventStore
from gongdan.kernel.eventstore.port import Append, EventStore, Pending
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from tests.kernel.chain import link
from tests.postgres_server import HouseDatabase


@pytest.fixture
def postgres_store(database: HouseDatabase) -> PostgresEventStore:
    return PostgresEventStore(database.app, {})


@pytest.fixture(params=["memory", "postgres"])
def store(request: pytest.FixtureRequest) -> EventStore:
    """Each of the two event stores in turn."""
    if request.param == "memory":
        return MemoryEventStore(utc_now, link)
    made: PostgresEventStore = request.getfixturevalue("postgres_store")
    return made


class Appends:
    """Says in a test what is appended, with everything else as usual."""

    def __init__(self, tenant: UUID) -> None:
        self.tenant = tenant

    def __call__(self, stream: UUID, expected: int, *types: str, **changes: object) -> Append:
        skew = changes.pop("skew", timedelta(0))
        assert isinstance(skew, timedelta)
        usual: dict[str, object] = {
            "tenant": self.tenant,
            "stream": stream,
            "kind": "test",
            "expected": expected,
            "now": utc_now() + skew,
            "events": tuple(pending(kind) for kind in types or ("Happened",)),
            "fold_version": 1,
            "state": b"{}",
        }
        return Append(**(usual | changes))  # type: ignore[arg-type]


def pending(kind: str = "Happened", **data: object) -> Pending:
    """An event with a canonical body of its own."""
    body = {
        "v": 1,
        "type": kind,
        "actor": {"kind": "person", "id": None, "name": ""},
        "data": data,
    }
    return Pending(new_id(), kind, canonical(body))


@pytest.fixture
def appends(tenant: UUID) -> Appends:
    return Appends(tenant)
