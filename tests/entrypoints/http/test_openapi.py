"""The API's description: committed, complete, and plain enough to generate a client from."""

import re
from typing import Any, cast

import msgspec
import pytest
from litestar import get
from litestar.types import ControllerRouterHandler

from gongdan.bootstrap.house import House
from gongdan.entrypoints.http.access import UndeclaredRouteError
from gongdan.entrypoints.http.app import make_routes
from gongdan.entrypoints.http.document import _Drawing, api_document
from gongdan.entrypoints.http.openapi import ACTION
from gongdan.entrypoints.http.operations import operation_name
from gongdan.entrypoints.http.schemas import input_names, output_names
from gongdan.entrypoints.http.serve import parts_of
from gongdan.kernel.http import PUBLIC, SIGNED_IN, needs
from gongdan.rooms.identity.contract import Action
from tests.entrypoints.http.described import COMMITTED, DOCUMENT, OPERATIONS

SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]


def with_route(route: ControllerRouterHandler) -> None:
    parts = parts_of(cast("House", _Drawing()), with_followers=False)
    make_routes(msgspec.structs.replace(parts, routes=(route,)))


def test_the_committed_description_is_the_one_that_the_code_makes() -> None:
    assert COMMITTED.read_bytes() == api_document(), "run: gongdan openapi > openapi.json"


def test_each_operation_has_a_name_of_its_own_that_reads_as_a_verb_and_a_noun() -> None:
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", name)] == []


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "/api/v1/orders", "listOrders"),
        ("POST", "/api/v1/orders/{order}/accept", "acceptOrder"),
        ("GET", "/api/v1/orders/{order}/timeline", "getOrderTimeline"),
        ("POST", "/api/v1/dead-letters/{letter}/resend", "resendDeadLetter"),
        ("DELETE", "/api/v1/webhooks/{webhook}", "removeWebhook"),
        ("GET", "/api/v1/people/{person_id}", "getPerson"),
        ("PUT", "/api/v1/users/{user_id}/roles", "setUserRoles"),
        ("POST", "/api/v1/definitions/{key}/draft/check", "checkDefinitionDraft"),
    ],
)
def test_names_follow_from_method_and_path(method: str, path: str, name: str) -> None:
    assert operation_name(method, path) == name


def test_no_schema_bears_the_name_of_a_module() -> None:
    assert [name for name in SCHEMAS if not re.fullmatch(r"([A-Z][a-z0-9]+)+", name)] == []


def test_inputs_are_closed_and_outputs_have_every_key() -> None:
    for name in input_names(DOCUMENT):
        if SCHEMAS[name].get("type") == "object":
            assert SCHEMAS[name]["additionalProperties"] is False, name
    for name in output_names(DOCUMENT) - input_names(DOCUMENT):
        schema = SCHEMAS[name]
        assert set(schema.get("required", ())) == set(schema.get("properties", ())), name


def test_every_operation_says_each_no_as_problem_json() -> None:
    for path, method, operation in OPERATIONS:
        statuses = set(operation["responses"])
        always = {"400", "401", "404", "422", "429", "503"}
        assert always <= statuses, (path, method)
        if method != "GET":
            assert {"403", "409", "412", "413", "415", "428"} <= statuses, (path, method)
    for name, response in DOCUMENT["components"]["responses"].items():
        assert list(response["content"]) == ["application/problem+json"], name


def test_every_operation_names_an_action_of_the_catalogue() -> None:
    known = {*Action, PUBLIC["action"], SIGNED_IN["action"]}
    assert {operation[ACTION] for _, _, operation in OPERATIONS} <= known
    public = {
        operation["operationId"]
        for _, _, operation in OPERATIONS
        if operation.get("security") == []
    }
    strangers = {"lookAtPortal", "beginVisit", "askForCode", "exchangeCode", "deliverFromOutside"}
    assert public == {"signIn", "getSetupState", "checkSetupToken", "setUp", *strangers}


def test_every_action_of_the_catalogue_that_is_an_act_on_orders_has_a_route() -> None:
    used = {operation[ACTION] for _, _, operation in OPERATIONS}
    assert {action for action in Action if action.startswith("order.")} <= used


def test_a_route_that_declares_no_action_is_not_assembled() -> None:
    @get("/forgotten")
    async def forgotten() -> str:
        return ""

    with pytest.raises(UndeclaredRouteError, match="forgotten"):
        with_route(forgotten)


def test_a_route_that_puts_something_in_the_place_of_the_guard_is_not_assembled() -> None:
    @get("/past-the-guard", opt=needs("order.read"), before_request=lambda _request: None)
    async def past_the_guard() -> str:
        return ""

    with pytest.raises(UndeclaredRouteError, match="past-the-guard"):
        with_route(past_the_guard)
