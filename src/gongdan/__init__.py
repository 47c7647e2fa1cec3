"""Gongdan (工单): the platform on which an enterprise runs every work order."""

__version__ = "0.1.0"
