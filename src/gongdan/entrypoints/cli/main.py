"""The group of all commands, and how their faults are told."""

import logging
import sys

import asyncpg
import click

from gongdan import __version__
from gongdan.adapters.embedded_postgres.errors import LauncherError
from gongdan.adapters.file_secrets import SecretsError
from gongdan.adapters.given_certificate import CertificateError
from gongdan.adapters.postgres.errors import DatabaseError
from gongdan.entrypoints.cli.accounts import key, tenant, user
from gongdan.entrypoints.cli.backup import backup
from gongdan.entrypoints.cli.deferred import Deferred
from gongdan.entrypoints.cli.demo import demo
from gongdan.entrypoints.cli.dmn import dmn
from gongdan.entrypoints.cli.export import export
from gongdan.entrypoints.cli.feel import feel
from gongdan.entrypoints.cli.flow import flow
from gongdan.entrypoints.cli.import_ import import_
from gongdan.entrypoints.cli.openapi import openapi
from gongdan.entrypoints.cli.privacy import privacy
from gongdan.entrypoints.cli.rebuild import rebuild
from gongdan.entrypoints.cli.rehearse import rehearse
from gongdan.entrypoints.cli.restore import restore
from gongdan.entrypoints.cli.up import up
from gongdan.entrypoints.cli.verify import verify
from gongdan.settings import SettingsError

_TOLD = (SettingsError, LauncherError, SecretsError, DatabaseError, CertificateError)
_AWAY = (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, ConnectionError, TimeoutError)


@click.group(cls=Deferred, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongdan")
def commands() -> None:
    """Gongdan (工单): work orders whose history proves itself."""


for each in (
    up,
    demo,
    tenant,
    user,
    key,
    import_,
    rehearse,
    verify,
    export,
    backup,
    restore,
    rebuild,
    openapi,
    privacy,
    feel,
    dmn,
    flow,
):
    commands.add_command(each)


def main() -> None:
    """Run a command; a fault that a person can mend is told in words, without a trace."""
    # a pool that can't reconnect says so with a trace of its own, once a connection
    logging.getLogger("asyncpg").setLevel(logging.CRITICAL)
    try:
        commands()
    except _TOLD as fault:
        _end(str(fault))
    except asyncpg.DiskFullError:
        _end("The disk of the database is full. What was done before is kept. Make room, go on.")
    except _AWAY as fault:
        _end(f"The database went away ({fault}). What was done before is kept. Run it again.")
    except OSError as fault:
        _end(f"The machine refused: {fault}. What was done before is kept.")


def _end(text: str) -> None:
    click.echo(text, err=True)
    sys.exit(1)
