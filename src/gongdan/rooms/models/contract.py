"""The door of models: what was trained elsewhere, how far it has got, what it says of a text."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.engines.plugged.manifest import Manifest
from gongdan.engines.plugged.report import Report
from gongdan.kernel.shares import Share

KIND: Final = "model"
"""The kind of a reference to a model; its file hangs on it."""
MOST_MODELS: Final = 100
FAULTS_IN_ROW: Final = 5
"""After so many faults in a row a model is taken out by itself."""


class ModelState(StrEnum):
    """How far a model has got."""

    CHECKING = "checking"  # waits for the check, or is in it
    REFUSED = "refused"  # the check found why it can't be used
    CHECKED = "checked"  # answers; nothing asks it by itself
    PILOT = "pilot"  # speaks of new orders in silence, and is compared with people
    LIVE = "live"  # its word counts
    OUT = "out"  # taken back
    DELETED = "deleted"  # its file is gone; what it did stays to be read


class PlugModel(Struct, frozen=True, forbid_unknown_fields=True):
    """Take a finished upload as a model, with what its author says of it."""

    file: UUID
    manifest: Manifest


class PluggedModel(Struct, frozen=True, kw_only=True):
    """A model as it is kept. Faults are those in front of orders, not of the check."""

    id: UUID
    manifest: Manifest
    file: UUID
    file_name: str
    size: int
    digest: str
    state: ModelState
    report: Report | None = None
    faults: int = 0
    faults_in_row: int = 0
    last_fault: str = ""
    made_by: UUID | None
    made_at: datetime

    @property
    def title(self) -> str:
        """How orders and people name it: `name@version`."""
        return f"{self.manifest.name}@{self.manifest.version}"


class SaidOfText(Struct, frozen=True):
    """What the model that is live says of a text; `verdict` as triage knows it."""

    label: str
    confidence: float
    verdict: str
    model: str


class Score(Struct, frozen=True):
    """How somebody did on orders that people have judged: how many it named, how many rightly."""

    named: Share
    right: Share
    right_of_all: int


class Figures(Struct, frozen=True):
    """A model beside the one that decides: `seen` orders, of which people judged `judged`.

    A model that names categories is right with the one that people say, a model that scores
    candidates when its first is the one whom somebody chose. `better`: only it was right;
    `worse`: only whoever decides.
    """

    seen: int
    judged: int
    own: Score
    deciding: Score
    better: int
    worse: int
    ms: float


class Choice(Struct, frozen=True, kw_only=True):
    """A person chose one of several `candidates`: at which place he stood (0: not among them).

    `place` with the model's points, `deciding_place` as it was without them. `silent`: nobody
    had heard the model. Where it failed, `fault` says how, and its place is our own.
    """

    id: UUID
    order: UUID
    candidates: int
    place: int
    deciding_place: int
    silent: bool
    fault: str
    ms: float
    at: datetime
