"""Which files of an order its readers may see: not those that only hidden fields name."""

from uuid import UUID

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.privacy.contract import Vault
from gongdan.rooms.workorders.domain.named_files import files_in
from gongdan.rooms.workorders.ports import Definitions
from gongdan.rooms.workorders.views.fields import kept_from
from gongdan.rooms.workorders.views.order import OrderViews, classes_of, is_own


class AttachedFiles:
    """Knows who may see what is attached to orders."""

    def __init__(self, orders: OrderViews, definitions: Definitions, vault: Vault) -> None:
        self._orders = orders
        self._definitions = definitions
        self._vault = vault

    async def may_see(self, principal: Principal, order: UUID, file: UUID) -> bool:
        """Tell whether the principal may read the order, and a field that names the file.

        What no field names (evidence, a signature) is seen with the order.
        """
        head = await self._orders.head(principal, order)
        if isinstance(head, Refused):
            return False
        state = head.versioned.state
        definition = await self._definitions.pinned(principal.tenant, state.definition)
        sealed = {**state.details.sealed, **state.sealed}
        opened = await self._vault.open(principal.tenant, order, sealed) if sealed else {}
        answers = {**state.details.fields, **state.data, **opened}
        naming = [name for name, value in answers.items() if file in files_in(value)]
        classes, own = classes_of(definition), is_own(principal, state)
        return not naming or not all(kept_from(principal, classes, n, own=own) for n in naming)
