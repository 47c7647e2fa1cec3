"""Every statement on tenant tables names `tenant_id` for each table that it touches.

Row level security would hide foreign rows anyway; the condition keeps each query on the
index that leads with the tenant, and is the second lock on the same door. Versioned SQL
functions (`..._v1`) take the tenant as their first argument and are not touched here.
"""

import re
from collections.abc import Iterator

from tools.lints.house import Finding, House
from tools.lints.sql import statements, tables_of

RULE = "tenant_scope"
TENANT = re.compile(r"\btenant_id\b")


def check(house: House) -> Iterator[Finding]:
    """Find statements that name `tenant_id` less often than tenant tables."""
    known = tables_of(house)
    for source in house.under("src", "gongdan"):
        for statement in statements(source):
            touched = [t for t in statement.tables if t in known and known[t].has_tenant]
            if len(TENANT.findall(statement.sql)) < len(touched):
                names = ", ".join(sorted(set(touched)))
                message = f"each of these tables needs its tenant_id condition: {names}"
                yield Finding(RULE, source.path, statement.line, message, statement.end)
