"""How much of an order's own fields a reader sees, by the privacy class of each."""

from collections.abc import Mapping

from gongdan.rooms.identity.contract import Principal, View, field_view
from gongdan.rooms.privacy.contract import MaskKind, PrivacyClass, mask


def seen_fields(
    principal: Principal, classes: Mapping[str, str], fields: Mapping[str, object]
) -> dict[str, object]:
    """Leave out the fields whose privacy class the reader may not see, mask what is masked.

    A field that the definition does not class is taken for internal.
    """
    views = field_view(principal, "order")
    seen: dict[str, object] = {}
    for name, value in fields.items():
        privacy_class = PrivacyClass(classes.get(name, PrivacyClass.INTERNAL))
        view = views.get(privacy_class, View.HIDDEN)
        # a sealed value was masked when it was opened
        if view is View.FULL or (view is View.MASKED and privacy_class.is_sealed):
            seen[name] = value
        elif view is View.MASKED:
            seen[name] = mask(MaskKind.TEXT, str(value))
    return seen
