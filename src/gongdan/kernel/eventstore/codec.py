"""Events to canonical bodies and back; old versions are lifted on reading only.

A body is `{"v", "type", "actor", "command_id", "basis", "data"}`. What is stored is never
rewritten: when an event type changes shape, its version goes up and an upcaster turns the
old data into the new on reading. Samples of every stored version stay in the repository.
"""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.canonical import canonical
from gongdan.kernel.eventstore.port import Pending, Stored
from gongdan.kernel.messages import Actor, Basis, Event, Recorded

E = TypeVar("E", bound=Event)
Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


class _Envelope(Struct, frozen=True, kw_only=True):
    v: int
    type: str
    actor: Actor
    command_id: UUID | None = None
    basis: Basis | None = None
    data: msgspec.Raw


class UnknownEventError(LookupError):
    """A stored event has a type or version that this code does not know (newer writer)."""


class Codec(Generic[E]):
    """Writes and reads the events of one kind of stream.

    `versions` gives the current version of types that have changed (1 otherwise);
    `upcasters` turns the data of version n of a type into that of version n + 1.
    """

    def __init__(
        self,
        types: tuple[type[E], ...],
        versions: Mapping[str, int] | None = None,
        upcasters: Mapping[tuple[str, int], Upcaster] | None = None,
    ) -> None:
        self._decoders = {kind.__name__: msgspec.json.Decoder(kind) for kind in types}
        self._versions = versions or {}
        self._upcasters = upcasters or {}
        self._envelope = msgspec.json.Decoder(_Envelope)

    def encode(
        self,
        event_id: UUID,
        event: E,
        actor: Actor,
        *,
        command_id: UUID | None = None,
        basis: Basis | None = None,
    ) -> Pending:
        """Return the pending event: its canonical body names its type, version and actor."""
        name = type(event).__name__
        body: dict[str, object] = {
            "v": self._versions.get(name, 1),
            "type": name,
            "actor": actor,
            "data": event,
        }
        if command_id is not None:
            body["command_id"] = command_id
        if basis is not None:
            body["basis"] = basis
        return Pending(event_id, name, canonical(body))

    def decode(self, tenant: UUID, stored: Stored) -> Recorded[E]:
        """Read a stored event back, lifted to today's shape.

        Raises `UnknownEventError` for a type or version from a newer program.
        """
        envelope = self._envelope.decode(stored.body)
        return Recorded(
            tenant=tenant,
            stream=stored.stream,
            seq=stored.seq,
            event_id=stored.event_id,
            recorded_at=stored.recorded_at,
            hash=stored.hash,
            actor=envelope.actor,
            event=self._event(envelope),
            command_id=envelope.command_id,
            basis=envelope.basis,
            position=stored.position,
        )

    def _event(self, envelope: _Envelope) -> E:
        decoder = self._decoders.get(envelope.type)
        current = self._versions.get(envelope.type, 1)
        if decoder is None or envelope.v > current:
            raise UnknownEventError(f"{envelope.type} version {envelope.v}")
        if envelope.v == current:
            return decoder.decode(envelope.data)
        data = msgspec.json.decode(envelope.data)
        for version in range(envelope.v, current):
            data = self._upcasters[envelope.type, version](data)
        return decoder.decode(msgspec.json.encode(data))
