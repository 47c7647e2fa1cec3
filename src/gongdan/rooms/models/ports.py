"""What models need from others; bootstrap plugs each of these."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.engines.plugged.answers import Fault, Said, Scored
from gongdan.engines.plugged.manifest import Manifest, Sample
from gongdan.engines.plugged.report import Report
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal


class Source(Struct, frozen=True):
    """A file that somebody uploaded: its name, size, and the SHA-256 of its bytes, in hex."""

    name: str
    size: int
    digest: str


class Sources(Protocol):
    """The uploaded files: taken by a model, and read."""

    async def take(self, principal: Principal, file: UUID, model: UUID) -> Source | Refused: ...

    async def read(self, tenant: UUID, file: UUID) -> bytes | None:
        """Return all bytes; None once the file is gone."""
        ...

    async def give_up(self, tenant: UUID, file: UUID, model: UUID) -> None: ...

    async def shred(self, tenant: UUID, file: UUID, model: UUID) -> None:
        """Destroy a model's file with its key; safe to repeat, and there is no way back."""
        ...


class Answered(Struct, frozen=True):
    """What a model said, and how many milliseconds that took with the way there and back."""

    said: Said | Scored | Fault
    ms: float


class Runner(Protocol):
    """Runs models behind walls."""

    async def check(self, manifest: Manifest, body: bytes) -> Report: ...

    async def ask(
        self,
        model: UUID,
        manifest: Manifest,
        sample: Sample,
        *,
        tenant: UUID,
        file: UUID,
        at_once: bool = False,
    ) -> Answered:
        """Ask a model in its own process, which is started (and started again) as needed.

        `at_once`: somebody waits; what can't be had in a quarter of a second is a fault, and
        `busy` (nobody's fault) while the process is being started.
        """
        ...

    async def end(self, model: UUID) -> None:
        """End a model's process, if one is at work here."""
        ...

    async def aclose(self) -> None: ...


class Judged(Struct, frozen=True):
    """What people said that an order was ("": nothing yet), and what had been named before."""

    people: str
    deciding: str


class Judgements(Protocol):
    """Knows what orders turned out to be."""

    async def of(self, tenant: UUID, orders: Collection[UUID]) -> Mapping[UUID, Judged]: ...


class Orders(Protocol):
    """Knows how orders are called that a reader may see."""

    async def numbers(
        self, principal: Principal, orders: Collection[UUID]
    ) -> Mapping[UUID, str]: ...


class PeopleNames(Protocol):
    """Knows how users are called, those who have left as well."""

    async def names(self, tenant: UUID, users: Collection[UUID]) -> Mapping[UUID, str]: ...


class Categories(Protocol):
    """Knows what a tenant's orders may be about."""

    async def names(self, tenant: UUID) -> Mapping[str, Mapping[str, str]]:
        """Return the categories by key, with their names by language."""
        ...
