"""`gongdan triage eval`: how well texts are understood, on anybody's data."""

import resource
import sys
import time
from pathlib import Path
from typing import Final

import click
import msgspec

from gongdan.engines.triage.evaluation import Figures, measure
from gongdan.engines.triage.lessons import Lessons
from gongdan.engines.triage.model import OUT_OF_SCOPE, Model
from gongdan.engines.triage.storing import store
from gongdan.engines.triage.training import CannotLearn, Demands, train
from gongdan.entrypoints.cli.labelled import Labelled, labelled_options, read_labelled
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell

_WHY_NOT: Final = {
    "no_text": "No row of {file} has both a text and a label: there is nothing to learn.",
    "one_label": "All rows of {file} have the same label: there is nothing to tell apart. "
    "Add rows of at least one other label.",
    "too_many_labels": "The labels of {file} differ in more than 2,000 ways: that is no category. "
    "Name another column.",
}
_LESSONS: Final = 200


@click.group()
def triage() -> None:
    """Understand what a text is about: category with confidence, or "not sure"."""


@triage.command(name="eval")
@labelled_options
@click.option(
    "--precision",
    type=click.FloatRange(0.5, 1),
    default=Demands().precision,
    show_default=True,
    help="What auto-routed answers must reach; the threshold is found on held-out training rows.",
)
@click.option(
    "--out-of-scope",
    default=OUT_OF_SCOPE,
    show_default=True,
    metavar="LABEL",
    help="The label of rows that belong to no category.",
)
@click.option("--seed", default=0, show_default=True, help="Chance, to be repeated.")
@as_json_option
def evaluate(  # noqa: PLR0913 - one argument an option
    *,
    train: Path,
    test: Path,
    text: str,
    label: str,
    precision: float,
    out_of_scope: str,
    seed: int,
    as_json: bool,
) -> None:
    """Learn from TRAIN, judge TEST, and print how good that was and what it took."""
    taught = _named(read_labelled(train, text, label), out_of_scope)
    asked = _named(read_labelled(test, text, label), out_of_scope)
    begun = time.process_time()
    model = learn(train, taught, Demands(precision=precision, seed=seed))
    learned = time.process_time()
    figures = measure(model, asked.texts, asked.labels)
    judged = time.process_time()
    tell(
        {
            **msgspec.structs.asdict(figures),
            "train_rows": len(taught.texts),
            "labels": len(model.labels),
            "skipped_rows": taught.skipped + asked.skipped,
            "train_cpu_s": round(learned - begun, 3),
            "docs_per_cpu_s": round(len(asked.texts) / max(judged - learned, 1e-6), 1),
            "model_bytes": len(store(model)),
            "update_cpu_ms": _update_cost(model, asked),
            "peak_memory_mb": _peak(),
        },
        _sentence(figures),
        as_json=as_json,
    )


def learn(file: Path, taught: Labelled, demands: Demands) -> Model:
    """Return what a file teaches; raises `Fault` where that is nothing."""
    model = train(taught.texts, taught.labels, demands)
    if isinstance(model, CannotLearn):
        raise Fault(_WHY_NOT[model.reason].format(file=file))
    return model


def _named(rows: Labelled, out_of_scope: str) -> Labelled:
    labels = [OUT_OF_SCOPE if each == out_of_scope else each for each in rows.labels]
    return msgspec.structs.replace(rows, labels=labels)


def _update_cost(model: Model, asked: Labelled) -> float | None:
    """Return the CPU milliseconds of learning one more order, on a copy."""
    lessons = Lessons(model)
    pairs = list(zip(asked.texts, asked.labels, strict=True))[:_LESSONS]
    begun = time.process_time()
    for text, label in pairs:
        lessons.learn(text, label)
    spent = time.process_time() - begun
    return round(spent * 1_000 / len(pairs), 3) if pairs else None


def _peak() -> float:
    """Return the most memory that this process ever held, in MB."""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)


def _sentence(figures: Figures) -> str:
    def percent(share: float | None) -> str:
        return "–" if share is None else f"{share:.1%}"

    return (
        f"{percent(figures.accuracy)} of {figures.in_scope_rows} texts in scope were understood "
        f"(the most frequent label alone: {percent(figures.majority_accuracy)}). "
        f"{percent(figures.coverage)} could be routed without a person, "
        f"{percent(figures.precision)} of these rightly."
    )
