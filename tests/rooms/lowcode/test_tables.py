"""Decision tables of a bundle: judged cell by cell, and asked while an order runs."""

import copy
import json
from typing import Any

import pytest

from gongdan.engines.feel.checking import Known as Name
from gongdan.engines.feel.types import NUMBER, TEXT, ContextType, ListType
from gongdan.rooms.lowcode.contract import Bundle, decider, evaluator
from gongdan.rooms.lowcode.contract.conditions import faults_in
from gongdan.rooms.lowcode.contract.named import known_in
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.domain.check import doubts
from tests.rooms.lowcode.sample import FIVE_STEP, named

WORDS = {"zh": "级别", "en": "Level"}
TABLE: dict[str, Any] = {
    "title": WORDS,
    "inputs": [{"expression": "urgency"}, {"expression": "fault_kind"}],
    "outputs": [
        {"name": "level", "type": "number", "least": "0", "most": "3", "unit": "级"},
        {"name": "team", "type": "text"},
    ],
    "rules": [
        {"inputs": ["<= 2", '"electrical"'], "outputs": ["2", '"a"']},
        {"inputs": ["<= 2", 'not("electrical")'], "outputs": ["1.5", '"b"']},
        {"inputs": ["> 2", "-"], "outputs": ["0", '"c"']},
    ],
}


def with_table(**parts: object) -> dict[str, Any]:
    body = copy.deepcopy(FIVE_STEP)
    body["tables"] = {"level": {**copy.deepcopy(TABLE), **parts}}
    nodes, edges = body["flow"]["nodes"], body["flow"]["edges"]
    nodes["weigh"] = {"kind": "rule", "calls": "level", "result": "weighed"}
    edge = next(each for each in edges if each["key"] == "dispatch")
    target, edge["target"] = edge["target"], "weigh"
    edges.append({"key": "weighed_on", "source": "weigh", "target": target})
    return body


def bundle(**parts: object) -> Bundle:
    made = parse(json.dumps(with_table(**parts)).encode())
    assert isinstance(made, Bundle), made
    return made


def found(**parts: object) -> set[tuple[str, str]]:
    return named(json.dumps(with_table(**parts)).encode())


def rows(*cells: tuple[str, str, str, str]) -> list[dict[str, Any]]:
    return [{"inputs": each[:2], "outputs": each[2:]} for each in cells]


def test_a_sound_table_answers_with_what_its_rule_gives() -> None:
    assert found() == set()
    decide = decider(bundle())
    answer = decide("level", {"urgency": 1, "fault_kind": "electrical"})
    assert json.loads(json.dumps(answer, default=str)) == {"level": "2", "team": "a"}
    assert decide("level", {"urgency": None, "fault_kind": None}) is None
    assert decide("another", {}) is None


def test_a_table_calls_functions_whose_names_are_several_words() -> None:
    inputs = [{"expression": "string length(fault_kind)"}, {"expression": "fault_kind"}]
    cells = rows((">= 10", "-", "1", '"a"'), ("< 10", '"other"', "2", '"b"'))
    assert found(inputs=inputs, rules=cells, hit_policy="F") == set()
    decide = decider(bundle(inputs=inputs, rules=cells, hit_policy="F"))
    for kind, team in (("electrical", "a"), ("other", "b")):
        answer = decide("level", {"fault_kind": kind})
        assert isinstance(answer, dict)
        assert answer["team"] == team


def test_what_a_table_answers_is_known_to_conditions_by_its_type() -> None:
    made = bundle()
    answer = ContextType((("level", NUMBER), ("team", TEXT)))
    assert known_in(made)["weighed"] == Name(answer)
    assert known_in(bundle(hit_policy="C"))["weighed"] == Name(ListType(answer))
    assert faults_in("weighed.level > 1", made) == ()
    assert [fault.code for fault in faults_in('weighed.level = "1"', made)] == ["feel_kinds_differ"]
    assert [fault.code for fault in faults_in("weighed.lvl > 1", made)] == ["feel_member_unknown"]
    # a fraction stands in events as text
    assert evaluator(made)("weighed.level > 1.2", {"weighed": {"level": "1.5"}}) is True


def test_facts_of_models_are_known_and_null_until_a_model_has_spoken() -> None:
    made = bundle()
    assert faults_in("breach_risk > 0.8 and category != null", made) == ()
    assert evaluator(made)("breach_risk > 0.8", {}) is None


