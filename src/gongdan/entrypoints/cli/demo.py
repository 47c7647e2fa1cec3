"""`gongdan demo`: a tenant to look around in."""

import time

import click

from gongdan.bootstrap.followers import make_followers
from gongdan.bootstrap.house import House
from gongdan.entrypoints.cli.running import in_house
from gongdan.entrypoints.cli.told import as_json_option, tell
from gongdan.entrypoints.demo.organise import PASSWORD
from gongdan.entrypoints.demo.plant import Planted, plant
from gongdan.entrypoints.demo.script import read_organisation


@click.command()
@as_json_option
def demo(*, as_json: bool) -> None:
    """Plant the demo tenant: people, assets and orders in Chinese and English.

    Safe to run again: what is there already stays as it is.
    """
    begun = time.monotonic()
    planted = in_house(_plant)
    seconds = round(time.monotonic() - begun, 2)
    figures = {
        "tenant": str(planted.tenant),
        "entries": planted.entries,
        "orders": planted.orders,
        "acts": planted.acts,
        "seconds": seconds,
    }
    added = f"{planted.entries} entries, {planted.orders} orders and {planted.acts} acts"
    tell(figures, f"Added {added} in {seconds} s.\n{told_log_ins()}", as_json=as_json)


async def _plant(house: House) -> Planted:
    planted = await plant(house)
    await make_followers(house).drain()
    return planted


def told_log_ins() -> str:
    """Return the demo's log-ins, one a line."""
    wanted = read_organisation()
    lines = [f"  {user.login:<12} {user.role:<11} {user.name}" for user in wanted.user]
    head = f"Demo tenant: {wanted.tenant.slug}   password of all log-ins: {PASSWORD}"
    return "\n".join([head, *lines])
