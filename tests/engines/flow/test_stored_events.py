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
    b'{"type":"FlowStarted","node":"start","by":"user:r1"}',
    (
        b'{"type":"TokenPlaced","token":9,"node":"sign","stage":"verify","owner":"user:a",'
        b'"scope":8,"local":{"item":"user:a","loopCounter":0},"after":["user:c"],'
        b'"inside":"audit/"}'
    ),
    (
        b'{"type":"TokenPlaced","token":8,"node":"sign","waits":true,"edge":"k",'
        b'"group":{"members":["user:a","user:b"],"begun":1,"ended":1,"favour":1,'
        b'"results":[true]}}'
    ),
    b'{"type":"TokenTaken","token":9,"node":"sign","by":"user:a","auto":"same_person"}',
    b'{"type":"TokenCancelled","token":10,"node":"sign","cause":"settled"}',
    (
        b'{"type":"OwnerChanged","token":9,"node":"sign","owner":"user:d",'
        b'"previous":"user:a","act":"delegated"}'
    ),
    b'{"type":"FlowEnded","error":"overheated"}',
    b'{"type":"FlowJumped","node":"verify","reason":"stuck"}',
    (
        b'{"type":"FlowMigrated","tokens":[{"token":3,"node":"both","stage":"execute",'
        b'"branches":["e"],"return_to":[{"node":"verify"}]}],"visited":["report","intake"],'
        b'"kept":{"sign":["user:a"]},"last":{"node":"intake","by":"user:d","placed":[3]},'
        b'"timers":[{"id":4,"token":3,"left":-1}],"next_token":5}'
    ),
    b'{"type":"FlowMigrated","next_token":5}',
    b'{"type":"NodePassed","node":"reckon","edges":["m"],"scope":3}',
    b'{"type":"VariablesSet","values":{"total":"3.50"},"scope":3}',
    b'{"type":"MemberCounted","group":8,"against":2,"results":[null]}',
    b'{"type":"MembersChanged","group":8,"node":"sign","members":["user:a"],"begun":1}',
    b'{"type":"SignersChanged","token":9,"after":["user:c"]}',
    b'{"type":"WorkDemanded","token":4,"node":"print","calls":"label","inputs":{"n":2}}',
    (
        b'{"type":"ChildDemanded","token":6,"node":"parts","calls":"repair","index":1,'
        b'"item":{"kind":"pump"},"inputs":{"kind":"pump"}}'
    ),
    (
        b'{"type":"TimerSet","timer":7,"token":6,"node":"late","due":"PT4H","working":true,'
        b'"left":-1}'
    ),
    b'{"type":"TimerExpired","timer":7,"node":"late"}',
    b'{"type":"TimerCancelled","timer":7}',
    b'{"type":"Thrown","node":"tell","kind":"signal","name":"ready","data":{"n":1}}',
    b'{"type":"StepReminded","token":9,"node":"sign","by":"user:r1"}',
    b'{"type":"CopySent","people":["user:z"],"node":"sign","by":"user:a"}',
]


@pytest.mark.parametrize("stored", SAMPLES)
def test_a_stored_event_loads_and_is_written_the_same(stored: bytes) -> None:
    event = msgspec.json.decode(stored, type=FlowEvent)
    assert msgspec.json.encode(event) == stored


def test_no_kind_of_event_is_without_its_sample() -> None:
    sampled = {type(msgspec.json.decode(stored, type=FlowEvent)) for stored in SAMPLES}
    assert sampled == set(FlowHappening.__subclasses__())
