"""Each reason for which identity says no; its words are in `texts/`."""

from collections.abc import Mapping
from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class Refusal(StrEnum):
    """The closed list of codes."""

    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_IN_MUST_WAIT = "sign_in_must_wait"
    SIGN_IN_BUSY = "sign_in_busy"
    NOT_SIGNED_IN = "not_signed_in"
    NOT_ALLOWED = "not_allowed"
    OWN_RIGHTS_ARE_FIXED = "own_rights_are_fixed"
    SESSION_NOT_FOUND = "session_not_found"
    PASSWORD_TOO_SHORT = "password_too_short"  # noqa: S105 - a code, no secret
    PASSWORD_TOO_LONG = "password_too_long"  # noqa: S105 - a code, no secret
    PASSWORD_TOO_PLAIN = "password_too_plain"  # noqa: S105 - a code, no secret
    PASSWORD_HOLDS_LOGIN = "password_holds_login"  # noqa: S105 - a code, no secret
    PASSWORD_TOO_COMMON = "password_too_common"  # noqa: S105 - a code, no secret
    PASSWORD_MUST_CHANGE = "password_must_change"  # noqa: S105 - a code, no secret
    PASSWORD_WRONG = "password_wrong"  # noqa: S105 - a code, no secret
    NAME_UNUSABLE = "name_unusable"
    LOGIN_UNUSABLE = "login_unusable"
    LOGIN_TAKEN = "login_taken"
    LOCALE_UNKNOWN = "locale_unknown"
    ZONE_UNKNOWN = "zone_unknown"
    COUNTRY_UNKNOWN = "country_unknown"
    USER_NOT_FOUND = "user_not_found"
    UNIT_NOT_FOUND = "unit_not_found"
    UNIT_CODE_UNUSABLE = "unit_code_unusable"
    UNIT_CODE_TAKEN = "unit_code_taken"
    UNIT_TOO_DEEP = "unit_too_deep"
    UNIT_IN_USE = "unit_in_use"
    UNIT_BELOW_ITSELF = "unit_below_itself"
    UNIT_ARCHIVED = "unit_archived"
    LAST_ADMINISTRATOR = "last_administrator"
    PEOPLE_TOO_MANY = "people_too_many"
    ROLE_NOT_FOUND = "role_not_found"
    ROLE_KEY_UNUSABLE = "role_key_unusable"
    ROLE_KEY_TAKEN = "role_key_taken"
    ROLE_IS_SHIPPED = "role_is_shipped"
    ROLE_IN_USE = "role_in_use"
    ACTION_UNKNOWN = "action_unknown"
    KEY_NOT_FOUND = "key_not_found"
    KEY_WITHOUT_SCOPE = "key_without_scope"
    KEY_BEYOND_OWN_RIGHTS = "key_beyond_own_rights"
    KEY_LIFETIME_UNUSABLE = "key_lifetime_unusable"
    CHANGED_MEANWHILE = "changed_meanwhile"
    TENANT_SLUG_UNUSABLE = "tenant_slug_unusable"
    TENANT_SLUG_TAKEN = "tenant_slug_taken"
    SETUP_TOKEN_UNKNOWN = "setup_token_unknown"  # noqa: S105 - a code, no secret
    SETUP_DONE = "setup_done"
    SETUP_MUST_WAIT = "setup_must_wait"


_KINDS: Mapping[Refusal, RefusalKind] = {
    Refusal.SIGN_IN_FAILED: RefusalKind.UNAUTHENTICATED,
    Refusal.NOT_SIGNED_IN: RefusalKind.UNAUTHENTICATED,
    Refusal.SIGN_IN_MUST_WAIT: RefusalKind.TOO_MANY,
    Refusal.SIGN_IN_BUSY: RefusalKind.TOO_MANY,
    Refusal.NOT_ALLOWED: RefusalKind.FORBIDDEN,
    Refusal.OWN_RIGHTS_ARE_FIXED: RefusalKind.FORBIDDEN,
    Refusal.KEY_BEYOND_OWN_RIGHTS: RefusalKind.FORBIDDEN,
    Refusal.ROLE_IS_SHIPPED: RefusalKind.FORBIDDEN,
    Refusal.PASSWORD_WRONG: RefusalKind.FORBIDDEN,
    Refusal.PASSWORD_MUST_CHANGE: RefusalKind.FORBIDDEN,
    Refusal.SETUP_TOKEN_UNKNOWN: RefusalKind.FORBIDDEN,
    Refusal.SETUP_MUST_WAIT: RefusalKind.TOO_MANY,
    Refusal.SETUP_DONE: RefusalKind.CONFLICT,
    Refusal.UNIT_ARCHIVED: RefusalKind.CONFLICT,
    Refusal.UNIT_BELOW_ITSELF: RefusalKind.CONFLICT,
    Refusal.LAST_ADMINISTRATOR: RefusalKind.CONFLICT,
    Refusal.SESSION_NOT_FOUND: RefusalKind.NOT_FOUND,
    Refusal.USER_NOT_FOUND: RefusalKind.NOT_FOUND,
    Refusal.UNIT_NOT_FOUND: RefusalKind.NOT_FOUND,
    Refusal.ROLE_NOT_FOUND: RefusalKind.NOT_FOUND,
    Refusal.KEY_NOT_FOUND: RefusalKind.NOT_FOUND,
    Refusal.LOGIN_TAKEN: RefusalKind.CONFLICT,
    Refusal.UNIT_CODE_TAKEN: RefusalKind.CONFLICT,
    Refusal.UNIT_IN_USE: RefusalKind.CONFLICT,
    Refusal.ROLE_KEY_TAKEN: RefusalKind.CONFLICT,
    Refusal.ROLE_IN_USE: RefusalKind.CONFLICT,
    Refusal.TENANT_SLUG_TAKEN: RefusalKind.CONFLICT,
    Refusal.CHANGED_MEANWHILE: RefusalKind.STALE,
}
"""The family of each code; what is not listed is malformed input."""


def refuse(code: Refusal, *, field: str = "", **facts: str | int | list[str]) -> Refused:
    """Say no: with the code's family, the input at fault (a JSON pointer) and its facts."""
    return Refused(code, _KINDS.get(code, RefusalKind.MALFORMED), facts, field)
