"""`gongdan flow export`: a definition's flow as a BPMN 2.0 document with its diagram."""

from pathlib import Path

import click
import msgspec
from msgspec import Struct

from gongdan.engines.flow.bpmn.exporting import export_flow
from gongdan.engines.flow.bpmn.listed import Listed
from gongdan.engines.flow.bpmn.markup import write
from gongdan.engines.flow.definition import FlowDefinition
from gongdan.entrypoints.cli.flow_words import said
from gongdan.entrypoints.cli.told import Fault


class Defined(Struct, frozen=True):
    """Of a definition's file, what a BPMN document can say."""

    key: str
    flow: FlowDefinition
    title: dict[str, str] = {}


@click.command("export")
@click.argument("definition", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; without it the document is printed.",
)
@click.option("--language", default="en", show_default=True, help="Of the process's name.")
def export(*, definition: Path, out: Path | None, language: str) -> None:
    """Write the flow of a definition (JSON) as BPMN 2.0 XML with its diagram."""
    document = _document(definition, language)
    if out is None:
        click.echo(document)
        return
    out.write_bytes(document)
    click.echo(f"{out} holds the flow of {definition}: {len(document)} bytes.")


def _document(file: Path, language: str) -> bytes:
    try:
        found = msgspec.json.decode(file.read_bytes(), type=Defined)
    except msgspec.MsgspecError as fault:
        raise Fault(f"{file} is no definition: {fault}. Nothing was written.") from None
    document = export_flow(found.flow, found.key, found.title.get(language, ""))
    if isinstance(document, Listed):
        told = said(document)
        raise Fault(f"{file} can't be drawn: {told['reason']} {told['mend']} Nothing was written.")
    return write(document.root)
