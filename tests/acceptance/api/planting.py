"""A tenant whose every protected field holds a word that stands nowhere else in the world."""

from collections.abc import Mapping
from itertools import count
from typing import Any

import httpx
from msgspec import Struct

from tests.house import Tenant

_NUMBERS = count(10_000_001)


class Planted(Struct, frozen=True):
    """A tenant, a client of each role, ids of its things by path parameter, and its canaries.

    `personal` are values that only a reveal (or their own reporter) may show; `rows` are words
    in orders by who reported them; `names` are plain names of things; `internal` are words
    of the house's own people: an internal comment, the note of a booking.
    """

    tenant: Tenant
    clients: Mapping[str, httpx.AsyncClient]
    ids: Mapping[str, str]
    personal: Mapping[str, str]
    rows: Mapping[str, str]
    names: Mapping[str, str]
    internal: Mapping[str, str]

    @property
    def all(self) -> frozenset[str]:
        """Every canary of the tenant."""
        kinds = (self.personal, self.rows, self.names, self.internal)
        return frozenset(canary for kind in kinds for canary in kind.values())


class Planting:
    """What the rooms' samples plant with."""

    def __init__(self, tenant: Tenant, clients: Mapping[str, httpx.AsyncClient]) -> None:
        self.tenant = tenant
        self.clients = clients
        self.ids: dict[str, str] = {}
        self.personal: dict[str, str] = {}
        self.rows: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.internal: dict[str, str] = {}

    @property
    def planted(self) -> Planted:
        """What stands there now."""
        return Planted(
            self.tenant,
            self.clients,
            self.ids,
            self.personal,
            self.rows,
            self.names,
            self.internal,
        )

    def name(self, what: str) -> str:
        """Return a new canary that the own tenant may read."""
        return self.names.setdefault(what, word(what))

    def row(self, reporter: str) -> str:
        """Return a new canary that whoever may read the reporter's order may read."""
        return self.rows.setdefault(reporter, word(f"title{reporter}"))

    def inside(self, what: str) -> str:
        """Return a new canary that only those see who see internal fields."""
        return self.internal.setdefault(what, word(what))

    def secret(self, what: str) -> str:
        """Return a new canary that nobody sees without revealing it."""
        return self.personal.setdefault(what, word(what.replace("_", "")))

    def secret_phone(self, what: str) -> str:
        """Return a new canary that is a telephone number."""
        return self.personal.setdefault(what, f"139{next(_NUMBERS)}")

    async def posted(self, role: str, path: str, **body: object) -> dict[str, Any]:
        """Post as a role; what was made."""
        answer = await self.clients[role].post(f"/api/v1{path}", json=body)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    async def done(self, role: str, path: str, **body: object) -> None:
        """Do as a role what makes nothing new."""
        answer = await self.clients[role].post(f"/api/v1{path}", json=body)
        assert answer.status_code == 200, answer.text

    async def made(self, role: str, path: str, **body: object) -> str:
        """Post as a role; the id of what was made."""
        return str((await self.posted(role, path, **body))["id"])


def word(what: str) -> str:
    """Return a new canary that reads as a word."""
    return f"CANARY{next(_NUMBERS)}{what}"
