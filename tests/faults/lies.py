"""What a forger may do to a database: each lie changes it and says what the verifier must name."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from gongdan.kernel.canonical import canonical
from gongdan.kernel.ids import new_id
from tests.faults.forger import Forger, Order, Row, flipped

OLDER = "older"
"""The schema that holds an old copy of the tables."""

FORGED = b'{"data":{},"type":"OrderAccepted","v":1}'
COPIED = (
    "stream",
    "event",
    "outbox",
    "log_entry",
    "log_tile",
    "checkpoint",
    "log_head",
    "order_row",
)


class Lie(NamedTuple):
    """What was touched: one of these orders must be named, or the tenant where there is none."""

    tenant: UUID
    orders: tuple[UUID, ...]


Tell = Callable[[Forger], Awaitable[Lie]]


def _about(*orders: Order) -> Lie:
    return Lie(orders[0].tenant, tuple(order.id for order in orders))


async def change_a_body(forger: Forger) -> Lie:
    order = forger.pick()
    rows = await forger.take(order)
    at = forger.chance.randrange(len(rows))
    rows[at] = rows[at]._replace(body=flipped(rows[at].body, forger.chance))
    await forger.put(order, rows)
    return _about(order)


async def change_a_column(forger: Forger) -> Lie:
    order = forger.pick()
    rows = await forger.take(order)
    at = forger.chance.randrange(len(rows))
    rows[at] = _with_another_column(forger, rows[at])
    await forger.put(order, rows)
    return _about(order)


def _with_another_column(forger: Forger, row: Row) -> Row:
    chance = forger.chance
    later = timedelta(microseconds=chance.randint(1, 10**12))
    foreign = [one.tenant for one in forger.orders if one.tenant != row.tenant_id]
    changed: dict[str, object] = {
        "tenant_id": chance.choice(foreign),
        "stream_id": new_id(),
        "seq": row.seq + 1000,
        "event_id": new_id(),
        "recorded_at": row.recorded_at + later,
        "type": "OrderAmended" if row.type != "OrderAmended" else "OrderAccepted",
        "command_id": None if row.command_id else new_id(),
        "hash": flipped(row.hash, chance),
    }
    column = chance.choice(sorted(changed))
    return Row(**{**row._asdict(), column: changed[column]})


async def change_and_hash_anew(forger: Forger) -> Lie:
    order = forger.pick()
    rows = await forger.take(order)
    at = forger.chance.randrange(len(rows))
    rows[at] = rows[at]._replace(body=FORGED, type="OrderAccepted", command_id=None)
    await forger.put_hashed_anew(order, rows)
    return _about(order)


async def delete_an_event(forger: Forger) -> Lie:
    order = forger.pick()
    rows = await forger.take(order)
    del rows[forger.chance.randrange(len(rows))]
    await forger.put(order, rows)
    return _about(order)


async def delete_and_hash_anew(forger: Forger) -> Lie:
    order = forger.pick(at_least=2)
    rows = await forger.take(order)
    del rows[forger.chance.randrange(len(rows))]
    await forger.put_hashed_anew(order, rows)
    return _about(order)


async def cut_the_tail(forger: Forger) -> Lie:
    order = forger.pick()
    rows = await forger.take(order)
    left = rows[: forger.chance.randrange(len(rows))]
    await forger.put(order, left)
    if left:
        await forger.mend_head(order, left[-1])
    else:
        await forger.connection.execute(
            "DELETE FROM stream WHERE tenant_id = $1 AND stream_id = $2", order.tenant, order.id
        )
    return _about(order)


async def insert_an_event(forger: Forger) -> Lie:
    order = forger.pick()
    rows = await forger.take(order)
    at = forger.chance.randrange(len(rows) + 1)
    forged = rows[at - 1]._replace(event_id=new_id(), body=FORGED, command_id=None)
    rows.insert(at, forged)
    await forger.put(order, [row._replace(seq=seq) for seq, row in enumerate(rows, 1)])
    return _about(order)


async def insert_and_hash_anew(forger: Forger) -> Lie:
    order = forger.pick(at_least=2)
    rows = await forger.take(order)
    at = forger.chance.randrange(1, len(rows))
    between = rows[at].recorded_at - timedelta(microseconds=1)
    forged = rows[at]._replace(
        event_id=new_id(),
        recorded_at=between,
        body=FORGED,
        type="OrderAccepted",
        command_id=None,
    )
    rows.insert(at, forged)
    await forger.put_hashed_anew(order, rows)
    return _about(order)


async def swap_two_events(forger: Forger) -> Lie:
    order = forger.pick(at_least=2)
    rows = await forger.take(order)
    one, two = forger.chance.sample(range(len(rows)), 2)
    rows[one], rows[two] = rows[two]._replace(seq=one + 1), rows[one]._replace(seq=two + 1)
    await forger.put(order, rows)
    return _about(order)


async def swap_between_orders(forger: Forger) -> Lie:
    one, two = forger.pick_two()
    first, second = await forger.take(one), await forger.take(two)
    moved = second[0]._replace(stream_id=one.id), first[0]._replace(stream_id=two.id)
    first[0], second[0] = moved
    await forger.put(one, first)
    await forger.put(two, second)
    return _about(one, two)


async def swap_ciphertexts(forger: Forger) -> Lie:
    """Exchange the sealed personal data of two orders; every hash inside them is made anew."""
    one, two = forger.pick_two()
    first, second = await forger.take(one), await forger.take(two)
    bodies = json.loads(first[0].body), json.loads(second[0].body)
    details = [body["data"]["details"] for body in bodies]
    for name in ("sealed", "subject"):
        details[0][name], details[1][name] = details[1][name], details[0][name]
    first[0], second[0] = (
        row._replace(body=canonical(body))
        for row, body in zip((first[0], second[0]), bodies, strict=True)
    )
    anew = forger.chance.random() < 0.5
    for order, rows in ((one, first), (two, second)):
        await (forger.put_hashed_anew if anew else forger.put)(order, rows)
    return _about(one, two)


async def swap_places(forger: Forger) -> Lie:
    """Exchange the log's places of two orders' first events."""
    one, two = forger.pick_two()
    places = [
        await forger.connection.fetchval(
            "SELECT position FROM log_entry WHERE tenant_id = $1 AND stream_id = $2 AND seq = 1",
            order.tenant,
            order.id,
        )
        for order in (one, two)
    ]
    for order, place in ((one, 10**9), (two, places[0]), (one, places[1])):
        await forger.connection.execute(
            "UPDATE log_entry SET position = $3"
            " WHERE tenant_id = $1 AND stream_id = $2 AND seq = 1",
            order.tenant,
            order.id,
            place,
        )
    return _about(one, two)


async def take_out_of_the_log(forger: Forger) -> Lie:
    order = forger.pick()
    await forger.connection.execute(
        "DELETE FROM log_entry WHERE tenant_id = $1 AND stream_id = $2 AND seq = $3",
        order.tenant,
        order.id,
        forger.chance.randint(1, order.events),
    )
    return _about(order)


async def change_a_leaf(forger: Forger) -> Lie:
    order = forger.pick()
    position = await forger.connection.fetchval(
        "SELECT position FROM log_entry WHERE tenant_id = $1 AND stream_id = $2 AND seq = $3",
        order.tenant,
        order.id,
        forger.chance.randint(1, order.events),
    )
    await forger.connection.execute(
        "UPDATE log_tile SET hashes = set_byte(hashes, $3, get_byte(hashes, $3) # 1)"
        " WHERE tenant_id = $1 AND level = 0 AND index = $2",
        order.tenant,
        position // 256,
        position % 256 * 32 + forger.chance.randrange(32),
    )
    return _about(order)


async def change_a_head(forger: Forger) -> Lie:
    order = forger.pick()
    what = forger.chance.choice(
        ["version = version - 1", "version = version + 1", "hash = sha256(hash)"]
    )
    await forger.connection.execute(
        f"UPDATE stream SET {what} WHERE tenant_id = $1 AND stream_id = $2",
        order.tenant,
        order.id,
    )
    return _about(order)


async def change_a_state(forger: Forger) -> Lie:
    """Change what is kept of an order: no event is touched, and no hash covers it."""
    order = forger.pick()
    state = await forger.connection.fetchval(
        "SELECT state FROM stream WHERE tenant_id = $1 AND stream_id = $2", order.tenant, order.id
    )
    await forger.connection.execute(
        "UPDATE stream SET state = $3 WHERE tenant_id = $1 AND stream_id = $2",
        order.tenant,
        order.id,
        flipped(state, forger.chance),
    )
    return _about(order)


async def change_a_list_row(forger: Forger) -> Lie:
    order = forger.pick()
    what = forger.chance.choice(
        ["title = title || '.'", "assignee_id = gen_random_uuid()", "priority = 9 - priority"]
    )
    await forger.connection.execute(
        f"UPDATE order_row SET {what} WHERE tenant_id = $1 AND id = $2", order.tenant, order.id
    )
    return _about(order)


async def roll_back(forger: Forger) -> Lie:
    """Put a tenant back to an old copy of all its tables: only the witness knows better."""
    tenant = forger.pick().tenant
    for table in COPIED:
        await forger.connection.execute(f"DELETE FROM {table} WHERE tenant_id = $1", tenant)
        await forger.connection.execute(
            f"INSERT INTO {table} SELECT * FROM {OLDER}.{table} WHERE tenant_id = $1", tenant
        )
    return Lie(tenant, ())


LIES: tuple[Tell, ...] = (
    change_a_body,
    change_a_column,
    change_and_hash_anew,
    delete_an_event,
    delete_and_hash_anew,
    cut_the_tail,
    insert_an_event,
    insert_and_hash_anew,
    swap_two_events,
    swap_between_orders,
    swap_ciphertexts,
    swap_places,
    take_out_of_the_log,
    change_a_leaf,
    change_a_head,
    change_a_state,
    change_a_list_row,
    roll_back,
)
