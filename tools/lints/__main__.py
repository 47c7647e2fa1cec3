"""Run all own rules over the house: `python -m tools.lints [ROOT]`; exit 1 on a finding."""

import sys
from collections.abc import Iterator
from pathlib import Path

from tools.lints import (
    event_names,
    facts_come_in,
    file_budget,
    no_machine_paths,
    room_shape,
    sql_in_owner,
    tenant_scope,
    texts_complete,
)
from tools.lints.house import Finding, House, Rule
from tools.lints.skips import apply_skips

RULES: tuple[Rule, ...] = (
    event_names.check,
    facts_come_in.check,
    file_budget.check,
    no_machine_paths.check,
    room_shape.check,
    sql_in_owner.check,
    tenant_scope.check,
    texts_complete.check,
)


def findings(root: Path) -> Iterator[Finding]:
    """Yield everything that breaks a rule under the root and is not skipped with a reason."""
    house = House(root)
    return apply_skips(house, (finding for rule in RULES for finding in rule(house)))


def main(arguments: list[str]) -> int:
    """Print each finding as `path:line: rule: message`."""
    found = list(findings(Path(arguments[0] if arguments else ".").resolve()))
    for finding in found:
        print(f"{finding.path}:{finding.line}: {finding.rule}: {finding.message}")
    print(f"own lints: {len(RULES)} rules, {len(found)} findings", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
