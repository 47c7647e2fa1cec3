"""Events are for ever: one stored sample of each kind still loads, and is written the same."""

import msgspec
import pytest

from gongdan.engines.flow.model import FlowEvent, FlowHappening

SAMPLES = [
    b'{"type":"FlowStarted","node":"start"}',
    b'{"type":"TokenPlaced","token":1,"node":"verify","stage":"verify"}',
    (
        b'{"type":"TokenPlaced","token":3,"node":"left","stage":"execute","owner":"user:t7",'
        b'"candidates":["role:technician"],"branches":["d"],'
        b'"return_to":[{"node":"verify","owner":"user:r1"}],"round":2}'
    ),
    b'{"type":"TokenPlaced","token":4,"node":"both","branches":["e"],"waits":true}',
    (
        b'{"type":"TokenTaken","token":2,"node":"verify","stage":"verify","outcome":"passed",'
        b'"edges":["pass"]}'
    ),
    b'{"type":"TokensJoined","node":"both","tokens":[3,4],"edges":["h"]}',
    b'{"type":"TokenCancelled","token":5,"node":"right","cause":"rejected"}',
    (
        b'{"type":"OwnerChanged","token":2,"node":"accept","owner":"user:d2",'
        b'"previous":"user:d1","act":"transferred"}'
    ),
    b'{"type":"FlowSuspended","reason":"parts"}',
    b'{"type":"FlowResumed"}',
    b'{"type":"FlowEnded","node":"end"}',
    b'{"type":"FlowEnded","terminated":true,"reason":"double"}',
    b'{"type":"FlowReopened","node":"execute"}',
]


@pytest.mark.parametrize("stored", SAMPLES)
def test_a_stored_event_loads_and_is_written_the_same(stored: bytes) -> None:
    event = msgspec.json.decode(stored, type=FlowEvent)
    assert msgspec.json.encode(event) == stored


def test_no_kind_of_event_is_without_its_sample() -> None:
    sampled = {type(msgspec.json.decode(stored, type=FlowEvent)) for stored in SAMPLES}
    assert sampled == set(FlowHappening.__subclasses__())
