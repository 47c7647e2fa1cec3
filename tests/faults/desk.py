"""Orders for fault tests, sent through the application that runs in this process."""

import random

import httpx

from gongdan.kernel.ids import new_id
from tests.house import Tenant, TestHouse

ROLES = ("requester", "dispatcher", "technician")
MOST_STEPS = 3


async def bring_orders(home: TestHouse, tenant: Tenant, steps: list[int]) -> list[str]:
    """Report an order for each number and take it up to so many steps on; return their ids."""
    clients = {role: await home.signed_in(tenant, role) for role in ROLES}
    worker = str(tenant.users["technician"])
    orders = [await _bring(clients, worker, count) for count in steps]
    for client in clients.values():
        await client.aclose()
    return orders


async def _bring(clients: dict[str, httpx.AsyncClient], worker: str, steps: int) -> str:
    phone = f"138{random.Random(new_id().int).randrange(10**8):08}"
    body = {"title": f"泵 {new_id().hex}", "contact": {"name": "李雷", "phone": phone}}
    order = await _post(clients["requester"], "", body)
    acts = (
        ("dispatcher", "accept", {"assignee": worker}),
        ("technician", "complete", {"data": {"work_done": "换了密封圈", "result": "fixed"}}),
        ("requester", "verify", {"outcome": "passed"}),
    )
    for role, act, said in acts[:steps]:
        order = await _post(clients[role], f"/{order['id']}/{act}", said, order)
    return str(order["id"])


async def _post(
    client: httpx.AsyncClient,
    path: str,
    body: object,
    order: dict[str, object] | None = None,
) -> dict[str, object]:
    headers = {"Idempotency-Key": new_id().hex}
    if order:
        headers["If-Match"] = f'"{order["version"]}"'
    answer = await client.post(f"/api/v1/orders{path}", json=body, headers=headers)
    assert answer.is_success, answer.text
    shown: dict[str, object] = answer.json()
    return shown
