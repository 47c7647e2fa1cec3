"""Why files say no: the closed list of codes, stable for ever."""

from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class FileCode(StrEnum):
    """The reasons of this room."""

    UPLOAD_NOT_FOUND = "upload_not_found"
    UPLOAD_OFFSET_WRONG = "upload_offset_wrong"
    UPLOAD_OFFSET_MISSING = "upload_offset_missing"
    UPLOAD_TOO_LONG = "upload_too_long"
    UPLOAD_INCOMPLETE = "upload_incomplete"
    UPLOAD_BROKEN = "upload_broken"
    UPLOADS_TOO_MANY = "uploads_too_many"
    NAME_UNUSABLE = "file_name_unusable"
    TYPE_NOT_TAKEN = "file_type_not_taken"
    TYPE_DIFFERS = "file_type_differs"
    TOO_LARGE = "file_too_large"
    EMPTY = "file_empty"
    TOO_MANY_PIXELS = "file_too_many_pixels"
    BROKEN = "file_broken"
    BOMB = "file_bomb"
    INFECTED = "file_infected"
    SCANNER_AWAY = "file_scanner_away"
    NOT_FOUND = "file_not_found"
    ATTACHED = "file_attached"
    NO_DISPLAY = "file_has_no_display"
    RANGE_UNUSABLE = "file_range_unusable"


def no_such_upload() -> Refused:
    """Return the refusal of an upload that is not there, or is somebody else's."""
    return Refused(FileCode.UPLOAD_NOT_FOUND, RefusalKind.NOT_FOUND)


def no_such_file() -> Refused:
    """Return the refusal of a file that is not there, or that the caller may not see."""
    return Refused(FileCode.NOT_FOUND, RefusalKind.NOT_FOUND)


def malformed(code: FileCode, field: str = "", **facts: str | int | list[str]) -> Refused:
    """Return the refusal of what was sent; `field` is the JSON pointer to it."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)


def unfit(code: FileCode, **facts: str | int | list[str]) -> Refused:
    """Return the refusal of a file's content: nothing of it was kept."""
    return Refused(code, RefusalKind.CONFLICT, facts)
