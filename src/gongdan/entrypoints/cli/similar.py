"""`gongdan similar eval`: whether the orders found as similar are of the same kind."""

import time
from pathlib import Path

import click

from gongdan.engines.triage.evaluation import precision_at
from gongdan.engines.triage.similar import Index, build, find_all
from gongdan.engines.triage.training import CannotLearn, Demands, train
from gongdan.entrypoints.cli.labelled import Labelled, labelled_options, read_labelled
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell

_FOUND = 5


@click.group()
def similar() -> None:
    """Find orders like a given one."""


@similar.command(name="eval")
@labelled_options
@click.option("--seed", default=0, show_default=True, help="Chance, to be repeated.")
@as_json_option
def evaluate(*, train: Path, test: Path, text: str, label: str, seed: int, as_json: bool) -> None:
    """Look for each row of TEST in TRAIN, and print how many found rows have its label."""
    held = read_labelled(train, text, label)
    asked = read_labelled(test, text, label)
    if not held.texts:
        raise Fault(f"No row of {train} has both a text and a label: there is nothing to find.")
    begun = time.process_time()
    index = _index(held, seed)
    built = time.process_time()
    both = _hits(index, held, asked)
    done = time.process_time()
    words = _hits(build(held.texts), held, asked)
    first, five = precision_at(both, 1), precision_at(both, _FOUND)
    tell(
        {
            "p_at_1": first,
            "p_at_5": five,
            "words_alone": {
                "p_at_1": precision_at(words, 1),
                "p_at_5": precision_at(words, _FOUND),
            },
            "rows": len(asked.texts),
            "held_rows": len(held.texts),
            "build_cpu_s": round(built - begun, 3),
            "queries_per_cpu_s": round(len(asked.texts) / max(done - built, 1e-6), 1),
        },
        f"Of the first found, {first or 0:.1%} are of the same kind; of five, {five or 0:.1%}.",
        as_json=as_json,
    )


def _index(held: Labelled, seed: int) -> Index:
    model = train(held.texts, held.labels, Demands(seed=seed))
    if isinstance(model, CannotLearn):
        return build(held.texts)
    return build(held.texts, held.labels, model)


def _hits(index: Index, held: Labelled, asked: Labelled) -> list[list[bool]]:
    found = find_all(index, asked.texts, _FOUND)
    return [
        [held.labels[match.number] == wanted for match in matches]
        for matches, wanted in zip(found, asked.labels, strict=True)
    ]
