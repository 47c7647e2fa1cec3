"""The built-in loop is a file: it passes every check, and each way of breaking it is named."""

import re

import jsonschema_rs
import pytest

from gongdan.engines.flow.assignees import resolve_rule
from gongdan.engines.flow.evolve import fold
from gongdan.engines.flow.model import (
    AnyCommand,
    Complete,
    Facts,
    FlowRefusal,
    FlowState,
    Reopen,
    Return,
    Start,
    Status,
    TokenPlaced,
)
from gongdan.engines.flow.step import step
from gongdan.rooms.lowcode.contract import Finding, evaluate, form_schema, form_ui, sealed_fields
from gongdan.rooms.lowcode.domain.bundle import body_of, parse, sha256_of
from gongdan.rooms.lowcode.domain.check import own_sections
from gongdan.rooms.lowcode.store import shipped_bodies
from gongdan.rooms.lowcode.views.spoken import spoken
from gongdan.rooms.workorders.handlers.definitions import judge_of
from tests.rooms.lowcode.sample import FIVE_STEP, changed, check, edge, findings, five_step, named

PERSON = {"title": {"zh": "值班人", "en": "On duty"}, "schema": {"type": "string"}}


def run(*commands: AnyCommand) -> tuple[FlowState, list[str]]:
    """Play commands on the five steps; returns the state and the nodes entered."""
    facts = Facts(evaluate=evaluate, resolve=resolve_rule, context={"reporter": "r1"})
    state, nodes = FlowState(), []
    for command in commands:
        done = step(five_step().flow, state, command, facts)
        assert not isinstance(done, FlowRefusal), done
        nodes += [event.node for event in done if isinstance(event, TokenPlaced)]
        state = fold(done, state)
    return state, nodes


def test_every_shipped_definition_passes_every_check() -> None:
    for body in shipped_bodies():
        assert findings(body) == ()


def test_the_loop_runs_report_accept_execute_verify_archive() -> None:
    accepted = Complete(data={"assignee": "t1"})
    passed = Complete(outcome="passed")
    state, nodes = run(Start(), accepted, Complete(), passed, Complete())
    assert nodes == ["report", "accept", "execute", "verify", "archive"]
    assert state.status is Status.ENDED


def test_who_acts_is_who_the_issue_names() -> None:
    state, _ = run(Start(), Complete(data={"assignee": "t1"}))
    assert state.tokens[0].owner == "user:t1"
    state, _ = run(Start(), Complete(), Complete())
    assert state.tokens[0].candidates == ("user:r1", "role:supervisor")


def test_the_dispatcher_may_return_it_and_the_verifier_may_send_it_back() -> None:
    rejected = Complete(outcome="rejected", reason="still leaks")
    assert run(Start(), Return())[1] == ["report", "accept", "report"]
    assert run(Start(), Complete(), Complete(), rejected)[1][-1] == "execute"
    passed = Complete(outcome="passed")
    archived = (Start(), Complete(), Complete(), passed, Complete())
    assert run(*archived, Reopen())[1][-1] == "execute"


def test_its_stored_form_is_stable_and_reads_back_the_same() -> None:
    body = body_of(five_step())
    assert parse(body) == five_step()
    assert body_of(five_step()) == body
    assert len(sha256_of(body)) == 64


@pytest.mark.parametrize("form", list(FIVE_STEP["forms"]))
def test_each_form_is_a_complete_json_schema_with_words_in_both_languages(form: str) -> None:
    schema, ui = form_schema(five_step(), form), form_ui(five_step(), form)
    jsonschema_rs.meta.validate(schema)
    assert "$ref" not in str(schema)
    fields = ui["fields"]
    assert isinstance(fields, dict)
    assert all({"zh", "en"} <= set(words["label"]) for words in fields.values())


def refused(form: str, data: dict[str, object]) -> list[tuple[str, str]]:
    """Return what a form does not accept of answers: where, and by which keyword."""
    verdict = judge_of(five_step(), form)(data, {}, {})
    return [(issue.pointer, issue.code) for issue in verdict.issues]


