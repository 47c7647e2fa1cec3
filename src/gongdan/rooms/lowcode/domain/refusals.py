"""Why lowcode says no: the closed list of codes, stable for ever."""

from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class DefinitionCode(StrEnum):
    """The reasons of decisions about definitions."""

    UNREADABLE = "definition_unreadable"  # the body can't be understood
    UNSOUND = "definition_unsound"  # it is understood, and has findings
    KEY_DIFFERS = "definition_key_differs"
    UNKNOWN = "definition_unknown"
    VERSION_UNKNOWN = "definition_version_unknown"
    DRAFT_MISSING = "definition_draft_missing"
    DRAFT_STALE = "definition_draft_changed_meanwhile"
    DRAFT_OVERLAPS = "definition_draft_overlaps"  # two people changed the same places
    BASE_GONE = "definition_draft_base_gone"  # too old an edition to be merged
    ASIDE_MISSING = "definition_aside_missing"
    KEY_TAKEN = "definition_key_taken"
    KEY_MALFORMED = "definition_key_malformed"
    TITLE_UNUSABLE = "definition_title_unusable"
    TEMPLATE_UNKNOWN = "definition_template_unknown"
    NOT_OFFERED = "definition_not_offered"  # not shipped, or the tenant has it
    ORIGIN_TWICE = "definition_origin_twice"  # a template and a copy at once
    DRAFT_THERE = "definition_draft_there"
    NEEDS_APPROVAL = "definition_needs_approval"
    NAMES_ONESELF = "definition_names_oneself"  # who publishes would have more to do and to see
    APPROVAL_NOT_NEEDED = "definition_approval_not_needed"
    APPROVAL_ASKED = "definition_approval_asked_already"
    APPROVAL_NOT_ASKED = "definition_approval_not_asked"
    APPROVAL_OF_ONESELF = "definition_approval_of_oneself"
    APPROVAL_OF_OTHERS = "definition_approval_of_others"  # none of the roles asked is yours
    APPROVAL_ANSWERED = "definition_approval_answered_already"
    APPROVAL_ROLES_UNUSABLE = "definition_approval_roles_unusable"
    PLACE_UNKNOWN = "definition_place_unknown"
    COMMENT_UNKNOWN = "definition_comment_unknown"
    COMMENT_UNUSABLE = "definition_comment_unusable"
    COMMENTS_FULL = "definition_comments_full"
    FIELD_UNKNOWN = "library_field_unknown"
    FIELD_UNSOUND = "library_field_unsound"
    FIELD_STALE = "library_field_changed_meanwhile"
    NOTHING_NEW = "definition_nothing_new"
    NOTE_UNUSABLE = "definition_note_unusable"
    NOT_PUBLISHED = "definition_not_published"


def refuse(
    code: DefinitionCode,
    kind: RefusalKind = RefusalKind.CONFLICT,
    **facts: str | int | list[str],
) -> Refused:
    """Return the refusal of a decision about a definition."""
    return Refused(code, kind, facts)
