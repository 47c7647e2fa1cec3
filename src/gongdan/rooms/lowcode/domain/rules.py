"""A form's rules: each is about a field of the form, can be read, and can come to an end."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from gongdan.engines.feel.types import ANY, BOOLEAN, FeelType, ListType
from gongdan.engines.forms.model import Rules
from gongdan.rooms.lowcode.contract import Bundle, Field, Finding, Form
from gongdan.rooms.lowcode.contract.forms import circles
from gongdan.rooms.lowcode.contract.named import type_of
from gongdan.rooms.lowcode.domain.expressions import Judge
from gongdan.rooms.lowcode.domain.words import missing_words

_WANTED: Final[Mapping[str, FeelType]] = MappingProxyType(
    {
        **dict.fromkeys(("visible", "required", "read_only", "check"), BOOLEAN),
        "options": ListType(ANY),
    }
)


def check_rules(judge: Judge, form: Form, place: str) -> Iterator[Finding]:
    """Find rules about nothing, unreadable or senseless ones, and those that wait for each other.

    `form` asks for fields of the bundle only: that was found out before.
    """
    bundle, sound = judge.bundle, True
    for key, rules in form.rules.items():
        where = f"{place}/{key[:80]}"
        found = _subject(bundle, form, key)
        if found is None:
            yield Finding("form_rule_unknown", where, {"name": key[:80]})
            sound = False
            continue
        field, columns = found
        if rules.computed and field.columns:
            yield Finding("form_rule_unfit", f"{where}/computed")
        for part, kind in {**_WANTED, "computed": type_of(field)}.items():
            if text := getattr(rules, part):
                yield from judge.inside(columns).judged(text, f"{where}/{part}", kind)
        yield from _check_message(rules, where)
    for key, names in circles(bundle, form) if sound else ():
        facts: dict[str, str | int | list[str]] = {"names": list(dict.fromkeys(names))[:20]}
        yield Finding("form_rules_circular", f"{place}/{key}", facts)


def _subject(bundle: Bundle, form: Form, key: str) -> tuple[Field, Mapping[str, Field]] | None:
    """Return the field (or column) that a rule is about, and the columns beside it."""
    name, dot, column = key.partition(".")
    properties = form.schema.get("properties")
    if not isinstance(properties, dict) or name not in properties or name not in bundle.fields:
        return None
    field = bundle.fields[name]
    if not dot:
        return field, {}
    return (field.columns[column], field.columns) if column in field.columns else None


def _check_message(rules: Rules, place: str) -> Iterator[Finding]:
    if rules.check or rules.message:
        yield from missing_words(rules.message, f"{place}/message")
