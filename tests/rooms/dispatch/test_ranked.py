"""A plugged-in model's points by either weights, and whom it was asked about."""

from datetime import UTC, datetime
from uuid import UUID

from gongdan.engines.matching.advising import ASKED, MODEL
from gongdan.engines.matching.crowd import Crowd, Person
from gongdan.engines.matching.need import Need, Weights
from gongdan.rooms.dispatch.domain.ranked import MOST, Lineup, heard, ranked
from gongdan.rooms.dispatch.domain.trials import Challenge, InPlay, Versioned
from gongdan.rooms.dispatch.domain.weighing import basis_of, weighed
from gongdan.rooms.dispatch.domain.words import compared_in_words, reasons_in_words
from gongdan.rooms.dispatch.handlers.recommending import proposed

ORDER = UUID(int=7)
NEED = Need()
SINCE = datetime(2026, 11, 1, tzinfo=UTC)


def crowd(count: int = 30) -> Crowd:
    made = Crowd((), ())
    for at in range(count):
        made.put(Person(id=str(UUID(int=at + 1)), open=at % 8))
    return made


def given(play: InPlay, most: int = ASKED, priority: int = 3) -> object:
    return ranked(crowd(), NEED, play, ORDER, priority=priority, most=most)


def test_the_model_lifts_somebody_of_twenty_among_the_five_who_are_proposed() -> None:
    before = ranked(crowd(), NEED, InPlay(), ORDER, priority=3, most=ASKED)
    sixth = before.found.best[MOST]
    points = {each.person: 3.0 * (each is sixth) for each in before.found.best}
    fit = proposed(heard(before, points, "plant-scorer@1"), InPlay(), ORDER)
    assert len(fit.best) == MOST
    assert str(fit.best[0].user) == sixth.person
    assert fit.scorer == "plant-scorer@1"
    assert all(abs(sum(each.points.values()) - each.score) < 1e-6 for each in fit.best)
    plain = proposed(before, InPlay(), ORDER)
    assert (plain.scorer, MODEL in plain.best[0].points) == ("", False)


def test_both_weights_are_told_the_same_by_the_model() -> None:
    play = InPlay(Versioned(0), Challenge(Versioned(2, Weights(load=20)), "shadow", SINCE))
    before = ranked(crowd(), NEED, play, ORDER, priority=3, most=ASKED)
    points = {each.person: 1.5 for each in (*before.found.best, *before.rival)}
    after = heard(before, points, "plant-scorer@1")
    assert {each.points[MODEL] for each in after.rival} == {1.5}
    fit = proposed(after, play, ORDER)
    assert fit.tried is not None
    assert abs(fit.tried.champion_chance - 1) < 0.06


def test_the_basis_and_the_words_name_the_model_and_its_version() -> None:
    before = ranked(crowd(), NEED, InPlay(), ORDER, priority=3, most=ASKED)
    points = {each.person: 2.4 for each in before.found.best}
    after = heard(before, points, "plant-scorer@1")
    mine, other = (weighed(each) for each in after.found.best[:2])
    said = basis_of(mine.user, (mine, other), 1.0, weights=0, scorer=after.scorer)
    assert "model 2.40 plant-scorer@1" in said
    zh, en = (reasons_in_words(mine, None, {}, each, scorer=after.scorer) for each in ("zh", "en"))
    assert zh[-1] == "外接模型 plant-scorer@1 加 2.4 分（最多 3 分）"
    assert en[-1] == "model plant-scorer@1 adds 2.4 of 3 points"
    least = weighed(heard(before, dict.fromkeys(points, 0.0), "plant-scorer@1").found.best[0])
    nothing = reasons_in_words(least, None, {}, "zh", scorer=after.scorer)
    assert nothing[-1] == "外接模型 plant-scorer@1 不加分"
    bare = weighed(before.found.best[0])
    assert "plant" not in "".join(reasons_in_words(bare, None, {}, "en", scorer=""))
    assert compared_in_words(bare, mine, "en") == "plugged-in model −2.4"


def test_whom_a_person_took_from_elsewhere_has_no_place_among_those_asked_about() -> None:
    lineup = Lineup((str(ORDER),), ((1.0,),), (80.0,), (83.0,))
    assert lineup.chosen(ORDER).chosen == 0
    assert lineup.chosen(UUID(int=9)).chosen is None
