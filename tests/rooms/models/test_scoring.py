"""What a model that scores candidates made of choices, and when it may go live."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from gongdan.engines.matching.advising import ChosenAmong
from gongdan.engines.matching.features import FEATURES
from gongdan.engines.plugged.manifest import Input, Manifest
from gongdan.engines.plugged.report import PASSED, Report
from gongdan.rooms.models.contract import Choice, ModelState, PluggedModel
from gongdan.rooms.models.domain.comparing import LEAST, figures
from gongdan.rooms.models.domain.moves import move, offered
from gongdan.rooms.models.domain.scoring import compared, picked, places, unknown_features

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def told(*features: str) -> Manifest:
    return Manifest("plant", "1", "scoring", "onnx", Input("features", features=features))


def given(state: ModelState, *features: str, code: str = PASSED) -> PluggedModel:
    return PluggedModel(
        id=UUID(int=1),
        manifest=told(*(features or ("load",))),
        file=UUID(int=2),
        file_name="plant.onnx",
        size=9,
        digest="00",
        state=state,
        report=Report(code=code, digest="00", size=9),
        made_by=None,
        made_at=NOW,
    )


def choice(place: int, deciding: int, *, silent: bool = True, fault: str = "") -> Choice:
    return Choice(
        id=UUID(int=3),
        order=UUID(int=4),
        candidates=3,
        place=place,
        deciding_place=deciding,
        silent=silent,
        fault=fault,
        ms=1.0,
        at=NOW,
    )


AMONG = ChosenAmong(((0.0,), (1.0,), (2.0,)), (80.0, 79.0, 60.0), (80.0, 81.0, 60.0), 1)


def test_a_silent_model_stands_beside_the_list_as_it_was_shown() -> None:
    assert places(AMONG, (0.0, 1.0, 0.5), silent=True) == (1, 1)
    assert places(AMONG, (1.0, 0.0, 0.5), silent=True) == (2, 1)


def test_a_model_that_was_heard_stands_beside_our_own_list() -> None:
    assert places(AMONG, (0.0, 1.0, 0.5), silent=False) == (1, 2)


def test_a_model_that_fails_leaves_our_own_list() -> None:
    assert places(AMONG, None, silent=False) == (2, 2)


def test_who_was_taken_from_elsewhere_has_no_place_on_either_list() -> None:
    among = ChosenAmong(AMONG.rows, AMONG.plain, AMONG.told, None)
    assert places(among, (0.0, 1.0, 0.5), silent=True) == (0, 0)


def test_a_model_is_given_the_features_of_its_manifest_in_their_order() -> None:
    row = tuple(float(at) for at in range(len(FEATURES)))
    wanted = told("load", "skill_margin")
    assert picked(wanted, [row]) == ((float(FEATURES.index("load")), 0.0),)
    assert unknown_features(told("load", "age", "gender")) == ["age", "gender"]


@pytest.mark.parametrize(
    ("own", "ours", "of", "code"),
    [
        (LEAST - 1, 0, LEAST - 1, "model_too_few_choices"),
        (18, 0, LEAST, "model_chosen_too_rarely"),
        (30, 31, 40, "model_chosen_less"),
        (28, 28, LEAST, None),
    ],
)
def test_the_gate_asks_for_enough_choices_that_fell_on_its_first_and_as_many_as_on_ours(
    own: int, ours: int, of: int, code: str | None
) -> None:
    choices = [choice(1 if at < own else 2, 1 if at < ours else 3) for at in range(of)]
    refused = move(given(ModelState.PILOT), ModelState.LIVE, figures(compared(choices)))
    assert (refused.code if refused else None) == code


def test_only_choices_of_people_who_had_not_heard_it_bear_it_out() -> None:
    aloud = [choice(1, 2, silent=False)] * LEAST
    found = figures(compared([*aloud, choice(1, 2), choice(2, 1), choice(1, 1)]))
    assert (found.judged, found.own.right.hits, found.better, found.worse) == (3, 2, 1, 1)


def test_a_fault_is_no_answer_and_never_right() -> None:
    found = figures(compared([choice(1, 1, fault="timeout"), choice(1, 1)]))
    assert (found.own.named.hits, found.own.named.of, found.own.right_of_all) == (1, 2, 1)
    assert found.deciding.right_of_all == 2


def test_a_model_that_wants_what_nobody_may_know_is_not_shown_orders() -> None:
    model = given(ModelState.CHECKED, "load", "age")
    assert ModelState.PILOT not in offered(model)
    refused = move(model, ModelState.PILOT, figures([]))
    assert refused is not None
    assert (refused.code, refused.facts["unknown"]) == ("model_features_unknown", ["age"])


def test_only_what_is_out_or_was_refused_is_deleted_and_nothing_leads_back() -> None:
    nothing = figures([])
    for state in (ModelState.CHECKING, ModelState.CHECKED, ModelState.PILOT, ModelState.LIVE):
        refused = move(given(state), ModelState.DELETED, nothing)
        assert refused is not None
        assert refused.code == "model_not_now"
    assert move(given(ModelState.OUT), ModelState.DELETED, nothing) is None
    assert move(given(ModelState.REFUSED, code="memory"), ModelState.DELETED, nothing) is None
    assert offered(given(ModelState.DELETED)) == ()
