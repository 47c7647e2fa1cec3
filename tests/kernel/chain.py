"""The chain engine, plugged into the kernel as bootstrap does it."""

from uuid import UUID

from gongdan.engines.chain.header import Header, digest, microseconds
from gongdan.engines.chain.header import link as link_header
from gongdan.kernel.eventstore.port import Stored


def link(previous: bytes, tenant: UUID, stored: Stored) -> bytes:
    """The next hash of a chain."""
    return link_header(
        previous,
        Header(
            tenant,
            stored.stream,
            stored.seq,
            stored.event_id,
            microseconds(stored.recorded_at),
            digest(stored.body),
        ),
    )
