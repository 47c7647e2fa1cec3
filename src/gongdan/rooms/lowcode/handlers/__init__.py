"""Work on definitions; all answers are values."""

from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk

__all__ = ["By", "DefinitionDesk"]
