"""`gongdan flow`: BPMN documents taken in."""

import click

from gongdan.entrypoints.cli.flow_import import import_models


@click.group()
def flow() -> None:
    """Import BPMN models."""


flow.add_command(import_models)
