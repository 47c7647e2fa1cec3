"""Learning from one closed order at a time, between two refits.

Passive-aggressive steps (Crammer et al. 2006) in each label's machine: a margin that is short
moves by a part of what it lacks, along the grams of that text alone. Grams that were unknown
when the model was made teach the shared fresh columns; a new label gets a column of its own.
"""

from typing import Final

import msgspec
import numpy as np

from gongdan.engines.triage.model import Model
from gongdan.engines.triage.vocabulary import read

RATE: Final = 0.08
"""The part of what a margin lacks that one order makes good."""


class Lessons:
    """A copy of a model that goes on learning; `model` is what it knows now.

    The order in which closed orders arrive matters a little, and is the same for everybody
    who replays them: nothing here is left to chance.
    """

    def __init__(self, model: Model, rate: float = RATE) -> None:
        self.model = msgspec.structs.replace(
            model, weights=model.weights.copy(), bias=model.bias.copy()
        )
        self._rate = np.float32(rate)

    def learn(self, text: str, label: str) -> None:
        """Take in that a text turned out to belong to a label."""
        if label not in self.model.labels:
            self._add(label)
        model = self.model
        grams = read([text], model.known, fresh=True)
        at, values = grams.indices, grams.data
        if not len(at):
            return
        wanted = np.full(len(model.labels), -1, np.float32)
        wanted[model.labels.index(label)] = 1
        margins = values @ model.weights[at] + model.bias
        short = np.maximum(0, 1 - wanted * margins) * wanted * self._rate
        length = np.float32(values @ values + 1)
        np.add.at(model.weights, at, np.outer(values / length, short).astype(np.float32))
        model.bias[:] += short / length

    def _add(self, label: str) -> None:
        model = self.model
        column = np.zeros((len(model.weights), 1), np.float32)
        self.model = msgspec.structs.replace(
            model,
            labels=(*model.labels, label),
            weights=np.hstack([model.weights, column]),
            bias=np.append(model.bias, np.float32(-1)),
        )
