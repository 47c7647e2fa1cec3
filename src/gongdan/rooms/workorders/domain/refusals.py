"""Why an order says no: the closed list of codes, stable for ever.

The flow engine's own codes (`FlowCode`, `MigrationCode`) pass through unchanged; their
texts stand beside these in `texts/*.toml`.
"""

from enum import StrEnum

from gongdan.engines.flow.migrating import Blocked, MigrationCode, NeedsMap
from gongdan.engines.flow.model import FlowCode, FlowRefusal
from gongdan.kernel.messages import RefusalKind, Refused


class OrderCode(StrEnum):
    """The reasons of the work orders' own decisions."""

    NO_SUCH_ORDER = "no_such_order"
    TYPE_NOT_YOURS = "order_type_not_yours"  # its definition lets only some roles start it
    NOT_ALLOWED = "order_act_not_allowed"
    WRONG_STAGE = "order_not_in_stage"
    TITLE_MISSING = "order_title_missing"
    URGENCY_OUT_OF_RANGE = "order_urgency_out_of_range"
    IMPACT_OUT_OF_RANGE = "order_impact_out_of_range"
    PLACE_OUT_OF_RANGE = "order_coordinates_out_of_range"
    TEXT_UNUSABLE = "order_text_unusable"
    VALUE_UNUSABLE = "order_value_unusable"
    TIME_UNUSABLE = "order_time_unusable"
    TOO_MANY = "order_too_many_items"
    UNIT_UNKNOWN = "order_unit_unknown"
    ASSET_UNKNOWN = "order_asset_unknown"
    PERSON_ERASED = "order_person_erased"
    FORM_INCOMPLETE = "order_form_incomplete"
    FILE_UNKNOWN = "order_file_unknown"
    FILE_UNFIT = "order_file_unfit"
    REASON_MISSING = "order_reason_missing"
    ASSIGNEE_UNKNOWN = "order_assignee_unknown"
    DEFINITION_UNKNOWN = "order_definition_unknown"
    ORDER_ENDED = "order_ended"
    NOTHING_CHANGED = "order_nothing_changed"
    STALE = "order_changed_meanwhile"
    IMPORTED_BEFORE = "order_imported_before"
    FIELD_HIDDEN = "order_field_hidden"
    COMMENT_EMPTY = "order_comment_empty"
    INTERNAL_NOT_YOURS = "order_internal_not_yours"
    CANNOT_READ = "order_person_cannot_read"
    HELPER_HOLDS = "order_helper_holds_step"
    NUMBER_OUT_OF_RANGE = "order_number_out_of_range"
    AMOUNT_MISSING = "order_amount_missing"
    ITEM_MISSING = "order_item_missing"
    CURRENCY_UNUSABLE = "order_currency_unusable"
    BOOKING_UNKNOWN = "order_booking_unknown"
    APPOINTMENT_PAST = "order_appointment_past"
    APPOINTMENT_BACKWARDS = "order_appointment_ends_first"
    APPOINTMENT_LONG = "order_appointment_too_long"
    APPOINTMENT_FAR = "order_appointment_too_far"
    DURATION_OUT_OF_RANGE = "order_duration_out_of_range"
    PART_AMOUNT = "order_part_amount_unusable"
    SAME_ORDER = "order_tied_to_itself"
    OTHER_UNKNOWN = "order_other_unknown"
    LINK_UNKNOWN = "order_link_unknown"
    ORDER_IS_MERGED = "order_is_merged"
    NOT_MERGED = "order_not_merged"
    MERGE_CHAIN = "order_merge_chain"
    MOVED_SINCE = "order_moved_since_merge"
    NO_CHILDREN = "order_no_children"
    CHILDREN_OPEN = "order_children_open"
    BULK_ACT_UNKNOWN = "bulk_act_unknown"
    BULK_COMMAND_MALFORMED = "bulk_command_malformed"
    VIEW_UNKNOWN = "view_unknown"
    NOBODY_WAITS = "order_awaits_no_such_message"
    VIEW_SHARED_ODDLY = "view_shared_oddly"
    REPLY_UNKNOWN = "reply_unknown"
    BUSY = "order_busy"
    NO_SUCH_EVENT = "order_no_such_event"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_UNFIT = "evidence_unfit"
    EVIDENCE_HELD = "evidence_held"
    EVIDENCE_STEP_CLOSED = "evidence_step_closed"
    KEY_REUSED = "idempotency_key_reused"
    RATING_OUT_OF_RANGE = "order_rating_out_of_range"
    REMINDED_JUST_NOW = "order_reminded_just_now"
    NOT_OPEN = "order_not_open"
    TEXT_CHANGED = "order_text_changed"
    SIGNED_OTHERWISE = "order_signed_otherwise"  # under other answers than those sent now
    SIGNER_MISSING = "order_signer_missing"
    NOT_YET_TO_SIGN = "order_not_yet_to_sign"
    PICTURE_UNKNOWN = "order_picture_unknown"
    LANGUAGE_UNKNOWN = "order_language_unknown"
    WORK_HAS_BEGUN = "order_work_has_begun"
    CLOCK_SKEW = "server_clock_skewed"
    MIGRATION_SAME_VERSION = "migration_same_version"
    MIGRATION_OTHER_VERSION = "migration_other_version"
    MIGRATION_VERSION_UNKNOWN = "migration_version_unknown"
    MIGRATION_MAP_UNKNOWN = "migration_map_unknown"
    MIGRATION_NEEDS_MAP = "migration_needs_map"
    MIGRATION_NONE = "migration_none"
    MIGRATION_MOVED_ON = "migration_moved_on"
    MIGRATION_UNKNOWN = "migration_unknown"
    MIGRATION_BUSY = "migration_busy"
    MIGRATION_OUT_OF_TURN = "migration_out_of_turn"
    MIGRATION_NOTHING = "migration_nothing_to_move"


_FIELDS = {
    FlowCode.UNKNOWN_NODE: "/to",
    FlowCode.UNKNOWN_OUTCOME: "/outcome",
    FlowCode.OUTCOME_NEEDED: "/outcome",
    FlowCode.REASON_NEEDED: "/reason",
}


def refuse(code: OrderCode, *, field: str = "", **facts: str | int | list[str]) -> Refused:
    """Return the refusal of a state that does not allow the act."""
    return Refused(code, RefusalKind.CONFLICT, facts, field)


def malformed(code: OrderCode, field: str, **facts: str | int | list[str]) -> Refused:
    """Return the refusal of an input; `field` is the JSON pointer to it."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)


def from_flow(refusal: FlowRefusal) -> Refused:
    """Pass a refusal of the flow engine on, in the house's shape."""
    if (field := _FIELDS.get(refusal.code)) is not None:
        return Refused(refusal.code, RefusalKind.MALFORMED, refusal.facts, field)
    not_theirs = refusal.code is FlowCode.NOT_YOUR_STEP
    kind = RefusalKind.FORBIDDEN if not_theirs else RefusalKind.CONFLICT
    return Refused(refusal.code, kind, refusal.facts)


def stays(number: str, verdict: NeedsMap | Blocked) -> Refused:
    """Say in the house's shape why an order stays with the version by which it runs."""
    if isinstance(verdict, NeedsMap):
        return refuse(OrderCode.MIGRATION_NEEDS_MAP, number=number, nodes=list(verdict.nodes))
    code: MigrationCode = verdict.code
    facts: dict[str, str | int | list[str]] = {"node": verdict.node, "to": verdict.to}
    return Refused(code, RefusalKind.CONFLICT, {"number": number, **facts})
