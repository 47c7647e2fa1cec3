"""Plant the demo tenant: through the real handlers, in its people's names, as often as you like.

Nothing is back-dated and nothing is written past a handler. What is there already stays as it
is: entries are known by their codes, an order by an id that follows from its key, and the
version that an order has reached says which acts of its story are still to be done.
"""

from uuid import UUID

from msgspec import Struct

from gongdan.bootstrap.house import House
from gongdan.entrypoints.demo.orders import plant_orders
from gongdan.entrypoints.demo.organise import Grounds, organise
from gongdan.entrypoints.demo.script import read_orders, read_organisation
from gongdan.entrypoints.demo.templates import take_templates


class Planted(Struct, frozen=True):
    """The demo tenant, and what this run added."""

    tenant: UUID
    entries: int
    orders: int
    acts: int


async def plant(house: House) -> Planted:
    """Make what is missing of the demo tenant."""
    grounds: Grounds = await organise(house, read_organisation())
    await take_templates(house, grounds)
    orders, acts = await plant_orders(house, grounds, read_orders())
    return Planted(grounds.tenant, grounds.added, orders, acts)
