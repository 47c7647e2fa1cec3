"""The forms section: every form asks for fields of the same bundle, and for nothing else."""

from collections.abc import Iterator

from gongdan.rooms.lowcode.contract import (
    Bundle,
    Change,
    Finding,
    Form,
    Known,
    changes_by_key,
)
from gongdan.rooms.lowcode.contract.conditions import known_in
from gongdan.rooms.lowcode.contract.telling import Told
from gongdan.rooms.lowcode.domain.expressions import Judge
from gongdan.rooms.lowcode.domain.rules import check_rules
from gongdan.rooms.lowcode.domain.told_flow import told_forms
from gongdan.rooms.lowcode.domain.words import NAME, missing_words

_KEYWORDS = frozenset({"$schema", "type", "properties", "required", "additionalProperties"})
_UI = frozenset({"order", "fields", "sections"})
_UI_SECTION = frozenset({"title", "fields", "columns"})
_UI_FIELD = frozenset({"label", "help", "widget", "readOnly", "options"})
_WIDGETS = frozenset({"text", "textarea", "long-text", "select", "radio", "checkboxes", "hidden"})


class FormsSection:
    """What the steps ask."""

    name = "forms"
    schema: dict[str, object] = {
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "required": ["schema"],
            "properties": {
                "schema": {"type": "object"},
                "ui": {"type": "object"},
                "title": {"type": "object"},
                "rules": {"type": "object"},
            },
            "additionalProperties": False,
        },
    }

    def check(self, bundle: Bundle, known: Known) -> Iterator[Finding]:  # noqa: ARG002 - a Section
        """Find forms that ask for no field, demand what they do not ask, or lay out ghosts."""
        judge = Judge(bundle, known_in(bundle))
        for key, form in bundle.forms.items():
            place = f"forms/{key[:80]}"
            if not NAME.fullmatch(key):
                yield Finding("form_key_malformed", place, {"key": key[:80]})
            if form.title:
                yield from missing_words(form.title, f"{place}/title")
            unknown = tuple(_properties(bundle, form, f"{place}/schema"))
            yield from unknown
            yield from _required(form, f"{place}/schema/required")
            yield from _layout(form, f"{place}/ui")
            if not unknown:
                yield from check_rules(judge, form, f"{place}/rules")

    def diff(self, before: Bundle, after: Bundle) -> tuple[Change, ...]:
        """Compare by form key."""
        return changes_by_key(self.name, before.forms, after.forms)

    def tell(self, before: Bundle, after: Bundle) -> Iterator[Told]:
        """Say what forms ask for, demand, and show elsewhere."""
        return told_forms(before, after)

    def explain(self, bundle: Bundle, locale: str) -> tuple[str, ...]:
        """Say each form with the titles of its fields."""
        return tuple(
            f"{form.title.get(locale, key)}: "
            + ", ".join(bundle.fields[name].title.get(locale, name) for name in _names(form))
            for key, form in bundle.forms.items()
        )


def _names(form: Form) -> list[str]:
    properties = form.schema.get("properties", {})
    return list(properties) if isinstance(properties, dict) else []


def _properties(bundle: Bundle, form: Form, place: str) -> Iterator[Finding]:
    for keyword in form.schema:
        if keyword not in _KEYWORDS:
            facts: dict[str, str | int | list[str]] = {
                "keyword": keyword[:80],
                "known": sorted(_KEYWORDS),
            }
            yield Finding("form_keyword_unknown", f"{place}/{keyword[:80]}", facts)
    properties = form.schema.get("properties")
    if form.schema.get("type") != "object" or not isinstance(properties, dict):
        yield Finding("form_asks_nothing", place)
        return
    for name, reference in properties.items():
        where = f"{place}/properties/{name[:80]}"
        if name not in bundle.fields:
            yield Finding("form_field_unknown", where, {"name": name[:80]})
        elif reference != {"$ref": f"#/fields/{name}/schema"}:
            yield Finding("form_field_without_reference", where, {"name": name})


def _required(form: Form, place: str) -> Iterator[Finding]:
    names, required = _names(form), form.schema.get("required", [])
    if not isinstance(required, list):
        yield Finding("form_required_unknown", place, {"name": ""})
        return
    for name in required[:100]:
        if name not in names:
            yield Finding("form_required_unknown", place, {"name": str(name)[:80]})


def _layout(form: Form, place: str) -> Iterator[Finding]:
    names = _names(form)
    for part in form.ui:
        if part not in _UI:
            yield Finding("form_layout_unknown", f"{place}/{part[:80]}", {"part": part[:80]})
    order, fields = form.ui.get("order", []), form.ui.get("fields", {})
    if not isinstance(order, list) or not isinstance(fields, dict):
        yield Finding("form_layout_unknown", place, {"part": "order, fields"})
        return
    for name in [*order[:200], *list(fields)[:200]]:
        if name not in names:
            yield Finding("form_layout_ghost", place, {"name": str(name)[:80]})
    for name, layout in fields.items():
        yield from _field_layout(layout, f"{place}/fields/{name[:80]}")
    yield from _sections(form.ui.get("sections", []), names, f"{place}/sections")


def _field_layout(layout: object, place: str) -> Iterator[Finding]:
    if not isinstance(layout, dict):
        yield Finding("form_layout_unknown", place, {"part": str(layout)[:80]})
        return
    for part, value in layout.items():
        if part not in _UI_FIELD or (part == "widget" and value not in _WIDGETS):
            yield Finding("form_layout_unknown", f"{place}/{part[:80]}", {"part": part[:80]})


def _sections(sections: object, names: list[str], place: str) -> Iterator[Finding]:
    """Find sections that nothing shows, and fields that stand in two of them or in none."""
    if not isinstance(sections, list) or not all(isinstance(each, dict) for each in sections):
        yield Finding("form_layout_unknown", place, {"part": "sections"})
        return
    placed: list[object] = []
    for index, section in enumerate(sections[:100]):
        listed = section.get("fields", [])
        placed += listed if isinstance(listed, list) else []
        title = section.get("title", {})
        if set(section) - _UI_SECTION or section.get("columns", 1) not in {1, 2}:
            yield Finding("form_layout_unknown", f"{place}/{index}", {"part": str(index)})
        if isinstance(title, dict) and title:
            yield from missing_words(title, f"{place}/{index}/title")
    for name in placed:
        if name not in names or placed.count(name) > 1:
            yield Finding("form_layout_ghost", place, {"name": str(name)[:80]})
