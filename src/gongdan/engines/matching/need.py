"""What an order asks of whoever gets it, and how much each reason weighs."""

from typing import Final

from msgspec import Struct

from gongdan.engines.matching.crowd import NOWHERE


class Need(Struct, frozen=True, kw_only=True):
    """One order that wants somebody.

    `skills` maps a skill to the least level; `minutes` of work; `deadline` by which somebody
    should be there; a `territory` is held by whoever may work there; `only` and `never` name
    people (empty `only`: anybody).
    """

    skills: dict[str, int] = {}
    category: str = ""
    latitude: float = NOWHERE
    longitude: float = NOWHERE
    territory: str = ""
    now: float = 0.0
    minutes: float = 60.0
    deadline: float = float("inf")
    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


class Weights(Struct, frozen=True):
    """How many of 100 points each reason can bring. Learned; see the learning loop's bounds."""

    skill: float = 10.0
    travel: float = 25.0
    load: float = 15.0
    history: float = 25.0
    deadline: float = 15.0
    fairness: float = 5.0
    standing: float = 5.0


REASONS: Final = Weights.__struct_fields__
"""The reasons by name, in the order in which points are reckoned and told."""


class Roads(Struct, frozen=True):
    """How the crow's way becomes minutes where no map is at hand: an estimate, and called so.

    `speed` in km/h along the crow's way, calibrated from arrivals; `spread` is the relative
    error of such a time (one standard deviation).
    """

    speed: float = 25.7
    spread: float = 0.45


class Prior(Struct, frozen=True):
    """What is believed of somebody without a record: `rate` as after `tries` orders."""

    rate: float = 0.8
    tries: float = 10.0
