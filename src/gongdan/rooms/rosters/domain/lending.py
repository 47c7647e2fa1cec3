"""A tenant that begins today has no weeks of its own, but may have brought its history along.

Where too few weeks are its own and none of the imported ones is in the span that is looked at,
the newest whole imported weeks stand in, put forward by whole weeks: hours and days of the week
stay what they were. Pages say so.
"""

from datetime import datetime, timedelta

from gongdan.rooms.rosters.domain.demand import LEAST_WEEKS

WEEK = timedelta(weeks=1)


def weeks_lent(
    own: datetime | None,
    imported: tuple[datetime, datetime] | None,
    after: datetime,
    before: datetime,
) -> int:
    """Return by how many weeks imported history is put forward into a span; 0: it is not.

    `own` is when the first own order came, `imported` the first and the last of the history.
    """
    if imported is None or imported[1] >= after:
        return 0
    if own is not None and own <= before - LEAST_WEEKS * WEEK:
        return 0
    # the week in which the history stops is not whole
    return (before - imported[1]) // WEEK + 1
