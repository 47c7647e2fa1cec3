"""The door of dispatch: what an order is about, who fits it and why, how it finds its person."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from msgspec import Struct

USUAL_THRESHOLD: Final = 0.8


class Mode(StrEnum):
    """How orders find their person."""

    MANUAL = "manual"  # a person gives them out, nothing is proposed
    POOL = "pool"  # they are accepted into the pool, technicians claim them
    RECOMMEND = "recommend"  # people are proposed with reasons, a person decides
    AUTOMATIC = "automatic"  # from a confidence on they are given out by rule
    PILOT = "pilot"  # predicted in silence and compared with what people do


class Policy(Struct, frozen=True, kw_only=True):
    """How orders of a type, and category ("": all of them), find their person.

    `version` 0: nobody has said anything, this is how it is by itself. It counts for a unit with
    all below it (None: everywhere) and for `share` percent of the orders; others fall under what
    is more general.
    """

    type_key: str
    category: str = ""
    version: int = 0
    mode: Mode = Mode.RECOMMEND
    threshold: float = USUAL_THRESHOLD
    unit: UUID | None = None
    share: int = 100


class SetPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say how orders of a type and category find their person from now on."""

    type_key: str
    category: str = ""
    mode: Mode
    threshold: float = USUAL_THRESHOLD
    unit: UUID | None = None
    share: int = 100


class Category(Struct, frozen=True, kw_only=True):
    """What an order may be about: its names, how people say it, which skills it takes (level).

    `minutes` is how long the work usually takes, as somebody says (0: nobody has).
    """

    key: str
    name: dict[str, str]
    phrases: tuple[str, ...]
    skills: dict[str, int] = {}
    urgency: int = 3
    minutes: int = 0


class Triage(Struct, frozen=True, kw_only=True):
    """What an order's text is about, by a model's reckoning; `decided` is what a person said.

    `verdict`: route, suggest, unsure or out_of_scope. `origin` "words": no order was closed yet,
    it is a first suggestion from the names and examples of categories. "plugged": `model` was
    trained elsewhere.
    """

    label: str
    confidence: float
    verdict: str
    origin: str
    model: str
    decided: str = ""

    @property
    def category(self) -> str:
        """What counts: a person's word, else the model's unless it is out of its depth."""
        if self.decided:
            return self.decided
        return self.label if self.verdict in {"route", "suggest"} else ""

    @property
    def sureness(self) -> float:
        """How sure it is: a person's word is certain, an unsure model is not sure at all."""
        if self.decided:
            return 1.0
        return self.confidence if self.category else 0.0


class Decision(Struct, frozen=True, kw_only=True):
    """Who was to get an order, by which policy and weights, and what was known then.

    `scorer`: the plugged-in model whose points are among the reasons ("": none).
    """

    id: UUID
    order: UUID
    kind: str
    type_key: str
    category: str
    policy: int
    chosen: UUID | None
    propensity: float
    why: str
    candidates: tuple["Weighed", ...]
    made_at: datetime
    weights: int = 0
    priority: int | None = None
    scorer: str = ""


class Weighed(Struct, frozen=True):
    """One candidate as he was weighed: the score and its parts by reason, which sum to it."""

    user: UUID
    score: float
    points: dict[str, float]
    facts: dict[str, float]
