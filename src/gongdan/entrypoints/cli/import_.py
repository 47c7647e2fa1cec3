"""`gongdan import`: orders and their histories from another system's table."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from msgspec import Struct

from gongdan.bootstrap.followers import make_followers
from gongdan.bootstrap.house import House
from gongdan.entrypoints.cli.running import in_house
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell
from gongdan.entrypoints.importing.bring_in import BringIn, StorageFullError
from gongdan.entrypoints.importing.cases import Cases
from gongdan.entrypoints.importing.errors_file import ErrorsFile, errors_file
from gongdan.entrypoints.importing.gather import Progress, gather
from gongdan.entrypoints.importing.mapping import Mapping, MappingError, load_mapping
from gongdan.entrypoints.importing.table import TableError
from gongdan.entrypoints.importing.tally import Tally
from gongdan.entrypoints.stand_in import find_tenant
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import Action, robot


class _Wanted(Struct, frozen=True, kw_only=True):
    """What the command line asked for."""

    file: Path
    mapping: Mapping
    tenant: str
    until: datetime | None
    dry_run: bool


class _Clock:
    """Seconds of each part of the work, for the figures."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def timing(self, part: str) -> Iterator[None]:
        begun = time.monotonic()
        try:
            yield
        finally:
            self.seconds[part] = round(time.monotonic() - begun, 2)


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--map", "mapping", required=True, help="A mapping file, or a shipped one's name.")
@click.option("--tenant", default="demo", show_default=True, help="Which tenant takes the orders.")
@click.option("--dry-run", is_flag=True, help="Read and check the file; store nothing.")
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the rows that were not taken to this CSV file: row, reason, detail.",
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="Leave out acts claimed later than this (UTC): what was open then becomes a live order.",
)
@as_json_option
def import_(  # noqa: PLR0913 - options of a command line, by name
    *,
    file: Path,
    mapping: str,
    tenant: str,
    dry_run: bool,
    errors: Path | None,
    until: datetime | None,
    as_json: bool,
) -> None:
    """Import a table of acts (CSV or .csv.gz), each case as one order with its history.

    Rows that can't be used are told and left out. Safe to run again: a case that came in
    before is left as it is. Claimed times stay claims; the orders are stored now.
    """
    try:
        wanted = _Wanted(
            file=file,
            mapping=load_mapping(mapping),
            tenant=tenant,
            until=until.replace(tzinfo=UTC) if until else None,
            dry_run=dry_run,
        )
    except MappingError as fault:
        raise Fault(str(fault)) from fault
    tally, clock = Tally(), _Clock()
    try:
        with errors_file(errors) as bad_rows, Cases() as cases:
            _run(wanted, tally, clock, cases=cases, bad_rows=bad_rows)
    except BaseException as stop:
        if tally.orders:
            click.echo(f"Stopped. Kept: {_counted(tally)}. Run it again to go on.", err=True)
        if isinstance(stop, TableError):
            raise Fault(str(stop)) from stop
        if isinstance(stop, StorageFullError):
            raise Fault("The disk is nearly full. Make room, then run it again.") from stop
        raise
    figures = {"dry_run": dry_run, **tally.figures(), "seconds": clock.seconds}
    tell(figures, _sentence(wanted, tally, clock, errors), as_json=as_json)


def _run(
    wanted: _Wanted, tally: Tally, clock: _Clock, *, cases: Cases, bad_rows: ErrorsFile
) -> None:
    with clock.timing("read"), _bar("Reading", wanted.file.stat().st_size) as progress:
        until_us = int(wanted.until.timestamp() * 1_000_000) if wanted.until else None
        gather(
            wanted.file,
            wanted.mapping,
            into=cases,
            tally=tally,
            errors=bad_rows,
            until_us=until_us,
            progress=progress,
        )
    if wanted.dry_run:
        return

    async def bring_in(house: House) -> None:
        tenant = await find_tenant(house.storage.app, wanted.tenant)
        if tenant is None:
            raise Fault(f"There is no tenant {wanted.tenant}. Make it: gongdan tenant create")
        by = robot(tenant, Actor(ActorKind.IMPORT, None, wanted.mapping.source), _RIGHTS)
        with clock.timing("import"), _bar("Importing", tally.cases) as progress:
            await BringIn(house, by, wanted.mapping, tally, errors=bad_rows).all(cases, progress)
        with clock.timing("place"):
            await make_followers(house).drain()

    in_house(bring_in)


_RIGHTS = (Action.ORDER_REPORT,)


@contextmanager
def _bar(label: str, length: int) -> Iterator[Progress]:
    """Show a bar where a person watches."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield bar.update


def _counted(tally: Tally) -> str:
    return f"{tally.orders:,} orders with {tally.acts:,} acts"


def _sentence(wanted: _Wanted, tally: Tally, clock: _Clock, errors: Path | None) -> str:
    lines = [f"Read {tally.rows:,} rows of {tally.cases:,} cases in {clock.seconds['read']} s."]
    if wanted.dry_run:
        lines.append("Nothing was stored (dry run).")
    else:
        seconds = clock.seconds["import"]
        lines.append(f"Imported {_counted(tally)} in {seconds} s; {tally.open_orders:,} are open.")
        lines.append(f"{tally.known:,} cases were there already.")
    if tally.later:
        lines.append(f"{tally.later:,} rows are later than --until and were left out.")
    if tally.bad_rows:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in tally.reasons.items())
        where = f"see {errors}" if errors else "give --errors FILE to get them"
        lines.append(f"{tally.bad_rows:,} rows were not taken ({reasons}): {where}.")
    return "\n".join(lines)
