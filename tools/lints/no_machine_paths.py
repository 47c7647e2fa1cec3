"""Nothing in the repository knows the machine on which it was written, or a package registry.

A clone builds anywhere: registries come from the builder's own settings, so that a mirror
works, and hashes in the lock files hold what comes from it.
"""

import re
from collections.abc import Iterator

from tools.lints.house import Finding, House

RULE = "no_machine_paths"
# written in pieces, so that this file keeps its own rule
FOREIGN = re.compile(
    "|".join(
        [
            r"(?<![\w.}])/" + r"(?:work|root)/",
            "/opt/" + "(?:wheels|pypi)",
            r"pypi\." + "org",
            "python" + r"hosted\.org",
            r"registry\." + r"(?:npm|yarn)\w*\.\w+",
            "npm" + "mirror",
        ]
    )
)


def check(house: House) -> Iterator[Finding]:
    """Find paths of a machine and hosts of registries in any text file."""
    for path in house.files:
        for number, line in enumerate(house.text(path).splitlines(), 1):
            if found := FOREIGN.search(line):
                yield Finding(RULE, path, number, f"`{found[0]}` exists on one machine only")
