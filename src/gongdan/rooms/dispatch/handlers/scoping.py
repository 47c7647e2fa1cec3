"""Which policy an order falls under, where policies count for some units and orders alone."""

from uuid import UUID

from gongdan.rooms.dispatch.contract import Policy, Triage
from gongdan.rooms.dispatch.domain.policies import policy_for
from gongdan.rooms.dispatch.handlers.crowds import Crowds
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.ports import AskedOrder
from gongdan.rooms.dispatch.store.policies import load_policies


async def policy_of(
    means: Means, crowds: Crowds, tenant: UUID, *, asked: AskedOrder, triage: Triage
) -> Policy:
    """Return the policy of an order as it stands; units are looked at only where one names any."""
    async with means.database.reading(tenant) as reader:
        policies = await load_policies(reader, tenant)
    scoped = any(each.unit is not None for each in policies)
    units = (await crowds.of(tenant)).units_above(asked.unit) if scoped else ()
    return policy_for(policies, asked.type_key, triage.category, order=asked.id, units=units)
