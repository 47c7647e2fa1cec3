"""Words and fields of orders, so that they can be found; they follow the log by a moment.

Only what is not personal is indexed: title, description, place, number, plain fields, and
public comments (who may read an order may read these; internal ones are found by nobody).
Beside them stands when imported orders came, as their history claims: their rows tell only when
they were imported.
"""

from collections.abc import Iterator, Mapping
from uuid import UUID

from gongdan.kernel.database import Writer
from gongdan.kernel.log.entries import LogEvent
from gongdan.kernel.messages import Event
from gongdan.kernel.projector import Projection
from gongdan.kernel.text import index_tokens, near_tokens
from gongdan.rooms.workorders.contract import (
    KIND,
    CommentAdded,
    ImportedActRecorded,
    OrderAmended,
    OrderDetails,
    OrderImported,
    OrderReported,
)
from gongdan.rooms.workorders.contract.events import StepEvent
from gongdan.rooms.workorders.store import ORDERS

SEARCH = "order_search"
"""The name of the projection that the list looks words and fields up in."""

PLACE, TAG, IMPACT, PRIORITY = OWN_NAMES = ("$place", "$tag", "$impact", "$priority")
"""Names under which what an order says of itself stands beside the fields of its forms."""

MOST_FORGIVEN = 400
"""Words of a text in which typing mistakes are forgiven: a long log file is not spelt by hand."""

LONGEST_VALUE = 200
"""Characters of a field's value that a filter compares."""

_PUT_TOKENS = """
INSERT INTO order_search (tenant_id, generation, order_id, part, tokens) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (tenant_id, generation, order_id, part) DO UPDATE SET tokens = excluded.tokens
"""
_NUMBER = """
SELECT number || ' ' || external_id FROM order_row WHERE tenant_id = $1 AND id = $2
"""
_PUT_ARRIVAL = """
INSERT INTO imported_arrival AS known (tenant_id, generation, order_id, came_at)
VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, generation, order_id)
DO UPDATE SET came_at = least(known.came_at, excluded.came_at)
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
    """Return the words under which an order is found by what it says of itself."""
    texts = (number, details.title, details.description, details.place, *details.tags)
    return text_tokens(tenant, "\n".join(texts))


def text_tokens(tenant: UUID, text: str) -> list[str]:
    """Return the words of a text, each character of Han text as well, and their neighbourhoods."""
    words = index_tokens(text)
    single = {char for word in words if len(word) == 2 and not word.isascii() for char in word}
    near = (each for word in words[:MOST_FORGIVEN] for each in near_tokens(word))
    tokens = dict.fromkeys((*words, *sorted(single), *near))
    return [tenant_token(tenant, token) for token in tokens]


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
            case CommentAdded(text=text, internal=False):
                tokens = text_tokens(logged.tenant, text)
                await _put_tokens(writer, generation, logged, tokens, part=stored.seq)
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


ORDER_SEARCH = Projection(name=SEARCH, version=2, apply=apply, clear=clear)


async def apply_arrivals(writer: Writer, generation: int, events: tuple[LogEvent, ...]) -> None:
    """Write the earliest instant that the history of each imported order claims."""
    found = [
        (logged.tenant, generation, logged.stored.stream, event.claimed_at)
        for logged in events
        if logged.kind == KIND and logged.stored.type == ImportedActRecorded.__name__
        for event in (ORDERS.codec.decode(logged.tenant, logged.stored).event,)
        if isinstance(event, ImportedActRecorded)
    ]
    if found:
        await writer.executemany(_PUT_ARRIVAL, found)


async def clear_arrivals(writer: Writer, tenant: UUID, generation: int) -> None:
    """Remove a generation's rows."""
    await writer.execute(
        "DELETE FROM imported_arrival WHERE tenant_id = $1 AND generation = $2", tenant, generation
    )


IMPORTED_ARRIVALS = Projection(
    name="imported_arrivals", version=1, apply=apply_arrivals, clear=clear_arrivals
)


async def _put(
    writer: Writer, generation: int, logged: LogEvent, details: OrderDetails, *, number: str
) -> None:
    tokens = tokens_of(logged.tenant, details, number)
    await _put_tokens(writer, generation, logged, tokens, part=0)
    await _put_fields(writer, generation, logged, details.fields)
    own = [
        *((PLACE, place) for place in (details.place,) if place),
        *((TAG, tag) for tag in details.tags),
        (IMPACT, str(details.impact)),
        (PRIORITY, str(details.priority)),
    ]
    await _put_values(writer, generation, logged, names=OWN_NAMES, values=own)


async def _put_tokens(
    writer: Writer, generation: int, logged: LogEvent, tokens: list[str], *, part: int
) -> None:
    """Write the words of one part of an order: 0 is what it says of itself, else a comment."""
    order = logged.stored.stream
    await writer.execute(_PUT_TOKENS, logged.tenant, generation, order, part, tokens)


async def _put_fields(
    writer: Writer, generation: int, logged: LogEvent, fields: Mapping[str, object]
) -> None:
    if not fields:
        return
    values = list(field_texts(fields))
    await _put_values(writer, generation, logged, names=tuple(fields), values=values)


async def _put_values(
    writer: Writer,
    generation: int,
    logged: LogEvent,
    *,
    names: tuple[str, ...],
    values: list[tuple[str, str]],
) -> None:
    """Write values by name in place of all that stood under these names."""
    tenant, order = logged.tenant, logged.stored.stream
    await writer.execute(_DROP_FIELDS, tenant, generation, order, list(names))
    rows = [(tenant, generation, name, text[:LONGEST_VALUE], order) for name, text in values]
    await writer.executemany(_PUT_FIELD, rows)
