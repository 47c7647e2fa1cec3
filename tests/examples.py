"""How many examples a property is tried on."""

from hypothesis import settings

QUICK = "quick"
"""The profile of `make check`, which takes a first look; `make test` takes the whole one."""


def tries(wanted: int) -> int:
    """Return as many as a test wants, or those of a first look."""
    quick = settings.get_current_profile_name() == QUICK
    return min(wanted, settings.get_profile(QUICK).max_examples) if quick else wanted
