"""`gongdan export`: the proof bundle of one order, for whoever wants to check without us."""

import sys
from pathlib import Path

import click

from gongdan.bootstrap.house import House
from gongdan.bootstrap.proofs import Proofs
from gongdan.entrypoints.cli.running import in_house
from gongdan.entrypoints.cli.told import Fault
from gongdan.entrypoints.stand_in import find_tenant


@click.command()
@click.argument("order")
@click.option("--tenant", default="demo", show_default=True, help="Whose order it is.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Where to write it (else standard output).",
)
def export(*, order: str, tenant: str, out: Path | None) -> None:
    """Write the proof bundle of an order, named by its number or id.

    Check it anywhere with `gongdan verify --bundle FILE`, or with the single file verifier.py.
    """

    async def bundled(house: House) -> bytes:
        known = await find_tenant(house.storage.app, tenant)
        if known is None:
            raise Fault(f"There is no tenant {tenant}.")
        proofs = Proofs(house.storage.app, house.notary)
        found = await proofs.order_called(known, order)
        bundle = None if found is None else await proofs.bundle(known, found)
        if bundle is None:
            raise Fault(f"The tenant {tenant} has no order {order}, or none that is signed yet.")
        return bundle

    content = in_house(bundled)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
        click.echo(
            f"{out}: {len(content):,} bytes. Check it: gongdan verify --bundle {out}", err=True
        )
