"""Users, roles, units, keys, sessions."""

import re

from tests.acceptance.api.planting import Planting

_USER = {"login": "spy", "name": "x", "password": "correct horse 5"}
BODIES = {
    "createUser": lambda planted: {**_USER, "unit": planted.ids["unit_id"]},
    "createUnit": lambda planted: {"code": "x", "name": "x", "parent": planted.ids["unit_id"]},
    "copyRole": lambda planted: {
        "source": planted.ids["role_key"],
        "key": "x-y",
        "name_zh": "x",
        "name_en": "x",
    },
    "setUserPassword": lambda _: {"password": "correct horse 5"},
    "setUserRoles": lambda _: {"roles": ["admin"]},
    "changeUnit": lambda _: {"name": "x"},
    "headUnit": lambda planted: {"manager": planted.ids["user_id"]},
    "moveUnit": lambda _: {"parent": None},
    "addPeople": lambda planted: {
        "people": [{"login": "spy", "name": "x", "unit": planted.ids["unit_id"]}]
    },
    "changeTenant": lambda _: {"zone": "Mars/Olympus"},
    "changeMe": lambda _: {"zone": "Mars/Olympus"},
    "changeMyPassword": lambda _: {"old": "wrong", "new": "correct horse 5"},
    "issueApiKey": lambda _: {"name": "x", "scopes": [], "expires_at": "2027-01-01T00:00:00Z"},
}

ONES_OWN = {"endOtherSessions"}  # there are none, and ending none is no fault


async def plant(planting: Planting) -> None:
    """Plant a unit, a key, a role."""
    unit = planting.name("unit")
    planting.ids["unit_id"] = await planting.made("admin", "/units", code=unit.lower(), name=unit)
    planting.ids["user_id"] = str(planting.tenant.users["technician"])
    key = await planting.posted(
        "admin",
        "/api-keys",
        name=planting.name("key"),
        scopes=["order.read"],
        expires_at="2027-06-01T00:00:00Z",
    )
    planting.ids["key_id"] = key["key"]["id"]
    sessions = (await planting.clients["admin"].get("/api/v1/sessions")).json()
    planting.ids["session_id"] = sessions["items"][0]["id"]
    role = "role-" + "".join(re.findall(r"\d", planting.name("role")))
    await planting.posted(
        "admin",
        "/roles",
        source="requester",
        key=role,
        name_zh=planting.names["role"],
        name_en="x",
    )
    planting.ids["role_key"] = role
