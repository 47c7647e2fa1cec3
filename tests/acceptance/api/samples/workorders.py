"""Orders: one that the requester reported, one that the dispatcher did."""

from tests.acceptance.api.planting import Planting

BODIES = {
    "reportOrder": lambda planted: {"title": "x", "asset": planted.ids["asset_id"]},
    "signOrder": lambda _planted: {"digest": "x", "language": "zh", "signer": "x"},
    "assignOrder": lambda planted: {"to": planted.ids["user_id"]},
    "transferOrder": lambda planted: {"to": planted.ids["user_id"]},
    "delegateOrder": lambda planted: {"to": planted.ids["user_id"]},
    "addSignOrder": lambda planted: {"people": [planted.ids["user_id"]]},
    "removeSignOrder": lambda planted: {"person": planted.ids["user_id"], "reason": "x"},
    "deliverOrder": lambda _: {"message": "x"},
    "jumpOrder": lambda _: {"to": "accept", "reason": "x"},
    "migrateOrder": lambda _: {"to": 2},
    **dict.fromkeys(
        ("checkMigration", "beginMigration"), lambda _: {"from_version": 1, "to_version": 2}
    ),
    "addOrderHelper": lambda planted: {"who": planted.ids["user_id"]},
    "removeOrderHelper": lambda planted: {"who": planted.ids["user_id"]},
    "commentOrder": lambda _: {"text": "x"},
    "bookOnOrder": lambda _: {"kind": "time"},
    "reverseOrderBooking": lambda planted: {"booking": planted.ids["order"], "reason": "x"},
    "linkOrder": lambda planted: {"to": planted.ids["order"]},
    "unlinkOrder": lambda planted: {"to": planted.ids["order"]},
    "mergeOrder": lambda planted: {"into": planted.ids["order"]},
    "splitOrder": lambda _: {"children": [{"title": "x"}]},
    "actOnOrders": lambda _: {"act": "assign", "items": [], "command": {}},
    "createReply": lambda _: {"name": "", "text": "x"},
    "setView": lambda _: {"name": "x", "query": "status=open"},
    "setReply": lambda _: {"name": "x", "text": "x"},
    "rejectOrder": lambda _: {"to": "accept", "reason": "x"},
    **dict.fromkeys(
        ("returnOrder", "suspendOrder", "cancelOrder", "reopenOrder", "unmergeOrder"),
        lambda _: {"reason": "x"},
    ),
}
SAME_FOR_WHAT_IS_NOWHERE = {"listMigrations"}
NOT_THERE = {"getMigration", "listMigrationOrders"}
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
    order = planting.ids["order"] = planting.ids["order_requester"]
    booking = {"kind": "cost", "amount": "1", "currency": "CNY", "note": planting.inside("booking")}
    await planting.done("dispatcher", f"/orders/{order}/book", **booking)
    comment = {"text": planting.inside("comment"), "internal": True}
    await planting.done("dispatcher", f"/orders/{order}/comment", **comment)
