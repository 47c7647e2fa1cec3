"""The flow engine beside SpiffWorkflow on one BPMN model, and decision tables beside zen-engine.

The model: eight nodes of human work, one of them for three people at once (ten steps), two
choices, a timer on a border that warns after four hours, some 700 bytes of data. A persisted step
is: decode the state, decide, fold, encode the state and the events.
"""

import time
from collections.abc import Iterator
from statistics import median
from typing import cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bench.decision import inputs, our_rate, zen_model
from bench.measure import reference_ms
from bench.peers import HERE, Peers, peers
from bench.results import Figure, keep_plain, show
from gongdan.engines.feel.program import evaluate
from gongdan.engines.flow.bpmn.importing import Imported
from gongdan.engines.flow.commands import AnyCommand, Complete, Start
from gongdan.engines.flow.decision import Facts, FlowRefusal
from gongdan.engines.flow.definition import FlowDefinition
from gongdan.engines.flow.evolve import fold
from gongdan.engines.flow.state import Assignment, FlowState
from gongdan.engines.flow.step import step
from gongdan.entrypoints.cli.flow_import import import_bytes

MODEL = HERE / "repair.bpmn"
REWORK = 100
DATA: dict[str, object] = {
    "amount": 1_500,
    "rounds": 0,
    **{f"field_{number}": f"泵 {number} 出口压力波动，请现场检查" for number in range(12)},
}
FACTS = Facts(
    evaluate=lambda text, context: evaluate(text, context).value,
    resolve=lambda _rule, _context: Assignment(candidates=("role:technician",)),
)
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(FlowState)


class Run(Struct, frozen=True):
    """Each step's CPU seconds and the bytes of the state after it."""

    seconds: list[float]
    sizes: list[int]


def bench_flow(command: str, rounds: int = 3) -> None:
    """Measure, print, keep."""
    definition = _definition()
    runs = [_through(definition, 0) for _ in range(200 * rounds)]
    rework = [_through(definition, REWORK) for _ in range(5)]
    given = inputs()
    values, plain, answers = our_rate(given, 20 * rounds)
    ours = _ours(runs, rework, values, plain)
    with peers() as beside:
        if beside.missing:
            print(f"The peers can't be installed here ({beside.missing}): ours alone.")
        theirs, versions = _theirs(beside, runs, values, answers)
    keep_plain("flow", command, [*ours, *show(theirs)], **versions)


def _definition() -> FlowDefinition:
    found = import_bytes(MODEL.read_bytes())
    if not isinstance(found, tuple) or not isinstance(found[0], Imported):
        raise TypeError(f"the model of the bench was not imported: {found}")
    return replace(found[0].flows[0].definition, variables=tuple(DATA))


def _through(definition: FlowDefinition, rework: int) -> Run:
    """Do every step to the end, so many rounds of rework among them."""
    stored = _persisted(definition, b"{}", Start(data=DATA))[0]
    seconds: list[float] = []
    sizes: list[int] = []
    for command in _commands(definition, rework):
        begin = time.process_time()
        stored, _ = _persisted(definition, stored, command)
        seconds.append(time.process_time() - begin)
        sizes.append(len(stored))
    if _DECODER.decode(stored).tokens:
        raise RuntimeError("the flow of the bench has not ended")
    return Run(seconds, sizes)


def _commands(definition: FlowDefinition, rework: int) -> Iterator[AnyCommand]:
    """Yield the steps by their nodes: no search for an open one is measured."""
    tokens = _tokens(definition)
    yield from (Complete(node=node) for node in ("accept", "survey"))
    yield from (Complete(token=token) for token in tokens)
    yield Complete(node="prepare")
    for left in range(rework, -1, -1):
        yield Complete(node="execute")
        yield Complete(node="verify", data={"rounds": left})
    yield from (Complete(node=node) for node in ("settle", "archive"))


def _tokens(definition: FlowDefinition) -> list[int]:
    state = b"{}"
    for command in (Start(data=DATA), Complete(node="accept"), Complete(node="survey")):
        state = _persisted(definition, state, command)[0]
    return [token.id for token in _DECODER.decode(state).open_steps]


