"""Models that score candidates in a whole house: silent, live, failing, taken back, deleted."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from gongdan.bootstrap.house import House
from gongdan.engines.matching.advising import ChosenAmong
from gongdan.engines.matching.features import FEATURES
from tests.adapters import model_files as files
from tests.entrypoints.http.answers import problem_of
from tests.house import TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.dispatch.test_dispatch import Plant, sums
from tests.rooms.files.conftest import Sender

pytestmark = pytest.mark.slow  # each starts processes with a runtime
BECAUSE = "It knows who likes much to do."
ORDINARY = {"urgency": 3, "impact": 3}


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(database) as running:
        yield running


@pytest.fixture
async def plant(house: TestHouse) -> Plant:
    begun = await Plant(house, await house.tenant()).begin()
    # not three points behind zhao, by our own score
    await begun.hire("wu", skills=["空调"], level=2, capacity=200)
    return begun


async def plug(plant: Plant, body: bytes, name: str, manifest: object) -> Any:
    """Upload a model, and let it be checked."""
    sent = await Sender(plant.clients["admin"]).upload(name, body)
    assert sent.is_success, sent.text
    told = msgspec.to_builtins(manifest)
    shown = await plant.ok("admin", "POST", "/models", file=sent.json()["id"], manifest=told)
    await plant.settle()
    return await of(plant, shown["model"]["id"])


async def of(plant: Plant, model: str) -> Any:
    return await plant.ok("dispatcher", "GET", f"/models/{model}")


async def move(plant: Plant, model: Any, to: str, reason: str = BECAUSE) -> Any:
    return await plant.ask("admin", "POST", f"/models/{model['model']['id']}/{to}", reason=reason)


async def give(plant: Plant, order: str, place: int = 0) -> str:
    """Give an order to whoever stands at a place; returns who that is."""
    shown = await plant.seen(order)
    to = shown["best"][place]["user"]
    body = {"to": to, "version": shown["version"], "reason": "他熟悉现场"}
    await plant.ok("dispatcher", "POST", f"/dispatch/orders/{order}/assignee", **body)
    await plant.settle()
    return str(to)


async def chosen(plant: Plant, times: int, *, first: bool = True) -> None:
    """Let people choose so often, as the worker is told: the model's first, who was ours as well."""
    busy, idle = [0.0] * len(FEATURES), [0.0] * len(FEATURES)
    busy[FEATURES.index("open_orders")] = 3.0
    among = ChosenAmong((tuple(busy), tuple(idle)), (80.0, 70.0), (80.0, 70.0), 0 if first else 1)
    for _ in range(times):
        await plant.house.house.models.scoring.chosen(plant.tenant.id, uuid4(), uuid4(), among)
    await plant.settle()


async def heard(plant: Plant, order: str) -> Any:
    """Return a recommendation as soon as the live model has a word in it: it is being started."""
    for _ in range(100):
        shown = await plant.seen(order)
        if "model" in shown["best"][0]["points"]:
            return shown
        await asyncio.sleep(0.1)
    raise AssertionError(shown["best"])


async def go_live(plant: Plant, model: Any) -> Any:
    """Let a model go the whole way."""
    assert (await move(plant, model, "pilot")).is_success
    await chosen(plant, 30)
    live = await move(plant, model, "live")
    assert live.is_success, live.text
    return live.json()


def names(shown: Any) -> list[str]:
    return [each["name"] for each in shown["best"]]


async def test_a_scoring_model_goes_all_the_way_is_a_reason_and_is_deleted(plant: Plant) -> None:
    model = await plug(plant, files.scoring_onnx(), "plant.onnx", files.scoring_manifest())
    assert model["model"]["state"] == "checked", model["model"]["check"]
    model = (await move(plant, model, "pilot")).json()
    before = await plant.report(**ORDINARY)
    silent = await plant.seen(before)
    assert all("model" not in each["points"] for each in silent["best"])
    await give(plant, before, place=1)
    model = await of(plant, model["model"]["id"])
    assert model["figures"]["judged"] == 1
    told = model["choices"][0]
    assert (told["choice"]["deciding_place"], told["choice"]["candidates"]) == (2, 3)
    assert told["choice"]["silent"]
    assert told["number"]

    early = problem_of(await move(plant, model, "live"))
    assert (early["code"], early["status"]) == ("model_too_few_choices", 409)
    assert "30" in early["detail"]
    await chosen(plant, 30)
    model = (await move(plant, model, "live")).json()
    assert model["model"]["state"] == "live"
    own = model["figures"]["own"]["right"]
    assert (own["hits"], own["of"], own["low"] > 0.8) == (30, 31, True)

    await is_a_reason(plant, await plant.report(**ORDINARY))
    urgent = await plant.report()
    assert "model" not in (await plant.seen(urgent))["best"][0]["points"]

    assert problem_of(await move(plant, model, "delete"))["code"] == "model_not_now"
    assert (await move(plant, model, "out")).is_success
    after = await plant.seen(await plant.report(**ORDINARY))
    assert all("model" not in each["points"] for each in after["best"])
    await deleted(plant, model)


