"""`gongdan restore`: a backup into an empty home; what was lost since is named for ever."""

import os
import shutil
import time
from pathlib import Path
from uuid import UUID

import asyncpg
import click
from msgspec import Struct

from gongdan.adapters.chain_tree import ChainTree
from gongdan.adapters.file_secrets import open_secret
from gongdan.adapters.postgres.chain_rows import chain_rows
from gongdan.adapters.postgres.dumps import holds_gongdan, put_back
from gongdan.adapters.postgres.prepare import prepare as prepare_roles
from gongdan.bootstrap.followers import make_followers
from gongdan.bootstrap.house import House, open_house
from gongdan.bootstrap.storage import prepare
from gongdan.entrypoints.cli.backup import LOG_KEY, MASTER_KEY, matching_programs
from gongdan.entrypoints.cli.database_keeper import DatabaseKeeper
from gongdan.entrypoints.cli.manifest import DATABASE, KEYS, WITNESS, read_manifest
from gongdan.entrypoints.cli.running import run
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell
from gongdan.kernel.log.epoch import Epochs
from gongdan.kernel.log.witness import EpochOpened
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.settings import Settings, load_settings

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class _Sources(Struct, frozen=True):
    """Where the parts of the backup lie."""

    backup: Path
    keys: Path


@click.command()
@click.argument("source", type=_FOLDER)
@click.option("--keys", type=_FOLDER, help="Where the keys lie (else SOURCE.keys).")
@as_json_option
def restore(*, source: Path, keys: Path | None, as_json: bool) -> None:
    """Put a backup into an empty home (GONGDAN_HOME); a home in use is refused.

    A newer witness that is there already (GONGDAN_WITNESS_FOLDER) stays: it tells what was lost
    since the backup, and the log goes on in a new epoch that names it.
    """
    settings = load_settings()
    sources = _Sources(source, keys or source.with_name(f"{source.name}.keys"))
    read_manifest(sources.backup, sources.keys)
    _require_empty(settings)
    begun = time.monotonic()
    _place_keys(settings, sources)
    keeper = DatabaseKeeper(settings)
    try:
        opened = run(_restored(settings, keeper, sources))
    except BaseException:
        begun_in = f"What was begun lies in {settings.home}: remove it before the next try."
        click.echo(begun_in, err=True)
        raise
    finally:
        keeper.stop()
    seconds = round(time.monotonic() - begun, 2)
    lost = [
        {
            "tenant": str(each.tenant),
            "epoch": each.epoch,
            "kept": each.trusted_size,
            "lost_until": each.lost_until,
        }
        for each in opened
    ]
    told = [f"Restored from {source} in {seconds} s. Now run: gongdan verify"]
    told += [
        f"Tenant {each.tenant}: entries {each.trusted_size:,} to {each.lost_until:,} of its log "
        f"are lost; it goes on as epoch {each.epoch}."
        for each in opened
    ]
    tell({"seconds": seconds, "epochs": lost}, "\n".join(told), as_json=as_json)


async def _restored(
    settings: Settings, keeper: DatabaseKeeper, sources: _Sources
) -> list[EpochOpened]:
    admin = keeper.server.url if keeper.server else str(settings.database.url)
    await _fill(settings, admin, sources, own_cluster=keeper.server is not None)
    urls = await prepare(settings, keeper.server)
    async with open_house(settings, urls) as house:
        async with chain_rows(urls.admin) as rows:
            tenants = await rows.tenants()
        for tenant in tenants:
            # whoever was erased since the backup was made is erased again, before anybody looks
            await house.privacy.erasing.replay(tenant)
        opened = [await _open_epoch(house, tenant) for tenant in tenants]
        await make_followers(house).drain()
    return [each for each in opened if each is not None]


async def _fill(settings: Settings, admin: str, sources: _Sources, *, own_cluster: bool) -> None:
    connection = await asyncpg.connect(admin)
    try:
        if await holds_gongdan(connection):
            raise Fault("The database holds a Gongdan already. Nothing was changed in it.")
        secret = open_secret(settings.secrets_folder, "database.secret")
        await prepare_roles(connection, secret, own_cluster=own_cluster)
    finally:
        await connection.close()
    programs = await matching_programs(settings, admin)
    put_back(programs, admin, sources.backup / DATABASE)
    put_back(programs, admin, sources.keys / KEYS, rows_only=True)


async def _open_epoch(house: House, tenant: UUID) -> EpochOpened | None:
    epochs = Epochs(house.storage.worker, house.store, ChainTree(), house.witness)
    actor = Actor(ActorKind.CLIENT, None, "restore")
    return await epochs.open(tenant, actor=actor, now=house.clock())


def _require_empty(settings: Settings) -> None:
    """Refuse a home where anything lives: nothing is ever written over."""
    places = (
        settings.home / "postgres" / "data",
        settings.master_key_file,
        settings.secrets_folder / LOG_KEY,
    )
    taken = [place for place in places if place.exists()]
    if taken:
        raise Fault(
            f"{taken[0]} is there: this home is in use. Nothing was changed. Name an empty one "
            "in GONGDAN_HOME, or move the old one away."
        )


def _place_keys(settings: Settings, sources: _Sources) -> None:
    open_secret(settings.secrets_folder, "database.secret")  # makes the home, closed as it must be
    for name, place in (
        (MASTER_KEY, settings.master_key_file),
        (LOG_KEY, settings.secrets_folder / LOG_KEY),
    ):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write((sources.keys / name).read_bytes())
    settings.witness_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for kept in sorted(each for each in (sources.backup / WITNESS).rglob("*") if each.is_file()):
        there = settings.witness_folder / kept.relative_to(sources.backup / WITNESS)
        there.parent.mkdir(mode=0o700, exist_ok=True)
        if not there.exists() or there.stat().st_size < kept.stat().st_size:
            shutil.copy2(kept, there)
