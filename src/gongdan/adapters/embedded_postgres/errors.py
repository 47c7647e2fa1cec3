"""Why the embedded PostgreSQL could not start, in words for the person who started it."""


class LauncherError(Exception):
    """The embedded server cannot run as things are; the message says why and what to do."""
