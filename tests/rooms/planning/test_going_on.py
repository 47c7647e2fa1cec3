"""A day that goes on: what is begun stays, the rest stays near to what it was, and it is said why."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gongdan.engines.routing.checking import check
from gongdan.engines.routing.replanning import replan
from gongdan.rooms.people.contract import USUAL, Absence, CrewMember, Places, Shift
from gongdan.rooms.planning.contract import Arrangement, Begun, Placed
from gongdan.rooms.planning.domain.comparing import Standing, differences, stale
from gongdan.rooms.planning.domain.crews import HOUR, LUNCH, worker_on
from gongdan.rooms.planning.domain.days import day_of, loosened
from gongdan.rooms.planning.domain.goingon import (
    begun_by,
    kept_day,
    since_of,
    still_begun,
    with_started,
)
from gongdan.rooms.planning.domain.timeline import arranged, drawn, ground_of, meaning_of, placed
from tests.rooms.planning.days import LI, ZHAO, due, facts, order, routes, work, worker

MONDAY = date(2026, 6, 1)
ZONE = ZoneInfo("Asia/Shanghai")
MIDNIGHT = datetime(2026, 6, 1, tzinfo=ZONE)


def member(*shifts: Shift, away: tuple[Absence, ...] = (), capacity: int = 8) -> CrewMember:
    working = USUAL.__class__((), (), shifts, (), "", capacity)
    return CrewMember(
        user=LI,
        name="Li",
        unit_path="",
        skills=("空调",),
        working=working,
        away=away,
        places=Places(None, None, None),
        active=True,
    )


def absence(begins: int, ends: int | None) -> Absence:
    at = MIDNIGHT + timedelta(hours=begins)
    until = None if ends is None else MIDNIGHT + timedelta(hours=ends)
    return Absence(id=order(1), begins=at, ends=until, sudden=True)


@pytest.mark.parametrize(
    ("who", "starts", "stops", "rests", "away"),
    [
        (member(), 8, 17, (LUNCH,), ""),
        (member(Shift((1,), 480, 720), Shift((1,), 780, 1_020)), 8, 17, None, ""),
        (member(Shift((2,), 480, 1_020)), 0, 0, (), "off"),
        (member(Shift((1,), 1_320, 1_800)), 22, 30, (), ""),
        (member(away=(absence(10, None),)), 8, 10, (), ""),
        (member(away=(absence(-30, None),)), 8, 8, (), "away"),
        (member(away=(absence(9, 10),)), 10, 17, (LUNCH,), ""),
        (member(capacity=0), 8, 17, (LUNCH,), "none"),
    ],
)
def test_somebody_on_a_day_is_what_shifts_and_absences_leave(
    who: CrewMember, starts: int, stops: int, rests: tuple[object, ...] | None, away: str
) -> None:
    found = worker_on(who, MONDAY, ZONE, None)
    assert (found.starts, found.stops, found.away) == (starts * HOUR, stops * HOUR, away)
    assert found.rests == (rests if rests is not None else ((HOUR, 12 * HOUR - 1_800, 45_000),))


def test_a_day_that_is_under_way_keeps_what_is_begun_and_gives_the_rest_to_who_is_there() -> None:
    works = [work(each) for each in range(1, 6)]
    people = [worker(LI), worker(ZHAO)]
    before = ground_of(facts(works, people), routes(li=(1, 2, 3), zhao=(4, 5)))
    since = since_of(8 * HOUR + 1_801)
    assert since == 8 * HOUR + 2_100
    begun = begun_by(before, since)
    assert [stop.order for stop in begun[LI]] == [order(1)]
    ill = [worker(LI, away="away"), worker(ZHAO)]
    now = facts(works, ill, begun={ZHAO: begun[ZHAO]}, since=since)
    ground = ground_of(now, before.holds)
    strict = kept_day(day_of(now, strict=True), now, ground, before.holds)
    plan = replan(strict, drawn(loosened(strict), before.holds))
    assert check(loosened(strict), plan) == ()
    after = meaning_of(now, day_of(now), plan)
    assert set(after.who.values()) == {ZHAO}
    assert after.begins[order(4)] == before.meaning.begins[order(4)]
    told = differences(now, after, placed(before.facts, before.meaning))
    assert {each.order for each in told if each.away} >= {order(1), order(2)}
    assert arranged(plan, day_of(now), before.holds, after).routes[ZHAO][-1] != order(4)


def test_what_somebody_else_has_by_now_is_not_begun_and_who_is_on_site_has_begun() -> None:
    known = {each.order: each for each in (work(1, assignee=LI), work(2, assignee=ZHAO))}
    stops = {LI: (Begun(order(1), 0, 0), Begun(order(2), 9, 9), Begun(order(3), 12, 12))}
    kept = still_begun(stops, known)
    assert [stop.order for stop in kept[LI]] == [order(1), order(3)]
    started = [work(1, assignee=LI), work(4, assignee=ZHAO, started=True), work(5, started=True)]
    found = with_started({}, started, {LI, ZHAO}, 9 * HOUR)
    assert found == {ZHAO: (Begun(order(4), 9 * HOUR, 9 * HOUR),)}


def test_a_locked_stop_keeps_its_person_and_about_its_time() -> None:
    works, people = [work(each) for each in range(1, 5)], [worker(LI), worker(ZHAO)]
    holds = Arrangement(routes(li=(1, 2, 3), zhao=(4,)).routes, (order(3),))
    given = facts(works, people)
    ground = ground_of(given, holds)
    strict = kept_day(day_of(given, strict=True), given, ground, holds)
    visit = next(each for each in strict.visits if each.id == str(order(3)))
    begins = ground.meaning.begins[order(3)]
    assert visit.only == {str(LI)}
    assert (visit.opens, visit.closes) == (begins - 1_800, begins + 1_800)


def test_only_what_matters_makes_a_draft_stale() -> None:
    works = [work(1), work(2, assignee=LI), work(3, due_at=due(12)), work(4), work(5, ended=True)]
    noon = int(due(12).timestamp())
    open_ = Standing(assignee=None, due=None, done=False)
    now = {
        order(1): Standing(assignee=LI, due=None, done=False),
        order(2): Standing(assignee=ZHAO, due=None, done=False),
        order(3): Standing(assignee=None, due=noon + 60, done=False),
        order(4): open_,
    }
    assert stale(works, now, {order(1): LI}) == {order(2): "holder", order(3): "due"}
    assert stale([work(4)], {order(4): Standing(assignee=None, due=None, done=True)}, {}) == {
        order(4): "ended"
    }
    assert stale([work(4)], {}, {}) == {order(4): "ended"}


def test_five_minutes_are_no_difference() -> None:
    ground = ground_of(facts([work(1)], [worker(LI)]), routes(li=(1,)))
    begins = ground.meaning.begins[order(1)]
    near = [Placed(order(1), "WO-1", LI, begins - 300)]
    far = [Placed(order(1), "WO-1", LI, begins - 301)]
    assert differences(ground.facts, ground.meaning, near) == ()
    (told,) = differences(ground.facts, ground.meaning, far)
    assert (told.kind, told.away) == ("later", False)
    assert datetime.fromtimestamp(ground.facts.midnight, tz=UTC).hour == 0
