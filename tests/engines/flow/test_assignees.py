"""Who may do a step: people, roles, fields, the house's directory."""

import pytest

from gongdan.engines.flow.assignees import malformed, resolve_rule
from gongdan.engines.flow.model import Assignment, Context, Rule


class House:
    def manager(self, person: str, levels: int) -> str:
        return f"{person}-boss{levels}" if levels < 3 else ""

    def in_unit_of(self, person: str, role: str) -> tuple[str, ...]:
        return (f"{person}-{role}1", f"{person}-{role}2")


def resolved(rule: Rule, **context: object) -> Assignment:
    seen: Context = {"reporter": "r", **context}
    return resolve_rule(rule, seen, House())


def test_a_manager_so_many_levels_above_the_reporter_owns_the_step() -> None:
    assert resolved({"manager": 2}) == Assignment(owner="user:r-boss2")


def test_where_no_manager_stands_so_high_another_rule_says_who() -> None:
    assert resolved({"manager": 3, "else": {"role": "head"}}).candidates == ("role:head",)
    assert resolved({"manager": 3}) == Assignment()


def test_a_role_can_be_sought_in_the_reporters_unit_alone() -> None:
    found = resolved({"role": "head", "unit": "reporter"})
    assert found.candidates == ("user:r-head1", "user:r-head2")


def test_a_field_may_name_several_people() -> None:
    assert resolved({"field": "who"}, who=["a", "a", "user:b"]).candidates == ("user:a", "user:b")


def test_without_a_directory_such_rules_name_nobody() -> None:
    for rule in ({"manager": 1}, {"role": "head", "unit": "reporter"}):
        assert resolve_rule(rule, {"reporter": "r"}) == Assignment()


@pytest.mark.parametrize(
    "rule",
    [{"manager": 0}, {"manager": 10}, {"manager": True}, {"manager": 1, "x": 1},
     {"role": "a", "unit": "mine"}, {"manager": 1, "else": {"role": ""}}],
)  # fmt: skip
def test_rules_that_mean_nothing_are_found(rule: Rule) -> None:
    assert malformed(rule)


@pytest.mark.parametrize(
    "rule",
    [{"manager": 2}, {"manager": 1, "else": {"role": "a"}}, {"role": "a", "unit": "reporter"}],
)
def test_rules_of_the_directory_are_rules(rule: Rule) -> None:
    assert not malformed(rule)
