"""Skip comments: a finding may be silenced where it stands, with a reason that can be read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.lints.house import Finding, House

SKIP = re.compile(r"(?:#|//|--|<!--)\s*lint: skip (?P<rule>\w+)(?::\s*(?P<reason>.*))?")
SHORTEST_REASON = 10


@dataclass(frozen=True)
class Skip:
    """One skip comment: where it stands, what it silences, why."""

    path: Path
    line: int
    rule: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Tell whether the comment stands on the finding's lines or on the line above them."""
        last = max(finding.line, finding.end)
        here = self.path == finding.path and finding.line - 1 <= self.line <= last
        return here and self.rule == finding.rule


def skips_in(house: House) -> Iterator[Skip]:
    """Find every skip comment of the house (the tools themselves speak about skips: left out)."""
    for path in house.files:
        if path.parts[0] == "tools" or path.parts[:2] == ("tests", "architecture"):
            continue
        for number, line in enumerate(house.text(path).splitlines(), 1):
            if found := SKIP.search(line):
                yield Skip(path, number, found["rule"], (found["reason"] or "").strip(" ->"))


def apply_skips(house: House, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings that no skip covers, then the skips that have no reason or no use."""
    skips = tuple(skips_in(house))
    used: set[Skip] = set()
    for finding in findings:
        covering = [skip for skip in skips if skip.covers(finding)]
        used.update(covering)
        if not covering:
            yield finding
    for skip in skips:
        if len(skip.reason) < SHORTEST_REASON:
            yield Finding("skip", skip.path, skip.line, "a skip needs a reason that explains it")
        elif skip not in used:
            yield Finding("skip", skip.path, skip.line, f"nothing here breaks {skip.rule}")
