"""Commands that are loaded when they are called: the numeric libraries take longer than `up`."""

from importlib import import_module

import click

_LATER = {
    "triage": "gongdan.entrypoints.cli.triage",
    "plan": "gongdan.entrypoints.cli.plan",
    "roster": "gongdan.entrypoints.cli.roster",
    "model": "gongdan.entrypoints.cli.model",
    "similar": "gongdan.entrypoints.cli.similar",
}
"""The command's name, and the module that holds it under this name."""


class Deferred(click.Group):
    """A group that knows the names of some commands before it has loaded them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, as `--help` prints them."""
        return sorted({*super().list_commands(ctx), *_LATER})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, loaded now if need be."""
        if cmd_name in _LATER and cmd_name not in self.commands:
            self.add_command(getattr(import_module(_LATER[cmd_name]), cmd_name))
        return super().get_command(ctx, cmd_name)
