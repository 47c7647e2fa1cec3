"""The machine room over HTTP: how the log stands, what waits, what is kept."""

from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from gongdan.adapters.backup_note import BackupNote, leave_note, read_note
from gongdan.entrypoints import verifier
from gongdan.kernel.dead_letters import Failed, Follower, bury
from gongdan.kernel.ids import new_id
from tests.entrypoints.http.test_letters import buried
from tests.house import ROLES, Tenant, TestHouse
from tests.postgres_server import HouseDatabase

VERIFIER = Path(str(verifier.__file__)).read_bytes()
WATCHERS = {"system": {"admin", "auditor"}, "log": {"admin", "auditor", "privacy-officer"}}
_STUCK = """
UPDATE outbox SET retry_at = 'infinity', attempts = 5 WHERE tenant_id = $1 AND stream_id = $2
"""
_JOB = """
INSERT INTO job (tenant_id, id, kind, dedup_key, run_at, payload)
VALUES ($1, $2, 'tests.waits', 'x', now() + interval '1 hour', '{}')
"""


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", ["system/work", "system/storage", "log/state", "log/verifier"])
async def test_each_page_is_open_to_whom_it_is_granted(
    house: TestHouse, people: Tenant, role: str, path: str
) -> None:
    client = await house.signed_in(people, role)
    answer = await client.get(f"/api/v1/{path}")
    allowed = role in WATCHERS[path.partition("/")[0]]
    assert answer.status_code == (200 if allowed else 403), answer.text
    await client.aclose()


async def test_the_log_tells_its_epochs_and_hands_out_the_verifier_that_it_names(
    house: TestHouse, people: Tenant
) -> None:
    requester = await house.signed_in(people, "requester")
    await requester.post("/api/v1/orders", json={"title": "Leak"})
    await house.followers.drain()
    auditor = await house.signed_in(people, "auditor")
    state = (await auditor.get("/api/v1/log/state")).json()
    key = (await auditor.get("/api/v1/log/key")).json()
    (epoch,) = state["epochs"]
    assert epoch["by_this_key"] is True
    assert (epoch["epoch"], epoch["verifier_key"]) == (1, key["verifier_key"])
    assert state["fingerprint"] == key["fingerprint"]
    assert state["witness"] == {"state": "agrees", "size": epoch["size"]}
    program = (await auditor.get("/api/v1/log/verifier")).content
    assert program == VERIFIER
    assert state["verifier"]["sha256"] == sha256(program).hexdigest()
    assert state["verifier"]["bytes"] == len(program)
    for client in (requester, auditor):
        await client.aclose()


async def test_a_witness_that_knows_more_than_the_database_is_named(house: TestHouse) -> None:
    """As after a restore of an older copy: the file remembers what the log has lost."""
    tenant = await house.tenant()
    await house.followers.drain()
    auditor = await house.signed_in(tenant, "auditor")
    assert (await auditor.get("/api/v1/log/state")).json()["witness"]["state"] == "agrees"
    witness = house.house.settings.witness_folder
    (file,) = [each for each in witness.iterdir() if str(tenant.id) in each.name]
    kept = file.read_bytes()
    last = kept.splitlines()[-1]
    size = (await auditor.get("/api/v1/log/state")).json()["witness"]["size"]
    longer = last.replace(b'"size":%d' % size, b'"size":%d' % (size + 50))
    file.write_bytes(kept + longer + b"\n")
    assert (await auditor.get("/api/v1/log/state")).json()["witness"]["state"] == "differs"
    file.write_bytes(kept)
    file.rename(file.with_suffix(".away"))
    assert (await auditor.get("/api/v1/log/state")).json()["witness"]["state"] == "empty"
    await auditor.aclose()


async def test_what_waits_and_what_stands_still_is_told(
    house: TestHouse, database: HouseDatabase
) -> None:
    tenant = await house.tenant()
    requester = await house.signed_in(tenant, "requester")
    order = (await requester.post("/api/v1/orders", json={"title": "Leak"})).json()
    admin = await house.signed_in(tenant, "admin")
    before = (await admin.get("/api/v1/system/work")).json()
    assert before["parked"] == []
    assert before["unplaced"] > 0
    async with database.admin.untenanted() as connection:
        await connection.execute(_STUCK, tenant.id, UUID(order["id"]))
        await connection.execute(_JOB, tenant.id, new_id())
    after = (await admin.get("/api/v1/system/work")).json()
    assert [(each["number"], each["attempts"]) for each in after["parked"]] == [
        (order["number"], 5)
    ]
    (queue,) = [each for each in after["jobs"] if each["kind"] == "tests.waits"]
    assert (queue["waiting"], queue["due"], queue["running"]) == (1, 0, 0)
    for client in (requester, admin):
        await client.aclose()


