"""Each reason for which imports say no; its words are in `texts/`."""

from collections.abc import Mapping
from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class ImportCode(StrEnum):
    """The closed list of codes."""

    NOT_FOUND = "import_not_found"
    FILE_UNUSABLE = "import_file_unusable"
    FILE_GONE = "import_file_gone"
    TABLE_UNREADABLE = "import_table_unreadable"
    TABLE_TOO_LARGE = "import_table_too_large"
    COLUMN_UNKNOWN = "import_column_unknown"
    TITLE_UNMAPPED = "import_title_unmapped"
    PART_UNMAPPED = "import_part_unmapped"
    PART_UNKNOWN = "import_part_unknown"
    OUT_OF_REACH = "import_out_of_reach"
    ZONE_UNKNOWN = "import_zone_unknown"
    BUSY = "import_busy"
    UNCHECKED = "import_unchecked"


_KINDS: Mapping[ImportCode, RefusalKind] = {
    ImportCode.NOT_FOUND: RefusalKind.NOT_FOUND,
    ImportCode.FILE_GONE: RefusalKind.NOT_FOUND,
    ImportCode.OUT_OF_REACH: RefusalKind.FORBIDDEN,
    ImportCode.BUSY: RefusalKind.CONFLICT,
    ImportCode.UNCHECKED: RefusalKind.CONFLICT,
}


def refuse(code: ImportCode, *, field: str = "", **facts: str | int | list[str]) -> Refused:
    """Say no: with the code's family, the input at fault (a JSON pointer) and its facts."""
    return Refused(code, _KINDS.get(code, RefusalKind.MALFORMED), facts, field)
