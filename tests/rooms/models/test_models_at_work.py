"""Plugged-in models in a whole house: uploaded, checked, silent, live, failing, taken back."""

import json
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from tests.adapters import model_files as files
from tests.entrypoints.http.answers import problem_of
from tests.house import TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.dispatch.test_dispatch import Plant
from tests.rooms.files.conftest import Sender

BECAUSE = "It knows our plant."


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(database) as running:
        yield running


@pytest.fixture
async def plant(house: TestHouse) -> Plant:
    return await Plant(house, await house.tenant()).begin()


LABELS = {"pump": "plumbing", "door": "building"}


def told(**changed: object) -> dict[str, Any]:
    manifest = files.manifest(labels=LABELS)
    return dict(msgspec.to_builtins(manifest)) | changed


async def plug(plant: Plant, body: bytes, name: str = "plant.onnx", **changed: object) -> Any:
    """Upload a model, and let it be checked."""
    sent = await Sender(plant.clients["admin"]).upload(name, body)
    assert sent.is_success, sent.text
    shown = await plant.ok(
        "admin", "POST", "/models", file=sent.json()["id"], manifest=told(**changed)
    )
    assert shown["model"]["state"] == "checking"
    await plant.settle()
    return await of(plant, shown["model"]["id"])


async def of(plant: Plant, model: str) -> Any:
    return await plant.ok("dispatcher", "GET", f"/models/{model}")


async def move(plant: Plant, model: Any, to: str, reason: str = BECAUSE) -> Any:
    path = f"/models/{model['model']['id']}/{to}"
    return await plant.ask("admin", "POST", path, reason=reason)


async def judged(plant: Plant, count: int) -> None:
    """Report so many orders, of which people say what they are about."""
    for at in range(count):
        pump = at % 2 == 0
        title = f"pump leaks oil {at}" if pump else f"door is broken {at}"
        order = await plant.ok("requester", "POST", "/orders", title=title, urgency=3, impact=1)
        await plant.settle()
        await plant.ok(
            "dispatcher",
            "POST",
            f"/dispatch/orders/{order['id']}/category",
            category="plumbing" if pump else "building",
        )


async def test_a_model_goes_all_the_way_and_back_in_one_act(plant: Plant) -> None:
    model = await plug(plant, files.text_onnx())
    check = model["model"]["check"]
    assert (model["model"]["state"], check["code"]) == ("checked", "passed"), check
    assert "every sample" in check["words"]["en"]
    assert "所有样例" in check["words"]["zh"]
    assert check["ms"] > 0

    before = await plant.report(title="pump leaks oil, hall 2", description="")
    assert (await plant.seen(before))["triage"]["origin"] == "words"
    model = (await move(plant, model, "pilot")).json()
    silent = await plant.report(title="pump leaks oil, hall 3", description="")
    assert (await plant.seen(silent))["triage"]["origin"] == "words"
    model = await of(plant, model["model"]["id"])
    assert (model["figures"]["seen"], model["figures"]["judged"]) == (1, 0)

    early = problem_of(await move(plant, model, "live"))
    assert early["code"] == "model_too_few_orders"
    await judged(plant, 30)
    model = (await move(plant, model, "live")).json()
    assert model["model"]["state"] == "live"
    own, deciding = model["figures"]["own"], model["figures"]["deciding"]
    assert (own["right"]["hits"], own["right"]["of"]) == (30, 30)
    assert own["right"]["low"] > 0.8
    assert deciding["right_of_all"] < 30

    order = await plant.report(title="pump leaks oil, hall 9", description="")
    triage = (await plant.seen(order))["triage"]
    assert (triage["origin"], triage["model"]) == ("plugged", "plant-triage@1")
    assert (triage["category"], triage["verdict"]) == ("plumbing", "route")

    assert problem_of(await move(plant, model, "out", " "))["code"] == "model_reason_unusable"
    model = (await move(plant, model, "out")).json()
    assert [each["state"] for each in model["steps"]] == ["out", "live", "pilot", "checked"]
    after = await plant.report(title="pump leaks oil, hall 10", description="")
    assert (await plant.seen(after))["triage"]["origin"] != "plugged"
    trail = await plant.ok("admin", "GET", f"/models/{model['model']['id']}")
    assert trail["steps"][0]["reason"] == BECAUSE


