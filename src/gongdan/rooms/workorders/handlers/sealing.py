"""Personal values of a command become ciphertext before anything is decided or stored."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.rooms.privacy.contract import Place, Sealed, SubjectDestroyedError, Vault
from gongdan.rooms.workorders.contract import (
    AmendOrder,
    AnyAct,
    AnyStep,
    Contact,
    ImportOrder,
    Location,
    ReportOrder,
    ResubmitOrder,
    SignOrder,
    StepCommand,
)
from gongdan.rooms.workorders.domain.facts import FormFault
from gongdan.rooms.workorders.domain.refusals import OrderCode, refuse
from gongdan.rooms.workorders.domain.report import emptied
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.steps import open_step
from gongdan.rooms.workorders.ports import Form, RunningDefinition

CONTACT_FIELDS = ("contact.name", "contact.phone", "contact.email")
"""The names under which a contact's parts are sealed; the address is `location.address`."""

AnyCommand: TypeAlias = ReportOrder | AmendOrder | ImportOrder | AnyAct
"""The commands that may carry personal values."""


class Sealing(Struct, frozen=True, kw_only=True):
    """A command's data after sealing: what is plain, what is ciphertext, what the form refuses."""

    data: dict[str, object] = {}
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
        data, form = _form_data(command, definition, state)
        faults = _faults(data, form, state.details.sealed.keys() - emptied(command))
        given = data or {}
        personal = {
            name: _text(value)
            for name, value in given.items()
            if form and name in form.sealed and value not in (None, "")
        }
        contact = _contact(command)
        plain = {name: value for name, value in given.items() if name not in personal}
        fields = {**_spoken(contact, _location(command)), **_signer(command), **personal}
        if not fields or faults:
            return Sealing(data=plain, faults=faults, subject=_customer(command))
        known = state.details.subject or fallback
        subject = _customer(command) or await self._person(tenant, contact, known)
        try:
            sealed = await self._vault.seal(tenant, subject, place, fields)
        except SubjectDestroyedError:
            return refuse(OrderCode.PERSON_ERASED)
        return Sealing(data=plain, sealed=sealed, subject=subject)

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
    data, form = _form_data(command, definition, state)
    known = {*state.details.sealed, *held} - emptied(command)
    personal = form.sealed if form else frozenset()
    return Sealing(
        data={name: value for name, value in (data or {}).items() if name not in personal},
        faults=_faults(data, form, known),
        subject=_customer(command),
    )


def _form_data(
    command: AnyCommand, definition: RunningDefinition, state: OrderState
) -> tuple[dict[str, object] | None, Form | None]:
    """Return what the command fills in, and the form that it fills (None: it fills none)."""
    match command:
        case ReportOrder(fields=fields):
            return fields, _opening_form(definition)
        case AmendOrder(fields=fields):
            if fields is None:
                return None, None
            merged = {**state.details.fields, **fields}
            answered = {name: value for name, value in merged.items() if value is not None}
            return answered, _opening_form(definition)
        case StepCommand():
            return _step_data(command, definition, state)
        case _:
            return None, None


def _step_data(
    command: AnyStep, definition: RunningDefinition, state: OrderState
) -> tuple[dict[str, object] | None, Form | None]:
    token = open_step(state, command)
    node = definition.flow.nodes.get(token.node) if token else None
    if node is None:
        return None, None
    # handing in again changes what was said at first, and leaves the rest
    before = state.details.fields if isinstance(command, ResubmitOrder) else {}
    return {**before, **command.data}, definition.forms.get(node.form)


def _faults(
    data: dict[str, object] | None, form: Form | None, sealed: Iterable[str]
) -> tuple[FormFault, ...]:
    if form is None:
        # a step without a form asks for nothing, and takes nothing
        return tuple(FormFault(f"/{name}", "additionalProperties") for name in data or {})
    if data is None:
        return ()
    kept = {FormFault(f"/{name}", "required") for name in sealed}
    return tuple(fault for fault in form.check(data) if fault not in kept)


def _opening_form(definition: RunningDefinition) -> Form | None:
    opening = (node for node in definition.flow.nodes.values() if node.opens)
    node = next(opening, None)
    return definition.forms.get(node.form) if node else None


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
