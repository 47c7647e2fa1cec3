"""Which files of an order its readers may see: not those that only hidden fields name."""

from collections.abc import Mapping
from uuid import UUID

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.privacy.contract import Vault
from gongdan.rooms.workorders.domain.named_files import files_in
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.ports import Definitions, RunningDefinition
from gongdan.rooms.workorders.views.fields import MASKS, classes_of, is_own, kept_from
from gongdan.rooms.workorders.views.order import OrderViews


async def opened_answers(
    vault: Vault, tenant: UUID, order: UUID, state: OrderState
) -> Mapping[str, object]:
    """Return the sealed answers of an order, those of fields that are gone among them."""
    sealed = {**state.details.sealed, **state.sealed}
    answers = {name: value for name, value in sealed.items() if name not in MASKS}
    return await vault.open(tenant, order, answers) if answers else {}


def hidden_files(
    principal: Principal,
    definition: RunningDefinition,
    state: OrderState,
    opened: Mapping[str, object],
) -> frozenset[UUID]:
    """Return the files that are named by fields hidden from a reader, and by no other ones.

    What no field names (evidence, a signature) is seen with the order.
    """
    classes, own = classes_of(definition), is_own(principal, state)
    hidden: set[UUID] = set()
    seen: set[UUID] = set()
    for name, value in {**state.details.fields, **state.data, **opened}.items():
        kept = kept_from(principal, classes, name, own=own)
        (hidden if kept else seen).update(files_in(value))
    return frozenset(hidden - seen)


class AttachedFiles:
    """Knows who may see what is attached to orders."""

    def __init__(self, orders: OrderViews, definitions: Definitions, vault: Vault) -> None:
        self._orders = orders
        self._definitions = definitions
        self._vault = vault

    async def may_see(self, principal: Principal, order: UUID, file: UUID) -> bool:
        """Tell whether the principal may read the order, and what names the file."""
        head = await self._orders.head(principal, order)
        if isinstance(head, Refused):
            return False
        state, tenant = head.versioned.state, principal.tenant
        definition = await self._definitions.pinned(tenant, state.definition)
        opened = await opened_answers(self._vault, tenant, order, state)
        return file not in hidden_files(principal, definition, state, opened)