async def test_a_live_model_that_fails_harms_no_order_and_takes_itself_out(plant: Plant) -> None:
    model = await plug(plant, files.text_onnx(), version="2")
    await move(plant, model, "pilot")
    await judged(plant, 30)
    assert (await move(plant, model, "live")).is_success
    house = plant.house.house
    # its bytes are gone: it can't be started any more
    await house.models.means.runner.aclose()
    async with house.storage.app.writing(plant.tenant.id) as writer:
        await writer.execute(
            "UPDATE plugged_model SET file_id = $2 WHERE tenant_id = $1 AND state = 'live'",
            plant.tenant.id,
            plant.tenant.id,
        )
    house.models.speaking.forget(plant.tenant.id)
    for at in range(6):
        order = await plant.report(title=f"pump leaks oil again {at}", description="")
        assert (await plant.seen(order))["triage"]["origin"] != "plugged"
    model = await of(plant, model["model"]["id"])
    assert (model["model"]["state"], model["model"]["last_fault"]) == ("out", "failed")
    assert model["model"]["faults"] >= 5
    assert model["steps"][0]["by"] == ""
    assert "5x failed" in model["steps"][0]["reason"]


async def test_a_hostile_file_is_refused_in_words_and_never_runs(plant: Plant) -> None:
    model = await plug(plant, files.other_files(), version="3")
    assert (model["model"]["state"], model["model"]["check"]["code"]) == ("refused", "other_files")
    assert model["model"]["offered"] == ["checking", "deleted"]
    assert problem_of(await move(plant, model, "pilot"))["code"] == "model_not_now"
    again = await plant.ask("admin", "POST", f"/models/{model['model']['id']}/check")
    assert again.status_code == 202


async def test_a_pickle_does_not_get_past_the_door_of_files(plant: Plant) -> None:
    sender = Sender(plant.clients["admin"])
    assert not (await sender.upload("model.onnx", files.pickled())).is_success
    assert not (await sender.upload("model.pkl", files.pickled())).is_success
    assert not (await sender.upload("model.skops", files.pickled())).is_success
    assert not (await sender.begin("model.onnx", 200_000_000)).is_success


async def test_a_manifest_is_told_what_is_wrong_with_it(plant: Plant) -> None:
    sent = await Sender(plant.clients["admin"]).upload("plant.onnx", files.text_onnx())
    file = sent.json()["id"]
    strange = told(labels={"pump": "spaceships", "door": "building"})
    refused = problem_of(await plant.ask("admin", "POST", "/models", file=file, manifest=strange))
    assert refused["code"] == "model_category_unknown"
    assert "spaceships" in refused["detail"]
    odd = told(input={"kind": "window"})
    refused = problem_of(await plant.ask("admin", "POST", "/models", file=file, manifest=odd))
    assert (refused["code"], refused["errors"][0]["pointer"]) == (
        "model_manifest_unusable",
        "/manifest/input/kind",
    )
    text = json.dumps({"file": file, "manifest": {"name": "x"}})
    broken = await plant.clients["admin"].post(
        "/api/v1/models", content=text, headers={"Content-Type": "application/json"}
    )
    assert broken.status_code == 422


async def test_one_asks_a_model_for_numbers_and_a_dispatcher_changes_nothing(plant: Plant) -> None:
    summed = files.helper.make_node("ReduceSum", ["x", "along"], ["shares"], keepdims=0)
    along = files.constant("along", [1], kind=files.TensorProto.INT64)
    body = files.onnx_of([summed], shape=(-1, 2), weights=[along])
    model = await plug(
        plant,
        body,
        version="4",
        task="scoring",
        input={"kind": "features", "features": ["skill", "travel_minutes"]},
        labels={},
        samples=[],
    )
    assert model["model"]["state"] == "checked", model
    path = f"/models/{model['model']['id']}"
    said = await plant.ok("dispatcher", "POST", f"{path}/ask", numbers=[[1, 2], [0.25, 0.5]])
    assert (said["scores"], said["over"]) == ([3.0, 0.75], [True, False])
    unfit = problem_of(await plant.ask("dispatcher", "POST", f"{path}/ask", numbers=[[1]]))
    assert unfit["code"] == "model_failed"
    assert problem_of(await move(plant, model, "pilot"))["code"] == "model_features_unknown"
    barred = await plant.ask("dispatcher", "POST", f"{path}/pilot", reason=BECAUSE)
    assert barred.status_code == 403


async def test_a_model_of_another_tenant_is_not_there(house: TestHouse, plant: Plant) -> None:
    model = await plug(plant, files.text_onnx(), version="5")
    other = await Plant(house, await house.tenant()).begin()
    unseen = await other.ask("admin", "GET", f"/models/{model['model']['id']}")
    assert unseen.status_code == 404
    assert (await other.ok("admin", "GET", "/models"))["items"] == []
