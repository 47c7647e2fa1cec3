"""The group of all commands, and how their faults are told."""

import sys

import click

from gongdan import __version__
from gongdan.adapters.embedded_postgres.errors import LauncherError
from gongdan.adapters.file_secrets import SecretsError
from gongdan.adapters.postgres.errors import DatabaseError
from gongdan.entrypoints.cli.up import up
from gongdan.settings import SettingsError

_TOLD = (SettingsError, LauncherError, SecretsError, DatabaseError)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongdan")
def commands() -> None:
    """Gongdan (工单): work orders whose history proves itself."""


commands.add_command(up)


def main() -> None:
    """Run a command; a fault that a person can mend is told in words, without a trace."""
    try:
        commands()
    except _TOLD as fault:
        click.echo(str(fault), err=True)
        sys.exit(1)