async def is_a_reason(plant: Plant, order: str) -> None:
    """See the live model's points beside the others, in words, and in the event of the order."""
    shown = await heard(plant, order)
    assert all(map(sums, shown["best"]))
    points = {each["name"]: each["points"]["model"] for each in shown["best"]}
    assert (min(points.values()), max(points.values())) == (0.0, 3.0)
    busiest = max(shown["best"], key=lambda each: each["facts"]["open"])
    assert points[busiest["name"]] == 3.0
    assert "plant-scorer@1" in busiest["reasons"][-1]
    to = await give(plant, order)
    said = await plant.ok("dispatcher", "GET", f"/orders/{order}/timeline")
    reasons = [line for each in said["items"] if each["basis"] for line in each["basis"]["reasons"]]
    mine = next(each["points"]["model"] for each in shown["best"] if each["user"] == to)
    assert f"model {mine:.2f} plant-scorer@1" in reasons
    bases = await plant.ok("dispatcher", "GET", f"/dispatch/orders/{order}/bases")
    assert "plant-scorer@1" in bases["items"][0]["reasons"][-1]


async def deleted(plant: Plant, model: Any) -> None:
    """Delete a model, and look for what may be left of it."""
    house, tenant = plant.house.house, plant.tenant.id
    async with house.storage.app.reading(tenant) as reader:
        row = await reader.fetchrow(
            "SELECT f.id, f.blob_id FROM plugged_model m JOIN file f ON f.id = m.file_id"
            " WHERE m.id = $1 AND f.key IS NOT NULL",
            UUID(model["model"]["id"]),
        )
    assert row
    assert await house.models.means.sources.read(tenant, row["id"])
    assert on_disk(house, row["blob_id"])
    gone = (await move(plant, model, "delete")).json()
    assert (gone["model"]["state"], gone["model"]["offered"]) == ("deleted", [])
    assert [each["state"] for each in gone["steps"]] == [
        "deleted",
        "out",
        "live",
        "pilot",
        "checked",
    ]
    assert gone["steps"][0]["reason"] == BECAUSE
    assert len(gone["choices"]) == 20
    assert gone["figures"]["judged"] == 31
    assert await house.models.means.sources.read(tenant, row["id"]) is None
    async with house.storage.app.reading(tenant) as reader:
        left = await reader.fetchrow("SELECT key, meta FROM file WHERE id = $1", row["id"])
    assert tuple(left) == (None, b"")
    assert on_disk(house, row["blob_id"]) == []
    assert (await move(plant, model, "delete")).is_success  # once more changes nothing
    asked = await plant.ask(
        "admin", "POST", f"/models/{model['model']['id']}/ask", numbers=[[1, 2, 3]]
    )
    assert problem_of(asked)["code"] == "model_not_now"
    assert problem_of(await move(plant, model, "live"))["code"] == "model_not_now"
    listed = await plant.ok("admin", "GET", "/models")
    kept = await plant.ok("admin", "GET", "/models?deleted=true")
    assert (listed["items"], [each["state"] for each in kept["items"]]) == ([], ["deleted"])
    async with house.storage.app.reading(tenant) as reader:
        acts = await reader.fetch(
            "SELECT act FROM audit_entry WHERE object_id = $1 ORDER BY recorded_at DESC LIMIT 1",
            UUID(model["model"]["id"]),
        )
    assert [each["act"] for each in acts] == ["model.delete"]


