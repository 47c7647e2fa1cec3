"""`gongdan flow conform`: behaviour scripts against BPMN models, run by the engine."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.flow.bpmn.importing import ImportedFlow
from gongdan.engines.flow.definition import Kind
from gongdan.entrypoints.cli.flow_clock import UnreadableTimeError
from gongdan.entrypoints.cli.flow_models import Models, models_of
from gongdan.entrypoints.cli.flow_trial import Trial
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a script; exactly one of the first seven is given."""

    expect: list[str] | None = None
    complete: str | None = None
    expect_waiting: list[str] | None = None
    trigger: str | None = None
    advance: str | None = None
    expect_ended: bool | None = None
    start_fails: bool | None = None
    variables: dict[str, object] = {}
    instance: int | None = None


class Case(Struct, frozen=True):
    """A script: which process of which model, its start variables, its steps in order."""

    id: str
    model: str
    process: str
    steps: list[Step]
    variables: dict[str, object] = {}
    extra_models: list[str] = []


@click.command()
@click.argument("scripts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--models",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    help="The folder into which the models were unpacked, or their archive.",
)
@as_json_option
def conform(*, scripts: Path, models: Path, as_json: bool) -> None:
    """Run behaviour scripts (JSON lines) against BPMN models."""
    try:
        cases = list(_cases(scripts))
        found = models_of(models)
    except msgspec.MsgspecError as fault:
        raise Fault(f"{scripts} holds something that is no script: {fault}.") from None
    except tarfile.TarError as fault:
        raise Fault(f"{models} is neither a folder nor an archive: {fault}.") from None
    verdicts = {case.id: fault_of(case, found) for case in cases}
    failed = {key: fault for key, fault in verdicts.items() if fault}
    passed = len(cases) - len(failed)
    figures = {"cases": len(cases), "passed": passed, "failed": list(failed), "why": failed}
    lines = [f"{passed} of {len(cases)} scripts passed."]
    lines.extend(f"{key}: {fault}" for key, fault in failed.items())
    tell(figures, "\n".join(lines), as_json=as_json)


def _cases(file: Path) -> Iterator[Case]:
    with file.open("rb") as lines:
        for line in lines:
            if line.strip():
                yield msgspec.json.decode(line, type=Case)


def fault_of(case: Case, models: Models) -> str:
    """Return the first step that did not go as the script says, or nothing."""
    flows: dict[str, ImportedFlow] = {}
    for path in (*case.extra_models, case.model):
        flows.update({flow.key: flow for flow in models.flows(path)})
    if case.process not in flows:
        return f"no process {case.process} was imported"
    trial = Trial(case.process, _keeping(case, flows), models.scripts)
    no = trial.start(case.variables)
    if any(step.start_fails for step in case.steps):
        return "" if no else "the start was not refused"
    if no:
        return f"the start was refused: {no.code.value}"
    for number, step in enumerate(case.steps, 1):
        try:
            fault = _fault(step, trial)
        except UnreadableTimeError as unreadable:
            fault = f"no time: {unreadable}"
        if fault:
            return f"step {number}: {fault}"
    return ""


def _keeping(case: Case, flows: dict[str, ImportedFlow]) -> dict[str, ImportedFlow]:
    """Let each flow keep every variable that a script sets: who calls it may ask for it."""
    named = [*case.variables, *(name for step in case.steps for name in step.variables)]
    kept: dict[str, ImportedFlow] = {}
    for key, flow in flows.items():
        names = tuple(dict.fromkeys((*flow.definition.variables, *named)))
        kept[key] = replace(flow, definition=replace(flow.definition, variables=names))
    return kept


def _fault(step: Step, trial: Trial) -> str:
    match step:
        case Step(expect=list(names)):
            return _differs(names, trial, Kind.USER)
        case Step(expect_waiting=list(names)):
            return _differs(names, trial, Kind.RECEIVE)
        case Step(complete=str(name)):
            return _act(name, step, trial, Kind.USER)
        case Step(trigger=str(name)):
            return _act(name, step, trial, Kind.RECEIVE)
        case Step(advance=str(duration)):
            no = trial.advance(duration)
            return f"a timer was refused: {no.code.value}" if no else ""
        case _:
            return "" if trial.ended else "it has not ended"


def _differs(expected: list[str], trial: Trial, kind: Kind) -> str:
    found = sorted(name for name, _, _ in trial.waiting(kind))
    if trial.ended:
        return "it has ended"
    return "" if found == sorted(expected) else f"open are {found}"


def _act(name: str, step: Step, trial: Trial, kind: Kind) -> str:
    tokens = [
        token
        for found, token, counter in trial.waiting(kind)
        if found == name and step.instance in {None, counter}
    ]
    if not tokens:
        return f"{name} is not open"
    no = (
        trial.complete(tokens[0], step.variables) if kind is Kind.USER else trial.trigger(tokens[0])
    )
    return f"{name} was refused: {no.code.value}" if no else ""
