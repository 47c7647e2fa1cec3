"""How far a model may get: decisions, without a database."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from msgspec.structs import replace

from gongdan.engines.plugged.manifest import Input, Manifest
from gongdan.engines.plugged.report import PASSED, Report
from gongdan.rooms.models.contract import FAULTS_IN_ROW, ModelState, PluggedModel
from gongdan.rooms.models.domain.comparing import LEAST, Compared, figures
from gongdan.rooms.models.domain.moves import move, offered, trips

TRIAGE = Manifest("plant", "1", "triage", "onnx", Input("text"), labels={"a": "hvac"})
CHECKED = PluggedModel(
    id=UUID(int=1),
    manifest=TRIAGE,
    file=UUID(int=2),
    file_name="plant.onnx",
    size=9,
    digest="00",
    state=ModelState.CHECKED,
    report=Report(code=PASSED, digest="00", size=9),
    made_by=None,
    made_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def given(state: ModelState, **more: object) -> PluggedModel:
    return replace(CHECKED, state=state, **more)


def orders(own: int, deciding: int, of: int, seen: int = 0) -> list[Compared]:
    """Return judged orders, of which each named so many rightly; and such that nobody judged."""
    judged = [
        Compared("hvac" if at < own else "pump", "hvac" if at < deciding else "", "hvac", 1.0)
        for at in range(of)
    ]
    return judged + [Compared("hvac", "", "", 1.0)] * seen


@pytest.mark.parametrize(
    ("own", "deciding", "of", "code"),
    [
        (LEAST - 1, 0, LEAST - 1, "model_too_few_orders"),
        (18, 0, LEAST, "model_not_good_enough"),
        (30, 31, 40, "model_not_better"),
        (28, 28, LEAST, None),
        (LEAST, 0, LEAST, None),
    ],
)
def test_the_gate_asks_for_enough_orders_enough_right_ones_and_as_many_as_the_other(
    own: int, deciding: int, of: int, code: str | None
) -> None:
    refused = move(given(ModelState.PILOT), ModelState.LIVE, figures(orders(own, deciding, of)))
    assert (refused.code if refused else None) == code


def test_orders_that_nobody_judged_are_seen_and_count_for_nobody() -> None:
    found = figures(orders(3, 2, 5, seen=7))
    assert (found.seen, found.judged) == (12, 5)
    assert (found.own.right.hits, found.own.right.of) == (3, 5)
    assert (found.deciding.named.hits, found.deciding.right.of) == (2, 2)
    assert found.own.right.low < 0.6 < found.own.right.high


def test_a_refused_model_may_only_be_checked_again() -> None:
    refused = given(ModelState.REFUSED, report=Report(code="memory", digest="00", size=9))
    assert offered(refused) == (ModelState.CHECKING, ModelState.DELETED)


def test_nothing_skips_the_pilot() -> None:
    assert ModelState.LIVE not in offered(given(ModelState.CHECKED))
    code = move(given(ModelState.CHECKED), ModelState.LIVE, figures(orders(30, 0, 30)))
    assert code is not None
    assert code.code == "model_not_now"


def test_whoever_is_live_can_be_silenced_or_taken_out() -> None:
    assert offered(given(ModelState.LIVE)) == (ModelState.PILOT, ModelState.OUT)


def test_a_model_for_windows_is_not_shown_orders() -> None:
    told = Manifest("vibration", "1", "detection", "onnx", Input("window", size=5, features=("g",)))
    refused = move(given(ModelState.CHECKED, manifest=told), ModelState.PILOT, figures([]))
    assert refused is not None
    assert refused.code == "model_not_for_orders"


def test_five_faults_in_a_row_take_a_model_out_and_four_do_not() -> None:
    assert trips(given(ModelState.LIVE, faults_in_row=FAULTS_IN_ROW))
    assert not trips(given(ModelState.LIVE, faults_in_row=FAULTS_IN_ROW - 1, faults=99))
