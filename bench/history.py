"""Real history: the group that an incident is given to, from what is known when it is opened.

The public log of an IT service desk (UCI incidents, the first event of each). Learned on the
first 70 % by time of opening, judged on the rest. Nothing that is written later is looked at:
closing code, who resolved it, who it is assigned to, states and counters stand in every row of
the log, also in the first. Beside the model: always the most frequent group, and a table of the
groups by category, subcategory and symptom.
"""

import csv
import gzip
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import Struct
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import SGDClassifier

from bench.results import Figure, keep_plain, show

LOG: Final = Path(__file__).parents[2] / "shared/data/eventlogs/uci_incident_event_log.csv.gz"
FIELDS: Final = {
    "caller_id": 7,
    "opened_by": 8,
    "contact_type": 14,
    "location": 15,
    "category": 16,
    "subcategory": 17,
    "u_symptom": 18,
    "cmdb_ci": 19,
    "impact": 20,
    "urgency": 21,
    "priority": 22,
}
"""What is known at opening, and its column (the log's header names two columns alike)."""
TOGETHER: Final = (
    ("category", "subcategory"),
    ("subcategory", "u_symptom"),
    ("subcategory", "location"),
    ("opened_by", "subcategory"),
    ("opened_by", "location"),
    ("category", "subcategory", "u_symptom"),
    ("location", "subcategory", "u_symptom"),
    ("opened_by", "subcategory", "u_symptom"),
)
"""Fields that say more together than each alone."""
LOOKED_UP: Final = ("category", "subcategory", "u_symptom")
NUMBER, OPENED, GROUP = 0, 9, 23
PART: Final = 0.7
PENALTY: Final = 1e-4
"""Chosen on the last seventh of the training part."""
SELDOM: Final = 2
"""What was seen less often says nothing."""


class Incident(Struct, frozen=True):
    """One incident as it was opened, the group of its first event and of its last."""

    opened: datetime
    fields: dict[str, str]
    first: str
    last: str


class Score(Struct, frozen=True):
    """How often the right group came first, and among the first three."""

    top1: float
    top3: float


def read_incidents(path: Path = LOG) -> list[Incident]:
    """Return all incidents whose groups are known, by time of opening."""
    first: dict[str, list[str]] = {}
    last: dict[str, str] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for row in rows:
            first.setdefault(row[NUMBER], row)
            if row[GROUP] != "?":
                last[row[NUMBER]] = row[GROUP]
    found = [
        Incident(
            datetime.strptime(row[OPENED], "%d/%m/%Y %H:%M"),  # noqa: DTZ007 - local, unsaid where
            {name: row[at] for name, at in FIELDS.items()},
            row[GROUP],
            last[number],
        )
        for number, row in first.items()
        if row[GROUP] != "?"
    ]
    return sorted(found, key=lambda each: each.opened)


def split(incidents: Sequence[Incident]) -> tuple[list[Incident], list[Incident]]:
    """Return what is learned from, and what is judged: nothing of it was opened before."""
    at = round(len(incidents) * PART)
    return list(incidents[:at]), list(incidents[at:])


def by_majority(train: Sequence[str], test: Sequence[str]) -> Score:
    """Judge the most frequent groups, whatever the incident."""
    best = [group for group, _ in Counter(train).most_common(3)]
    return _score([best] * len(test), test)


def by_table(
    train: Sequence[Incident], groups: Sequence[str], test: Sequence[Incident], truth: Sequence[str]
) -> Score:
    """Judge a table: the groups of the same category, subcategory and symptom, else of fewer."""
    table: dict[tuple[str, ...], Counter[str]] = {}
    for each, group in zip(train, groups, strict=True):
        for key in _keys(each):
            table.setdefault(key, Counter())[group] += 1
    said: list[list[str]] = []
    for each in test:
        best: list[str] = []
        for key in _keys(each):
            best += [group for group, _ in table.get(key, Counter()).most_common(3)]
        said.append(list(dict.fromkeys(best))[:3])
    return _score(said, truth)


def by_model(
    train: Sequence[Incident], groups: Sequence[str], test: Sequence[Incident], truth: Sequence[str]
) -> Score:
    """Judge a logistic regression (one label against the others) on fields and the hour."""
    reader = DictVectorizer()
    told = [_told(each) for each in train]
    often = Counter(item for each in told for item in each.items())
    seen = _matrix(reader.fit_transform([_known(each, often) for each in told]))
    asked = _matrix(reader.transform([_known(_told(each), often) for each in test]))
    model = SGDClassifier(
        loss="log_loss", alpha=PENALTY, max_iter=12, tol=None, average=True, random_state=0
    )
    model.fit(seen, np.array(groups))
    order = np.argsort(-model.decision_function(asked), axis=1)[:, :3]
    names = model.classes_.tolist()
    return _score([[names[at] for at in row] for row in order], truth)


def bench_history(command: str) -> None:
    """Print and keep the figures, for the group at opening and for the one that ended it."""
    if not LOG.exists():
        print(f"history: {LOG.name} is not there")
        return
    train, test = split(read_incidents())
    figures = show(
        [
            Figure(name="incidents learned from", value=len(train), unit=""),
            Figure(name="incidents judged", value=len(test), unit=""),
        ]
    )
    for name in ("first", "last"):
        groups, truth = ([getattr(each, name) for each in part] for part in (train, test))
        begun = time.process_time()
        model = by_model(train, groups, test, truth)
        spent = time.process_time() - begun
        for what, score in (
            ("majority", by_majority(groups, truth)),
            ("table", by_table(train, groups, test, truth)),
            ("model", model),
        ):
            figures += show(
                [
                    Figure(name=f"{name} group, {what}: top 1", value=100 * score.top1, unit="%"),
                    Figure(name=f"{name} group, {what}: top 3", value=100 * score.top3, unit="%"),
                ]
            )
        figures += show([Figure(name=f"{name} group, model: CPU", value=spent, unit="s")])
    keep_plain("history", command, figures)


def _told(each: Incident) -> dict[str, str]:
    together = {"+".join(some): " ".join(each.fields[one] for one in some) for some in TOGETHER}
    return {
        **each.fields,
        **together,
        "hour": str(each.opened.hour),
        "weekday": str(each.opened.weekday()),
    }


def _known(told: dict[str, str], often: Counter[tuple[str, str]]) -> dict[str, str]:
    """Leave out what was hardly ever seen: it would be most of all features."""
    return {name: value for name, value in told.items() if often[name, value] >= SELDOM}


def _matrix(found: csr_matrix) -> csr_matrix:
    """Return it with indices of 32 bits: the learner takes no others."""
    found.indices, found.indptr = found.indices.astype(np.int32), found.indptr.astype(np.int32)
    return found


def _keys(each: Incident) -> list[tuple[str, ...]]:
    values = tuple(each.fields[name] for name in LOOKED_UP)
    return [values[:length] for length in range(len(values), -1, -1)]


def _score(said: Sequence[Sequence[str]], truth: Sequence[str]) -> Score:
    pairs = list(zip(said, truth, strict=True))
    return Score(
        sum(bool(best) and best[0] == right for best, right in pairs) / len(pairs),
        sum(right in best[:3] for best, right in pairs) / len(pairs),
    )
