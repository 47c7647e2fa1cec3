"""What lowcode keeps in tables, and what comes with the program."""

from gongdan.rooms.lowcode.store.shipped import shipped_bodies

__all__ = ["shipped_bodies"]
