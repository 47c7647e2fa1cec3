"""`gongdan model check`: whether a plugged-in model would be taken, found out as the house does."""

import asyncio
from pathlib import Path

import click
import msgspec

from gongdan.adapters.model_runtimes.checking import check
from gongdan.engines.plugged.manifest import Manifest, faults
from gongdan.engines.plugged.report import MOST_BYTES, Report
from gongdan.engines.plugged.words import words
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell


@click.group()
def model() -> None:
    """Models that were trained elsewhere: ONNX, LiteRT, scikit-learn (skops), ExecuTorch."""


@model.command(name="check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--manifest",
    "told",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="What the model is for, as JSON (docs/models.md).",
)
@as_json_option
def check_model(*, file: Path, told: Path, as_json: bool) -> None:
    """Run FILE behind walls on samples; ends with 1 where it would not be taken."""
    manifest = read_manifest(told)
    report = asyncio.run(check(manifest, _body(file)))
    tell(
        {
            **msgspec.to_builtins(report),
            "passed": report.passed,
            "words": words(report, manifest.runtime),
        },
        _sentence(report, manifest),
        as_json=as_json,
    )
    if not report.passed:
        raise click.exceptions.Exit(1)


def read_manifest(file: Path) -> Manifest:
    """Return a manifest; raises `Fault` with each thing that is wrong with it."""
    try:
        manifest = msgspec.json.decode(file.read_bytes(), type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise Fault(f"{file} is no manifest: {wrong}. See docs/models.md.") from None
    if found := faults(manifest):
        places = ", ".join(f"{each.field} ({each.code})" for each in found)
        raise Fault(f"{file} can't be used: {places}. See docs/models.md.")
    return manifest


def _body(file: Path) -> bytes:
    """Read a file, and of one that is too large only so much that it shows."""
    with file.open("rb") as source:
        return source.read(MOST_BYTES + 1)


def _sentence(report: Report, manifest: Manifest) -> str:
    head = f"{manifest.name}@{manifest.version}: {'passed' if report.passed else 'refused'}"
    following = " Next: plug it in on the desk, and let it be a pilot." if report.passed else ""
    return f"{head}. {words(report, manifest.runtime)['en']}{following}"
