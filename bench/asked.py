"""The requests that are measured, as the bytes that go over the wire."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.ids import new_id

TITLE = "三号水泵异响，轴承温度偏高 / Pump 3 is loud, bearing runs hot"
DESCRIPTION = (
    "巡检发现三号循环水泵运行时有明显异响，轴承座温度约 78 °C，振动比上周明显增大。"
    "The noise began on Monday after the night shift; flow is still normal."
)
CONTACT = {"name": "王小明", "phone": "13800138000", "email": "wang@example.org"}


class Caller(Struct, frozen=True):
    """Who asks: a bearer token, and the tenant behind it."""

    token: str
    tenant: UUID

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> bytes:
        """Return one request."""
        content = b"" if body is None else msgspec.json.encode(body)
        lines = [
            f"{method} /api/v1{path} HTTP/1.1",
            "Host: bench",
            f"Authorization: Bearer {self.token}",
            "Accept-Language: zh-CN",
            *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        ]
        if content:
            lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def details(caller: Caller, orders: Sequence[UUID]) -> tuple[bytes, ...]:
    """Ask for each of these orders in full."""
    return tuple(caller.ask("GET", f"/orders/{order}") for order in orders)


def lists(caller: Caller) -> tuple[bytes, ...]:
    """Ask for the newest 50 orders."""
    return (caller.ask("GET", "/orders?limit=50"),)


def searches(caller: Caller, words: Sequence[str]) -> tuple[bytes, ...]:
    """Ask for the orders with these words (ASCII)."""
    return tuple(caller.ask("GET", f"/orders?limit=50&q={word}") for word in words)


def filters(caller: Caller, pairs: Sequence[tuple[str, str]]) -> tuple[bytes, ...]:
    """Ask for the orders whose custom field has this value."""
    return tuple(caller.ask("GET", f"/orders?limit=50&field.{n}={v}") for n, v in pairs)


def reports(
    caller: Caller,
    count: int,
    fields: Mapping[str, object],
    *,
    contact: bool = False,
    kind: str = "five_step",
) -> tuple[bytes, ...]:
    """Report new orders, each with an idempotency key of its own."""
    body: dict[str, object] = {
        "type": kind,
        "title": TITLE,
        "description": DESCRIPTION,
        "urgency": 2,
        "impact": 2,
        "place": "Hall 7, bay 3",
        "tags": ["pump", "noise"],
        "fields": fields,
    }
    if contact:
        body["contact"] = CONTACT
    return tuple(
        caller.ask("POST", "/orders", body, Idempotency_Key=new_id().hex) for _ in range(count)
    )


def accepts(caller: Caller, orders: Sequence[UUID]) -> tuple[bytes, ...]:
    """Accept each of these orders, which stand at version 1."""
    return tuple(
        caller.ask("POST", f"/orders/{order}/accept", {}, If_Match='"1"') for order in orders
    )
