"""A tenant whose every protected field holds a word that stands nowhere else in the world."""

from collections.abc import Mapping
from itertools import count

import httpx
from msgspec import Struct

from tests.house import ROLES, Tenant, TestHouse

_NUMBERS = count(10_000_001)


class Planted(Struct, frozen=True):
    """A tenant, a client of each role, ids of its things by path parameter, and its canaries.

    `personal` are values that only a full view of personal data may show; `rows` are words in
    orders by who reported them; `names` are plain names of things; `internal` are words of
    the house's own people: an internal comment, and the note of a booking.
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
        return frozenset(
            {
                *self.personal.values(),
                *self.rows.values(),
                *self.names.values(),
                *self.internal.values(),
            }
        )


def word(what: str) -> str:
    """Return a new canary that reads as a word."""
    return f"CANARY{next(_NUMBERS)}{what}"


def phone() -> str:
    """Return a new canary that is a telephone number."""
    return f"139{next(_NUMBERS)}"


async def plant(house: TestHouse) -> Planted:
    """Make a tenant, sign each role in, and fill every protected field of every kind of thing."""
    tenant = await house.tenant()
    clients = {role: await house.signed_in(tenant, role) for role in ROLES}
    admin, designer = clients["admin"], clients["designer"]
    names, personal = _words()
    rows = {role: word(f"title{role}") for role in ("requester", "dispatcher")}
    ids = {}
    ids["asset_id"] = await _made(admin, "/assets", code=names["asset"], name=names["asset"])
    ids["customer_id"] = await _made(
        admin,
        "/customers",
        code=names["customer"],
        name=names["customer"],
        contact_name=personal["customer_name"],
        phone=personal["customer_phone"],
        email=f"{personal['customer_email']}@example.com",
        address=personal["customer_address"],
    )
    ids["person_id"] = await _made(
        admin, "/people", name=names["person"], phone=personal["person_phone"]
    )
    ids["unit_id"] = await _made(admin, "/units", code=names["unit"].lower(), name=names["unit"])
    ids["user_id"] = str(tenant.users["technician"])
    ids["key_id"] = (
        await _post(
            admin,
            "/api-keys",
            name=names["key"],
            scopes=["order.read"],
            expires_at="2027-06-01T00:00:00Z",
        )
    )["key"]["id"]  # type: ignore[index]
    ids["session_id"] = (await admin.get("/api/v1/sessions")).json()["items"][0]["id"]
    role = f"role-{next(_NUMBERS)}"
    await _post(admin, "/roles", source="requester", key=role, name_zh=names["role"], name_en="x")
    ids["key"] = f"draft_{next(_NUMBERS)}"
    ids["role_key"] = role
    for reporter, title in rows.items():
        ids[f"order_{reporter}"] = await _report(clients[reporter], title, personal)
    ids["order"] = ids["order_requester"]
    internal = {part: word(part) for part in ("comment", "booking")}
    of_order, dispatcher = f"/api/v1/orders/{ids['order']}", clients["dispatcher"]
    for act, said in (
        ("comment", {"text": internal["comment"], "internal": True}),
        ("book", {"kind": "cost", "amount": "1", "currency": "CNY", "note": internal["booking"]}),
    ):
        answer = await dispatcher.post(f"{of_order}/{act}", json=said)
        assert answer.status_code == 200, answer.text
    body = (await designer.get("/api/v1/definitions/five_step/versions/1")).json()
    saved = await designer.put(
        f"/api/v1/definitions/{ids['key']}/draft", json={**body, "key": ids["key"]}
    )
    assert saved.status_code == 204, saved.text
    kept = {name: value for name, value in personal.items() if name not in _UNUSED}
    return Planted(tenant, clients, ids, kept, rows, names, internal)


def _words() -> tuple[dict[str, str], dict[str, str]]:
    """Return new canaries: names of things, and personal values by kind and part."""
    names = {what: word(what) for what in ("asset", "customer", "person", "unit", "key", "role")}
    personal = {
        f"{kind}_{part}": phone() if part == "phone" else word(f"{kind}{part}")
        for kind in ("order", "customer", "person")
        for part in ("name", "phone", "email", "address", "note")
    }
    return names, personal


_UNUSED = {"customer_note", "person_name", "person_email", "person_address", "person_note"}


async def _report(client: httpx.AsyncClient, title: str, personal: Mapping[str, str]) -> str:
    return await _made(
        client,
        "/orders",
        title=title,
        contact={
            "name": personal["order_name"],
            "phone": personal["order_phone"],
            "email": f"{personal['order_email']}@example.com",
        },
        location={"address": personal["order_address"]},
        fields={"access_note": personal["order_note"]},
    )


async def _made(client: httpx.AsyncClient, path: str, **body: object) -> str:
    return str((await _post(client, path, **body))["id"])


async def _post(client: httpx.AsyncClient, path: str, **body: object) -> dict[str, object]:
    answer = await client.post(f"/api/v1{path}", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, object] = answer.json()
    return made
