"""What makes absences, places and contests right."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_line, clean_text
from gongdan.rooms.people.contract import (
    Absence,
    AnswerContest,
    GivePlaces,
    MakeContest,
    Places,
    RecordAbsence,
    Spot,
)
from gongdan.rooms.people.domain.refusals import Refusal, malformed

MOST_ABSENCES: Final = 60
MOST_OPEN_CONTESTS: Final = 20
ABOUT_LIMIT: Final = 80
SAID_LIMIT: Final = 2_000
OUTCOMES: Final = frozenset({"corrected", "kept"})


def absence_of(absence: UUID, command: RecordAbsence, now: datetime) -> Absence | Refused:
    """Return the absence that is to be kept: it ends after it begins, and after now."""
    begins = command.begins or now
    if command.ends is not None and command.ends <= max(begins, now):
        return malformed(Refusal.ABSENCE_ENDS_FIRST, "/ends")
    return Absence(id=absence, begins=begins, ends=command.ends, sudden=command.sudden)


def given_places(command: GivePlaces, now: datetime) -> dict[str, str] | Refused:
    """Return the texts to be sealed, by field; "" takes back. `here` tells when it was said."""
    home, here = _text(command.home, "/home"), _text(command.here, "/here")
    if isinstance(home, Refused):
        return home
    if isinstance(here, Refused):
        return here
    return {"home": home, "here": f"{here},{now.isoformat()}" if here else ""}


def places_in(texts: Mapping[str, str]) -> Places:
    """Return the places that sealed texts name."""
    here = texts.get("here", "")
    said = here.split(",", 2)[2] if here else ""
    seen = datetime.fromisoformat(said) if said else None
    return Places(_spot(texts.get("home", "")), _spot(here), seen)


def _text(spot: Spot | None, field: str) -> str | Refused:
    """Return a place as the text that is sealed ("": none), five decimals: about a metre."""
    if spot is None:
        return ""
    if not (-90 <= spot.latitude <= 90 and -180 <= spot.longitude <= 180):
        return malformed(Refusal.PERSON_PLACE_UNUSABLE, field)
    return f"{spot.latitude:.5f},{spot.longitude:.5f}"


def _spot(text: str) -> Spot | None:
    """Return the place that a sealed text names, None for ""."""
    latitude, _, rest = text.partition(",")
    return Spot(float(latitude), float(rest.partition(",")[0])) if rest else None


def cleaned_contest(command: MakeContest) -> MakeContest | Refused:
    """Return a contest with clean words."""
    about = clean_line(command.about, limit=ABOUT_LIMIT)
    said = clean_text(command.said, limit=SAID_LIMIT)
    if isinstance(about, TextFault) or not about:
        return malformed(Refusal.CONTEST_TEXT_UNUSABLE, "/about", limit=ABOUT_LIMIT)
    if isinstance(said, TextFault) or not said.strip():
        return malformed(Refusal.CONTEST_TEXT_UNUSABLE, "/said", limit=SAID_LIMIT)
    return MakeContest(about=about, said=said)


def cleaned_answer(command: AnswerContest) -> AnswerContest | Refused:
    """Return an answer with clean words: nobody is answered without a reason."""
    if command.outcome not in OUTCOMES:
        return malformed(Refusal.CONTEST_OUTCOME_UNKNOWN, "/outcome")
    answer = clean_text(command.answer, limit=SAID_LIMIT)
    if isinstance(answer, TextFault) or not answer.strip():
        return malformed(Refusal.CONTEST_TEXT_UNUSABLE, "/answer", limit=SAID_LIMIT)
    return AnswerContest(outcome=command.outcome, answer=answer)
