"""The numbering section: how an order's number reads, e.g. `WO-{year}-{n:06}`."""

import re
from collections.abc import Iterator

from gongdan.rooms.lowcode.contract import (
    Bundle,
    Change,
    Finding,
    Known,
    changes_by_key,
)

_COUNTER = re.compile(r"\{n(?::0?([1-9]|1[0-2]))?\}")
_PART = re.compile(r"\{(?:year|month|day|n(?::0?(?:[1-9]|1[0-2]))?)\}|[^{}]+")
LONGEST = 40


class NumberingSection:
    """One counter, with year, month and day where wished; gaps are allowed, doubles are not."""

    name = "numbering"
    schema: dict[str, object] = {"type": "string", "maxLength": LONGEST}

    def check(self, bundle: Bundle, known: Known) -> Iterator[Finding]:  # noqa: ARG002 - a Section
        """Find patterns without one counter, or with parts that nobody fills in."""
        pattern = bundle.numbering
        facts: dict[str, str | int | list[str]] = {"pattern": pattern[:80]}
        if len(pattern) > LONGEST or "".join(_PART.findall(pattern)) != pattern:
            yield Finding("numbering_unreadable", self.name, facts)
        elif len(_COUNTER.findall(pattern)) != 1:
            yield Finding("numbering_needs_one_counter", self.name, facts)

    def diff(self, before: Bundle, after: Bundle) -> tuple[Change, ...]:
        """Compare the patterns."""
        return changes_by_key(self.name, before.numbering, after.numbering)

    def explain(self, bundle: Bundle, locale: str) -> tuple[str, ...]:  # noqa: ARG002 - a Section
        """Show the pattern."""
        return (bundle.numbering,)
