"""The templates are sound as they stand, speak both languages, and their samples can be reported."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

import gongdan
from gongdan.engines.flow.model import Kind
from gongdan.rooms.lowcode.contract import Bundle, form_schema
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.domain.check import doubts
from gongdan.rooms.lowcode.domain.words import LANGUAGES
from tests.rooms.lowcode.sample import findings

FOLDER = Path(gongdan.__file__).parent / "definitions" / "templates"
EIGHT = (
    "after_sales",
    "general",
    "inspection",
    "it_incident",
    "maintenance",
    "production",
    "return_exchange",
    "service",
)


def body(key: str) -> bytes:
    return (FOLDER / f"{key}.json").read_bytes()


def bundle(key: str) -> Bundle:
    read = parse(body(key))
    assert isinstance(read, Bundle), read
    return read


def about(key: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((FOLDER / f"{key}.about.json").read_text(encoding="utf-8"))
    return told


def worded(value: object, place: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield everything that is said to people, with its place."""
    if isinstance(value, dict) and isinstance(value.get("zh"), str):
        yield place, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from worded(each, f"{place}/{key}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from worded(each, f"{place}/{index}")


def names_in(drawn: Bundle, form: str) -> list[str]:
    properties = form_schema(drawn, form)["properties"]
    assert isinstance(properties, dict)
    return list(properties)


def test_there_are_eight_each_with_a_word_about_it() -> None:
    files = {path.name for path in FOLDER.glob("*.json")}
    assert files == {f"{key}{end}" for key in EIGHT for end in (".json", ".about.json")}


@pytest.mark.parametrize("key", EIGHT)
def test_a_template_is_sound_and_leaves_no_doubt(key: str) -> None:
    assert findings(body(key)) == ()
    assert tuple(doubts(bundle(key))) == ()
    assert bundle(key).key == key


@pytest.mark.parametrize("key", EIGHT)
def test_every_word_is_there_in_both_languages(key: str) -> None:
    said = [*worded(json.loads(body(key))), *worded(about(key))]
    assert len(said) > 50
    for place, words in said:
        assert set(words) == set(LANGUAGES), place
        assert all(text.strip() for text in words.values()), place


@pytest.mark.parametrize("key", EIGHT)
def test_every_branch_of_a_choice_has_words_and_every_node_that_is_seen_a_title(key: str) -> None:
    drawn = bundle(key)
    for name, field in drawn.fields.items():
        assert ("enum" in field.schema) == bool(field.options), name
    for name, node in drawn.flow.nodes.items():
        assert node.title or node.kind in {Kind.START, Kind.END}, name
        assert node.accountable or node.kind is not Kind.USER, name
    asked = {name for form in drawn.forms for name in names_in(drawn, form)}
    assert asked == set(drawn.fields), "a field that no form asks for"
    used = {node.form for node in drawn.flow.nodes.values()} - {""}
    assert used == set(drawn.forms), "a form that no step uses"


@pytest.mark.parametrize("key", EIGHT)
def test_the_tour_stops_at_places_that_exist(key: str) -> None:
    drawn = bundle(key)
    places = {
        *(f"fields/{name}" for name in drawn.fields),
        *(f"flow/nodes/{name}" for name in drawn.flow.nodes),
        *(f"flow/edges/{edge.key}" for edge in drawn.flow.edges),
    }
    stops = [stop["place"] for stop in about(key)["tour"]]
    assert 4 <= len(stops) <= 6
    assert set(stops) <= places


@pytest.mark.parametrize("key", EIGHT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_samples_fill_in_the_form_of_the_report(key: str, language: str) -> None:
    drawn = bundle(key)
    form = next(node.form for node in drawn.flow.nodes.values() if node.opens)
    check = jsonschema_rs.validator_for(form_schema(drawn, form))
    for sample in about(key)["samples"]:
        assert 1 <= sample["urgency"] <= 4
        assert 1 <= sample["impact"] <= 3
        values = {name: spoken(value, language) for name, value in sample["fields"].items()}
        assert [str(fault) for fault in check.iter_errors(values)] == []


def spoken(value: object, language: str) -> object:
    """A sample's value: itself, or the one of a language."""
    return value.get(language) if isinstance(value, dict) else value


def test_a_personal_field_says_what_for_on_which_ground_and_for_how_long() -> None:
    sealed = {
        (key, name): (field.basis, field.retention)
        for key in EIGHT
        for name, field in bundle(key).fields.items()
        if field.is_sealed
    }
    assert sealed == {
        ("after_sales", "access_note"): ("contract", 365),
        ("it_incident", "callback"): ("interest", 90),
        ("return_exchange", "return_address"): ("contract", 180),
        ("service", "access_note"): ("contract", 365),
    }
