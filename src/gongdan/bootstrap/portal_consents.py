"""The portal's consents plugged: what a stranger agreed to stands in privacy's ledger."""

from typing import Literal
from uuid import UUID

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.privacy.contract import GiveConsent
from gongdan.rooms.privacy.domain.refusals import PrivacyCode
from gongdan.rooms.privacy.handlers.consents import ConsentLedger
from gongdan.rooms.workorders.views.subjects import OrderHoldings

_PURPOSE, _VERSION = "contact", 1
"""The text to which the report's box refers (`rooms/privacy/texts/consents.toml`)."""


class HouseConsents:
    """`portal.ports.ConsentBook` over privacy's ledger."""

    def __init__(self, ledger: ConsentLedger, orders: OrderHoldings) -> None:
        self._ledger = ledger
        self._orders = orders

    async def agreed(self, principal: Principal, order: UUID, language: str) -> Refused | None:
        """Keep it for each person of whom the order speaks; a consent that stands is left."""
        spoken: Literal["zh", "en"] = "en" if language == "en" else "zh"
        for subject in await self._orders.subjects_of(principal.tenant, order):
            given = GiveConsent(
                subject=subject,
                purpose=_PURPOSE,
                text_version=_VERSION,
                language=spoken,
                channel="portal",
            )
            done = await self._ledger.give(principal, given)
            if isinstance(done, Refused) and done.code != PrivacyCode.CONSENT_STANDS:
                return done
        return None
