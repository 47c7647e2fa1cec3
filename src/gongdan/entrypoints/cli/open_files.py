"""Each live stream holds a file open: take as many as the system lets an ordinary user take."""

import resource
from contextlib import suppress

_ENOUGH = 65_536


def raise_open_files() -> None:
    """Raise the soft limit on open files to the hard one; child processes inherit it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _ENOUGH if hard == resource.RLIM_INFINITY else min(_ENOUGH, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
