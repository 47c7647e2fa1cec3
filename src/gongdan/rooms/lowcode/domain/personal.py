"""Does a field look personal? By its name, its title, or the samples and format in its schema."""

from gongdan.rooms.lowcode.contract import Field
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


def _samples(field: Field) -> list[str]:
    found: list[object] = []
    for keyword in ("examples", "enum"):
        listed = field.schema.get(keyword)
        found += listed[:50] if isinstance(listed, list) else []
    found.append(field.schema.get("default"))
    return [text for text in found if isinstance(text, str)]
