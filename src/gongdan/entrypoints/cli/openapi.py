"""`gongdan openapi`: the description of the API, as it is committed."""

import sys
from pathlib import Path

import click

from gongdan.entrypoints.http.document import api_document


@click.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Where to write it (else standard output).",
)
def openapi(*, out: Path | None) -> None:
    """Write the OpenAPI 3.1 document of the API; needs no database."""
    content = api_document()
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
