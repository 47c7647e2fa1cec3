"""`gongdan backup`: the database, the witness, and apart from them the keys."""

import shutil
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import asyncpg
import click

from gongdan import __version__
from gongdan.adapters.backup_note import BackupNote, leave_note
from gongdan.adapters.embedded_postgres.find_binaries import Binaries, find_binaries
from gongdan.adapters.postgres.dumps import dump_all_but_keys, dump_keys
from gongdan.bootstrap.key_backups import remember_key_backup, write_sums
from gongdan.bootstrap.storage import Urls
from gongdan.entrypoints.cli.manifest import (
    DATABASE,
    KEYS,
    WITNESS,
    Manifest,
    contents,
    write_manifest,
)
from gongdan.entrypoints.cli.running import with_urls
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell
from gongdan.kernel.clock import utc_now
from gongdan.settings import Settings

LOG_KEY, MASTER_KEY = "log.key", "master.key"


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--keys",
    type=click.Path(path_type=Path),
    help="Where the keys go (else TARGET.keys): best on another disk.",
)
@as_json_option
def backup(*, target: Path, keys: Path | None, as_json: bool) -> None:
    """Back everything up into the new folder TARGET, the keys into one of their own.

    Keep the two apart: who holds both reads everything, and without the keys nobody reads
    personal data again. The house may stay open meanwhile.
    """
    apart = keys or target.with_name(f"{target.name}.keys")
    for place in (target, apart):
        if place.exists():
            raise Fault(f"{place} is there already. Nothing was changed. Name a new folder.")
    begun = time.monotonic()

    async def saved(settings: Settings, urls: Urls) -> Manifest:
        programs = await matching_programs(settings, urls.admin)
        manifest = _save(settings, urls.admin, target, keys=apart, programs=programs)
        made_at = datetime.fromisoformat(manifest.made_at)
        note = BackupNote(made_at=made_at, bytes=_bytes(manifest), folder=target.name)
        with suppress(OSError):  # a backup is whole without its note
            leave_note(settings.home, note)
        return manifest

    try:
        manifest = with_urls(saved)
    except BaseException:
        for place in (target, apart):
            shutil.rmtree(place, ignore_errors=True)
        raise
    size = _bytes(manifest)
    seconds = round(time.monotonic() - begun, 2)
    told = f"{target}: {size:,} bytes with the keys, {seconds} s.\nThe keys lie in {apart}: keep"
    figures = {"target": str(target), "keys": str(apart), "bytes": size, "seconds": seconds}
    tell(figures, f"{told} them apart from the rest.", as_json=as_json)


def _bytes(manifest: Manifest) -> int:
    return sum(each.bytes for each in (*manifest.files.values(), *manifest.keys.values()))


def _save(
    settings: Settings, admin: str, target: Path, *, keys: Path, programs: Binaries
) -> Manifest:
    target.mkdir(mode=0o700, parents=True)
    keys.mkdir(mode=0o700, parents=True)
    # the witness first: a copy that is ahead of the dump would look like a loss after a restore
    shutil.copytree(settings.witness_folder, target / WITNESS)
    dump_all_but_keys(programs, admin, target / DATABASE)
    # the keys last: whoever is spoken of in the dump has a key here
    dump_keys(programs, admin, keys / KEYS)
    shutil.copy2(settings.master_key_file, keys / MASTER_KEY)
    shutil.copy2(settings.secrets_folder / LOG_KEY, keys / LOG_KEY)
    write_sums(keys)
    remember_key_backup(settings, keys)
    manifest = Manifest(
        gongdan=__version__,
        postgres=programs.version,
        made_at=utc_now().isoformat(),
        files=contents(target),
        keys=contents(keys),
    )
    write_manifest(target, manifest)
    return manifest


async def matching_programs(settings: Settings, url: str) -> Binaries:
    """Return PostgreSQL's programs of the server's own major version."""
    connection = await asyncpg.connect(url)
    try:
        major = connection.get_server_version().major
    finally:
        await connection.close()
    return find_binaries(named=settings.database.binaries, data_major=major)
