"""Where the web server listens and who speaks TLS, as options of a command.

Each option is a setting under another name: what is said here wins over the environment.
"""

from collections.abc import Mapping
from pathlib import Path

import click

_FILE = click.Path(path_type=Path, dir_okay=False)
_OPTIONS = (
    click.option("--host", help="The address to listen on (else GONGDAN_HOST)."),
    click.option("--port", type=click.IntRange(0, 65535), help="The port (else GONGDAN_PORT)."),
    click.option(
        "--lan",
        is_flag=True,
        help="Serve the local network over https, by an authority of your own; shows a QR code.",
    ),
    click.option("--certificate", type=_FILE, help="A certificate chain (PEM) for https."),
    click.option("--key", type=_FILE, help="The certificate's private key (PEM, no password)."),
    click.option("--behind-proxy", is_flag=True, help="A proxy before it speaks TLS."),
    click.option(
        "--trusted-proxy",
        multiple=True,
        metavar="ADDRESS",
        help="Believe X-Forwarded-For from this address or network (default: this machine).",
    ),
)
_NAMES = {
    "host": "GONGDAN_HOST",
    "port": "GONGDAN_PORT",
    "lan": "GONGDAN_LAN",
    "certificate": "GONGDAN_TLS_CERTIFICATE",
    "key": "GONGDAN_TLS_KEY",
    "behind_proxy": "GONGDAN_BEHIND_TLS_PROXY",
    "trusted_proxy": "GONGDAN_TRUSTED_PROXIES",
}


def address_options(command: click.decorators.FC) -> click.decorators.FC:
    """Add the options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def as_environment(said: Mapping[str, object]) -> dict[str, str]:
    """Return what was said as settings; what was not said stays out."""
    return {_NAMES[name]: _text(value) for name, value in said.items() if _is_said(value)}


def _is_said(value: object) -> bool:
    return value is not None and value is not False and value != ()


def _text(value: object) -> str:
    match value:
        case True:
            return "true"
        case tuple():
            return ",".join(map(str, value))
        case _:
            return str(value)
