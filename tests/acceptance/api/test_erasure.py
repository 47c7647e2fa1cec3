"""A thousand persons erased: nothing readable is left anywhere, and every proof still verifies.

Looked for in a dump, the data folder with its write-ahead log, files, logs, witness, secrets,
and a backup of before put back; and tried with every key that is left.
"""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import asyncpg
import msgspec
import pytest
from msgspec import Struct

from gongdan.adapters.file_keys import FileKeys
from gongdan.adapters.postgres.dumps import dump_all_but_keys, dump_keys
from gongdan.bootstrap.followers import make_followers
from gongdan.bootstrap.house import House, open_house
from gongdan.bootstrap.storage import prepare
from gongdan.entrypoints.cli.backup import matching_programs
from gongdan.entrypoints.cli.database_keeper import DatabaseKeeper
from gongdan.kernel.tenants import all_tenants
from gongdan.rooms.customers.contract import CreateCustomer, Customer
from gongdan.rooms.identity.contract import Action, Principal, robot
from gongdan.rooms.privacy.contract import (
    EraseSubject,
    Erasure,
    FindSubject,
    KeyUnavailableError,
    SubjectsFound,
    WrappedKey,
)
from gongdan.rooms.privacy.domain.cipher import key_context
from gongdan.rooms.workorders.contract import Contact, Location, ReportOrder
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.views.shown import OrderShown
from gongdan.settings import Settings, load_settings
from tests.house import CHEAP, FOUNDER, make_people
from tests.postgres_server import temporary_home

pytestmark = [pytest.mark.database, pytest.mark.slow]

