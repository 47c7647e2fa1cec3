"""Each reason for which models say no; its words are in `texts/`."""

from collections.abc import Mapping
from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class ModelCode(StrEnum):
    """The closed list of codes."""

    NOT_FOUND = "model_not_found"
    FILE_UNUSABLE = "model_file_unusable"
    MANIFEST_UNUSABLE = "model_manifest_unusable"
    CATEGORY_UNKNOWN = "model_category_unknown"
    KNOWN = "model_known"
    TOO_MANY = "model_too_many"
    REASON_UNUSABLE = "model_reason_unusable"
    NOT_NOW = "model_not_now"
    NOT_FOR_ORDERS = "model_not_for_orders"
    TOO_FEW = "model_too_few_orders"
    NOT_GOOD_ENOUGH = "model_not_good_enough"
    NOT_BETTER = "model_not_better"
    TOO_FEW_CHOICES = "model_too_few_choices"
    CHOSEN_TOO_RARELY = "model_chosen_too_rarely"
    CHOSEN_LESS = "model_chosen_less"
    FEATURES_UNKNOWN = "model_features_unknown"
    FAILED = "model_failed"


_KINDS: Mapping[ModelCode, RefusalKind] = {
    ModelCode.NOT_FOUND: RefusalKind.NOT_FOUND,
    ModelCode.KNOWN: RefusalKind.CONFLICT,
    ModelCode.TOO_MANY: RefusalKind.CONFLICT,
    ModelCode.NOT_NOW: RefusalKind.CONFLICT,
    ModelCode.NOT_FOR_ORDERS: RefusalKind.CONFLICT,
    ModelCode.TOO_FEW: RefusalKind.CONFLICT,
    ModelCode.NOT_GOOD_ENOUGH: RefusalKind.CONFLICT,
    ModelCode.NOT_BETTER: RefusalKind.CONFLICT,
    ModelCode.TOO_FEW_CHOICES: RefusalKind.CONFLICT,
    ModelCode.CHOSEN_TOO_RARELY: RefusalKind.CONFLICT,
    ModelCode.CHOSEN_LESS: RefusalKind.CONFLICT,
    ModelCode.FEATURES_UNKNOWN: RefusalKind.CONFLICT,
    ModelCode.FAILED: RefusalKind.CONFLICT,
}


def refuse(code: ModelCode, *, field: str = "", **facts: str | int | list[str]) -> Refused:
    """Say no: with the code's family, the input at fault (a JSON pointer) and its facts."""
    return Refused(code, _KINDS.get(code, RefusalKind.MALFORMED), facts, field)