def _persisted(
    definition: FlowDefinition, stored: bytes, command: AnyCommand
) -> tuple[bytes, bytes]:
    state = _DECODER.decode(stored)
    decided = step(definition, state, command, FACTS)
    if isinstance(decided, FlowRefusal):
        raise TypeError(f"refused: {decided}")
    return _ENCODER.encode(fold(decided, state)), _ENCODER.encode(decided)


def _ours(runs: list[Run], rework: list[Run], values: float, plain: float) -> list[Figure]:
    seconds = sorted(each for run in runs for each in run.seconds)
    early, late = (_least_median(rework, part) for part in (slice(6, 46), slice(-42, -2)))
    return show(
        [
            Figure(name="reference loop", value=reference_ms(), unit="ms"),
            Figure(
                name="persisted step, median",
                value=_us(best_median(seconds_of(runs))),
                unit="us",
                limit=100,
            ),
            Figure(
                name="persisted step, p95", value=_us(seconds[len(seconds) * 95 // 100]), unit="us"
            ),
            Figure(name="state at 10 steps", value=runs[0].sizes[-2], unit="bytes", limit=2_000),
            Figure(
                name=f"state after {REWORK} rounds of rework",
                value=rework[0].sizes[-3],
                unit="bytes",
                limit=2_000,
            ),
            Figure(name="step of rework, rounds 1 to 20", value=_us(early), unit="us"),
            Figure(name=f"step of rework, rounds to {REWORK}", value=_us(late), unit="us"),
            Figure(
                name="decision table, FEEL values",
                value=values,
                unit="per s",
                limit=200_000,
                bound="least",
            ),
            Figure(name="decision table, Python data", value=plain, unit="per s"),
        ]
    )


def _least_median(runs: list[Run], part: slice) -> float:
    return min(median(run.seconds[part]) for run in runs)


def seconds_of(runs: list[Run]) -> list[float]:
    """Return the seconds of all steps, in the order in which they were done."""
    return [each for run in runs for each in run.seconds]


def best_median(seconds: list[float], rounds: int = 5) -> float:
    """Return the least of some medians, one after the other: the machine is shared."""
    size = max(len(seconds) // rounds, 1)
    return min(median(seconds[at : at + size]) for at in range(0, size * rounds, size))


def _us(seconds: float) -> float:
    return seconds * 1e6


def _theirs(
    beside: Peers, runs: list[Run], values: float, answers: list[object]
) -> tuple[list[Figure], dict[str, str]]:
    figures: list[Figure] = []
    versions: dict[str, str] = {}
    wanted = {"model": str(MODEL), "data": DATA, "rounds": REWORK, "runs": 20}
    if spiff := beside.run("peer_spiff.py", wanted):
        versions["SpiffWorkflow"] = str(spiff["version"])
        figures += _spiff(cast("dict[str, float]", spiff), runs)
    given = {"model": zen_model(), "inputs": inputs(), "rounds": 20}
    if zen := beside.run("peer_zen.py", given):
        versions["zen-engine"] = str(zen["version"])
        wrong = sum(
            one != other
            for one, other in zip(answers, cast("list[object]", zen["answers"]), strict=True)
        )
        figures += _zen(cast("float", zen["per_second"]), values, wrong)
    return figures, versions


def _spiff(spiff: dict[str, float], runs: list[Run]) -> list[Figure]:
    ours = _us(best_median(seconds_of(runs)))
    return [
        Figure(name="SpiffWorkflow: persisted step, median", value=spiff["step_us"], unit="us"),
        Figure(name="SpiffWorkflow: state at 10 steps", value=spiff["bytes_at_end"], unit="bytes"),
        Figure(
            name=f"SpiffWorkflow: state after {REWORK} rounds",
            value=spiff["bytes_after_rework"],
            unit="bytes",
        ),
        Figure(
            name=f"SpiffWorkflow: step after {REWORK} rounds",
            value=spiff["step_us_after_rework"],
            unit="us",
        ),
        Figure(name="their step by ours", value=spiff["step_us"] / ours, unit="times"),
    ]


def _zen(rate: float, values: float, wrong: int) -> list[Figure]:
    return [
        Figure(name="zen-engine: decision table, loader", value=rate, unit="per s"),
        Figure(
            name="our tables by theirs", value=values / rate, unit="times", limit=3, bound="least"
        ),
        Figure(name="answers that differ, of 1,000", value=wrong, unit="", limit=0),
    ]
