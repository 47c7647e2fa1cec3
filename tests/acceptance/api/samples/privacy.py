"""Reveals, persons, consents: of the foreign tenant's customer, who is a subject of its own."""

from tests.acceptance.api.planting import Planting

BODIES = {
    "revealValues": lambda planted: {
        "object": {"kind": "order", "id": planted.ids["order"]},
        "fields": ["contact.phone"],
        "reason": "call",
    },
    "findSubjects": lambda planted: {"phone": planted.personal["customer_phone"]},
    "exportSubject": lambda _: {"reason": "request"},
    "eraseSubject": lambda planted: {"reason": "request", "confirm": planted.ids["subject_id"]},
    "holdSubject": lambda _: {"reason": "request"},
    "releaseSubject": lambda _: {"reason": "request"},
    "giveConsent": lambda planted: {
        "subject": planted.ids["subject_id"],
        "purpose": "survey",
        "text_version": 1,
        "language": "zh",
    },
}
SAME_FOR_WHAT_IS_NOWHERE = {"releaseSubject"}


async def plant(planting: Planting) -> None:
    """Plant a consent of the customer."""
    planting.ids["subject_id"] = planting.ids["customer_id"]
    planting.ids["consent_id"] = await planting.made(
        "dispatcher",
        "/consents",
        subject=planting.ids["subject_id"],
        purpose="contact",
        text_version=1,
        language="en",
    )
