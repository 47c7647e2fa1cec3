"""From a decision to the store: load a stream's state, commit what was decided.

The decider pattern: a kind of stream is an initial state, `evolve(state, event) -> state` and
pure decisions. The answer to the caller is made from the decided state; nothing is read back.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.eventstore.codec import Codec
from gongdan.kernel.eventstore.port import (
    Append,
    Appended,
    CallOff,
    Conflict,
    EventStore,
    Held,
    Idempotency,
    Schedule,
)
from gongdan.kernel.ids import NewId, new_id
from gongdan.kernel.messages import Accepted, Actor, Basis, Event

S = TypeVar("S")
E = TypeVar("E", bound=Event)


class Decider(Struct, Generic[S, E], frozen=True, kw_only=True):
    """One kind of stream: how its state begins, folds and is written down.

    `fold_version` goes up when `evolve` or the state's shape changes: states folded by
    another version are folded again from their events. `row` gives the list row's JSON.
    """

    kind: str
    fold_version: int
    initial: S
    state_type: type[S]
    codec: Codec[E]
    evolve: Callable[[S, E], S]
    row: Callable[[S], bytes] | None = None


class Versioned(Struct, Generic[S], frozen=True):
    """A state and the version of the stream that it stands for (0: no event yet)."""

    state: S
    version: int


class Act(Struct, frozen=True, kw_only=True):
    """Who does it, when by the server's reckoning, and how a repetition is known."""

    actor: Actor
    now: datetime
    command_id: UUID | None = None
    basis: Basis | None = None
    idempotency: Idempotency | None = None


class Committed(Struct, Generic[S], frozen=True):
    """Stored: the new state and version, and the server's time of the last event."""

    state: S
    version: int
    recorded_at: datetime


async def load(
    store: EventStore, decider: Decider[S, E], tenant: UUID, stream: UUID
) -> Versioned[S]:
    """Return the state of a stream (the initial one at version 0 where there is none)."""
    loaded = await store.load(tenant, stream)
    if loaded is None or loaded.kind != decider.kind:
        return Versioned(decider.initial, 0)
    if loaded.fold_version == decider.fold_version:
        state = msgspec.json.decode(loaded.state, type=decider.state_type)
        return Versioned(state, loaded.version)
    return await fold(store, decider, tenant, stream)


async def fold(
    store: EventStore,
    decider: Decider[S, E],
    tenant: UUID,
    stream: UUID,
    *,
    upto: int | None = None,
) -> Versioned[S]:
    """Fold the state from the events themselves, up to and including seq `upto`."""
    state, version = decider.initial, 0
    while batch := await store.history(tenant, stream, after=version, limit=1_000):
        for stored in batch:
            if upto is not None and stored.seq > upto:
                return Versioned(state, version)
            state = decider.evolve(state, decider.codec.decode(tenant, stored).event)
            version = stored.seq
    return Versioned(state, version)


class Wanted(Struct, Generic[S, E], frozen=True, kw_only=True):
    """What was decided on a stream, ready to be committed.

    `event_ids` are those that a caller had to know beforehand (ciphertexts are bound to the
    event that carries them); missing ones are made on the way.
    """

    stream: UUID
    before: Versioned[S]
    accepted: Accepted[E]
    event_ids: tuple[UUID, ...] = ()
    timers: tuple[Schedule | CallOff, ...] = ()


async def commit(  # noqa: PLR0913 - one act is all of this; everything past the what is named
    store: EventStore,
    decider: Decider[S, E],
    before: Versioned[S],
    accepted: Accepted[E],
    *,
    act: Act,
    tenant: UUID,
    stream: UUID,
    event_ids: tuple[UUID, ...] = (),
    timers: tuple[Schedule | CallOff, ...] = (),
    ids: NewId = new_id,
) -> Committed[S] | Conflict:
    """Append what was decided on `before`; the store's conflict where it did not append."""
    if not accepted.events:
        return Committed(before.state, before.version, act.now)
    wanted = Wanted(
        stream=stream, before=before, accepted=accepted, event_ids=event_ids, timers=timers
    )
    state, append = _appending(decider, wanted, act=act, tenant=tenant, ids=ids)
    outcome = await store.append(append)
    if isinstance(outcome, Appended):
        return Committed(state, outcome.version, outcome.recorded_at[-1])
    return outcome


async def commit_together(
    store: EventStore,
    decider: Decider[S, E],
    wanted: tuple[Wanted[S, E], ...],
    *,
    act: Act,
    tenant: UUID,
    ids: NewId = new_id,
) -> tuple[Committed[S], ...] | Held:
    """Append what was decided on several streams as one act; the first stands for the request."""
    once = msgspec.structs.replace(act, command_id=None, idempotency=None)
    made = [
        _appending(decider, one, act=once if place else act, tenant=tenant, ids=ids)
        for place, one in enumerate(wanted)
    ]
    outcome = await store.append_together(tuple(append for _state, append in made))
    if isinstance(outcome, Held):
        return outcome
    return tuple(
        Committed(state, done.version, done.recorded_at[-1])
        for (state, _append), done in zip(made, outcome, strict=True)
    )


def _appending(
    decider: Decider[S, E], wanted: Wanted[S, E], *, act: Act, tenant: UUID, ids: NewId
) -> tuple[S, Append]:
    """Return the state after what was decided, and the append that leads to it."""
    state, events = wanted.before.state, wanted.accepted.events
    for event in events:
        state = decider.evolve(state, event)
    named = wanted.event_ids + tuple(ids() for _ in events[len(wanted.event_ids) :])
    append = Append(
        tenant=tenant,
        stream=wanted.stream,
        kind=decider.kind,
        expected=wanted.before.version,
        now=act.now,
        events=tuple(
            decider.codec.encode(
                event_id, event, act.actor, command_id=act.command_id, basis=act.basis
            )
            for event_id, event in zip(named, events, strict=True)
        ),
        fold_version=decider.fold_version,
        state=state_bytes(state),
        command_id=act.command_id,
        idempotency=act.idempotency,
        timers=wanted.timers,
        row=decider.row(state) if decider.row else None,
    )
    return state, append


# the names inside dicts sorted, as in event bodies: the fold of the events is the same bytes
_state_encoder = msgspec.json.Encoder(order="deterministic")


def state_bytes(state: Any) -> bytes:
    """Return a state as it is kept: the same state is always the same bytes."""
    return _state_encoder.encode(state)
