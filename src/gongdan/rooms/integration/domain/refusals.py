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


def malformed(code: Refusal, field: str, **facts: str | int | list[str]) -> Refused:
    """Say which input is at fault (a JSON pointer)."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)
