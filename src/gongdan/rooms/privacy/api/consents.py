"""Consents over HTTP: the texts, what a person agreed to, and taking it back."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from gongdan.kernel.http import SIGNED_IN, Given, granted, needs
from gongdan.rooms.privacy.contract import (
    CONSENT_RECORD,
    Consent,
    ConsentText,
    GiveConsent,
    WithdrawConsent,
)
from gongdan.rooms.privacy.handlers.consents import ConsentLedger, consent_texts


class ConsentTexts(Struct, frozen=True):
    """All versions of all texts."""

    items: list[ConsentText]


class ConsentController(Controller):
    """The ledger of consents."""

    path = "/consents"
    tags = ("privacy",)

    @get("/texts", opt=SIGNED_IN, summary="List the texts that people agree to")
    async def texts(self) -> ConsentTexts:
        return ConsentTexts(list(consent_texts()))

    @post("/", opt=needs(CONSENT_RECORD), summary="Record a consent")
    async def give(
        self, principal: Given[Any], consents: Given[ConsentLedger], data: JSONBody[GiveConsent]
    ) -> Consent:
        """Record that a person agreed: to which text, in which language, how."""
        return granted(await consents.give(principal, data))

    @post(
        "/{consent_id:uuid}/withdraw",
        opt=needs(CONSENT_RECORD),
        status_code=200,
        summary="Record that a consent was withdrawn",
    )
    async def withdraw(
        self,
        principal: Given[Any],
        consents: Given[ConsentLedger],
        consent_id: FromPath[UUID],
        data: JSONBody[WithdrawConsent],
    ) -> Consent:
        """Stop at once what the consent allowed."""
        return granted(await consents.withdraw(principal, consent_id, data))
