"""The export of a tenant's history: lines of JSON that the separate verifier checks.

For each stream, in any order of streams, one line for its head and one for each event:

    {"tenant":"<uuid>","stream":"<uuid>","version":2,"hash":"<hex>"}
    {"seq":1,"event_id":"<uuid>","recorded_at_us":1,"body":"<base64>","hash":"<hex>","position":0}

`position` is null where the event has no place in the log yet. Beside `events.jsonl` (or
`events.jsonl.gz`) an export folder holds `checkpoint` (a signed note) and `key` (base64).
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator

from gongdan.engines.chain.proof import Placed
from gongdan.engines.chain.report import HeadRow


def export_lines(head: HeadRow, placed: Iterable[Placed]) -> Iterator[bytes]:
    """Write one stream, each line with its newline."""
    yield _line(
        tenant=str(head.tenant),
        stream=str(head.stream),
        version=head.version,
        hash=head.hash.hex(),
    )
    for event, position in placed:
        yield _line(
            seq=event.seq,
            event_id=str(event.event_id),
            recorded_at_us=event.recorded_at_us,
            body=b64encode(event.body).decode(),
            hash=event.hash.hex(),
            position=position,
        )


def _line(**fields: object) -> bytes:
    return json.dumps(fields, separators=(",", ":")).encode() + b"\n"
