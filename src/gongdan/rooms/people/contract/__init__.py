"""The door of people: who does the work, how, and what they may say of what is stored."""

from gongdan.rooms.people.contract.person import (
    ChangePerson,
    CreatePerson,
    CrewMember,
    Person,
    Technician,
)
from gongdan.rooms.people.contract.presence import away_at, has_hours, levels_on, shift_at
from gongdan.rooms.people.contract.work import (
    USUAL,
    USUAL_CAPACITY,
    USUAL_LEVEL,
    Absence,
    AnswerContest,
    Contest,
    GivePlaces,
    MakeContest,
    Places,
    RecordAbsence,
    RosteredDay,
    Shift,
    SkillLevel,
    Spot,
    Work,
)

__all__ = [
    "USUAL",
    "USUAL_CAPACITY",
    "USUAL_LEVEL",
    "Absence",
    "AnswerContest",
    "ChangePerson",
    "Contest",
    "CreatePerson",
    "CrewMember",
    "GivePlaces",
    "MakeContest",
    "Person",
    "Places",
    "RecordAbsence",
    "RosteredDay",
    "Shift",
    "SkillLevel",
    "Spot",
    "Technician",
    "Work",
    "away_at",
    "has_hours",
    "levels_on",
    "shift_at",
]
