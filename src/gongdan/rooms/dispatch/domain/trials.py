"""A challenger beside the champion: which of them an order falls to, and what each would have done.

What is tried is whom an order is proposed for. Who decides by rule takes the proposal; a dispatcher
sees it first on the list, and what he makes of it is part of what comes of it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.engines.matching.choosing import Exploring, chances
from gongdan.engines.matching.evaluating import LEAST_PROPENSITY
from gongdan.engines.matching.need import Weights
from gongdan.engines.matching.promoting import Stage
from gongdan.engines.matching.ranking import Candidate

EXPLORING: Final = Exploring()
"""Chance goes no further than three points behind the best, in one order of twenty."""
CRITICAL: Final = 1
"""With this priority nothing is left to chance."""
Trying: TypeAlias = Literal["shadow", "tenth"]
SHARES: Final[Mapping[Stage, float]] = {"shadow": 0.0, "tenth": 0.1, "whole": 1.0}
"""The part of all orders that a challenger decides at each stage."""


class Versioned(Struct, frozen=True):
    """Weights, and their number (0: those that come with the program)."""

    version: int = 0
    weights: Weights = Weights()


class Challenge(Struct, frozen=True):
    """Weights that are tried, since when and how far."""

    by: Versioned
    stage: Trying
    since: datetime


class InPlay(Struct, frozen=True):
    """What decides now: the champion, and perhaps a challenger."""

    champion: Versioned = Versioned()
    challenge: Challenge | None = None


class Tried(Struct, frozen=True, kw_only=True):
    """What one order says of a challenger: the chances of what was proposed, and expectations.

    `logged` is the chance with which either of them, by lot, proposed what was proposed.
    """

    challenger: int
    stage: Trying
    logged: float
    champion_chance: float
    challenger_chance: float
    expected: float
    champion_expected: float
    challenger_expected: float
    champion_first: UUID
    challenger_first: UUID


def lot(order: UUID, salt: str) -> float:
    """Return an order's lot from 0 up to 1: the same each time, and another for another salt."""
    told = hashlib.sha256(salt.encode() + order.bytes).digest()
    return int.from_bytes(told[:6]) / (1 << 48)


def decides(play: InPlay, order: UUID, *, critical: bool) -> Versioned:
    """Return which weights an order falls to, by its id alone; nothing critical is tried on."""
    challenge = play.challenge
    if challenge is None or critical:
        return play.champion
    drawn = lot(order, f"stage {challenge.by.version}")
    return challenge.by if drawn < SHARES[challenge.stage] else play.champion


def tried(
    challenge: Challenge,
    proposed: str,
    champions: Sequence[Candidate],
    challengers: Sequence[Candidate],
) -> Tried | None:
    """Return what an order says of a challenger, from both rankings (best first).

    Where a challenger would propose somebody whom chance could not have brought forward, nothing
    can be known, and it is taken for the champion: such an order says that they are the same.
    """
    if not champions or not challengers:
        return None
    here = chances(champions, EXPLORING, critical=False)
    there = chances(challengers, EXPLORING, critical=False)
    rates = {each.person: each.facts.get("rate", 0.0) for each in (*champions, *challengers)}
    part = SHARES[challenge.stage]
    if not part and any(chance and not here.get(who) for who, chance in there.items()):
        there = here
    old, new = here.get(proposed, 0.0), there.get(proposed, 0.0)
    return Tried(
        challenger=challenge.by.version,
        stage=challenge.stage,
        logged=max((1 - part) * old + part * new, LEAST_PROPENSITY),
        champion_chance=old,
        challenger_chance=new,
        expected=rates.get(proposed, 0.0),
        champion_expected=sum(chance * rates[who] for who, chance in here.items()),
        challenger_expected=sum(chance * rates[who] for who, chance in there.items()),
        champion_first=UUID(champions[0].person),
        challenger_first=UUID(challengers[0].person),
    )
