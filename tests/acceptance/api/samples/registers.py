"""People, customers, assets."""

from tests.acceptance.api.planting import Planting

BODIES = {
    "createAsset": lambda planted: {"code": "x", "name": "x", "parent": planted.ids["asset_id"]},
    "createPerson": lambda planted: {"name": "x", "unit": planted.ids["unit_id"]},
    "createCustomer": lambda _: {"code": "x", "name": ""},
    "findCustomers": lambda planted: {"phone": planted.personal["customer_phone"]},
    "absencesPersonMe": lambda _: {"sudden": True},
    "absencesPerson": lambda _: {"sudden": True},
    "contestsPersonMe": lambda _: {"about": "x", "said": "x"},
    "answerPersonContest": lambda _: {"outcome": "kept", "answer": "x"},
}
FINDS_NOTHING = {"findCustomers"}
REVEALS = [
    ("person", "person_id", {"phone": "person_phone"}),
    (
        "customer",
        "customer_id",
        {
            "contact_name": "customer_name",
            "phone": "customer_phone",
            "email": "customer_email",
            "address": "customer_address",
        },
    ),
]


async def plant(planting: Planting) -> None:
    """Plant one of each."""
    asset, customer = planting.name("asset"), planting.name("customer")
    planting.ids["asset_id"] = await planting.made("admin", "/assets", code=asset, name=asset)
    planting.ids["customer_id"] = await planting.made(
        "admin",
        "/customers",
        code=customer,
        name=customer,
        contact_name=planting.secret("customer_name"),
        phone=planting.secret_phone("customer_phone"),
        email=planting.secret("customer_email") + "@example.com",
        address=planting.secret("customer_address"),
    )
    planting.ids["person_id"] = await planting.made(
        "admin",
        "/people",
        name=planting.name("person"),
        phone=planting.secret_phone("person_phone"),
    )
