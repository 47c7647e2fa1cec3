"""Orders: one that the requester reported, one that the dispatcher did."""

from tests.acceptance.api.planting import Planting

BODIES = {
    "reportOrder": lambda planted: {"title": "x", "asset": planted.ids["asset_id"]},
    "signOrder": lambda _planted: {"digest": "x", "language": "zh", "signer": "x"},
    "assignOrder": lambda planted: {"to": planted.ids["user_id"]},
    "transferOrder": lambda planted: {"to": planted.ids["user_id"]},
    "rejectOrder": lambda _: {"to": "accept", "reason": "x"},
    **dict.fromkeys(
        ("returnOrder", "suspendOrder", "cancelOrder", "reopenOrder"), lambda _: {"reason": "x"}
    ),
}
REPORTERS = ("requester", "dispatcher")
_PARTS = {
    "contact.name": "name",
    "contact.phone": "phone",
    "contact.email": "email",
    "location.address": "address",
    "access_note": "note",
}
REVEALS = [
    ("order", f"order_{who}", {field: f"{who}_{part}" for field, part in _PARTS.items()})
    for who in REPORTERS
]


async def plant(planting: Planting) -> None:
    """Plant an order of each reporter, with every personal part."""
    for who in REPORTERS:
        planting.ids[f"order_{who}"] = await planting.made(
            who,
            "/orders",
            title=planting.row(who),
            contact={
                "name": planting.secret(f"{who}_name"),
                "phone": planting.secret_phone(f"{who}_phone"),
                "email": planting.secret(f"{who}_email") + "@example.com",
            },
            location={"address": planting.secret(f"{who}_address")},
            fields={"access_note": planting.secret(f"{who}_note")},
        )
    planting.ids["order"] = planting.ids["order_requester"]
