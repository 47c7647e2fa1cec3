"""The permissions section, and rights as people read them when they change."""

from collections.abc import Iterator
from typing import Final

from gongdan.engines.flow.model import Kind, Node
from gongdan.rooms.lowcode.contract import Bundle, Change, Finding, Known, changes_by_key
from gongdan.rooms.lowcode.contract.telling import Fact, RoleName, Saying, Told
from gongdan.rooms.lowcode.domain.phrases import phrase

MOST_ROLES = 20

_SAYINGS: Final = {"hidden": "hides", "read": "reads", "edit": "writes", "required": "must"}
_ORDER: Final = ("hidden", "read", "edit", "required")


class PermissionsSection:
    """Who may start orders of the type."""

    name = "permissions"
    schema: dict[str, object] = {
        "type": "object",
        "properties": {
            "report": {
                "type": "array",
                "items": {"type": "string"},
                "maxItems": MOST_ROLES,
                "uniqueItems": True,
            }
        },
        "additionalProperties": False,
    }

    def check(self, bundle: Bundle, known: Known) -> Iterator[Finding]:
        """Find roles that there are not, named twice, or too many: nobody would be let in."""
        report = bundle.permissions.report
        if len(report) > MOST_ROLES or len(set(report)) != len(report):
            yield Finding("rights_roles_unusable", "permissions/report", {"most": MOST_ROLES})
        for role in sorted(set(report) - known.roles) if known.roles is not None else ():
            facts: dict[str, str | int | list[str]] = {
                "role": role[:80],
                "known": sorted(known.roles or ())[:50],
            }
            yield Finding("flow_role_unknown", "permissions/report", facts)

    def diff(self, before: Bundle, after: Bundle) -> tuple[Change, ...]:
        """Compare by member."""
        sides = (list(each.permissions.report) for each in (before, after))
        return changes_by_key("permissions/report", *sides)

    def tell(self, before: Bundle, after: Bundle) -> Iterator[Told]:
        """Say which roles may start orders now, and which no longer."""
        place = "permissions/report"
        was, now = before.permissions.report, after.permissions.report
        if was and not now:
            yield Told("changed", place, Saying("rights_report_everybody"))
            return
        for role in now:
            if role not in was:
                yield Told("added", place, Saying("rights_report", {"who": RoleName(role)}))
        for role in was:
            if role not in now:
                yield Told(
                    "removed", place, Saying("rights_report_no_more", {"who": RoleName(role)})
                )
        if now and not was:
            yield Told("removed", place, Saying("rights_report_others"))

    def explain(self, bundle: Bundle, locale: str) -> tuple[str, ...]:
        """Name the roles that may report."""
        names = {"zh": "可以申报", "en": "may report"}
        return tuple(f"{role}: {names[locale]}" for role in bundle.permissions.report)


def told_field_rights(before: Bundle, after: Bundle) -> Iterator[Told]:
    """Say for each step that both have whose view of which field changed, and how."""
    for key, node in after.flow.nodes.items():
        was = before.flow.nodes.get(key)
        if was is None or was.fields == node.fields:
            continue
        for name in dict.fromkeys((*was.fields, *node.fields)):
            old, new = was.fields.get(name, "edit"), node.fields.get(name, "edit")
            if old == new:
                continue
            field = after.fields.get(name) or before.fields.get(name)
            facts: dict[str, Fact] = {
                "who": _who(node),
                "field": {**field.title} if field else name,
                "step": {**node.title} or key,
            }
            saying = Saying(_said(old, new), facts)
            yield Told("changed", f"flow/nodes/{key}/fields/{name}", saying)


def _said(old: str, new: str) -> str:
    """Return the saying: a right that is narrower says so ("may only see")."""
    if old == "required" and new == "edit":
        return "rights_field_may"
    only = new == "read" and _ORDER.index(old) > _ORDER.index(new)
    return f"rights_field_{_SAYINGS[new]}{'_only' if only else ''}"


def _who(node: Node) -> Fact:
    if node.kind is Kind.USER and node.opens:
        return Saying("rule_reporter")
    return phrase(node.assignee)
