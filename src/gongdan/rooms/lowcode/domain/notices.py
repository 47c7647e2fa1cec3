"""The notifications section: nobody is promised a message that would never go out."""

from collections.abc import Iterator

from gongdan.engines.flow.assignees import HIGHEST, malformed
from gongdan.engines.flow.model import Kind, Rule
from gongdan.rooms.lowcode.contract import Bundle, Change, Finding, Known, changes_by_key
from gongdan.rooms.lowcode.contract.notices import Notice
from gongdan.rooms.lowcode.contract.placeholders import OF_ORDERS, places_in
from gongdan.rooms.lowcode.contract.telling import Told
from gongdan.rooms.lowcode.domain.told import Called, plain, told_thing
from gongdan.rooms.lowcode.domain.words import NAME, missing_words

MOST_TOLD = 20
_OURS: tuple[Rule, ...] = ({"holder": True}, {"watchers": True})


class NotificationsSection:
    """Who is told what, and when."""

    name = "notifications"
    schema: dict[str, object] = {
        "type": "object",
        "propertyNames": {"pattern": f"^{NAME.pattern}$"},
        "additionalProperties": {
            "type": "object",
            "required": ["when", "to", "text"],
            "properties": {
                "when": {"enum": ["opened", "outcome", "reminded", "overdue", "ended"]},
                "to": {"type": "array", "minItems": 1, "maxItems": MOST_TOLD},
                "text": {"type": "object"},
                "node": {"type": "string"},
                "outcome": {"type": "string"},
                "times": {"type": "integer", "minimum": 1, "maximum": HIGHEST},
            },
            "additionalProperties": False,
        },
    }

    def check(self, bundle: Bundle, known: Known) -> Iterator[Finding]:
        """Find steps, outcomes, people and placeholders that are not there, or are sealed."""
        for key, notice in bundle.notifications.items():
            place = f"notifications/{key[:80]}"
            if not NAME.fullmatch(key):
                yield Finding("notice_key_malformed", place, {"key": key[:80]})
            yield from _place(bundle, notice, place)
            yield from _people(notice, place, known)
            yield from missing_words(notice.text, f"{place}/text")
            yield from _placeholders(bundle, notice, place)

    def diff(self, before: Bundle, after: Bundle) -> tuple[Change, ...]:
        """Compare by key."""
        return changes_by_key(self.name, before.notifications, after.notifications)

    def tell(self, before: Bundle, after: Bundle) -> Iterator[Told]:
        """Say what is told anew, no longer, or otherwise; a notification is called by its words."""
        old, new = plain(before).get(self.name, {}), plain(after).get(self.name, {})
        sort = f"sort_{self.name}"
        for key in dict.fromkeys((*old, *new)):
            was, now = old.get(key), new.get(key)
            text = (now or was)["text"]
            called = Called(sort, {**text} if any(text.values()) else key)
            yield from told_thing(f"{self.name}/{key}", called, was, now)

    def explain(self, bundle: Bundle, locale: str) -> tuple[str, ...]:
        """Say each as `when (step): text`."""
        nodes = bundle.flow.nodes
        titles = {key: node.title.get(locale, key) for key, node in nodes.items()}
        return tuple(
            f"{each.when} ({titles.get(each.node, each.node) or '*'}): {each.text.get(locale, '')}"
            for each in bundle.notifications.values()
        )


def _place(bundle: Bundle, notice: Notice, place: str) -> Iterator[Finding]:
    node = bundle.flow.nodes.get(notice.node)
    timed = notice.when == "overdue" and node is not None and node.kind is Kind.SUBPROCESS
    if notice.node and not timed and (node is None or node.kind is not Kind.USER):
        yield Finding("notice_step_unknown", f"{place}/node", {"node": notice.node[:80]})
    elif node is not None and notice.outcome and notice.outcome not in node.outcomes:
        facts: dict[str, str | int | list[str]] = {"outcome": notice.outcome[:80]}
        yield Finding("notice_outcome_unknown", f"{place}/outcome", facts)
    if (notice.when == "ended" and notice.node) or (notice.when != "outcome" and notice.outcome):
        yield Finding("notice_never", f"{place}/when", {})
    if not 1 <= notice.times <= HIGHEST:
        yield Finding("notice_times", f"{place}/times", {"most": HIGHEST})


def notice_doubts(bundle: Bundle) -> Iterator[Finding]:
    """Find what waits for a reminder or a term that no step has: nothing would ever be told."""
    nodes = bundle.flow.nodes
    timed = {
        "reminded": {key for key, node in nodes.items() if node.remind is not None},
        "overdue": {
            node.attached_to
            for node in nodes.values()
            if node.kind is Kind.BOUNDARY and node.trigger and node.trigger.kind == "timer"
        },
    }
    for key, notice in bundle.notifications.items():
        found = timed.get(notice.when)
        if found is not None and (notice.node not in found if notice.node else not found):
            place = f"notifications/{key[:80]}/when"
            yield Finding(f"notice_without_{notice.when}", place, {"node": notice.node[:80]})


def _people(notice: Notice, place: str, known: Known) -> Iterator[Finding]:
    if not 1 <= len(notice.to) <= MOST_TOLD:
        yield Finding("notice_people_unclear", f"{place}/to", {})
    for at, rule in enumerate(notice.to):
        if rule not in _OURS and malformed(rule):
            yield Finding("notice_people_unclear", f"{place}/to/{at}", {})
        role = rule.get("role")
        if known.roles is not None and isinstance(role, str) and role not in known.roles:
            facts: dict[str, str | int | list[str]] = {
                "role": role[:80],
                "known": sorted(known.roles)[:50],
            }
            yield Finding("flow_role_unknown", f"{place}/to/{at}", facts)


def _placeholders(bundle: Bundle, notice: Notice, place: str) -> Iterator[Finding]:
    for language, text in notice.text.items():
        for name in places_in(text):
            field = bundle.fields.get(name)
            where = f"{place}/text/{language[:20]}"
            if field is not None and field.is_sealed:
                yield Finding("notice_of_sealed_field", where, {"name": name})
            elif field is None and name not in OF_ORDERS:
                yield Finding("notice_placeholder_unknown", where, {"name": name})
