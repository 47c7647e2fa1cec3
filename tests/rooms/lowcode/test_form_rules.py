"""Lines, references and rules of forms: what can be published, and what is found before."""

import json
from typing import Any

import pytest

from gongdan.rooms.lowcode.contract import Bundle, FieldLanguage, evaluator, form_schema, form_ui
from gongdan.rooms.lowcode.domain.bundle import parse
from tests.rooms.lowcode.sample import FIVE_STEP, check, named


def words(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def column(**schema: object) -> dict[str, Any]:
    return {"title": words("column"), "schema": schema, "privacy": "internal"}


MONEY = {"type": "string", "format": "decimal"}
ITEMS: dict[str, Any] = {
    "title": words("Items"),
    "schema": {
        "type": "array",
        "maxItems": 50,
        "items": {"type": "object", "required": ["part"]},
    },
    "columns": {
        "part": column(type="string", maxLength=40),
        "quantity": column(type="integer", minimum=1),
        "price": column(**MONEY),
        "amount": column(**MONEY),
    },
}
FIELDS: dict[str, Any] = {
    "items": ITEMS,
    "total": {"title": words("Total"), "schema": MONEY},
    "why": {"title": words("Why so much"), "schema": {"type": "string"}},
    "buyer": {
        "title": words("Buyer"),
        "schema": {"type": "string", "format": "uuid"},
        "refers": "user",
    },
}
RULES: dict[str, Any] = {
    "items.amount": {"computed": "quantity * price"},
    "total": {"computed": "sum(items.amount)"},
    "why": {"visible": "total > 1000", "required": "total > 5000"},
    "buyer": {"check": "buyer != reporter", "message": words("Somebody else buys.")},
}


def body(fields: dict[str, Any] | None = None, rules: dict[str, Any] | None = None) -> bytes:
    """The five steps, the work's form asking for lines."""
    made = json.loads(json.dumps(FIVE_STEP))
    made["fields"] |= {**FIELDS, **(fields or {})}
    asked = ["items", "total", "why", "buyer"]
    made["forms"]["execute"] = {
        "schema": {
            "type": "object",
            "properties": {name: {"$ref": f"#/fields/{name}/schema"} for name in asked},
            "required": ["items"],
        },
        "rules": RULES if rules is None else rules,
        "ui": {"sections": [{"title": words("Parts"), "fields": ["items", "total"], "columns": 2}]},
    }
    return json.dumps(made).encode()


def bundle() -> Bundle:
    made = parse(body())
    assert isinstance(made, Bundle)
    return made


def test_a_form_with_lines_rules_and_references_is_sound() -> None:
    assert check(bundle()) == ()


def test_a_line_is_complete_in_the_form_s_schema_with_its_limits() -> None:
    schema: Any = form_schema(bundle(), "execute")["properties"]
    line = schema["items"]["items"]
    assert line["required"] == ["part"]
    assert line["additionalProperties"] is False
    assert "pattern" in line["properties"]["price"]


def test_a_form_says_in_which_order_its_rules_speak() -> None:
    ui: Any = form_ui(bundle(), "execute")
    turns = ui["turns"]
    assert turns.index("items") < turns.index("total") < turns.index("why")
    assert turns.index("items.price") < turns.index("items.amount")
    assert ui["rules"]["total"] == {"computed": "sum(items.amount)"}
    assert ui["fields"]["items"]["columns"]["part"]["label"] == words("column")
    assert ui["fields"]["buyer"]["refers"] == "user"


def test_conditions_of_the_flow_read_lines() -> None:
    rows = {"items": [{"amount": "0.1"}, {"amount": "0.2"}]}
    assert evaluator(bundle())("sum(items.amount) = 0.3", rows) is True


@pytest.mark.parametrize(
    ("rules", "code", "place"),
    [
        ({"gone": {"visible": "true"}}, "form_rule_unknown", "gone"),
        ({"items.gone": {"visible": "true"}}, "form_rule_unknown", "items.gone"),
        ({"items": {"computed": "[]"}}, "form_rule_unfit", "items/computed"),
        ({"why": {"visible": "total >"}}, "feel_unfinished", "why/visible"),
        ({"why": {"visible": "total"}}, "expression_of_other_kind", "why/visible"),
        ({"why": {"visible": "totl > 1"}}, "feel_name_unknown", "why/visible"),
        ({"total": {"computed": '"dear"'}}, "expression_of_other_kind", "total/computed"),
        ({"why": {"options": "total"}}, "expression_of_other_kind", "why/options"),
        ({"why": {"visible": 'access_note = "x"'}}, "expression_on_sealed_field", "why/visible"),
        ({"total": {"check": "total > 0"}}, "words_missing", "total/message/zh"),
        ({"total": {"computed": "total + 1"}}, "form_rules_circular", "total"),
        (
            {"items.amount": {"computed": "price"}, "items.price": {"computed": "amount"}},
            "form_rules_circular",
            "items.price",
        ),
    ],
)
def test_a_rule_that_makes_no_sense_is_found_where_it_stands(
    rules: dict[str, Any], code: str, place: str
) -> None:
    assert (code, f"forms/execute/rules/{place}") in named(body(rules=rules))


def test_fields_that_wait_for_each_other_are_found_whoever_is_named_first() -> None:
    rules = {"why": {"visible": "total > 1"}, "total": {"computed": "string length(why)"}}
    assert "form_rules_circular" in {code for code, _ in named(body(rules=rules))}


def test_a_column_may_bear_the_name_of_the_field_that_is_computed_from_it() -> None:
    fields = {"total": {**FIELDS["total"]}, "items": {**ITEMS, "columns": {**ITEMS["columns"]}}}
    fields["items"]["columns"]["total"] = column(**MONEY)
    rules = {"total": {"computed": "sum(items[total != null].total)"}}
    assert named(body(fields, rules)) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema": {"type": "string"}}, "field_lines_unfit"),
        ({"schema": {"type": "array", "items": {"type": "string"}}}, "field_lines_unfit"),
        ({"schema": {**ITEMS["schema"], "maxItems": 501}}, "field_lines_too_many"),
        ({"filter": True}, "field_lines_not_filterable"),
        ({"columns": {f"c{i}": column(type="string") for i in range(31)}}, "field_columns_too_many"),
        ({"columns": {"part": ITEMS}}, "field_column_too_deep"),
        ({"columns": {"part": {**column(type="string"), "privacy": "personal"}}}, "field_column_more_personal"),
        ({"columns": {"part": column(type="number")}}, "field_number_not_exact"),
        ({"columns": {"Part": column(type="string")}}, "field_name_malformed"),
        ({"columns": {"phone": {**column(type="string"), "privacy": None}}}, "field_personal_unclassified"),
        ({"refers": "user"}, "field_reference_unfit"),
    ],
)  # fmt: skip
def test_lines_that_make_no_sense_are_found(change: dict[str, Any], code: str) -> None:
    items = {**ITEMS, **change}
    assert code in {found for found, _ in named(body({"items": items}))}


def test_a_list_of_objects_without_columns_is_no_field() -> None:
    items = {"title": words("Items"), "schema": ITEMS["schema"]}
    assert "field_type_unknown" in {code for code, _ in named(body({"items": items}))}


def test_what_is_computed_is_kept_as_the_field_writes_it() -> None:
    language = FieldLanguage(bundle())
    for text, kept in {
        "1/3": "0.333333", "2/3": "0.666667", "-0.0000001": "0", "1e3": "1000", "10 ** 30": None,
        "0.1 + 0.2": "0.3", '"x"': None, "100": "100",
    }.items():  # fmt: skip
        assert language.write("total", language.run(text, {})) == kept
    assert language.write("items.quantity", language.run("2.5", {})) == 3
