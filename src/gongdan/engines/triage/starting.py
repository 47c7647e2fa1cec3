"""The first day: no order was closed yet, but categories have names, synonyms and examples.

What comes of that suggests, and says so (`origin` is "words"): it is never sure enough to
route, and a text that hardly echoes any of the words is out of scope. The first closed orders
teach it as lessons.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct, structs

from gongdan.engines.triage.calibration import Calibration
from gongdan.engines.triage.grams import count_grams
from gongdan.engines.triage.machine import solve
from gongdan.engines.triage.model import Model
from gongdan.engines.triage.training import MOST_LABELS, CannotLearn
from gongdan.engines.triage.vocabulary import learn_vocabulary, weigh

_MOST_GRAMS: Final = 100_000
_CAUTIOUS: Final = Calibration(8.0, np.array([0.0, 0.3, 1.0]), np.array([0.0, 0.5, 0.75]), "all")
"""Measured on intents known by name alone: nothing was held out here that could say more."""
_ECHO: Final = 0.1
"""What a text must add to the margin of an empty one; of 150 intents known by name it refused
4 % of the texts, and of these 95 % would have been wrong."""


class Category(Struct, frozen=True):
    """A label, and how people may say it: names, synonyms, examples, in any language."""

    label: str
    phrases: tuple[str, ...]


def start(categories: Sequence[Category], seed: int = 0) -> Model | CannotLearn:
    """Return a model that knows categories by their words alone."""
    labels = tuple(sorted({each.label for each in categories}))
    said = [(phrase, each.label) for each in categories for phrase in each.phrases]
    if not any(phrase.strip() for phrase, _ in said):
        return CannotLearn("no_text")
    if len(labels) < 2:
        return CannotLearn("one_label")
    if len(labels) > MOST_LABELS:
        return CannotLearn("too_many_labels")
    counts = count_grams([phrase for phrase, _ in said], pieces=True)
    known = structs.replace(
        learn_vocabulary(counts, pieces=True, at_most=_MOST_GRAMS), strangers=1.0
    )
    answers = np.array([labels.index(label) for _, label in said], np.int64)
    weights, bias = solve(weigh(counts, known), answers, len(labels), seed)
    return Model(
        labels=labels,
        known=known,
        weights=weights,
        bias=bias,
        calibration=_CAUTIOUS,
        route_from=2.0,
        in_scope_from=float(bias.max()) + _ECHO,
        origin="words",
        texts=0,
    )
