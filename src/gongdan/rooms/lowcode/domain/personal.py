"""Does a field look personal? By its name, its title, or the samples and format in its schema."""

from collections.abc import Iterator

from gongdan.rooms.lowcode.contract import Bundle, Field, Finding
from gongdan.rooms.privacy.contract import personal_kind, personal_name, personal_title


def looks_personal(name: str, field: Field) -> str:
    """Return what makes the field look personal ("" if nothing does)."""
    if found := personal_name(name):
        return found
    for title in field.title.values():
        if found := personal_title(title):
            return found
    if field.schema.get("format") in {"email", "idn-email"}:
        return "email"
    return next((kind for text in _samples(field) if (kind := personal_kind(text))), "")


def personal_doubts(bundle: Bundle) -> Iterator[Finding]:
    """Find fields that look personal and are classed as if they were not: to be looked at again.

    Somebody has decided so and may be right; nothing is kept from being published.
    """
    for name, field in bundle.fields.items():
        place = f"fields/{name[:80]}"
        yield from _doubt(name, field, place)
        if not field.is_sealed:
            for column, each in field.columns.items():
                yield from _doubt(column, each, f"{place}/columns/{column[:80]}")


def _doubt(name: str, field: Field, place: str) -> Iterator[Finding]:
    if field.privacy is None or field.is_sealed:
        return
    if why := looks_personal(name, field):
        facts: dict[str, str | int | list[str]] = {"name": name, "why": why}
        yield Finding("field_personal_doubted", f"{place}/privacy", facts)


def _samples(field: Field) -> list[str]:
    found: list[object] = []
    for keyword in ("examples", "enum"):
        listed = field.schema.get(keyword)
        found += listed[:50] if isinstance(listed, list) else []
    found.append(field.schema.get("default"))
    return [text for text in found if isinstance(text, str)]