@pytest.mark.parametrize(
    ("parts", "code", "place"),
    [
        ({"rules": []}, "table_size", "rules"),
        ({"rules": [{"inputs": ["1"], "outputs": ["1", '"a"']}]}, "table_row_uneven", "rules/0"),
        ({"aggregator": "+"}, "table_aggregator_unfit", "aggregator"),
        ({"hit_policy": "P"}, "table_priority_missing", "outputs"),
        (
            {"rules": rows(("1", "-", "1", '"a"'), ("<= 1", "-", "1", '"a"'))},
            "table_rules_overlap",
            "rules/1",
        ),
        ({"rules": rows(("nonsense", "-", "1", '"a"'))}, "feel_name_unknown", "rules/0/inputs/0"),
        ({"rules": rows(("< ", "-", "1", '"a"'))}, "feel_unfinished", "rules/0/inputs/0"),
        (
            {"rules": rows(('"2"', "-", "1", '"a"'))},
            "table_cell_of_other_kind",
            "rules/0/inputs/0",
        ),
        (
            {"rules": rows(("1", '"flood"', "1", '"a"'))},
            "feel_value_never_there",
            "rules/0/inputs/1",
        ),
        (
            {"rules": rows(("1", "-", '"1"', '"a"'))},
            "expression_of_other_kind",
            "rules/0/outputs/0",
        ),
        ({"rules": rows(("1", "-", "9", '"a"'))}, "table_value_out_of_range", "rules/0/outputs/0"),
        (
            {"inputs": [{"expression": "access_note"}, {"expression": "urgency"}]},
            "expression_on_sealed_field",
            "inputs/0",
        ),
    ],
)
def test_a_table_that_could_go_wrong_is_found(
    parts: dict[str, object], code: str, place: str
) -> None:
    assert (code, f"tables/level/{place}") in found(**parts)


def test_a_rule_that_asks_no_table_and_a_name_that_is_taken_are_found() -> None:
    body = with_table()
    body["flow"]["nodes"]["weigh"] |= {"calls": "gone", "result": "urgency"}
    assert named(json.dumps(body).encode()) == {
        ("flow_table_unknown", "flow/nodes/weigh/calls"),
        ("variable_name_taken", "flow/nodes/weigh/result"),
    }


def test_a_case_that_no_rule_decides_is_a_doubt_and_no_fault() -> None:
    made = bundle(rules=TABLE["rules"][1:])
    cases = [each.facts["case"] for each in doubts(made) if each.code == "table_gap"]
    assert cases == ['urgency: < 2, fault_kind: "electrical"']
    assert found(rules=TABLE["rules"][1:]) == set()


def row_of(level: str, team: str, **given: str) -> dict[str, Any]:
    return {"given": given, "expected": [level, team]}


def test_a_test_row_holds_a_table_to_its_word() -> None:
    electrical = {"urgency": "1", "fault_kind": '"electrical"'}
    passing = [row_of("2", '"a"', **electrical), row_of("", '"c"', urgency="4")]
    assert found(tests=passing) == set()
    assert found(tests=[row_of("1.50", '"b"', urgency="1", fault_kind='"leak"')]) == set()
    assert found(tests=[*passing, row_of("2", '"b"', **electrical)]) == {
        ("table_test_fails", "tables/level/tests/2/expected/1")
    }
    # no rule holds where nothing is known
    assert found(tests=[row_of("null", "null")]) == set()


def test_a_list_of_answers_is_tested_as_a_list() -> None:
    both = rows(("<= 2", "-", "1", '"a"'), ("-", "-", "0", '"b"'))
    tests = [row_of("[1, 0]", '["a", "b"]', urgency="1")]
    assert found(hit_policy="C", rules=both, tests=tests) == set()
    tests = [row_of("[1]", "", urgency="1")]
    assert found(hit_policy="C", rules=both, tests=tests) == {
        ("table_test_fails", "tables/level/tests/0/expected/0")
    }


def test_a_test_row_that_cannot_be_read_is_told_at_its_cell() -> None:
    assert found(tests=[row_of("1 +", "", urgency='"x"')]) == {
        ("feel_unfinished", "tables/level/tests/0/expected/0"),
        ("expression_of_other_kind", "tables/level/tests/0/given/urgency"),
    }
    assert found(tests=[{"given": {}, "expected": ["1"]}]) == {
        ("table_row_uneven", "tables/level/tests/0")
    }
