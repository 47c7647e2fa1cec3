"""Each template, taken and published over HTTP, is run to the archive by the people it names."""

from typing import Any
from uuid import UUID

import pytest

from tests.acceptance.api.template_run import PEOPLE, Firm, Run, flow_of
from tests.acceptance.api.template_scripts import SCRIPTS, SECOND, AnyRow, Do
from tests.house import TestHouse


@pytest.fixture(scope="module")
async def firm(house: TestHouse) -> Firm:
    """A tenant whose designer has taken all eight."""
    tenant = await house.tenant()
    by = {role: await house.signed_in(tenant, role) for role in PEOPLE}
    made = Firm(house, tenant, by)
    for key in SCRIPTS:
        await made.take(key)
    return made


async def run(firm: Firm, key: str, sample: int, rows: tuple[AnyRow, ...]) -> Any:
    """Report a sample and bring it to its end; the order as it stands then."""
    order = await firm.report(key, sample)
    seen = await firm.order(order)
    await Run(firm, order, await flow_of(firm, seen["definition"])).go(rows)
    return await firm.order(order)


@pytest.mark.parametrize("key", SCRIPTS)
async def test_a_template_runs_to_the_archive_with_a_way_back(firm: Firm, key: str) -> None:
    ended = await run(firm, key, 0, SCRIPTS[key])
    assert (ended["status"], ended["stage"]) == ("archived", "archive")
    assert ended["round"] > 1 or key == "production"


@pytest.mark.parametrize("key", SECOND)
async def test_the_other_way_through_it_ends_as_well(firm: Firm, key: str) -> None:
    sample, rows = SECOND[key]
    ended = await run(firm, key, sample, rows)
    assert (ended["status"], ended["stage"]) == ("archived", "archive")


async def test_nothing_is_closed_without_its_codes_and_they_can_be_searched(firm: Firm) -> None:
    order = await firm.report("maintenance", 1)
    flow = await flow_of(firm, (await firm.order(order))["definition"])
    to_repair = SCRIPTS["maintenance"][:3], SCRIPTS["maintenance"][5:6]
    await Run(firm, order, flow).go((*to_repair[0], *to_repair[1]))
    headers = {"If-Match": f'"{(await firm.order(order))["version"]}"'}
    body = {"node": "repair", "data": {"work_done": "换了轴承"}}
    path = f"/api/v1/orders/{order}/complete"
    refused = await firm.by["technician"].post(path, json=body, headers=headers)
    assert refused.status_code == 422, refused.text
    missing = ("failure_mode", "failure_mechanism", "failure_cause", "maintenance_action")
    assert all(name in refused.text for name in (*missing, "maintained_item"))
    await Run(firm, order, flow).go(SCRIPTS["maintenance"][6:])
    await firm.house.followers.drain()
    for name, code in (
        ("failure_mode", "VIB"),
        ("failure_cause", "wear_out"),
        ("prevention", "plan"),
    ):
        asked = {f"field.{name}": code}
        found = await firm.answer("dispatcher", "GET", "/orders", params=asked)
        assert str(order) in {each["id"] for each in found["items"]}, name


async def test_what_a_blocked_operation_holds_does_not_exist_yet(firm: Firm) -> None:
    order = await firm.report("production", 0)
    flow = await flow_of(firm, (await firm.order(order))["definition"])
    await Run(firm, order, flow).go(SCRIPTS["production"][:1])
    await firm.house.followers.drain()
    (first,) = (await firm.order(order))["beside"]["children"]
    blocked = Do(
        "technician",
        "work",
        "blocked",
        data={"block_kind": "material"},
    )
    child = Run(firm, UUID(first["id"]), flow)
    await child.go((Do("dispatcher", "assign", hand="technician"), blocked))
    await firm.house.followers.drain()
    assert len((await firm.order(order))["beside"]["children"]) == 1


async def test_who_owns_the_service_gets_a_copy_when_work_on_the_incident_begins(
    firm: Firm,
) -> None:
    order = await firm.report("it_incident", 1)
    flow = await flow_of(firm, (await firm.order(order))["definition"])
    owner = str(firm.tenant.users["dispatcher"])
    named = {"incident_class": "hardware", "service_owner": owner}
    await Run(firm, order, flow).go((Do("dispatcher", "triage", data=named, hand="technician"),))
    await firm.house.followers.drain()
    watchers = (await firm.order(order))["beside"]["watchers"]
    assert owner in {each["id"] for each in watchers}


async def test_a_warranty_that_the_table_says_is_over_leads_to_a_quote(firm: Firm) -> None:
    order = await firm.report("after_sales", 0)
    flow = await flow_of(firm, (await firm.order(order))["definition"])
    told = {"product_line": "appliance", "bought_on": "2020-01-01", "warranty_basis": "发票"}
    await Run(firm, order, flow).go((Do("dispatcher", "warranty", data=told),))
    assert ("accept", "quote") in {
        (each["act"], each["node"]) for each in (await firm.order(order))["acts"]
    }
