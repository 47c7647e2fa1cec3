"""`gongdan flow`: BPMN documents in and out, and the engine held against behaviour scripts."""

import click

from gongdan.entrypoints.cli.flow_conform import conform
from gongdan.entrypoints.cli.flow_export import export
from gongdan.entrypoints.cli.flow_import import import_models


@click.group()
def flow() -> None:
    """Import and export BPMN models; run behaviour scripts against them."""


flow.add_command(import_models)
flow.add_command(export)
flow.add_command(conform)
