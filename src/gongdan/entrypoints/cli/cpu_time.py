"""An end for a search, by the CPU seconds of this process: alike on a busy and a calm machine."""

import time
from collections.abc import Callable


def cpu_seconds(seconds: float) -> Callable[[], bool]:
    """Return what says, from now on, whether so many CPU seconds are spent."""
    begun = time.process_time()
    return lambda: time.process_time() - begun >= seconds
