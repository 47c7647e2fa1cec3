"""Personal values of a command become ciphertext before anything is decided or stored."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.rooms.privacy.contract import Place, Sealed, SubjectDestroyedError, Vault
from gongdan.rooms.workorders.contract import (
    AmendOrder,
    AnyAct,
    Contact,
    ImportOrder,
    Location,
    ReportOrder,
    SignOrder,
)
from gongdan.rooms.workorders.domain.facts import FormFault
from gongdan.rooms.workorders.domain.refusals import OrderCode, refuse
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.filling import fill
from gongdan.rooms.workorders.ports import Form, RunningDefinition

CONTACT_FIELDS = ("contact.name", "contact.phone", "contact.email")
"""The names under which a contact's parts are sealed; the address is `location.address`."""

AnyCommand: TypeAlias = ReportOrder | AmendOrder | ImportOrder | AnyAct
"""The commands that may carry personal values."""


class FilesAnswer(Struct, frozen=True):
    """Files that one answer names: which kinds its field accepts (empty: any), whose they are."""

    field: str
    files: tuple[UUID, ...]
    accepts: frozenset[str]
    personal: bool


class Sealing(Struct, frozen=True, kw_only=True):
    """A command's data after sealing: what is plain, what is ciphertext, what the form refuses."""

    data: dict[str, object] = {}
    files: tuple[FilesAnswer, ...] = ()
    sealed: dict[str, Sealed] = {}
    subject: UUID | None = None
    faults: tuple[FormFault, ...] = ()


class Sealer:
    """Seals the personal values of commands with the keys of those whom they are about."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def seal(
        self,
        place: Place,
        command: AnyCommand,
        definition: RunningDefinition,
        state: OrderState,
        *,
        tenant: UUID,
        fallback: UUID | None,
    ) -> Sealing | Refused:
        """Return the command's form data, checked, with its personal values sealed.

        They are sealed for the customer, or for whom the contact's phone or mail names, or
        for whom the order already speaks of, or for `fallback` (who sends the command).
        """
        filled = fill(command, definition, state)
        given, faults, form = filled.data, filled.faults, filled.form
        personal = {
            name: _text(value)
            for name, value in given.items()
            if form and name in form.sealed and value not in (None, "")
        }
        files = tuple(_files(form, given)) if form and not faults else ()
        contact = _contact(command)
        plain = {name: value for name, value in given.items() if name not in personal}
        fields = {**_spoken(contact, _location(command)), **_signer(command), **personal}
        if not fields or faults:
            subject = _customer(command)
            return Sealing(data=plain, faults=faults, subject=subject, files=files)
        known = state.details.subject or fallback
        subject = _customer(command) or await self._person(tenant, contact, known)
        try:
            sealed = await self._vault.seal(tenant, subject, place, fields)
        except SubjectDestroyedError:
            return refuse(OrderCode.PERSON_ERASED)
        return Sealing(data=plain, sealed=sealed, subject=subject, files=files)

    async def _person(self, tenant: UUID, contact: Contact, known: UUID | None) -> UUID:
        if contact.phone or contact.email or known is None:
            phone, email = contact.phone or "", contact.email or ""
            return await self._vault.subject_for(tenant, phone=phone, email=email)
        return known


def left_unsealed(
    command: AnyCommand,
    definition: RunningDefinition,
    state: OrderState,
    *,
    held: Iterable[str] = (),
) -> Sealing:
    """Return a command's data checked, and without its personal values: these are dropped.

    `held` are the names of personal values that are known to have been given.
    """
    filled = fill(command, definition, state)
    personal = filled.form.sealed if filled.form else frozenset()
    at_hand = {FormFault(f"/{name}", "required") for name in held}
    return Sealing(
        data={name: value for name, value in filled.data.items() if name not in personal},
        faults=tuple(fault for fault in filled.faults if fault not in at_hand),
        subject=_customer(command),
    )


def _files(form: Form, given: Mapping[str, object]) -> Iterator[FilesAnswer]:
    for name, accepts in form.files.items():
        value = given.get(name)
        named = value if isinstance(value, list) else [value] if value else []
        files = tuple(UUID(str(each)) for each in named)
        if files:
            yield FilesAnswer(name, files, accepts, personal=name in form.sealed)


def _contact(command: AnyCommand) -> Contact:
    contact = getattr(command, "contact", None)
    return contact if isinstance(contact, Contact) else Contact()


def _location(command: AnyCommand) -> Location:
    location = getattr(command, "location", None)
    return location if isinstance(location, Location) else Location()


def _signer(command: AnyCommand) -> Mapping[str, str]:
    signs = isinstance(command, SignOrder) and command.signer.strip()
    return {"signer": command.signer.strip()} if signs and isinstance(command, SignOrder) else {}


def _customer(command: AnyCommand) -> UUID | None:
    customer = getattr(command, "customer", None)
    return customer if isinstance(customer, UUID) else None


def _spoken(contact: Contact, location: Location) -> Mapping[str, str]:
    values = (contact.name, contact.phone, contact.email)
    spoken = dict(zip(CONTACT_FIELDS, values, strict=True)) | {"location.address": location.address}
    return {name: value for name, value in spoken.items() if value}


def _text(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
