"""Ways to lie with a database: each takes a tenant's rows and leaves them as a forger would.

Each returns the streams that it touched; a roll-back touches none by name.
"""

from collections.abc import Callable
from random import Random
from uuid import UUID

from gongdan.engines.chain.report import HeadRow
from tests.engines.chain.ledger import Tenant, grow, hashed

Touched = set[UUID]
Tamper = Callable[[Tenant, Random], Touched]


def _placed(tenant: Tenant, chance: Random, *, at_least: int = 1) -> tuple[UUID, int]:
    """A stream and a seq that the log has signed for."""
    known = sorted(
        at
        for at, position in tenant.entries.items()
        if position < tenant.signed and len(tenant.streams[at[0]]) >= at_least
    )
    return chance.choice(known)


def _mend_head(tenant: Tenant, stream: UUID) -> None:
    rows = tenant.streams[stream]
    tenant.heads[stream] = HeadRow(tenant.id, stream, rows[-1].seq, rows[-1].hash)


def _rehash(tenant: Tenant, stream: UUID, start: int) -> None:
    """Renumber and hash anew from index `start`, and mend the head: a forger with all rights."""
    rows = tenant.streams[stream]
    for at in range(start, len(rows)):
        prev = rows[at - 1].hash if at else bytes(32)
        rows[at] = hashed(prev, rows[at]._replace(seq=at + 1))
    _mend_head(tenant, stream)


def change_a_bit(tenant: Tenant, chance: Random) -> Touched:
    stream, seq = _placed(tenant, chance)
    row = tenant.streams[stream][seq - 1]
    match chance.randrange(4):
        case 0:
            body = bytearray(row.body)
            body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
            row = row._replace(body=bytes(body))
        case 1:
            row = row._replace(recorded_at_us=row.recorded_at_us ^ 1 << chance.randrange(40))
        case 2:
            row = row._replace(event_id=UUID(int=row.event_id.int ^ 1 << chance.randrange(128)))
        case _:
            data = bytearray(row.hash)
            data[chance.randrange(32)] ^= 1 << chance.randrange(8)
            row = row._replace(hash=bytes(data))
    tenant.streams[stream][seq - 1] = row
    return {stream}


def change_and_hash_anew(tenant: Tenant, chance: Random) -> Touched:
    stream, seq = _placed(tenant, chance)
    row = tenant.streams[stream][seq - 1]
    tenant.streams[stream][seq - 1] = row._replace(body=b'{"forged":true}')
    _rehash(tenant, stream, seq - 1)
    return {stream}


def delete(tenant: Tenant, chance: Random) -> Touched:
    stream, seq = _placed(tenant, chance)
    del tenant.streams[stream][seq - 1]
    return {stream}


def delete_and_hash_anew(tenant: Tenant, chance: Random) -> Touched:
    stream, seq = _placed(tenant, chance, at_least=2)
    del tenant.streams[stream][seq - 1]
    _rehash(tenant, stream, seq - 1)
    return {stream}


def insert(tenant: Tenant, chance: Random) -> Touched:
    stream, seq = _placed(tenant, chance)
    rows = tenant.streams[stream]
    rows.insert(seq - 1, rows[seq - 1]._replace(body=b'{"forged":true}'))
    tenant.streams[stream] = [row._replace(seq=at) for at, row in enumerate(rows, 1)]
    return {stream}


def insert_and_hash_anew(tenant: Tenant, chance: Random) -> Touched:
    stream, seq = _placed(tenant, chance)
    rows = tenant.streams[stream]
    early = rows[seq - 1]._replace(recorded_at_us=rows[seq - 1].recorded_at_us - 1)
    rows.insert(seq - 1, early._replace(body=b'{"forged":true}'))
    _rehash(tenant, stream, seq - 1)
    return {stream}


def reorder(tenant: Tenant, chance: Random) -> Touched:
    stream, seq = _placed(tenant, chance, at_least=2)
    rows = tenant.streams[stream]
    other = chance.choice([at for at in range(1, len(rows) + 1) if at != seq])
    one, two = rows[seq - 1], rows[other - 1]
    rows[seq - 1], rows[other - 1] = two._replace(seq=seq), one._replace(seq=other)
    return {stream}


def cut_the_tail(tenant: Tenant, chance: Random) -> Touched:
    stream, seq = _placed(tenant, chance)
    del tenant.streams[stream][seq - 1 :]
    if seq > 1:
        _mend_head(tenant, stream)
    else:
        del tenant.streams[stream], tenant.heads[stream]
    return {stream}


def take_out_of_the_log(tenant: Tenant, chance: Random) -> Touched:
    at = _placed(tenant, chance)
    del tenant.entries[at]
    return {at[0]}


def move_to_another_order(tenant: Tenant, chance: Random) -> Touched:
    stream, _ = _placed(tenant, chance)
    row = tenant.streams[stream].pop()
    other = chance.choice([one for one in sorted(tenant.streams) if one != stream])
    last = tenant.streams[other][-1]
    tenant.streams[other].append(hashed(last.hash, row._replace(stream=other, seq=last.seq + 1)))
    return {stream, other}


def roll_back(tenant: Tenant, chance: Random) -> Touched:
    """The rows stay an older, whole copy; only the witness has seen more."""
    ahead = Tenant(tenant.id, forest=tenant.forest.__class__(), epoch=tenant.epoch)
    ahead.streams = {stream: list(rows) for stream, rows in tenant.streams.items()}
    ahead.entries = dict(tenant.entries)
    ahead.forest.edge, ahead.forest.stored = tenant.forest.edge, dict(tenant.forest.stored)
    grow(ahead, chance, chance.randint(1, 20))
    ahead.place()
    tenant.witness.append(ahead.sign())
    if chance.random() < 0.5:  # and life went on from the old copy
        grow(tenant, chance, 40)
        tenant.place()
        tenant.sign(tell=False)
    return set()


TAMPERS: tuple[Tamper, ...] = (
    change_a_bit,
    change_and_hash_anew,
    delete,
    delete_and_hash_anew,
    insert,
    insert_and_hash_anew,
    reorder,
    cut_the_tail,
    take_out_of_the_log,
    move_to_another_order,
    roll_back,
)
