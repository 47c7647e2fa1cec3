"""Which weights an order falls to, what it says of a challenger, and what may be decided then."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.matching.need import Weights
from gongdan.engines.matching.promoting import Kept, Promoted
from gongdan.engines.matching.ranking import Candidate
from gongdan.kernel.messages import Refused
from gongdan.rooms.dispatch.domain.judging import LOAD, Evidence, Group, TrialRow, evidence
from gongdan.rooms.dispatch.domain.shares import course, share
from gongdan.rooms.dispatch.domain.stages import Move, Step, promote, roll_back, standing_of
from gongdan.rooms.dispatch.domain.trials import (
    Challenge,
    InPlay,
    Trying,
    Versioned,
    decides,
    tried,
)

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
CHAMPION, NEW = Versioned(0), Versioned(3, Weights(history=30, travel=20))
ANN, BOB = UUID(int=1), UUID(int=2)
COUNT = 4_000


def at(stage: Trying) -> InPlay:
    return InPlay(CHAMPION, Challenge(NEW, stage, SINCE))


def ranked(*scores: tuple[UUID, float]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(str(who), score, {}, {"rate": 0.8 if who == ANN else 0.6})
        for who, score in scores
    )


@given(st.uuids())
def test_an_order_falls_to_the_same_weights_each_time(order: UUID) -> None:
    play = at("tenth")
    assert decides(play, order, critical=False) == decides(play, order, critical=False)
    assert decides(play, order, critical=True) == CHAMPION
    assert decides(at("shadow"), order, critical=False) == CHAMPION
    assert decides(InPlay(NEW), order, critical=True) == NEW


def test_a_tenth_is_a_tenth_and_another_tenth_for_the_next_challenger() -> None:
    orders = [UUID(int=each) for each in range(COUNT)]
    now = {each for each in orders if decides(at("tenth"), each, critical=False) == NEW}
    assert 0.08 < len(now) / COUNT < 0.12
    later = InPlay(CHAMPION, Challenge(Versioned(4), "tenth", SINCE))
    then = {each for each in orders if decides(later, each, critical=False).version == 4}
    assert len(now & then) < len(now) / 2


def test_an_order_on_which_both_agree_says_that_they_are_the_same() -> None:
    challenge = at("tenth").challenge
    assert challenge is not None
    both = ranked((ANN, 90), (BOB, 50))
    said = tried(challenge, str(ANN), both, both)
    assert said is not None
    assert said.champion_chance == said.challenger_chance == said.logged == 1
    assert said.champion_expected == said.challenger_expected == 0.8


def test_what_chance_could_not_have_brought_forward_says_nothing_in_the_background() -> None:
    far = (ranked((ANN, 90), (BOB, 50)), ranked((BOB, 90), (ANN, 50)))
    for stage, chance in (("shadow", 1.0), ("tenth", 0.0)):
        challenge = at("shadow" if stage == "shadow" else "tenth").challenge
        assert challenge is not None
        said = tried(challenge, str(ANN), *far)
        assert said is not None
        assert (said.challenger_chance, said.challenger_first) == (chance, BOB)


def rows(
    seed: int,
    *,
    better: float = 0.0,
    stage: Trying = "shadow",
    late: float = 0.0,
    count: int = COUNT,
) -> list[TrialRow]:
    """Return orders among near ties: in a third of them a challenger proposes another one."""
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        differ, lot = chance.random() < 0.34, chance.random()
        first, second = (0.975, 0.025) if stage == "shadow" else (0.88, 0.12)
        new = differ and lot < second
        logged = (second if new else first) if differ else 1.0
        found.append(
            TrialRow(
                logged=logged,
                champion_chance=(0.025 if new else 0.975) if differ else 1.0,
                challenger_chance=(0.975 if new else 0.025) if differ else 1.0,
                expected=0.7,
                champion_expected=0.7,
                challenger_expected=0.7,
                champion_first=ANN,
                challenger_first=BOB if differ else ANN,
                priority=2 + int(chance.random() < 0.5),
                unit_id=None,
                good=float(chance.random() < 0.7 + (better if new else 0.0)),
                late=bool(chance.random() < 0.1 + (late if new else 0.0)),
            )
        )
    return found


def looks(seed: int, stage: Trying, *, better: float = 0.0) -> bool:
    """Tell whether a challenger gets on at one of twelve looks at growing data."""
    found = rows(seed, better=better, stage=stage, count=2_400)
    return any(
        isinstance(evidence(stage, found[: 200 * look]).verdict, Promoted) for look in range(1, 13)
    )


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["shadow", "tenth"])
def test_chance_lets_no_more_than_one_of_twenty_on_however_often_one_looks(stage: Trying) -> None:
    assert sum(looks(seed, stage) for seed in range(60)) <= 3


def test_a_challenger_that_is_better_is_let_on_and_its_interval_says_so() -> None:
    found = evidence("tenth", rows(1, better=0.25, stage="tenth"))
    assert found.verdict == Promoted("whole")
    assert 0 < found.low < found.gain.mean < found.high
    assert found.differ < found.decisions == COUNT


def test_who_is_always_late_elsewhere_is_found_to_harm() -> None:
    found = evidence("tenth", rows(2, better=0.3, stage="tenth", late=0.7))
    assert (found.verdict, found.harmed) == (
        Kept("harms_group", "time priority 2"),
        Group("time", "priority", "2"),
    )


def test_work_that_falls_on_fewer_people_is_harm() -> None:
    even = [
        row_of(champion=ANN if each % 2 else BOB, challenger=BOB, seed=each)
        for each in range(3_000)
    ]
    assert evidence("tenth", even).verdict == Kept("harms_group", LOAD)


def row_of(*, champion: UUID, challenger: UUID, seed: int) -> TrialRow:
    """Return an order that succeeds with whom the challenger proposes, and else half of the time."""
    same, new = champion == challenger, seed % 4 == 0
    return TrialRow(
        logged=1.0 if same else 0.5,
        champion_chance=float(same or not new),
        challenger_chance=float(same or new),
        expected=0.5,
        champion_expected=0.5,
        challenger_expected=0.5,
        champion_first=champion,
        challenger_first=challenger,
        priority=3,
        unit_id=None,
        good=1.0 if new else float(seed % 3 == 0),
        late=False,
    )


def test_nothing_says_nothing() -> None:
    found: Evidence = evidence("shadow", [])
    assert (found.verdict, found.even_now, found.decisions) == (Kept("too_few"), 0.0, 0)


def steps(*reached: tuple[int, str]) -> Sequence[Step]:
    return [Step(version, stage, SINCE, None, "") for version, stage in reached]  # type: ignore[arg-type] # words of stages


def test_a_challenger_goes_on_one_stage_where_the_gate_is_open() -> None:
    standing = standing_of(steps((1, "shadow")))
    assert promote(standing, 1, Promoted("tenth"), "") == [Move(1, "tenth")]
    shut = promote(standing, 1, Kept("harms_group", "x"), "first-time fix of priority 2")
    assert isinstance(shut, Refused)
    assert shut.facts == {"group": "first-time fix of priority 2"}
    nobody = promote(standing, 2, Promoted("tenth"), "")
    assert isinstance(nobody, Refused)
    assert nobody.code == "dispatch_not_tried"


def test_a_champion_that_falls_gives_way_to_the_one_before_and_ends_the_trial() -> None:
    past = steps(
        (1, "shadow"), (1, "tenth"), (1, "whole"), (2, "shadow"), (2, "whole"), (3, "shadow")
    )
    standing = standing_of(past)
    assert (standing.champion, standing.before) == (2, 1)
    moves = roll_back(standing, 2)
    assert moves == [Move(2, "retired"), Move(3, "retired")]
    after = standing_of([*past, *steps((2, "retired"), (3, "retired"))])
    assert (after.champion, after.before, after.challenger) == (1, 0, None)
    for version in (0, 2, 7):
        assert isinstance(roll_back(after, version), Refused)


@given(st.integers(0, 500), st.integers(1, 500))
def test_an_interval_holds_its_share(good: int, count: int) -> None:
    found = share(min(good, count), count)
    assert 0 <= found.low <= found.share <= found.high <= 1


def test_a_change_is_told_only_where_figures_bear_it_out() -> None:
    assert course((142, 200), (156, 200)) == "same"  # 71 to 78 of 200 each is no proof
    assert course((710, 1_000), (780, 1_000)) == "rose"
    assert course((780, 1_000), (710, 1_000)) == "fell"
    assert course((710, 1_000), (750, 1_000), among=40) == "same"
    assert course((19, 19), (0, 500)) == "few"
