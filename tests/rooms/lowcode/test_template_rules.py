"""What the templates promise of amounts, codes, terms and routes, on both sides of each border."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongdan.engines.forms.model import Verdict
from gongdan.rooms.lowcode.contract import decider, evaluator
from gongdan.rooms.workorders.handlers.definitions import judge_of
from tests.rooms.lowcode.test_templates import bundle

CENT = Decimal("0.01")
amounts = st.decimals(min_value=0, max_value=9_999, places=2)
counts = st.integers(min_value=1, max_value=9)
CODES = (
    "failure_mode",
    "failure_mechanism",
    "failure_cause",
    "maintenance_action",
    "maintained_item",
)
CODED = {
    "failure_mode": "VIB",
    "failure_mechanism": "wear",
    "failure_cause": "wear_out",
    "maintenance_action": "adjust",
    "maintained_item": "bearing",
    "work_done": "对中",
}


def judged(
    key: str, form: str, data: Mapping[str, object], known: Mapping[str, object] | None = None
) -> Verdict:
    """Fill in a form of a template."""
    return judge_of(bundle(key), form)(data, known or {}, {})


def issues(verdict: Verdict) -> set[tuple[str, str]]:
    return {(issue.pointer, issue.code) for issue in verdict.issues}


def way(key: str, gateway: str, context: Mapping[str, object]) -> str:
    """Where an exclusive gateway of a template leads."""
    drawn = bundle(key)
    evaluate = evaluator(drawn)
    edges = [edge for edge in drawn.flow.edges if edge.source == gateway]
    held = (edge for edge in edges if edge.condition and evaluate(edge.condition, context) is True)
    otherwise = next(edge for edge in edges if edge.default)
    return next(held, otherwise).target


def answered(key: str, node: str, context: Mapping[str, object]) -> Any:
    """What a decision table of a template answers at a node."""
    drawn = bundle(key)
    return decider(drawn)(drawn.flow.nodes[node].calls, context)


@given(st.lists(st.tuples(counts, amounts), max_size=4), st.lists(amounts, max_size=3))
@example([(1, Decimal(4_800))], [Decimal(200)])
@example([(1, Decimal(4_800))], [200 + CENT])
@example([], [Decimal(5_000)])
def test_a_service_is_approved_exactly_above_the_limit(
    parts: list[tuple[int, Decimal]], labour: list[Decimal]
) -> None:
    data = {
        "parts": [
            {"part": "x", "quantity": str(count), "unit_price": str(price)}
            for count, price in parts
        ],
        "labour": [{"task": "x", "hours": "1", "hourly_rate": str(rate)} for rate in labour],
    }
    verdict = judged("service", "quote", data)
    total = sum((count * price for count, price in parts), Decimal(0)) + sum(labour, Decimal(0))
    assert Decimal(str(verdict.values["quoted_amount"])) == total
    assert (("/quoted_amount", "check") in issues(verdict)) == (total == 0)
    above = way("service", "over_limit", verdict.values) == "approve"
    assert above == (total > 5_000)


@given(st.lists(st.tuples(counts, amounts), min_size=1, max_size=4))
@example([(1, Decimal(1_000))])
@example([(1, 1_000 + CENT)])
def test_a_return_is_approved_exactly_above_the_limit(goods: list[tuple[int, Decimal]]) -> None:
    lines = [
        {"article": "x", "quantity": count, "unit_price": str(price)} for count, price in goods
    ]
    verdict = judged("return_exchange", "review", {"goods": lines, "policy_ground": "law"})
    assert verdict.issues == ()
    total = sum((count * price for count, price in goods), Decimal(0))
    assert (way("return_exchange", "is_large", verdict.values) == "approve") == (total > 1_000)


@pytest.mark.parametrize(("refund", "fits"), [("0", False), ("398.00", True), ("398.01", False)])
def test_a_refund_is_never_above_the_value_of_the_goods(refund: str, fits: bool) -> None:
    data = {"refund_amount": refund, "refund_number": "RF-1"}
    verdict = judged("return_exchange", "refund", data, {"goods_value": "398.00"})
    assert (("/refund_amount", "check") not in issues(verdict)) == fits


def test_only_parts_that_are_not_in_stock_are_bought() -> None:
    line = {"part": "x", "quantity": "1", "unit_price": "5"}
    assert way("service", "wants_parts", {"parts": [line]}) == "execute"
    assert way("service", "wants_parts", {"parts": [line, {**line, "to_buy": True}]}) == "purchase"
    assert way("service", "wants_parts", {}) == "execute"


@given(st.sets(st.sampled_from(CODES)))
def test_a_repair_is_not_handed_in_without_each_of_its_codes(missing: set[str]) -> None:
    data = {name: value for name, value in CODED.items() if name not in missing}
    verdict = judged("maintenance", "repair", data)
    assert issues(verdict) == {(f"/{name}", "required") for name in missing}


def test_a_replacement_names_its_parts_and_an_unknown_cause_its_note() -> None:
    data = {**CODED, "maintenance_action": "replace", "failure_cause": "unknown"}
    verdict = judged("maintenance", "repair", data)
    assert issues(verdict) == {("/parts_used", "required"), ("/cause_note", "required")}


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        ({}, {"downtime_minutes", "prevention"}),
        ({"downtime_minutes": 0, "prevention": "none"}, set()),
        ({"downtime_minutes": 0, "prevention": "plan"}, {"prevention_note"}),
    ],
)
def test_maintenance_is_closed_with_downtime_and_prevention_and_sent_back_without(
    data: dict[str, object], missing: set[str]
) -> None:
    closing = judged("maintenance", "close", data, {"outcome": "closed"})
    assert issues(closing) == {(f"/{name}", "required") for name in missing}
    assert judged("maintenance", "close", data, {"outcome": "codes_wrong"}).issues == ()


@pytest.mark.parametrize(
    ("line", "bought", "today", "cover"),
    [
        ("appliance", "2025-11-27", date(2026, 11, 26), "inside"),
        ("appliance", "2025-11-26", date(2026, 11, 26), "outside"),
        ("machine", "2025-05-27", date(2026, 11, 26), "inside"),
        ("machine", "2025-05-26", date(2026, 11, 26), "outside"),
        ("consumable", "2026-08-27", date(2026, 11, 26), "inside"),
        ("consumable", "2026-08-26", date(2026, 11, 26), "outside"),
        ("spare", "2026-05-27", date(2026, 11, 26), "inside"),
        ("spare", "2026-05-26", date(2026, 11, 26), "outside"),
    ],
)
def test_the_warranty_ends_on_its_day_and_says_who_pays(
    line: str, bought: str, today: date, cover: str
) -> None:
    context = {"product_line": line, "bought_on": bought, "today": today.isoformat()}
    found = answered("after_sales", "judge_warranty", context)
    assert found == {"cover": cover, "payer": "maker" if cover == "inside" else "customer"}


@pytest.mark.parametrize(
    ("said", "pays", "next_step"),
    [
        ({"damaged_by_use": True, "extended_until": "2030-01-01"}, "customer", "quote"),
        ({"extended_until": "2026-11-26"}, "maker", "repair"),
        ({"extended_until": "2026-11-25"}, "customer", "quote"),
        ({"goodwill": True}, "customer", "repair"),
        ({"goodwill": False}, "customer", "quote"),
    ],
)
def test_cover_that_was_bought_holds_damage_does_not_and_goodwill_is_free(
    said: dict[str, object], pays: str, next_step: str
) -> None:
    known = {"product_line": "machine", "bought_on": "2020-01-01", "today": "2026-11-26", **said}
    found = answered("after_sales", "judge_warranty", known)
    assert found["payer"] == pays
    assert way("after_sales", "is_covered", {**known, "warranty_judged": found}) == next_step


@pytest.mark.parametrize("urgency", [1, 2, 3, 4])
@pytest.mark.parametrize("impact", [1, 2, 3])
@pytest.mark.parametrize("symptom", ["down", "security"])
def test_an_incident_has_the_priority_of_its_impact_and_urgency(
    urgency: int, impact: int, symptom: str
) -> None:
    context = {"urgency": urgency, "impact": impact, "symptom": symptom}
    found = answered("it_incident", "rank", context)
    level = 1 if symptom == "security" else min(max(urgency + impact - 1, 1), 5)
    assert found["level"] == level
    assert found["restore_hours"] == {1: 4, 2: 8, 3: 16, 4: 40, 5: 80}[level]
    leads = way("it_incident", "is_major", {**context, "ranked": found})
    assert leads == ("major" if level == 1 else "resolve")


@given(st.lists(st.tuples(counts, st.integers(min_value=0, max_value=3)), min_size=1, max_size=4))
def test_shifts_add_up_and_never_report_more_than_was_ordered(
    shifts: list[tuple[int, int]],
) -> None:
    output = [
        {"shift": "early", "good": good, "scrap": scrap, "scrap_reason": "setup"}
        for good, scrap in shifts
    ]
    known = {"quantity": 12, "outcome": "finished"}
    verdict = judged("production", "work", {"output": output}, known)
    good, scrap = (sum(each) for each in zip(*shifts, strict=True))
    assert (verdict.values["good_quantity"], verdict.values["scrap_quantity"]) == (good, scrap)
    assert issues(verdict) == ({("/scrap_quantity", "check")} if good + scrap > 12 else set())


@pytest.mark.parametrize(
    ("outcome", "missing"),
    [
        ("finished", {"/output"}),
        ("handed_over", {"/output", "/handover_note"}),
        ("blocked", {"/block_kind"}),
    ],
)
def test_each_way_out_of_the_work_asks_for_what_the_next_one_needs(
    outcome: str, missing: set[str]
) -> None:
    verdict = judged("production", "work", {}, {"quantity": 12, "outcome": outcome})
    assert issues(verdict) == {(place, "required") for place in missing}


@given(
    st.sets(st.sampled_from("ABCDEF"), min_size=1),
    st.dictionaries(st.sampled_from("ABCDEFX"), st.sampled_from(["ok", "defect", "passed_by"])),
)
def test_a_round_lists_what_it_missed_and_opens_an_order_for_each_defect(
    route: set[str], walked: dict[str, str]
) -> None:
    points = [{"point": each, "state": state, "note": "x"} for each, state in walked.items()]
    known = {"checkpoints": [{"point": each} for each in sorted(route)]}
    data = {"points": points, "missed_reason": "x"}
    verdict = judged("inspection", "walk", data, known)
    missed = sorted(route - {each for each, state in walked.items() if state != "passed_by"})
    assert verdict.values["points_missed"] == missed
    assert (("/points", "check") in issues(verdict)) == bool(set(walked) - route)
    context = {**known, **verdict.values}
    leads = way("inspection", "all_seen", context)
    assert leads == ("review_missed" if missed else "review")
    many = bundle("inspection").flow.nodes["mend"].many
    assert many is not None
    found = evaluator(bundle("inspection"))(many.items, context)
    assert isinstance(found, list)
    assert len(found) == sum(state == "defect" for state in walked.values())
