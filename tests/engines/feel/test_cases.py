"""The public conformance cases (DMN TCK), where they lie beside the project."""

from pathlib import Path

import pytest

from gongdan.engines.feel.evaluation import Moment
from gongdan.engines.feel.temporal_reading import read_date, read_date_time
from gongdan.entrypoints.cli.feel_cases import Case, passes, read_cases, typed

CASES = Path(__file__).parents[4] / "shared/data/conformance/feel-cases.jsonl"
NOW = Moment(read_date_time("2026-01-01T10:00:00Z"), read_date("2026-01-01"))


def test_a_case_that_must_fail_fails() -> None:
    assert passes(Case("a", "1 + 1", {"number": "2"}), NOW)
    assert not passes(Case("b", "1 + 1", {"number": "3"}), NOW)
    assert not passes(Case("c", "1 + 1", None), NOW)
    assert not passes(Case("d", '"2"', {"number": "2"}), NOW)


@pytest.mark.skipif(not CASES.exists(), reason="no ../shared beside this checkout")
def test_at_least_99_of_100_cases_pass_and_as_many_of_those_that_expect_a_value() -> None:
    cases = list(read_cases(CASES))
    failed = [case for case in cases if not passes(case, NOW)]
    valued = [case for case in failed if typed(case.expected) is not None]
    assert len(failed) <= len(cases) // 100, [case.id for case in failed]
    assert len(valued) <= len(cases) // 200, [case.id for case in valued]
