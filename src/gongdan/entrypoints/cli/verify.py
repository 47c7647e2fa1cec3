"""`gongdan verify`: is the history what it was? Ends with 0 (intact), 2 (not intact), 1 (fault)."""

import sys
import time
from base64 import b64encode
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NoReturn

import click
import msgspec

from gongdan.adapters.file_notary import FileNotary
from gongdan.adapters.file_secrets import open_secret
from gongdan.entrypoints import verifier
from gongdan.entrypoints.cli.database_check import Found, Outcome, check_database
from gongdan.entrypoints.cli.running import in_house
from gongdan.entrypoints.cli.told import as_json_option, tell
from gongdan.settings import load_settings

NOT_INTACT = 2
_NOT_CHECKED = 2  # the separate verifier's own code for it
LOG_KEY = "log.key"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--bundle", type=_FILE, help="Check the proof bundle of one order, offline.")
@click.option("--checkpoint", type=_FILE, help="Check a signed checkpoint, offline.")
@click.option("--witness", type=_FILE, help="With --checkpoint: an older one to compare with.")
@click.option("--key", help="The operator's public key (base64) or its fingerprint (hex).")
@as_json_option
def verify(
    *,
    bundle: Path | None,
    checkpoint: Path | None,
    witness: Path | None,
    key: str | None,
    as_json: bool,
) -> None:
    """Check the whole database, or one file, and name what was changed.

    Ends with 0 where all is intact, with 2 where it is not, with 1 where it could not be checked.
    """
    given = ["--key", key] if key else []
    if bundle:
        _verify_file(["--bundle", str(bundle), *given], as_json=as_json)
    if checkpoint:
        beside = ["--witness", str(witness)] if witness else []
        trusted = given or _own_key()
        _verify_file(["--checkpoint", str(checkpoint), *beside, *trusted], as_json=as_json)
    begun = time.monotonic()
    outcome = in_house(check_database)
    seconds = round(time.monotonic() - begun, 2)
    figures = {**msgspec.to_builtins(outcome), "seconds": seconds}
    tell(figures, _sentence(outcome, seconds), as_json=as_json)
    if not outcome.intact:
        sys.exit(NOT_INTACT)


def _verify_file(arguments: list[str], *, as_json: bool) -> NoReturn:
    """Hand a file to the separate verifier, which shares no code with what it checks."""
    heard = StringIO()
    with redirect_stdout(heard):
        code = verifier.main(arguments)
    said = heard.getvalue().strip()
    figures = {"intact": code == 0, "checked": code != _NOT_CHECKED, "text": said}
    tell(figures, said, as_json=as_json)
    sys.exit({0: 0, _NOT_CHECKED: 1}.get(code, NOT_INTACT))


def _own_key() -> list[str]:
    """Return this installation's public key as an argument, where there is an installation."""
    folder = load_settings().secrets_folder
    if not (folder / LOG_KEY).exists():
        return []
    public = FileNotary(open_secret(folder, LOG_KEY)).public_key
    return ["--key", b64encode(public).decode()]


def _sentence(outcome: Outcome, seconds: float) -> str:
    verdict = "Intact" if outcome.intact else "NOT INTACT"
    counted = f"{outcome.events:,} events in {outcome.streams:,} streams of {outcome.tenants:,}"
    signed = f"{outcome.signed:,} under a signed checkpoint"
    lines = [f"{verdict}: {counted} tenants, {signed}; {seconds} s."]
    lines += [_line(found) for found in outcome.findings]
    if outcome.more:
        lines.append(f"and {outcome.more:,} more findings")
    return "\n".join(lines)


def _line(found: Found) -> str:
    where = f"order {found.order}" if found.order else f"stream {found.stream}"
    place = f"{where} ({found.stream}): " if found.order else f"{where}: " if found.stream else ""
    word = "note" if found.note else "fault"
    return f"  {word}: {place}{found.text} [{found.kind}] (tenant {found.tenant})"