def test_the_execution_form_demands_what_was_done_and_the_result() -> None:
    assert refused("execute", {"work_done": "换了轴承", "result": "fixed"}) == []
    assert refused("execute", {"work_done": "", "result": "splendid"})
    assert refused("execute", {"result": "fixed"}) == [("/work_done", "required")]
    assert {place for place, _ in refused("execute", {"work_done": "x", "result": 7})} == {
        "/result"
    }


def test_what_a_form_refuses_is_not_repeated_in_the_refusal() -> None:
    found = refused("report", {"access_note": 13800138000})
    assert [code for _, code in found] == ["type"]
    assert "138" not in str(found)


def test_personal_answers_are_named_so_that_they_get_sealed() -> None:
    assert sealed_fields(five_step(), "report") == {"access_note"}


def test_each_section_explains_itself_in_both_languages() -> None:
    for section in own_sections():
        for locale in ("zh", "en"):
            assert all(section.explain(five_step(), locale))


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        (edge("skip", source="accept", target="archive"), "flow_branch_without_condition", "flow/edges/dispatch"),
        (edge("hand_in", target="archive"), "flow_unreachable", "flow/nodes/verify"),
        (edge("redo", back=False), "flow_cycle_without_back_edge", "flow/edges/hand_in"),
        (edge("pass", condition="urgency + 1 > 2"), "flow_no_default", "flow/nodes/verify"),
        (edge("submit", condition='name of "x"'), "flow_no_default", "flow/nodes/report"),
        (edge("odd", source="verify", target="archive", condition="f(1) = "), "feel_unfinished", "flow/edges/odd/condition"),
        (edge("odd", source="verify", target="archive", condition="colour = 1"), "feel_name_unknown", "flow/edges/odd/condition"),
        (edge("odd", source="verify", target="archive", condition='access_note = "1"'), "condition_on_sealed_field", "flow/edges/odd/condition"),
        (changed("flow/nodes/verify/stage", "execute"), "flow_stage_absent", "flow/nodes"),
        (changed("flow/nodes/verify/stage", "vote"), "bundle_wrong_type", "flow/nodes/verify/stage"),
        (changed("flow/nodes/execute/assignee", {"role": "wizard"}), "flow_role_unknown", "flow/nodes/execute/assignee"),
        (changed("flow/nodes/execute/assignee", {"moon": True}), "flow_assignee_unclear", "flow/nodes/execute/assignee"),
        (changed("flow/nodes/execute/form", "poem"), "flow_form_unknown", "flow/nodes/execute/form"),
        (changed("flow/nodes/execute/title/en", ""), "words_missing", "flow/nodes/execute/title/en"),
        (changed("flow/nodes/execute/colour", "red"), "bundle_wrong_type", "flow/nodes/execute"),
        (changed("flow/edges/0/source", None), "bundle_wrong_type", "flow/edges/begin"),
        (changed("flow/reopen_to", "end"), "flow_reopen_target_unknown", "flow/reopen_to"),
        (changed("fields/duty", PERSON | {"title": {"zh": "手机号", "en": "Number"}}), "field_personal_unclassified", "fields/duty/privacy"),
        (changed("fields/plate_no", PERSON), "field_personal_unclassified", "fields/plate_no/privacy"),
        (changed("fields/duty", PERSON | {"schema": {"type": "string", "examples": ["13800138000"]}}), "field_personal_unclassified", "fields/duty/privacy"),
        (changed("fields/duty", PERSON | {"schema": {"type": "string", "default": "a@b.org"}}), "field_personal_unclassified", "fields/duty/privacy"),
        (changed("fields/duty", PERSON | {"schema": {"type": "string", "examples": ["11010519491231002X"]}}), "field_personal_unclassified", "fields/duty/privacy"),
        (changed("fields/Übel", PERSON), "bundle_name_not_ascii", ""),
        (changed("fields/Bad", PERSON), "field_name_malformed", "fields/Bad"),
        (changed("fields/urgency", PERSON), "field_name_reserved", "fields/urgency"),
        (changed("fields/duty", PERSON | {"schema": {"type": "number"}}), "field_number_not_exact", "fields/duty/schema/type"),
        (changed("fields/duty", PERSON | {"schema": {"type": "object"}}), "field_type_unknown", "fields/duty/schema/type"),
        (changed("fields/duty", PERSON | {"schema": {"type": "string", "$ref": "http://x/y"}}), "field_keyword_unknown", "fields/duty/schema/$ref"),
        (changed("fields/duty", PERSON | {"schema": {"type": "string", "pattern": "(a+)+$"}}), "field_keyword_wrong", "fields/duty/schema/pattern"),
        (changed("fields/result/options/best", {"zh": "好", "en": "Best"}), "field_option_unknown", "fields/result/options"),
        (changed("fields/access_note/filter", value=True), "field_sealed_not_filterable", "fields/access_note/filter"),
        (changed("forms/execute/schema/required", ["ghost"]), "form_required_unknown", "forms/execute/schema/required"),
        (changed("forms/execute/schema/properties/ghost", {"type": "string"}), "form_field_unknown", "forms/execute/schema/properties/ghost"),
        (changed("forms/execute/schema/properties/result", {"type": "string"}), "form_field_without_reference", "forms/execute/schema/properties/result"),
        (changed("forms/execute/ui/fields", {"ghost": {}}), "form_layout_ghost", "forms/execute/ui"),
        (changed("numbering", "WO-{year}"), "numbering_needs_one_counter", "numbering"),
        (changed("numbering", "{n:06}{__class__}"), "numbering_unreadable", "numbering"),
        (changed("sla", {"hours": 4}), "section_without_owner", "sla"),
        (changed("spells", {}), "section_unknown", "spells"),
        (changed("bundle", 2), "bundle_newer", "bundle"),
        (changed("bundle", value=True), "bundle_format_unknown", "bundle"),
        (changed("title/zh", None), "words_missing", "title/zh"),
        (changed("key", "Five Step"), "bundle_key_malformed", "key"),
    ],
)  # fmt: skip
def test_each_broken_variant_is_refused_with_place_and_mend(
    body: bytes, code: str, place: str
) -> None:
    found = named(body)
    assert (code, place) in found
    for finding in findings(body):
        for locale in ("zh", "en"):
            said = spoken(finding, locale)
            assert finding.code not in {said.what, said.mend}, "every finding has its words"
            gaps = set(re.findall(r"\{(\w+)\}", said.what + said.mend)) - {"year", "__class__"}
            assert not gaps, "every fact is filled in"


