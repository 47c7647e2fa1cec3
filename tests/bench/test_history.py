"""The figure of real history looks at nothing that is written later, and beats what is simple."""

import pytest

from bench.history import FIELDS, LOG, by_majority, by_model, by_table, read_incidents, split

LATER = {
    "closed_code",
    "resolved_by",
    "assigned_to",
    "sys_mod_count",
    "incident_state",
    "problem_id",
}


def test_no_field_is_looked_at_that_is_written_later() -> None:
    assert not LATER & set(FIELDS)


@pytest.mark.slow
@pytest.mark.skipif(not LOG.exists(), reason="the public log of incidents is not there")
def test_a_model_knows_the_group_better_than_a_table_and_the_table_than_the_majority() -> None:
    train, test = split(read_incidents())
    assert max(each.opened for each in train) <= min(each.opened for each in test)
    groups, truth = [each.first for each in train], [each.first for each in test]
    model = by_model(train, groups, test, truth)
    table = by_table(train, groups, test, truth)
    majority = by_majority(groups, truth)
    assert model.top1 > table.top1 > majority.top1
    assert model.top3 > table.top3 > majority.top3
    assert all(score.top3 >= score.top1 for score in (model, table, majority))
