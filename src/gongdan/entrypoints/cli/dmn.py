"""`gongdan dmn`: the models of a folder against the test files beside them."""

from collections import defaultdict
from pathlib import Path

import click

from gongdan.entrypoints.cli.dmn_tests import run_folder
from gongdan.entrypoints.cli.feel import moment_of
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell
from gongdan.kernel.clock import utc_now


@click.command()
@click.option(
    "--tck",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with DMN models and test files as the DMN TCK lays them out.",
)
@as_json_option
def dmn(*, tck: Path, as_json: bool) -> None:
    """Run DMN models against their test files."""
    verdicts = dict(run_folder(tck, moment_of(utc_now())))
    if not verdicts:
        raise Fault(f"No test file of the DMN TCK lies below {tck}.")
    failed = [key for key, met in verdicts.items() if not met]
    levels: dict[str, list[bool]] = defaultdict(list)
    for key, met in verdicts.items():
        levels[key[0]].append(met)
    figures = {
        "cases": len(verdicts),
        "passed": len(verdicts) - len(failed),
        "failed": failed,
        "levels": {level: {"cases": len(met), "passed": sum(met)} for level, met in levels.items()},
    }
    tell(figures, f"{figures['passed']} of {len(verdicts)} results as expected.", as_json=as_json)
