"""How much of an order's own fields a reader sees, by the privacy class of each."""

from collections.abc import Mapping
from types import MappingProxyType

from gongdan.rooms.identity.contract import Principal, View, field_view
from gongdan.rooms.privacy.contract import MaskKind, PrivacyClass, mask
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.ports import RunningDefinition

MASKS = {
    "contact.name": MaskKind.NAME,
    "contact.phone": MaskKind.PHONE,
    "contact.email": MaskKind.EMAIL,
    "location.address": MaskKind.ADDRESS,
}
"""The parts of every order that are personal, whatever its definition."""


def classes_of(definition: RunningDefinition) -> dict[str, str]:
    """Return the privacy class of every sealed part that an order of this definition can have."""
    return {**dict.fromkeys(MASKS, PrivacyClass.PERSONAL.value), **definition.classes}


def is_own(principal: Principal, state: OrderState) -> bool:
    """Tell whether the reader reported the order himself."""
    return principal.user is not None and principal.user == state.reporter


def seen_fields(
    principal: Principal,
    classes: Mapping[str, str],
    fields: Mapping[str, object],
    kinds: Mapping[str, MaskKind] = MappingProxyType({}),
    *,
    own: bool = False,
) -> dict[str, object]:
    """Leave out the fields whose privacy class the reader may not see, mask what is masked.

    A field that the definition does not class is taken for internal. `kinds` says which
    part of a masked value stays visible, by name; `own`: the reader reported the order.
    """
    views = field_view(principal, "order", own=own)
    seen: dict[str, object] = {}
    for name, value in fields.items():
        view = views.get(PrivacyClass(classes.get(name, PrivacyClass.INTERNAL)), View.HIDDEN)
        if view is View.FULL:
            seen[name] = value
        elif view is View.MASKED:
            seen[name] = mask(kinds.get(name, MaskKind.TEXT), str(value))
    return seen


def kept_from(
    principal: Principal, classes: Mapping[str, str], name: str, *, own: bool = False
) -> bool:
    """Tell whether a field is hidden from the reader: neither shown nor masked."""
    privacy = PrivacyClass(classes.get(name, PrivacyClass.INTERNAL))
    return field_view(principal, "order", own=own).get(privacy, View.HIDDEN) is View.HIDDEN
