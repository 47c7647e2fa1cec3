"""Events are for ever: a stored body of every type and version still loads, and folds.

A new event type needs a sample; a sample is never changed, only added to (`<Type>.v<n>.json`).
"""

import json
from pathlib import Path

import pytest

from gongdan.kernel.canonical import canonical
from gongdan.kernel.clock import utc_now
from gongdan.kernel.eventstore.port import Stored
from gongdan.kernel.ids import new_id
from gongdan.rooms.workorders.contract import ORDER_EVENTS
from gongdan.rooms.workorders.domain.fold import FOLD_VERSION
from gongdan.rooms.workorders.store import ORDERS
from tests.rooms.workorders.script import state_bytes

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(SAMPLES.glob("*.v*.json"))
FOLDED = SAMPLES / "folded.json"
"""The life of one order in stored bodies, and the state that they fold to."""


def _stored(body: bytes) -> Stored:
    kind = json.loads(body)["type"]
    return Stored(new_id(), 1, new_id(), utc_now(), kind, body, b"")


def test_every_event_type_has_a_sample() -> None:
    assert {path.name.split(".")[0] for path in FILES} == {kind.__name__ for kind in ORDER_EVENTS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_stored_body_still_loads_and_loses_nothing(path: Path) -> None:
    body = path.read_bytes().rstrip(b"\n")
    recorded = ORDERS.codec.decode(new_id(), _stored(body))
    assert type(recorded.event).__name__ == path.name.split(".")[0]
    assert canonical(json.loads(body)) == body, "a stored body is canonical"
    if path.stem.endswith(".v1"):
        again = ORDERS.codec.encode(
            recorded.event_id,
            recorded.event,
            recorded.actor,
            command_id=recorded.command_id,
            basis=recorded.basis,
        )
        assert again.body == body


def test_a_stored_life_still_folds_to_the_stored_state() -> None:
    """Whoever changes the fold raises `FOLD_VERSION`, and writes this sample anew."""
    sample = json.loads(FOLDED.read_text())
    state = ORDERS.initial
    for body in sample["bodies"]:
        stored = _stored(canonical(body))
        state = ORDERS.evolve(state, ORDERS.codec.decode(new_id(), stored).event)
    assert json.loads(state_bytes(state)) == sample["state"]
    assert sample["fold_version"] == FOLD_VERSION