PERSONS = int(os.environ.get("GONGDAN_TEST_PERSONS", "1000"))
CUSTOMERS = max(PERSONS // 20, 1)


class Yard(Struct):
    """The homes of the test, and what was planted in the first."""

    folder: Path
    home: Path
    saved: Path
    tenant: UUID
    orders: dict[UUID, UUID]
    subjects: list[UUID]
    keys: list[tuple[UUID, WrappedKey]]


def settings_of(home: Path, witness: Path | None = None) -> Settings:
    return load_settings(
        {"GONGDAN_HOME": str(home), "GONGDAN_WITNESS_FOLDER": str(witness or home / "witness")}
    )


async def command(home: Path, *words: str | Path, witness: Path | None = None) -> bytes:
    """Run a command of the house as a process of its own; what it says."""
    running = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("gongdan"),
        *words,
        env={
            **os.environ,
            "GONGDAN_HOME": str(home),
            "GONGDAN_WITNESS_FOLDER": str(witness or home / "witness"),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await running.communicate()
    assert running.returncode == 0, complained.decode()
    return said


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[House]:
    keeper = DatabaseKeeper(settings)
    try:
        urls = await prepare(settings, keeper.server)
        async with open_house(settings, urls, passwords=CHEAP) as house:
            yield house
    finally:
        keeper.stop()


def canary(number: int, part: str) -> str:
    return f"CANARYERASE{number:06}{part}"


def phone(number: int) -> str:
    return f"1377{number:07}"


def everybody(tenant: UUID) -> Principal:
    return robot(tenant, FOUNDER, tuple(Action))


def needles() -> list[bytes]:
    """Everything that was planted, as it would be found."""
    found = [canary(n, part) for n in range(PERSONS + CUSTOMERS) for part in ("name", "mail", "at")]
    found += [phone(n) for n in range(PERSONS + CUSTOMERS)]
    return [each.encode() for each in found]


def planted_in(files: Sequence[Path]) -> set[str]:
    """Return the files in which any planted word stands (all of them share two beginnings)."""
    wanted = set(needles())
    hits: set[str] = set()
    for path in files:
        content = path.read_bytes()
        for start, length in ((b"CANARYERASE", len(wanted and b"CANARYERASE") + 6), (b"1377", 11)):
            place = content.find(start)
            while place >= 0:
                piece = content[place : place + length]
                if any(each.startswith(piece) for each in _near(wanted, piece)):
                    hits.add(f"{path.name}: {piece!r}")
                place = content.find(start, place + 1)
    return hits


def _near(wanted: set[bytes], piece: bytes) -> Sequence[bytes]:
    if piece.startswith(b"1377"):
        return [piece] if piece in wanted else []
    return [piece + part for part in (b"name", b"mail", b"at") if piece + part in wanted]


def files_under(*folders: Path) -> list[Path]:
    return [each for folder in folders for each in folder.rglob("*") if each.is_file()]


async def plant(house: House) -> tuple[UUID, dict[UUID, UUID], list[UUID]]:
    tenant = (await make_people(house)).id
    who, orders, customers = everybody(tenant), dict[UUID, UUID](), list[UUID]()
    for number in range(PERSONS):
        report = ReportOrder(
            title=f"pump {number}",
            contact=Contact(
                canary(number, "name"), phone(number), f"{canary(number, 'mail')}@example.org"
            ),
            location=Location(address=canary(number, "at")),
            fields={"access_note": canary(number, "name")},
        )
        done = await house.orders.report(who, report, Sent())
        assert isinstance(done, OrderDone), done
        assert done.state.details.subject is not None
        orders[done.order] = done.state.details.subject
    for number in range(PERSONS, PERSONS + CUSTOMERS):
        made = await house.customers.create(
            who,
            CreateCustomer(
                code=f"K-{number}",
                name=canary(number, "name"),
                contact_name=canary(number, "name"),
                phone=phone(number),
                email=f"{canary(number, 'mail')}@example.org",
                address=canary(number, "at"),
            ),
        )
        assert isinstance(made, Customer), made
        customers.append(made.id)
    await make_followers(house).drain()
    return tenant, orders, customers


async def wrapped_keys(house: House, tenant: UUID) -> list[tuple[UUID, WrappedKey]]:
    """What a thief of an old dump holds: every wrapped key of before."""
    async with house.storage.app.reading(tenant) as reader:
        rows = await reader.fetch(
            "SELECT subject_id, kek_version, wrapped FROM subject_key"
            " WHERE tenant_id = $1 AND wrapped IS NOT NULL",
            tenant,
        )
    return [(r["subject_id"], WrappedKey(r["kek_version"], r["wrapped"])) for r in rows]


async def erase_everybody(house: House, yard: Yard) -> None:
    who = everybody(yard.tenant)
    for subject in yard.subjects:
        done = await house.privacy.erasing.erase(who, subject, EraseSubject("request", subject))
        assert isinstance(done, Erasure), done
        assert done.done_at is not None
    assert await house.rotation.is_due()
    await house.rotation.rotate()
    assert not await house.rotation.is_due()
    newest = await house.privacy.erasing.newest(yard.tenant, 1)
    assert newest[0].keys_gone_at is not None
    await make_followers(house).drain()


async def dumped(house: House, target: Path) -> list[Path]:
    admin = house.storage.urls.admin
    programs = await matching_programs(house.settings, admin)
    dump_all_but_keys(programs, admin, target / "all.dump")
    dump_keys(programs, admin, target / "keys.dump")
    async with house.storage.worker.untenanted() as connection:
        tables = await connection.fetch(
            "SELECT oid::regclass::text AS name FROM pg_class"
            " WHERE relnamespace = 'gongdan'::regnamespace AND relkind IN ('r', 'p')"
        )
    assert len(tables) > 30
    return [target / "all.dump", target / "keys.dump"]


async def read_by_a_dispatcher(house: House, yard: Yard) -> str:
    """Return all that the house itself would show of the erased, to somebody who may see all."""
    who = everybody(yard.tenant)
    said = []
    for order in yard.orders:
        shown = await house.order_views.show(who, order)
        assert isinstance(shown, OrderShown)
        said.append(msgspec.json.encode(shown).decode())
    return "".join(said)


async def test_a_thousand_persons_are_erased_and_nothing_of_them_is_left() -> None:
    with temporary_home() as folder:
        home, saved = folder / "home", folder / "saved"
        async with opened(settings_of(home)) as house:
            tenant, orders, customers = await plant(house)
            keys = await wrapped_keys(house, tenant)
        subjects = [*orders.values(), *customers]
        yard = Yard(folder, home, saved, tenant, orders, subjects, keys)
        assert len(set(subjects)) == PERSONS + CUSTOMERS
        await command(home, "backup", saved)

        async with opened(settings_of(home)) as house:
            assert canary(0, "name") in await read_by_a_dispatcher(house, yard), "it was readable"
            assert planted_in(files_under(home)), "names in registers stand in clear until then"
            await _sampled(house)
            await erase_everybody(house, yard)
            found = await house.privacy.subjects.find(
                everybody(tenant), FindSubject(phone=phone(0))
            )
            assert not isinstance(found, SubjectsFound)
            assert "CANARYERASE" not in await read_by_a_dispatcher(house, yard)
            dumps = await dumped(house, folder)
        assert planted_in([*dumps, *files_under(home)]) == set()
        checked = msgspec.json.decode(await command(home, "verify", "--json"))
        assert (checked["intact"], checked["findings"]) == (True, [])

        await _no_key_that_is_left_opens_an_old_copy(yard)
        await _a_restored_backup_erases_again(yard)


async def _sampled(house: House) -> None:
    """Let PostgreSQL take samples for its planner, as it does by itself a minute after changes."""
    admin = await asyncpg.connect(house.storage.urls.admin)
    await admin.execute("ANALYZE")
    await admin.close()


async def _no_key_that_is_left_opens_an_old_copy(yard: Yard) -> None:
    gone = {subject: key for subject, key in yard.keys if subject in set(yard.subjects)}
    assert len(gone) == PERSONS + CUSTOMERS
    apart = yard.saved.with_name("saved.keys")
    for place in (yard.home / "secrets" / "master.key", apart / "master.key"):
        left = FileKeys.open(place)
        for subject, key in gone.items():
            with pytest.raises(KeyUnavailableError):
                await left.unwrap(yard.tenant, key, context=key_context(subject, 1))


async def _a_restored_backup_erases_again(yard: Yard) -> None:
    """The database's backup is of before the erasures, its keys and the witness are of today."""
    new, witness = yard.folder / "new", yard.folder / "witness"
    shutil.copytree(yard.home / "witness", witness)
    await command(new, "restore", yard.saved, witness=witness)
    async with opened(settings_of(new, witness)) as house:
        assert await all_tenants(house.storage.worker)
        assert "CANARYERASE" not in await read_by_a_dispatcher(house, yard)
        left = {subject for subject, _ in await wrapped_keys(house, yard.tenant)}
        assert left.isdisjoint(yard.subjects)
        dumps = await dumped(house, yard.folder)
    assert planted_in([dumps[1]]) == set()
    assert planted_in(files_under(new / "secrets", witness)) == set()
    after = msgspec.json.decode(await command(new, "verify", "--json", witness=witness))
    assert (after["intact"], after["findings"]) == (True, [])
