"""How people work: levels that run out, night shifts, absences, places given by themselves."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongdan.adapters.file_keys import FileKeys
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.people.contract import (
    USUAL,
    Absence,
    AnswerContest,
    ChangePerson,
    Contest,
    CreatePerson,
    GivePlaces,
    MakeContest,
    Person,
    Places,
    RecordAbsence,
    RosteredDay,
    Shift,
    SkillLevel,
    Spot,
    away_at,
    has_hours,
    levels_on,
    shift_at,
)
from gongdan.rooms.people.handlers.absences import AbsenceDesk
from gongdan.rooms.people.handlers.crew import CrewViews
from gongdan.rooms.people.handlers.means import Means
from gongdan.rooms.people.handlers.oneself import OneselfDesk
from gongdan.rooms.people.handlers.personal import PeopleHoldings, PeopleReveals
from gongdan.rooms.people.handlers.register import PeopleRegister
from gongdan.rooms.privacy.handlers.vault import SubjectVault
from gongdan.rooms.privacy.store.keys import PostgresSubjectKeys
from tests.postgres_server import HouseDatabase
from tests.rooms.people.test_people import ACCOUNT, EAST, SmallOrganisation
from tests.rooms.registers import ALL_ACTIONS, KeptTrail, everything_stored
from tests.rooms.registers import principal as somebody

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHTS = replace(USUAL, shifts=(Shift((1, 2, 3, 4, 5), 22 * 60, 30 * 60),))


def principal(tenant: UUID, *, user: UUID | None = None) -> Principal:
    actions = [*ALL_ACTIONS, "absence.record", "personal.reveal"]
    return somebody(tenant, actions=actions, user=user)


class Room:
    """Everything that people offers, over one database."""

    def __init__(self, database: HouseDatabase) -> None:
        self.trail = KeptTrail()
        self.vault = SubjectVault(PostgresSubjectKeys(database.app), FileKeys.in_memory())
        means = Means(
            database=database.app,
            trail=self.trail,
            vault=self.vault,
            clock=lambda: NOW,
            ids=new_id,
        )
        self.register = PeopleRegister(database.app, self.trail, self.vault, SmallOrganisation())
        self.absences = AbsenceDesk(means)
        self.oneself = OneselfDesk(means)
        self.crew = CrewViews(means)
        self.holdings = PeopleHoldings(database.app, self.vault)
        self.reveals = PeopleReveals(database.app, self.vault)

    def acts(self) -> list[str]:
        return [deed.act for deed in self.trail.deeds]


@pytest.fixture
def room(database: HouseDatabase) -> Room:
    return Room(database)


@pytest.fixture
async def wang(room: Room, tenant: UUID) -> Person:
    work = replace(
        USUAL,
        levels=(SkillLevel("水泵", 5, None), SkillLevel("ghost", 5, None)),
        territories=(EAST,),
        capacity=3,
    )
    command = CreatePerson(name="王师傅", user=ACCOUNT, unit=EAST, skills=["水泵"], working=work)
    made = await room.register.create(principal(tenant), command)
    assert isinstance(made, Person)
    return made


def test_a_certificate_counts_up_to_its_last_day_and_an_untold_level_is_the_usual_one() -> None:
    work = replace(USUAL, levels=(SkillLevel("Gas", 4, date(2026, 11, 26)),))
    assert levels_on(work, ["gas", "pump"], date(2026, 11, 26)) == {"gas": 4, "pump": 3}
    assert levels_on(work, ["gas", "pump"], date(2026, 11, 27)) == {"pump": 3}


def test_a_night_shift_is_one_shift() -> None:
    past_midnight = datetime(2026, 11, 27, 3, 0, tzinfo=SHANGHAI)
    found = shift_at(NIGHTS, SHANGHAI, past_midnight)
    assert found is not None
    assert found[0] == datetime(2026, 11, 26, 22, 0, tzinfo=SHANGHAI)
    assert found[1] == datetime(2026, 11, 27, 6, 0, tzinfo=SHANGHAI)


@given(st.integers(0, 365 * 1_440).map(lambda minutes: NOW + timedelta(minutes=minutes)))
def test_the_shift_that_is_found_has_not_ended_and_no_other_one_ends_before(at: datetime) -> None:
    found = shift_at(NIGHTS, SHANGHAI, at)
    assert found is not None
    assert at < found[1] <= at + timedelta(days=4)


def test_a_rostered_day_counts_before_the_week_and_a_day_off_is_none_of_work() -> None:
    friday = date(2026, 11, 27)
    at = datetime(2026, 11, 27, 1, 0, tzinfo=SHANGHAI)
    early = RosteredDay(friday, 7 * 60, 15 * 60)
    found = shift_at(NIGHTS, SHANGHAI, at, [RosteredDay(date(2026, 11, 26), None, None), early])
    assert found is not None
    assert found[0] == datetime(2026, 11, 27, 7, 0, tzinfo=SHANGHAI)
    off = [RosteredDay(friday - timedelta(days=day), None, None) for day in (0, 1)]
    found = shift_at(USUAL, SHANGHAI, at, off)
    assert found is not None
    assert found[0] == datetime(2026, 11, 28, 0, 0, tzinfo=SHANGHAI), "there when nothing is said"
    assert (has_hours(USUAL), has_hours(USUAL, off)) == (False, True)


def test_who_has_no_end_in_sight_is_away() -> None:
    begun = Absence(id=UUID(int=1), begins=NOW, ends=None, sudden=True)
    assert away_at([begun], NOW) == begun
    assert away_at([begun], NOW - timedelta(minutes=1)) is None


async def test_a_level_of_a_skill_that_somebody_has_not_is_left_out(wang: Person) -> None:
    assert [(each.skill, each.level) for each in wang.working.levels] == [("水泵", 5)]
    assert (wang.working.capacity, wang.working.territories) == (3, (EAST,))


@pytest.mark.parametrize(
    ("work", "code", "field"),
    [
        (
            replace(USUAL, levels=(SkillLevel("x", 6, None),)),
            "person_level_out_of_range",
            "/working/levels/0/level",
        ),
        (replace(USUAL, shifts=(Shift((), 0, 60),)), "person_shift_unusable", "/working/shifts/0"),
        (
            replace(USUAL, shifts=(Shift((8,), 0, 60),)),
            "person_shift_unusable",
            "/working/shifts/0",
        ),
        (
            replace(USUAL, shifts=(Shift((1,), 60, 60),)),
            "person_shift_unusable",
            "/working/shifts/0",
        ),
        (replace(USUAL, capacity=-1), "person_capacity_out_of_range", "/working/capacity"),
        (replace(USUAL, tools=("\u200b",)), "person_text_unusable", "/working/tools/0"),
        (
            replace(USUAL, territories=(UUID(int=1),)),
            "person_unit_not_found",
            "/working/territories/0",
        ),
    ],
)
async def test_work_that_can_not_be_kept_is_refused_and_names_the_place(
    room: Room, wang: Person, tenant: UUID, work: object, code: str, field: str
) -> None:
    change = ChangePerson(working=work)  # type: ignore[arg-type]
    refused = await room.register.change(principal(tenant), wang.id, change, seen=wang.version)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.field) == (code, field)


async def test_only_what_changed_since_is_told_to_dispatch(
    room: Room, wang: Person, tenant: UUID
) -> None:
    first = await room.crew.of(tenant)
    assert [each.user for each in first.members] == [ACCOUNT]
    assert not (await room.crew.of(tenant, first.until)).members
    absence = await room.absences.record(principal(tenant), wang.id, RecordAbsence(sudden=True))
    assert isinstance(absence, Absence)
    (again,) = (await room.crew.of(tenant, first.until)).members
    assert again.away == (absence,)
    assert await room.absences.remove(principal(tenant), wang.id, absence.id) is None
    assert (await room.crew.of(tenant)).members[0].away == ()
    assert room.acts() == ["person.create", "person.absent", "person.present"]


async def test_an_absence_that_ends_before_now_is_refused(
    room: Room, wang: Person, tenant: UUID
) -> None:
    over = RecordAbsence(begins=NOW - timedelta(days=2), ends=NOW - timedelta(days=1))
    refused = await room.absences.record(principal(tenant), wang.id, over)
    assert isinstance(refused, Refused)
    assert refused.code == "absence_ends_first"


async def test_places_are_ones_own_to_give_and_nobody_else_ever_reads_them(
    room: Room, wang: Person, tenant: UUID, database: HouseDatabase
) -> None:
    own = principal(tenant, user=ACCOUNT)
    given = GivePlaces(home=Spot(31.23041, 121.47372), here=Spot(31.1, 121.4))
    places = await room.oneself.give_places(own, given)
    assert isinstance(places, Places)
    assert (places.home, places.seen_at) == (given.home, NOW)
    assert b"31.23041" not in await everything_stored(database)
    assert (await room.crew.of(tenant)).members[0].places == places
    clear = await room.reveals.clear(principal(tenant), wang.id, ["home", "here"])
    assert not isinstance(clear, Refused)
    assert clear.values == {}
    taken = await room.oneself.give_places(own, GivePlaces())
    assert taken == Places(None, None, None)
    impossible = await room.oneself.give_places(own, GivePlaces(home=Spot(91, 0)))
    assert isinstance(impossible, Refused)
    assert impossible.field == "/home"


async def test_what_somebody_contests_is_sealed_and_answered_by_somebody_else(
    room: Room, wang: Person, tenant: UUID, database: HouseDatabase
) -> None:
    own, manager = principal(tenant, user=ACCOUNT), principal(tenant)
    made = await room.oneself.contest(own, MakeContest(about="水泵", said="等级应为四级"))
    assert isinstance(made, Contest)
    assert "等级应为四级".encode() not in await everything_stored(database)
    by_himself = await room.oneself.answer(
        own, wang.id, made.id, AnswerContest(outcome="kept", answer="x")
    )
    assert isinstance(by_himself, Refused)
    assert (by_himself.code, by_himself.kind) == ("contest_of_oneself", RefusalKind.FORBIDDEN)
    right = AnswerContest(outcome="corrected", answer="已改为四级")
    answered = await room.oneself.answer(manager, wang.id, made.id, right)
    assert isinstance(answered, Contest)
    assert (answered.outcome, answered.answer) == ("corrected", "已改为四级")
    twice = await room.oneself.answer(manager, wang.id, made.id, right)
    assert isinstance(twice, Refused)
    about = await room.oneself.about(own)
    assert [each.said for each in about.contests] == ["等级应为四级"]
    assert room.acts() == ["person.create", "person.contest", "person.answer"]


async def test_who_is_forgotten_leaves_no_absence_no_objection_and_no_habits(
    room: Room, wang: Person, tenant: UUID
) -> None:
    own = principal(tenant, user=ACCOUNT)
    await room.oneself.contest(own, MakeContest(about="a", said="b"))
    await room.absences.record_own(own, RecordAbsence())
    (copy,) = await room.holdings.copy(tenant, ACCOUNT)
    assert {"working", "absence 1", "contest 1"} <= set(copy.values)
    await room.vault.destroy(tenant, ACCOUNT)
    assert await room.holdings.erase(tenant, ACCOUNT) == 3
    shown = await room.register.get(principal(tenant), wang.id)
    assert isinstance(shown, Person)
    assert (shown.working, shown.active) == (USUAL, False)
    assert await room.absences.of(principal(tenant), wang.id) == ()
    assert await room.oneself.contests(principal(tenant), wang.id) == []
    assert (await room.oneself.about(own)).person is None


async def test_who_is_in_no_register_is_told_so(room: Room, tenant: UUID) -> None:
    nobody = principal(tenant, user=UUID(int=99))
    assert (await room.oneself.about(nobody)).person is None
    refused = await room.absences.record_own(nobody, RecordAbsence())
    assert isinstance(refused, Refused)
    assert refused.code == "person_not_registered"