async def test_storage_tells_sizes_room_and_the_last_backup(
    house: TestHouse, people: Tenant
) -> None:
    admin = await house.signed_in(people, "admin")
    home = house.house.settings.home
    assert (await admin.get("/api/v1/system/storage")).json()["backup"] is None
    note = BackupNote(made_at=house.house.clock(), bytes=12, folder="monday")
    leave_note(home, note)
    (home / "files").mkdir()
    (home / "files" / "one").write_bytes(b"12345")
    state = (await admin.get("/api/v1/system/storage")).json()
    assert state["backup"]["folder"] == "monday"
    assert (state["files"], state["own_server"]) == (5, True)
    assert state["database"] > 1_000_000
    assert len(state["tables"]) == 8
    assert all(0 < disk["free"] <= disk["total"] for disk in state["disks"])
    await admin.aclose()


def test_a_note_that_can_not_be_read_is_none(tmp_path: Path) -> None:
    assert read_note(tmp_path) is None
    (tmp_path / "last-backup.json").write_text("{")
    assert read_note(tmp_path) is None


async def test_a_letter_is_laid_aside_with_a_reason_and_taken_back(
    house: TestHouse, people: Tenant
) -> None:
    letter = await buried(house, people.id)
    admin = await house.signed_in(people, "admin")
    path = f"/api/v1/dead-letters/{letter}"
    without = await admin.post(f"{path}/discard", json={"reason": "  "})
    assert (without.status_code, without.json()["code"]) == (422, "dead_letter_reason_missing")
    assert (await admin.post(f"{path}/discard", json={"reason": "was a test"})).status_code == 200
    assert str(letter) not in await listed(admin)
    aside = await listed(admin, discarded=True)
    assert aside[str(letter)]["reason"] == "was a test"
    assert aside[str(letter)]["can_be_restored"] is True
    assert (await admin.post(f"{path}/resend")).status_code == 404
    assert (await admin.post(f"{path}/restore")).status_code == 200
    assert (await listed(admin))[str(letter)]["can_be_discarded"] is True
    assert (await admin.post(f"{path}/restore")).status_code == 404
    await admin.aclose()


@pytest.mark.parametrize(
    ("follower", "status"), [(Follower.REACTION, 200), (Follower.PROJECTION, 409)]
)
async def test_what_follows_a_reaction_goes_on_without_it_and_a_view_must_hear_everything(
    house: TestHouse, database: HouseDatabase, follower: Follower, status: int
) -> None:
    tenant = await house.tenant()
    requester = await house.signed_in(tenant, "requester")
    order = UUID((await requester.post("/api/v1/orders", json={"title": "Leak"})).json()["id"])
    async with database.admin.untenanted() as connection:
        await connection.execute(_STUCK, tenant.id, order)
    failed = Failed(
        follower=follower, name="tests.follows", error="x", attempts=5, stream=order, seq=1
    )
    async with house.house.storage.worker.writing(tenant.id) as writer:
        await bury(writer, tenant.id, failed)
    admin = await house.signed_in(tenant, "admin")
    (letter,) = await listed(admin)
    answer = await admin.post(f"/api/v1/dead-letters/{letter}/discard", json={"reason": "so"})
    assert answer.status_code == status, answer.text
    parked = (await admin.get("/api/v1/system/work")).json()["parked"]
    assert [each["stream"] for each in parked] == ([] if status == 200 else [str(order)])
    async with database.app.reading(tenant.id) as reader:
        heard = await reader.fetchval("SELECT heard FROM outbox WHERE stream_id = $1", order)
    assert heard == (["tests.follows"] if status == 200 else [])
    # it can't be taken back: what came behind it has gone on
    assert (await admin.post(f"/api/v1/dead-letters/{letter}/restore")).status_code == 404
    for client in (requester, admin):
        await client.aclose()


async def listed(client: httpx.AsyncClient, *, discarded: bool = False) -> dict[str, Any]:
    """Return the letters by id."""
    answer = await client.get("/api/v1/dead-letters", params={"discarded": discarded})
    return {each["id"]: each for each in answer.json()["items"]}
