"""What becomes of answers, with a language of three rules that needs no reader."""

from collections.abc import Callable, Mapping
from typing import Any

from gongdan.engines.forms.judging import judge
from gongdan.engines.forms.model import Form, Issue, Place, Rules, Verdict
from gongdan.engines.forms.order import order_of

Names = Mapping[str, Any]

WORDS: dict[str, Callable[[Names], object]] = {
    "paid": lambda names: names["how"] == "paid",
    "many": lambda names: len(names["items"] or []) > 1,
    "times": lambda names: (
        names["count"] * names["price"] if names["count"] and names["price"] else None
    ),
    "sum": lambda names: sum(line["amount"] or 0 for line in names["items"] or []),
    "low": lambda names: ["a", "b"] if (names["total"] or 0) < 10 else ["c"],
    "positive": lambda names: (names["total"] or 0) > 0,
}


class Plain:
    """Values are what they are; a rule is the name of a function."""

    def read(self, field: str, value: object) -> object:  # noqa: ARG002
        return value

    def write(self, field: str, value: object) -> object:  # noqa: ARG002
        return value

    def run(self, text: str, names: Names) -> object:
        return WORDS[text](names)


FORM = Form(
    order=("how", "items", "total", "bill", "level", "reason"),
    columns={"items": ("count", "price", "amount")},
    required=frozenset({"how", "items.count"}),
    presets={"reason": "standard"},
    rules={
        "bill": Rules(visible="paid", required="many"),
        "items.amount": Rules(computed="times"),
        "items.price": Rules(visible="paid"),
        "total": Rules(computed="sum", check="positive"),
        "level": Rules(options="low"),
        "reason": Rules(read_only="many"),
    },
)


def judged(
    given: Mapping[str, object], faults: tuple[tuple[Place, str], ...] = (), **more: Any
) -> Verdict:
    context = more.pop("context", {})
    return judge(FORM, given, context, language=Plain(), check=lambda _: faults, **more)


def issues(verdict: Verdict) -> set[tuple[str, str]]:
    return {(each.pointer, each.code) for each in verdict.issues}


LINES = [{"count": 2, "price": 3}, {"count": 1, "price": 4, "amount": 99}]


def test_what_is_computed_is_reckoned_here_whatever_was_sent() -> None:
    verdict = judged({"how": "paid", "items": LINES, "total": 7, "bill": "x"})
    assert verdict.values["items"] == [
        {"count": 2, "price": 3, "amount": 6},
        {"count": 1, "price": 4, "amount": 4},
    ]
    assert verdict.values["total"] == 10
    assert {"/total", "/items/0/amount", "/items/1/amount"} <= verdict.locked


def test_what_is_hidden_is_neither_demanded_nor_kept() -> None:
    verdict = judged({"how": "free", "items": LINES, "bill": "x"})
    assert "bill" not in verdict.values
    assert {"/bill", "/items/0/price", "/items/1/price"} <= verdict.hidden
    assert verdict.values["items"] == [{"count": 2}, {"count": 1}]
    assert ("/bill", "required") not in issues(verdict)


def test_what_is_demanded_depends_on_answers() -> None:
    assert issues(judged({"how": "paid", "items": LINES[:1]})) == set()
    assert issues(judged({"how": "paid", "items": [*LINES, {}]})) == {
        ("/bill", "required"),
        ("/items/2/count", "required"),
    }
    assert issues(judged({"items": None, "how": "  "})) == {
        ("/how", "required"),
        ("/total", "check"),
    }


def test_only_what_is_offered_can_be_chosen() -> None:
    sent = {"how": "paid", "items": LINES, "bill": "x"}
    assert issues(judged({**sent, "level": "a"})) == {("/level", "options")}
    assert issues(judged({**sent, "level": ["c", "d"]})) == {("/level", "options")}
    assert issues(judged({**sent, "level": "c"})) == set()


def test_what_is_read_only_stays_as_it_was_known_or_preset() -> None:
    sent = {"how": "paid", "items": LINES, "bill": "x", "reason": "forged"}
    assert judged(sent).values["reason"] == "standard"
    assert judged(sent, context={"reason": "old"}).values["reason"] == "old"
    assert judged({**sent, "items": LINES[:1]}).values["reason"] == "forged"


def test_a_step_may_hide_lock_and_demand_whatever_the_form_says() -> None:
    sent = {"how": "paid", "items": LINES, "bill": "x", "level": "c"}
    verdict = judged(
        sent,
        context={"how": "paid", "level": "z"},
        permissions={"bill": "hidden", "level": "read", "reason": "required", "how": "edit"},
    )
    assert "bill" not in verdict.values
    assert verdict.values["level"] == "z"
    # the form locks the reason by itself: what nobody can fill is not demanded
    assert issues(verdict) == set()
    assert "/reason" in verdict.locked


def test_what_a_schema_does_not_take_is_nothing_to_a_rule_and_is_told_where_it_stands() -> None:
    bad: tuple[tuple[Place, str], ...] = ((("items", 0, "price"), "maximum"),)
    verdict = judged({"how": "paid", "items": LINES, "bill": "x"}, bad)
    assert verdict.values["total"] == 4
    assert Issue("/items/0/price", "maximum") in verdict.issues


def test_lines_of_any_shape_are_survived() -> None:
    for items in ("text", 7, [7, None, [[]]], [{}] * 501, {"0": {}}):
        bad: tuple[tuple[Place, str], ...] = ((("items",), "type"),)
        assert ("/items", "type") in issues(judged({"how": "paid", "items": items}, bad))


def test_rules_speak_after_what_they_read_and_a_circle_is_named() -> None:
    rules = {"a": Rules(computed="b"), "b": Rules(visible="c"), "d": Rules(required="a")}
    names = lambda text: frozenset({text})  # noqa: E731 - a rule of one name
    assert order_of("abcd", rules, names) in {("c", "b", "a", "d"), ("c", "d", "b", "a")}
    assert set(order_of("abc", {**rules, "c": Rules(computed="a")}, names)) == {"a", "b", "c"}
    assert isinstance(order_of("a", {"a": Rules(computed="a")}, names), list)
