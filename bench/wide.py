"""A definition with 200 custom fields, and what orders fill in of them."""

from pathlib import Path

import msgspec

import gongdan

KEY = "wide"
FIELDS = 200
FILLED = 30
ON_REPORT = 150
"""So many of the fields stand on the first form; the others on that of the work."""

_SHIPPED = Path(gongdan.__file__).parent / "definitions" / "five_step.json"


def wide_body() -> bytes:
    """Return the five-step loop with 200 more fields."""
    bundle = msgspec.json.decode(_SHIPPED.read_bytes())
    bundle["key"], bundle["numbering"] = KEY, "WD-{n:07}"
    for number in range(FIELDS):
        name = field_name(number)
        bundle["fields"][name] = {
            "title": {"zh": f"参数{number}", "en": f"Reading {number}"},
            "schema": {"type": "string", "maxLength": 100},
            "privacy": "internal",
            "filter": True,
        }
        form = bundle["forms"]["report" if number < ON_REPORT else "execute"]
        form["schema"]["properties"][name] = {"$ref": f"#/fields/{name}/schema"}
        form["ui"]["order"].append(name)
    return msgspec.json.encode(bundle)


def field_name(number: int) -> str:
    """Return the name of a field."""
    return f"reading_{number:03}"


def filled(number: int) -> dict[str, object]:
    """Return what the order of this number has in its fields: 30 of them, beginning anywhere."""
    first = number * 7 % ON_REPORT
    names = ((first + step) % ON_REPORT for step in range(FILLED - 1))
    return {
        # one field that each order has, of which twenty share a value however many there are
        field_name(0): lot(number),
        **{field_name(each or 1): f"v{number * 31 % 997}" for each in names},
    }


def lot(number: int) -> str:
    """Return a word that twenty orders share."""
    return f"lot{number // 20:07}"
