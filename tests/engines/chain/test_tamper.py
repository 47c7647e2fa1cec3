"""A thousand random lies about a history, each of which must be found and its order named."""

from collections import Counter
from random import Random

import pytest

from gongdan.engines.chain.report import Kind
from tests.engines.chain.ledger import check, copied, sample
from tests.engines.chain.tampers import TAMPERS, roll_back

WHOLE = [sample(Random(seed)) for seed in range(20)]


def test_untouched_logs_are_whole() -> None:
    for tenant in WHOLE:
        report = check(tenant)
        assert report.intact
        assert report.findings == ()
        assert report.events >= 10


@pytest.mark.slow
def test_a_thousand_tampers_are_found_and_the_orders_named() -> None:
    chance = Random(20_261_123)
    found: Counter[str] = Counter()
    for number in range(1_000):
        tamper = TAMPERS[number % len(TAMPERS)]
        tenant = copied(chance.choice(WHOLE))
        touched = tamper(tenant, chance)
        report = check(tenant)
        assert not report.intact, (number, tamper.__name__)
        assert touched <= {one.stream for one in report.findings}, (number, tamper.__name__, report)
        found[tamper.__name__] += 1
        if tamper is roll_back:
            assert {one.kind for one in report.findings} & {Kind.ROLLED_BACK, Kind.ROOT_MISMATCH}
    assert sum(found.values()) == 1_000
    assert len(found) == len(TAMPERS)


def test_only_the_touched_orders_are_named() -> None:
    chance = Random(5)
    for number in range(200):
        tenant = copied(chance.choice(WHOLE))
        touched = TAMPERS[number % len(TAMPERS)](tenant, chance)
        named = {one.stream for one in check(tenant).findings} - {None}
        assert named == touched