def on_disk(house: House, blob: UUID) -> list[Path]:
    """Return what lies of a blob in the folder of files."""
    return [each for each in house.settings.files_folder.rglob("*") if blob.hex in str(each)]


async def test_scikit_learn_has_its_word_and_the_one_before_is_a_pilot_again(plant: Plant) -> None:
    old = await plug(plant, files.scoring_onnx(), "plant.onnx", files.scoring_manifest())
    await go_live(plant, old)
    manifest = files.scoring_manifest("sklearn", version="2")
    new = await plug(plant, files.scoring_skops(), "plant.skops", manifest)
    await go_live(plant, new)
    assert (await of(plant, old["model"]["id"]))["model"]["state"] == "pilot"
    shown = await heard(plant, await plant.report(**ORDINARY))
    assert "plant-scorer@2" in shown["best"][0]["reasons"][-1]
    # while people hear one, the other goes on in silence beside it
    await give(plant, await plant.report(**ORDINARY))
    beside = [(await of(plant, each["model"]["id"]))["choices"][0]["choice"] for each in (old, new)]
    assert [each["silent"] for each in beside] == [True, False]
    assert beside[0]["id"] == beside[1]["id"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [(files.scoring_endless, "timeout"), (files.scoring_rubbish, "not_finite")],
    ids=["hanging", "rubbish"],
)
async def test_a_live_model_that_hangs_or_talks_rubbish_changes_nothing_and_takes_itself_out(
    plant: Plant, body: Any, fault: str
) -> None:
    order = await plant.report(**ORDINARY)
    ours = await plant.seen(order)
    model = await plug(plant, body(), "plant.onnx", files.scoring_manifest())
    assert model["model"]["state"] == "checked", model["model"]["check"]
    await go_live(plant, model)
    for _ in range(150):
        shown = await plant.seen(order)
        assert names(shown) == names(ours)
        assert [each["points"] for each in shown["best"]] == [
            each["points"] for each in ours["best"]
        ]
        if (await of(plant, model["model"]["id"]))["model"]["state"] == "out":
            break
        await asyncio.sleep(0.1)
    model = await of(plant, model["model"]["id"])
    assert (model["model"]["state"], model["model"]["last_fault"]) == ("out", fault)
    assert model["steps"][0]["by"] == ""
    assert model["model"]["faults"] == 5


async def test_a_pilot_that_talks_rubbish_holds_up_nobody_and_takes_itself_out(
    plant: Plant,
) -> None:
    model = await plug(plant, files.scoring_rubbish(), "plant.onnx", files.scoring_manifest())
    await move(plant, model, "pilot")
    order = await plant.report(**ORDINARY)
    await give(plant, order)
    model = await of(plant, model["model"]["id"])
    assert model["choices"][0]["choice"]["fault"] == "not_finite"
    assert (model["figures"]["own"]["named"]["hits"], model["figures"]["judged"]) == (0, 1)
    busy = tuple(0.5 for _ in FEATURES)
    among = ChosenAmong((busy, busy), (80.0, 70.0), (80.0, 70.0), 0)
    for _ in range(4):
        await plant.house.house.models.scoring.chosen(plant.tenant.id, uuid4(), uuid4(), among)
    await plant.settle()
    assert (await of(plant, model["model"]["id"]))["model"]["state"] == "out"


async def test_a_model_that_wants_to_know_what_nobody_may_is_only_asked_by_hand(
    plant: Plant,
) -> None:
    wants = files.Input("features", features=("load", "age", "gender"))
    manifest = files.scoring_manifest(input=wants)
    model = await plug(plant, files.scoring_onnx(), "plant.onnx", manifest)
    assert (model["model"]["state"], model["model"]["unknown"]) == ("checked", ["age", "gender"])
    assert "pilot" not in model["model"]["offered"]
    refused = problem_of(await move(plant, model, "pilot"))
    assert refused["code"] == "model_features_unknown"
    assert "age" in refused["detail"]


async def test_nothing_is_asked_or_kept_where_no_scoring_model_is_at_work(plant: Plant) -> None:
    order = await plant.report(**ORDINARY)
    await give(plant, order)
    async with plant.house.house.storage.app.reading(plant.tenant.id) as reader:
        assert await reader.fetchval("SELECT count(*) FROM plugged_choice") == 0
        assert await reader.fetchval("SELECT count(*) FROM job WHERE kind = 'models.choice'") == 0
