"""What a model that scores candidates made of a choice: where the chosen one stood, by whom."""

from collections.abc import Sequence
from typing import Final

from gongdan.engines.matching.advising import ChosenAmong, place, points_of
from gongdan.engines.matching.features import FEATURES
from gongdan.engines.plugged.manifest import Manifest
from gongdan.rooms.models.contract import Choice
from gongdan.rooms.models.domain.comparing import Compared

FIRST: Final = "first"
_OTHER: Final = "other"


def unknown_features(manifest: Manifest) -> list[str]:
    """Return what a model wants to know of candidates and can't be told."""
    return [each for each in manifest.input.features if each not in FEATURES]


def picked(manifest: Manifest, rows: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """Return what a model wants to know of each candidate, of everything that may be known."""
    at = [FEATURES.index(each) for each in manifest.input.features]
    return tuple(tuple(row[each] for each in at) for row in rows)


def places(among: ChosenAmong, said: Sequence[float] | None, *, silent: bool) -> tuple[int, int]:
    """Return where the chosen one stands with the model's word (None: a fault), and without it.

    Beside a silent model stands the list as it was shown, beside one that was heard our own.
    """
    beside = among.told if silent else among.plain
    points = points_of(said) if said else (0.0,) * len(among.plain)
    with_it = [own + more for own, more in zip(among.plain, points, strict=True)]
    return place(with_it, among.chosen), place(beside, among.chosen)


def compared(choices: Sequence[Choice]) -> list[Compared]:
    """Return choices as the gate weighs them: was the first the one whom a person chose?

    Only those count for which nobody had heard the model.
    """
    return [
        Compared(
            own="" if each.fault else _first(each.place),
            deciding=_first(each.deciding_place),
            people=FIRST,
            ms=each.ms,
        )
        for each in choices
        if each.silent
    ]


def _first(at: int) -> str:
    return FIRST if at == 1 else _OTHER
