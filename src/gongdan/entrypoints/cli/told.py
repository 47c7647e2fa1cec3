"""How commands speak: figures for people or as one JSON object, faults in words."""

from collections.abc import Mapping
from typing import NoReturn

import click
import msgspec

from gongdan.entrypoints.http.texts import load_texts
from gongdan.kernel.messages import Refused

Figures = Mapping[str, object]
"""What a command counted and measured, by name; JSON values only."""


class Fault(click.ClickException):
    """Something that a person can mend, told without a trace; the command ends with 1."""

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click hands a file in
        """Print the sentence and nothing else."""
        click.echo(self.message, err=True)


def refuse(no: Refused, *, doing: str) -> NoReturn:
    """End the command with what a room answered, in the words that the web would use."""
    what, following = load_texts().refusal("en", no.code, no.facts)
    place = f" ({no.field})" if no.field else ""
    raise Fault(f"{doing}: {what}{place} {following}".strip())


def tell(figures: Figures, sentence: str, *, as_json: bool) -> None:
    """Print the figures as one JSON object, or the sentence that people read."""
    if as_json:
        click.echo(msgspec.json.encode(figures).decode())
    else:
        click.echo(sentence)


def as_json_option(command: click.decorators.FC) -> click.decorators.FC:
    """Add `--json` to a command that measures."""
    text = "Print one JSON object instead of sentences."
    return click.option("--json", "as_json", is_flag=True, help=text)(command)
