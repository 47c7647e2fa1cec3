"""`gongdan privacy`: a person's data given or erased, retention, and the keys made new."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import click

from gongdan.bootstrap.house import House
from gongdan.bootstrap.key_backups import known_key_backups
from gongdan.entrypoints.cli.running import in_house
from gongdan.entrypoints.cli.told import Fault, as_json_option, refuse, tell
from gongdan.entrypoints.stand_in import find_tenant
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.identity.contract import Principal, robot
from gongdan.rooms.privacy.contract import EraseSubject, FindSubject

T = TypeVar("T")
_ACTOR = Actor(ActorKind.CLIENT, None, "command line")
_tenant = click.option("--tenant", default="demo", show_default=True, help="Whose person it is.")
_reason = click.option("--reason", required=True, help="Why; no numbers, no addresses.")


@click.group()
def privacy() -> None:
    """Give people their data, erase it, let go what nobody needs any more."""


@privacy.command()
@click.argument("person")
@_tenant
@_reason
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path)
)
def export(*, person: str, tenant: str, reason: str, out: Path) -> None:
    """Write all that is held of PERSON (a whole phone number, mail address, or id) as a ZIP."""

    async def given(house: House, asker: Principal) -> bytes:
        subject = await _the_one(house, asker, person)
        packed = await house.privacy.subjects.export(asker, subject, reason)
        return _or_fault(packed, "export")

    content = _for_tenant(tenant, given)
    out.write_bytes(content)
    out.chmod(0o600)
    click.echo(f"{out}: {len(content):,} bytes, for nobody but that person.", err=True)


@privacy.command()
@click.argument("person")
@_tenant
@_reason
@click.option("--yes", is_flag=True, help="Don't ask; it can't be undone.")
@as_json_option
def erase(*, person: str, tenant: str, reason: str, yes: bool, as_json: bool) -> None:
    """Erase PERSON (a whole phone number, mail address, or id) for ever."""
    if not yes:
        click.confirm("Erase this person for ever? It can't be undone.", abort=True)

    async def erased(house: House, asker: Principal) -> dict[str, int]:
        subject = await _the_one(house, asker, person)
        command = EraseSubject(reason, subject)
        done = await house.privacy.erasing.erase(asker, subject, command)
        return _or_fault(done, "erase").cleared

    cleared = _for_tenant(tenant, erased)
    said = ", ".join(f"{room} {places}" for room, places in cleared.items())
    after = "Run `gongdan privacy rotate` so that old copies of the key open nowhere."
    tell({"cleared": cleared}, f"Erased ({said}). {after}", as_json=as_json)


@privacy.command()
@_tenant
@as_json_option
def retention(*, tenant: str, as_json: bool) -> None:
    """Show whose data nobody needs any more (a dry run; two people let it go in the desk)."""

    async def due(house: House, asker: Principal) -> list[str]:
        return [str(each) for each in await house.privacy.retention.due(asker.tenant)]

    found = _for_tenant(tenant, due)
    tell({"due": found}, "\n".join([*found, f"{len(found)} due"]), as_json=as_json)


@privacy.command()
@as_json_option
def rotate(*, as_json: bool) -> None:
    """Make a new master key, wrap every key with it, forget the old one, renew key backups."""

    async def rotated(house: House) -> dict[str, object]:
        moved = await house.rotation.rotate()
        missing = [str(each) for each in known_key_backups(house.settings) if not each.is_dir()]
        return {"rewrapped": moved, "backups_out_of_reach": missing}

    figures = in_house(rotated)
    lost = figures["backups_out_of_reach"]
    warning = f" Destroy these copies of old keys by hand: {lost}." if lost else ""
    told = f"{figures['rewrapped']} keys wrapped anew; the old master is gone.{warning}"
    tell(figures, told, as_json=as_json)


def _for_tenant(slug: str, work: Callable[[House, Principal], Awaitable[T]]) -> T:
    async def found(house: House) -> T:
        tenant = await find_tenant(house.storage.app, slug)
        if tenant is None:
            raise Fault(f"There is no tenant {slug}.")
        return await work(house, robot(tenant, _ACTOR, ()))

    return in_house(found)


async def _the_one(house: House, asker: Principal, person: str) -> UUID:
    try:
        return UUID(person)
    except ValueError:
        wanted = FindSubject(email=person) if "@" in person else FindSubject(phone=person)
    found = _or_fault(await house.privacy.subjects.find(asker, wanted), "find")
    if len(found.items) > 1:
        ids = ", ".join(map(str, found.items))
        raise Fault(f"{len(found.items)} persons have it. Nothing was done. Name one: {ids}")
    return found.items[0]


def _or_fault(answer: T | Refused, doing: str) -> T:
    return refuse(answer, doing=doing) if isinstance(answer, Refused) else answer
