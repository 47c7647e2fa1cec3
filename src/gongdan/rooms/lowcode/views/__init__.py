"""What is read of definitions."""

from gongdan.rooms.lowcode.views.definitions import (
    PublishedViews,
    get_definition,
    list_definitions,
)

__all__ = ["PublishedViews", "get_definition", "list_definitions"]
