"""Each reason for which the portal says no; its words are in `texts/`."""

from collections.abc import Mapping
from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class PortalCode(StrEnum):
    """The closed list of codes."""

    CLOSED = "portal_closed"
    TOO_MANY = "portal_too_many"
    NOT_TAKEN = "portal_report_not_taken"
    TEXT_MISSING = "portal_text_missing"
    TEXT_UNUSABLE = "portal_text_unusable"
    CONSENT_MISSING = "portal_consent_missing"
    ASSET_UNKNOWN = "portal_asset_unknown"
    TOO_MANY_FILES = "portal_too_many_files"
    PICTURE_UNKNOWN = "portal_picture_unknown"
    CODE_WRONG = "portal_code_wrong"
    LINK_NOT_FOUND = "link_not_found"
    LINK_NOT_ALLOWED = "link_not_allowed"
    LINK_PURPOSE_UNUSABLE = "link_purpose_unusable"
    LINK_LIFETIME_UNUSABLE = "link_lifetime_unusable"
    LOCALE_UNKNOWN = "portal_locale_unknown"
    SIGNATURE_NOT_FOUND = "signature_not_found"
    SETTING_UNUSABLE = "portal_setting_unusable"
    LABELS_UNUSABLE = "asset_labels_unusable"
    LABELS_CLOSED = "asset_labels_closed"


_KINDS: Mapping[PortalCode, RefusalKind] = {
    PortalCode.CLOSED: RefusalKind.NOT_FOUND,
    PortalCode.LINK_NOT_FOUND: RefusalKind.NOT_FOUND,
    PortalCode.SIGNATURE_NOT_FOUND: RefusalKind.NOT_FOUND,
    PortalCode.TOO_MANY: RefusalKind.TOO_MANY,
    PortalCode.CODE_WRONG: RefusalKind.FORBIDDEN,
    PortalCode.LINK_NOT_ALLOWED: RefusalKind.FORBIDDEN,
    PortalCode.NOT_TAKEN: RefusalKind.CONFLICT,
    PortalCode.LABELS_CLOSED: RefusalKind.CONFLICT,
}


def refuse(code: PortalCode, *, field: str = "", **facts: str | int | list[str]) -> Refused:
    """Say no: with the code's family, the input at fault (a JSON pointer) and its facts."""
    return Refused(code, _KINDS.get(code, RefusalKind.MALFORMED), facts, field)
