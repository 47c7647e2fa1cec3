"""`gongdan feel`: one expression, or a file of cases against their expected values."""

from datetime import datetime
from pathlib import Path

import click
import msgspec

from gongdan.engines.feel.evaluation import Moment
from gongdan.engines.feel.program import evaluate
from gongdan.engines.feel.temporal import Date, DateTime, Time
from gongdan.engines.feel.text import text_of
from gongdan.entrypoints.cli.feel_cases import passes, read_cases
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell
from gongdan.kernel.clock import utc_now

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("expression", required=False)
@click.option("--context", type=_FILE, help="A JSON object: the names that the expression may use.")
@click.option("--cases", type=_FILE, help="JSON lines of expression, context and expected value.")
@as_json_option
def feel(
    *, expression: str | None, context: Path | None, cases: Path | None, as_json: bool
) -> None:
    """Evaluate a FEEL expression (DMN 1.3), or run a file of cases."""
    if (expression is None) == (cases is None):
        raise Fault("Say an expression, or --cases FILE.")
    if cases is not None:
        _run(cases, as_json=as_json)
    else:
        _evaluate(expression or "", context, as_json=as_json)


def _evaluate(expression: str, context: Path | None, *, as_json: bool) -> None:
    found = evaluate(expression, _names(context), moment=moment_of(utc_now()))
    for warning in found.warnings:
        facts = ", ".join(f"{name} {value}" for name, value in warning.facts)
        click.echo(f"warning: {warning.code} at character {warning.at + 1} ({facts})", err=True)
    value = text_of(found.value, quoted=True)
    tell(
        {"value": value, "warnings": [each.code for each in found.warnings]}, value, as_json=as_json
    )


def _names(file: Path | None) -> dict[str, object]:
    if file is None:
        return {}
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, object])
    except msgspec.MsgspecError as fault:
        raise Fault(f"{file} is no JSON object: {fault}.") from None


def _run(file: Path, *, as_json: bool) -> None:
    moment = moment_of(utc_now())
    try:
        cases = list(read_cases(file))
    except (msgspec.MsgspecError, ValueError) as fault:
        raise Fault(f"{file} holds something that is no case: {fault}.") from None
    failed = [case.id for case in cases if not passes(case, moment)]
    passed = len(cases) - len(failed)
    figures = {"cases": len(cases), "passed": passed, "failed": failed}
    tell(figures, f"{passed} of {len(cases)} cases passed.", as_json=as_json)


def moment_of(at: datetime) -> Moment:
    """Return what `now()` and `today()` mean at an instant (in UTC)."""
    date = Date(at.year, at.month, at.day)
    nanos = ((at.hour * 60 + at.minute) * 60 + at.second) * 10**9 + at.microsecond * 1_000
    return Moment(DateTime(date, Time(nanos, 0)), date)
