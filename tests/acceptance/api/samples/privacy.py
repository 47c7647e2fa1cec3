"""Reveals, of the foreign tenant's order."""

BODIES = {
    "revealValues": lambda planted: {
        "object": {"kind": "order", "id": planted.ids["order"]},
        "fields": ["contact.phone"],
        "reason": "call",
    },
}
