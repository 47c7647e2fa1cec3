"""The canaries of a tenant: planted by what each room says of itself in `samples/`."""

from tests.acceptance.api.planting import Planted, Planting
from tests.acceptance.api.samples import MODULES
from tests.house import ROLES, TestHouse

_FIRST = ("identity", "registers", "workorders")
"""Others may point at what these plant."""


async def plant(house: TestHouse) -> Planted:
    """Make a tenant, sign each role in, and fill every protected field of every kind of thing."""
    tenant = await house.tenant()
    clients = {role: await house.signed_in(tenant, role) for role in ROLES}
    planting = Planting(tenant, clients)
    named = {module.__name__.rpartition(".")[2]: module for module in MODULES}
    for name in dict.fromkeys((*_FIRST, *named)):
        if hasattr(named[name], "plant"):
            await named[name].plant(planting)
    return planting.planted
