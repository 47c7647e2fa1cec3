"""The signatures of an order, as a reader may see them."""

from uuid import UUID

import msgspec

from gongdan.rooms.identity.contract import Principal, View, field_view
from gongdan.rooms.privacy.contract import MaskKind, PrivacyClass, Vault, shown
from gongdan.rooms.workorders.domain.signature import Signature
from gongdan.rooms.workorders.domain.signatures import Statement
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.views.shown import SignatureShown


async def signatures_shown(
    vault: Vault, principal: Principal, order: UUID, state: OrderState
) -> tuple[SignatureShown, ...]:
    """Return an order's signatures, oldest first; names masked where they are to be masked."""
    return tuple([await _shown(vault, principal, order, each) for each in state.signatures])


async def _shown(
    vault: Vault, principal: Principal, order: UUID, signature: Signature
) -> SignatureShown:
    view = field_view(principal, "order").get(PrivacyClass.PERSONAL, View.HIDDEN)
    opened: dict[str, str] = {}
    if view is not View.HIDDEN:
        opened = dict(await vault.open(principal.tenant, order, {"signer": signature.signer}))
    said = msgspec.json.decode(signature.statement, type=Statement)
    return SignatureShown(
        signer=shown(view, MaskKind.NAME, opened.get("signer")) or "",
        language=signature.language,
        version=signature.version,
        digest=signature.digest,
        text=said.text,
        picture=signature.file,
        outdated=signature.outdated,
    )
