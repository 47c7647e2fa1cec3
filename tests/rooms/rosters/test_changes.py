"""What a planner changes: the rules hold in every roster, whoever made it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from gongdan.engines.rostering.model import Duty, Kind, Need, Period, Person, Roster, Rules
from gongdan.kernel.messages import Refused
from gongdan.rooms.people.contract import USUAL, Absence, CrewMember, Places
from gongdan.rooms.rosters.contract import (
    ChangeDuty,
    Held,
    KeptRoster,
    LockDay,
    RosterSettings,
    ShiftWish,
)
from gongdan.rooms.rosters.domain.changes import (
    choices,
    decide_change,
    decide_lock,
    no_longer_right,
    overlapping,
    to_solve_again,
)
from gongdan.rooms.rosters.domain.period import Asked, Past, Span, period_of

FIRST = date(2026, 11, 30)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ANN, BOB = str(UUID(int=1)), str(UUID(int=2))
KINDS = (Kind("early", 7, 8), Kind("late", 14, 8))
NEEDED = Need(place="", skill="", hours=(*(1 if 7 <= hour < 15 else 0 for hour in range(24)),) * 7)


def person(who: str, *, hours: int = 40) -> Person:
    return Person(id=who, skills=frozenset({""}), places=frozenset({""}), most_hours=hours)


def duty(who: str, day: int, kind: str = "early") -> Duty:
    return Duty(day, who, kind, "", "")


def given(*duties: Duty, rules: Rules = Rules(), hours: int = 40) -> KeptRoster:  # noqa: B008 - frozen
    people = (person(ANN, hours=hours), person(BOB, hours=hours))
    return KeptRoster(
        id=UUID(int=9),
        unit=None,
        unit_path="",
        first=FIRST,
        days=7,
        state="draft",
        search="done",
        seconds=2,
        period=Period(days=7, kinds=KINDS, people=people, needs=(NEEDED,), rules=rules),
        found=Roster(duties),
        made_at=datetime(2026, 11, 26, tzinfo=UTC),
    )


def changed(roster: KeptRoster, who: str, day: int, kind: str) -> KeptRoster | Refused:
    return decide_change(roster, ChangeDuty(person=who, day=day, kind=kind))


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def test_a_shift_that_is_given_covers_its_hours_and_stays_when_it_is_solved_again() -> None:
    after = changed(given(), ANN, 0, "early")
    assert isinstance(after, KeptRoster)
    assert after.duties == (duty(ANN, 0),)
    assert after.found is not None
    assert {gap.day for gap in after.found.gaps} == {1, 2, 3, 4, 5, 6}
    assert to_solve_again(after) == ((duty(ANN, 0),), ())


def test_a_shift_without_rest_before_it_is_refused_with_the_hours_it_takes() -> None:
    no = changed(given(duty(ANN, 0, "late")), ANN, 1, "early")
    assert code(no) == "roster_breaks_rest"
    assert isinstance(no, Refused)
    assert no.facts["rest"] == 11


def test_more_hours_or_days_than_are_allowed_are_refused() -> None:
    full = [duty(ANN, day) for day in range(5)]
    assert code(changed(given(*full), ANN, 5, "early")) == "roster_breaks_week_hours"
    tired = given(*full[:3], rules=Rules(days_in_row=3))
    assert code(changed(tired, ANN, 3, "early")) == "roster_breaks_days_in_row"


def test_the_same_day_can_be_given_another_shift_or_none() -> None:
    start = given(duty(ANN, 2))
    late = changed(start, ANN, 2, "late")
    assert isinstance(late, KeptRoster)
    assert late.duties == (duty(ANN, 2, "late"),)
    free = changed(late, ANN, 2, "")
    assert isinstance(free, KeptRoster)
    assert free.duties == ()
    assert to_solve_again(free) == ((), (Held(ANN, 2),)), "a day off that was given stays one"


def test_what_is_published_or_being_solved_or_has_passed_is_not_changed() -> None:
    start = given()
    assert code(changed(replace(start, state="published"), ANN, 0, "early")) == "roster_not_a_draft"
    assert code(changed(replace(start, search="searching"), ANN, 0, "early")) == "roster_searching"
    command = ChangeDuty(person=ANN, day=1, kind="early")
    assert code(decide_change(start, command, passed=2)) == "roster_day_unknown"
    assert code(changed(start, "nobody", 0, "early")) == "roster_person_unknown"
    assert code(changed(start, ANN, 0, "midnight")) == "roster_kind_unknown"


def test_each_choice_says_what_is_in_its_way() -> None:
    found = choices(given(duty(ANN, 0, "late")), ANN, 1)
    assert not isinstance(found, Refused)
    assert {each.kind: each.verdict for each in found} == {"early": "rest", "late": "free"}


def test_a_day_is_locked_and_let_go() -> None:
    locked = decide_lock(given(duty(ANN, 0)), LockDay(person=ANN, day=0, locked=True))
    assert isinstance(locked, KeptRoster)
    assert locked.locked == (Held(ANN, 0),)
    open_again = decide_lock(locked, LockDay(person=ANN, day=0, locked=False))
    assert isinstance(open_again, KeptRoster)
    assert open_again.locked == ()


def member(number: int, **more: object) -> CrewMember:
    plain = CrewMember(
        user=UUID(int=number),
        name=f"P{number}",
        unit_path="",
        skills=("Gas",),
        working=USUAL,
        away=(),
        places=Places(None, None, None),
        active=True,
    )
    return replace(plain, **more)


def asked(*crew: CrewMember, **more: object) -> Asked:
    span = Span(FIRST, 7, SHANGHAI)
    plain = Asked(span=span, settings=RosterSettings(), crew=crew, paths={}, needs=(NEEDED,))
    return replace(plain, **more)


def test_an_absence_takes_each_day_that_it_touches_in_the_tenants_zone() -> None:
    begins = datetime(2026, 11, 30, 18, tzinfo=UTC)  # two in the night of the second day
    away = Absence(id=UUID(int=5), begins=begins, ends=begins + timedelta(hours=22), sudden=True)
    (who,) = period_of(asked(member(1, away=(away,)))).people
    assert who.absent == frozenset({1}), "midnight belongs to the day before"
    (endless,) = period_of(asked(member(1, away=(replace(away, ends=None),)))).people
    assert endless.absent == frozenset(range(1, 7))


def test_what_somebody_did_before_counts_for_rest_and_days_in_a_row() -> None:
    past = [Past(ANN, before, 14, 8, night=False, weekend=before in {1, 2}) for before in (1, 2, 4)]
    (who, _) = period_of(asked(member(1), member(2), past=past)).people
    assert (who.days_before, who.ended, who.weekends) == (2, -2, 2)


def test_wishes_and_days_off_that_are_kept_reach_the_search() -> None:
    wish = ShiftWish(id=UUID(int=3), user=UUID(int=1), day=FIRST + timedelta(days=2), kind="")
    (who,) = period_of(asked(member(1), wishes=[wish], kept_free=[Held(ANN, 4)])).people
    assert [(each.day, each.kind) for each in who.wishes] == [(2, ""), (4, "")]
    assert who.wishes[1].weight > 100 * who.wishes[0].weight


def test_who_falls_ill_or_leaves_makes_a_roster_stale() -> None:
    roster = given(duty(ANN, 0), duty(BOB, 1))
    now = period_of(asked(member(1), member(2)))
    assert no_longer_right(roster, now) == ()
    begins = datetime(2026, 11, 30, tzinfo=UTC)
    ill = Absence(id=UUID(int=5), begins=begins, ends=None, sudden=True)
    (wrong,) = no_longer_right(roster, period_of(asked(member(1, away=(ill,)), member(2))))
    assert (wrong.what, wrong.who, wrong.day) == ("absent", ANN, 0)
    (gone,) = no_longer_right(roster, period_of(asked(member(1))))
    assert (gone.what, gone.who) == ("unknown", BOB)


def test_the_same_team_and_span_is_replaced_and_another_that_shares_days_is_in_the_way() -> None:
    roster = given()
    same = replace(roster, id=UUID(int=10), state="published")
    later = replace(same, first=FIRST + timedelta(days=7))
    half = replace(same, first=FIRST + timedelta(days=3))
    assert overlapping(roster, [same, later]) == ([same], None)
    assert overlapping(roster, [half])[1] == half
    east, west = replace(roster, unit_path="/1/2"), replace(half, unit_path="/1/3")
    assert overlapping(east, [west]) == ([], None), "other people"