def test_a_finding_calls_a_step_by_its_title_where_it_is_known() -> None:
    finding = Finding("flow_assignee_unclear", "flow/nodes/verify", {"node": "verify"})
    titles = {"verify": {"zh": "客户验收", "en": "Customer verifies"}}
    assert spoken(finding, "zh", titles).what == "步骤“客户验收”没有说明由谁办理。"
    assert "“Customer verifies”" in spoken(finding, "en", titles).what
    assert "verify" in spoken(finding, "zh").what


def test_a_way_around_a_stage_is_found_on_its_edge() -> None:
    body = edge("dispatch", default=True)
    edges = parse_edges(body)
    edges.append(
        {"key": "quick", "source": "accept", "target": "verify", "condition": "urgency = 4"}
    )
    found = findings(changed("flow/edges", edges))
    assert [(f.code, f.place, f.facts["stage"]) for f in found] == [
        ("flow_stage_skipped", "flow/edges/quick", "execute")
    ]


def test_only_a_person_decides_that_a_field_which_looks_personal_is_not() -> None:
    field = PERSON | {"title": {"zh": "设备地址码", "en": "Bus address"}, "privacy": "internal"}
    assert findings(changed("fields/bus_address", field)) == ()
    assert check(five_step()) == ()


def parse_edges(body: bytes) -> list[dict[str, object]]:
    bundle = parse(body)
    assert not isinstance(bundle, tuple)
    plain = [{name: getattr(e, name) for name in e.__struct_fields__} for e in bundle.flow.edges]
    return [{name: value for name, value in each.items() if value} for each in plain]
