"""Each reason for which webhooks say no; its words are in `texts/`."""

from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class Refusal(StrEnum):
    """The closed list of codes."""

    WEBHOOK_NOT_FOUND = "webhook_not_found"
    WEBHOOK_CHANGED_MEANWHILE = "webhook_changed_meanwhile"
    WEBHOOK_OUT_OF_REACH = "webhook_out_of_reach"
    WEBHOOK_URL_UNUSABLE = "webhook_url_unusable"
    WEBHOOK_ADDRESS_REFUSED = "webhook_address_refused"
    WEBHOOK_PORT_REFUSED = "webhook_port_refused"
    WEBHOOK_HOST_NOT_LISTED = "webhook_host_not_listed"
    WEBHOOK_TYPE_UNKNOWN = "webhook_type_unknown"
    WEBHOOK_TOO_MANY = "webhook_too_many"
    WEBHOOK_NOT_PARKED = "webhook_not_parked"
    WEBHOOK_NOTHING_FAILED = "webhook_nothing_failed"
    WEBHOOK_DELIVERY_NOT_FOUND = "webhook_delivery_not_found"
    WEBHOOK_DELIVERY_WAS_A_TEST = "webhook_delivery_was_a_test"
    CONNECTOR_NOT_FOUND = "connector_not_found"
    CONNECTOR_CHANGED_MEANWHILE = "connector_changed_meanwhile"
    CONNECTOR_OUT_OF_REACH = "connector_out_of_reach"
    CONNECTOR_KEY_UNUSABLE = "connector_key_unusable"
    CONNECTOR_KEY_TAKEN = "connector_key_taken"
    CONNECTOR_NAME_UNUSABLE = "connector_name_unusable"
    CONNECTOR_HEADER_UNUSABLE = "connector_header_unusable"
    CONNECTOR_PATH_UNUSABLE = "connector_path_unusable"
    CONNECTOR_PROOF_UNUSABLE = "connector_proof_unusable"
    CONNECTOR_PROOF_MISSING = "connector_proof_missing"
    CONNECTOR_TOO_MANY = "connector_too_many"
    INBOUND_NOT_FOUND = "inbound_not_found"
    INBOUND_CHANGED_MEANWHILE = "inbound_changed_meanwhile"
    INBOUND_OUT_OF_REACH = "inbound_out_of_reach"
    INBOUND_KEY_UNUSABLE = "inbound_key_unusable"
    INBOUND_KEY_TAKEN = "inbound_key_taken"
    INBOUND_NAME_UNUSABLE = "inbound_name_unusable"
    INBOUND_MESSAGE_UNUSABLE = "inbound_message_unusable"
    INBOUND_DEFINITION_UNKNOWN = "inbound_definition_unknown"
    INBOUND_TAKE_UNUSABLE = "inbound_take_unusable"
    INBOUND_PLACE_UNUSABLE = "inbound_place_unusable"
    INBOUND_TOO_MANY = "inbound_too_many"
    INBOUND_TOO_OFTEN = "inbound_too_often"
    INBOUND_PROOF_MISSING = "inbound_proof_missing"
    INBOUND_PROOF_WRONG = "inbound_proof_wrong"
    INBOUND_STAMP_OLD = "inbound_stamp_old"
    INBOUND_KEY_MISSING = "inbound_key_missing"
    INBOUND_KEY_REUSED = "inbound_key_reused"
    INBOUND_SWITCHED_OFF = "inbound_switched_off"
    INBOUND_BODY_TOO_LARGE = "inbound_body_too_large"
    INBOUND_VALUE_UNFIT = "inbound_value_unfit"
    INBOUND_ASSET_UNKNOWN = "inbound_asset_unknown"
    INBOUND_ORDER_UNKNOWN = "inbound_order_unknown"
    INBOUND_ORDER_UNCLEAR = "inbound_order_unclear"
    INBOUND_NOBODY_WAITS = "inbound_nobody_waits"


def malformed(code: Refusal, field: str, **facts: str | int | list[str]) -> Refused:
    """Say which input is at fault (a JSON pointer)."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)
