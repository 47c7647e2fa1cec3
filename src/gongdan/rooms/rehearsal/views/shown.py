"""The shapes in which a rehearsal is shown."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class RehearsedPass(Struct, frozen=True, kw_only=True):
    """A step that was done."""

    node: str
    title: str
    stage: str
    by: str
    outcome: str
    at: datetime


class RehearsedOutcome(Struct, frozen=True, kw_only=True):
    """One way an open step can come out."""

    key: str
    title: str
    needs_reason: bool


class RehearsedEvidence(Struct, frozen=True, kw_only=True):
    """What an open step demands as proof: at least `least` of `kind`; `have` are there."""

    kind: str
    label: str
    title: str
    least: int
    have: int


class RehearsedStep(Struct, frozen=True, kw_only=True):
    """An open step: whose turn it is in words, and who of the stand-ins may complete it."""

    token: int
    node: str
    title: str
    stage: str
    people: str
    who: list[str]
    form: str
    outcomes: list[RehearsedOutcome]
    evidence: list[RehearsedEvidence]


class RehearsedForm(Struct, frozen=True, kw_only=True):
    """The form of an open step: its JSON Schema and layout."""

    name: str
    schema: dict[str, object]
    ui: dict[str, object]


class RehearsedTarget(Struct, frozen=True, kw_only=True):
    """A node or stand-in that an act may name."""

    key: str
    title: str


class RehearsedOffer(Struct, frozen=True, kw_only=True):
    """An act that a stand-in may do now, at a step ("": on the order as a whole)."""

    act: str
    node: str
    to: list[RehearsedTarget]


class StandInShown(Struct, frozen=True, kw_only=True):
    """Somebody made up, and what he may do now."""

    key: str
    name: str
    role: str
    offers: list[RehearsedOffer]


class RehearsedTimer(Struct, frozen=True, kw_only=True):
    """A timer that runs: of which node, and whether it only reminds."""

    timer: int
    node: str
    title: str
    reminds: bool
    at: datetime


class RehearsedAnswer(Struct, frozen=True, kw_only=True):
    """A value that a node takes of a service's answer; the bounds are decimals as text."""

    name: str
    type: str
    unit: str
    least: str
    most: str
    optional: bool


class RehearsedFailure(Struct, frozen=True, kw_only=True):
    """A way in which a call may fail; `passing`: it is made again, with pauses."""

    key: str
    passing: bool


class RehearsedWaiting(Struct, frozen=True, kw_only=True):
    """A token for which nobody need act, and what may be made up for it.

    `kind` children: a child order may be said to end; service: it may answer with `answers`, or
    fail (`tried` calls of `most` have failed so far); receive: its message may come, with the
    answers to `form`. `asks` is what a service is asked (`GET /parts`), or the message's name.
    """

    token: int
    node: str
    title: str
    kind: str
    asks: str
    form: str
    answers: list[RehearsedAnswer]
    failures: list[RehearsedFailure]
    tried: int
    most: int


class RehearsedLine(Struct, frozen=True, kw_only=True):
    """A line of the log; `fresh` where it tells of what was done last.

    `made_up`: it tells of something outside that nobody did, but who tries the draft.
    """

    at: datetime
    code: str
    text: str
    fresh: bool
    made_up: bool


class TroubleShown(Struct, frozen=True, kw_only=True):
    """What keeps the order from going on, where in the draft, and how to mend it."""

    code: str
    place: str
    what: str
    mend: str


class RehearsalShown(Struct, frozen=True, kw_only=True):
    """A rehearsal as it stands. `version` 0 is the draft; `newer`: the draft has changed since.

    `left_out` things could not be done again after the draft had changed.
    """

    id: UUID
    key: str
    title: str
    version: int
    sha256: str
    newer: bool
    left_out: int
    number: str
    status: str
    stage: str
    begun_at: datetime
    clock: datetime
    entries: int
    passed: list[RehearsedPass]
    open: list[RehearsedStep]
    waiting: list[RehearsedWaiting]
    forms: list[RehearsedForm]
    stand_ins: list[StandInShown]
    timers: list[RehearsedTimer]
    log: list[RehearsedLine]
    troubles: list[TroubleShown]
    values: dict[str, object]
