"""What pages are told of dispatch: structs as they stand in answers (each key is there)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class EntityShown(Struct, frozen=True):
    """Something that the text names; `known` is the id of a registered thing."""

    kind: str
    text: str
    known: str | None


class TriageShown(Struct, frozen=True, kw_only=True):
    """What an order is about, how sure that is (`verdict` decided: a person said so), its names."""

    category: str
    name: str
    confidence: float
    verdict: str
    origin: str
    model: str
    decided: bool
    entities: list[EntityShown]


class CandidateShown(Struct, frozen=True, kw_only=True):
    """Somebody who fits: the score, the points that sum to it by reason, and reasons in words."""

    user: UUID
    name: str
    score: float
    points: dict[str, float]
    facts: dict[str, float]
    reasons: list[str]


class BarredShown(Struct, frozen=True):
    """Somebody who does not fit, and why."""

    user: UUID
    name: str
    rule: str
    reason: str


class DecisionShown(Struct, frozen=True, kw_only=True):
    """What was decided, by what, and why."""

    id: UUID
    kind: str
    chosen: UUID | None
    name: str
    why: str
    policy: int
    propensity: float
    made_at: datetime


class OtherPerson(Struct, frozen=True):
    """Somebody who was not chosen: the score, and by which reasons he was behind ("": by none)."""

    name: str
    score: float
    behind: str


class BasisTold(Struct, frozen=True, kw_only=True):
    """On what a decision rested: `id` is the command that carried it out.

    `score` null: whom a person took from outside the list was not weighed.
    """

    id: UUID
    kind: str
    name: str
    policy: int
    category: str
    why: str
    propensity: float
    score: float | None
    reasons: list[str]
    others: list[OtherPerson]


class Recommendation(Struct, frozen=True, kw_only=True):
    """Everything that is known of who could do an order.

    `act` is how it can be given to somebody now ("": it can't). `helps` say what would make it
    possible where nobody fits.
    """

    order: UUID
    version: int
    act: str
    assignee: UUID | None
    assignee_name: str
    mode: str
    threshold: float
    triage: TriageShown
    best: list[CandidateShown]
    fitting: int
    barred: list[BarredShown]
    barred_counts: dict[str, int]
    helps: list[str]
    decisions: list[DecisionShown]


class InboxLine(Struct, frozen=True, kw_only=True):
    """An order that waits for hands; `held` says why a policy did not give it out ("": none)."""

    order: UUID
    number: str
    title: str
    type_key: str
    stage: str
    priority: int
    waiting_since: datetime
    category: str
    category_name: str
    confidence: float
    origin: str
    held: str


class RecordShown(Struct, frozen=True):
    """What dispatch counts of somebody, of one category: tries, and how many were good."""

    category: str
    name: str
    tries: float
    good: float
