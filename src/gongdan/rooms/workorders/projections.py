"""Words and fields of orders, so that they can be found; they follow the log by a moment.

Only what is not personal is indexed: title, description, place, number, and plain fields.
"""

from collections.abc import Iterator, Mapping
from uuid import UUID

from gongdan.kernel.database import Writer
from gongdan.kernel.log.entries import LogEvent
from gongdan.kernel.messages import Event
from gongdan.kernel.projector import Projection
from gongdan.kernel.text import index_tokens
from gongdan.rooms.workorders.contract import (
    KIND,
    OrderAmended,
    OrderDetails,
    OrderImported,
    OrderReported,
)
from gongdan.rooms.workorders.contract.events import StepEvent
from gongdan.rooms.workorders.store import ORDERS

SEARCH = "order_search"
"""The name of the projection that the list looks words and fields up in."""

LONGEST_VALUE = 200
"""Characters of a field's value that a filter compares."""

_PUT_TOKENS = """
INSERT INTO order_search (tenant_id, generation, order_id, tokens) VALUES ($1, $2, $3, $4)
ON CONFLICT (tenant_id, generation, order_id) DO UPDATE SET tokens = excluded.tokens
"""
_NUMBER = """
SELECT number || ' ' || external_id FROM order_row WHERE tenant_id = $1 AND id = $2
"""
_DROP_FIELDS = """
DELETE FROM order_field
WHERE tenant_id = $1 AND generation = $2 AND order_id = $3 AND name = ANY($4::text[])
"""
_PUT_FIELD = """
INSERT INTO order_field (tenant_id, generation, name, value, order_id)
VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
"""


def tenant_token(tenant: UUID, token: str) -> str:
    """Return a search token as the index holds it: no posting list mixes tenants."""
    return f"{tenant.hex[-12:]}:{token}"


def tokens_of(tenant: UUID, details: OrderDetails, number: str) -> list[str]:
    """Return the words under which an order is found, each character of Han text as well."""
    text = "\n".join((number, details.title, details.description, details.place, *details.tags))
    words = index_tokens(text)
    single = {char for word in words if len(word) == 2 and not word.isascii() for char in word}
    return [tenant_token(tenant, token) for token in dict.fromkeys((*words, *sorted(single)))]


def field_texts(fields: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Return name and comparable text of each field that holds a single value."""
    for name, value in fields.items():
        match value:
            case bool():
                yield name, "true" if value else "false"
            case str() | int() if value != "":
                yield name, str(value)[:LONGEST_VALUE]
            case _:
                continue


async def apply(writer: Writer, generation: int, events: tuple[LogEvent, ...]) -> None:
    """Write the words and fields of a batch of events."""
    for logged in events:
        if logged.kind != KIND:
            continue
        stored = logged.stored
        event: Event = ORDERS.codec.decode(logged.tenant, stored).event
        match event:
            case OrderReported(details=details, number=number):
                await _put(writer, generation, logged, details, number=number)
            case OrderImported(details=details, number=own, source=source, external_id=external):
                number = f"{own} {source}:{external}"
                await _put(writer, generation, logged, details, number=number)
            case OrderAmended(details=details):
                number = await writer.fetchval(_NUMBER, logged.tenant, stored.stream)
                await _put(writer, generation, logged, details, number=number)
            case StepEvent(data=data):
                await _put_fields(writer, generation, logged, data)
            case _:
                continue


async def clear(writer: Writer, tenant: UUID, generation: int) -> None:
    """Remove a generation's rows."""
    for table in ("order_search", "order_field"):
        await writer.execute(
            f"DELETE FROM {table} WHERE tenant_id = $1 AND generation = $2", tenant, generation
        )


ORDER_SEARCH = Projection(name=SEARCH, version=1, apply=apply, clear=clear)


async def _put(
    writer: Writer, generation: int, logged: LogEvent, details: OrderDetails, *, number: str
) -> None:
    tokens = tokens_of(logged.tenant, details, number)
    await writer.execute(_PUT_TOKENS, logged.tenant, generation, logged.stored.stream, tokens)
    await _put_fields(writer, generation, logged, details.fields)


async def _put_fields(
    writer: Writer, generation: int, logged: LogEvent, fields: Mapping[str, object]
) -> None:
    if not fields:
        return
    tenant, order = logged.tenant, logged.stored.stream
    await writer.execute(_DROP_FIELDS, tenant, generation, order, list(fields))
    rows = [(tenant, generation, name, text, order) for name, text in field_texts(fields)]
    await writer.executemany(_PUT_FIELD, rows)
