"""Connectors against services that hang, lie, shout and lead inward: all of it is contained."""

# ruff: noqa: ARG001 - a fake resolver answers every name alike

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest

from gongdan.adapters.outbound import OutboundClient
from gongdan.adapters.webhook_sender import LARGEST, ServiceCaller
from gongdan.engines.flow.model import Answer, Request
from gongdan.kernel.egress import EgressPolicy
from gongdan.rooms.integration.contract import ApiKeyAuth, BasicAuth, BearerAuth, NoAuth
from gongdan.rooms.integration.domain.answers import Unfit, taken
from gongdan.rooms.integration.domain.connectors import auth_headers, wire_of
from gongdan.rooms.integration.ports import Heard
from tests.rooms.integration.receiver import HANG, RESET, Receiver, receiving

OPEN, SHUT = EgressPolicy(allow_private=True), EgressPolicy()


@asynccontextmanager
async def caller(
    policy: EgressPolicy = OPEN, resolve: Any = None, seconds: int = 1
) -> AsyncIterator[Any]:
    client = OutboundClient(policy, **({"resolve": resolve} if resolve else {}))
    async with aclosing(client):
        service = ServiceCaller(client)

        async def call(url: str, body: bytes = b"{}") -> Heard:
            return await service.call("POST", url, {"accept": "x"}, body, seconds=seconds)

        yield call


@pytest.fixture
async def far() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


@pytest.mark.parametrize(
    ("answer", "error"),
    [(HANG, "timed_out"), (RESET, "connection_broke"), (302, "redirect_not_followed")],
)
async def test_a_service_that_hangs_breaks_off_or_leads_elsewhere_is_an_outcome(
    far: Receiver, answer: int | str, error: str
) -> None:
    far.then = answer
    async with caller() as call:
        assert (await call(far.url)).error == error
    assert len(far.got) == 1  # nobody followed


async def test_an_answer_of_ten_megabytes_is_not_read_to_its_end(far: Receiver) -> None:
    far.then, far.words = 200, "x" * 10_000_000
    async with caller(seconds=5) as call:
        heard = await call(far.url)
    assert (heard.error, len(heard.body)) == ("answer_too_large", LARGEST)


async def test_no_name_and_no_second_look_leads_inward() -> None:
    answers = iter((["93.184.215.14"], ["169.254.169.254"]))

    async def rebinding(host: str, port: int) -> Sequence[str]:
        return next(answers, ["169.254.169.254"])

    async def inward(host: str, port: int) -> Sequence[str]:
        return ["93.184.215.14", "169.254.169.254"]

    async with caller(SHUT, inward) as call:
        assert (await call("https://example.com/x")).error == "address_refused"
        assert (await call("http://169.254.169.254/latest")).error == "address_refused"
    async with caller(SHUT, rebinding) as call:
        # the address that was judged is the one that is connected to; nobody asks again
        assert (await call("https://example.com/x")).error in {"timed_out", "connection_failed"}


@pytest.mark.parametrize(
    ("inputs", "path", "target"),
    [
        ({"id": "7"}, "/orders/{id}", "https://x.example/api/orders/7"),
        ({"id": "../admin"}, "/orders/{id}", "path_refused"),
        ({"id": "a/b"}, "/orders/{id}", "https://x.example/api/orders/a%2Fb"),
        ({"id": "7?x=1#y"}, "/orders/{id}", "https://x.example/api/orders/7%3Fx%3D1%23y"),
        ({"id": ".."}, "/orders/{id}", "path_refused"),
        ({"id": ""}, "/orders/{id}", "input_missing"),
        ({}, "/secret", "path_not_allowed"),
        ({"q": "泵 1"}, "/orders", "https://x.example/api/orders?q=%E6%B3%B5%201"),
    ],
)
def test_values_of_an_order_lead_a_call_nowhere_else(
    inputs: dict[str, object], path: str, target: str
) -> None:
    wire = wire_of("https://x.example/api/", ("/orders",), Request("GET", path), inputs)
    assert (wire if isinstance(wire, str) else wire.target) == target


def test_a_secret_goes_where_its_way_of_proof_says() -> None:
    assert auth_headers(BasicAuth("u"), "p") == {"authorization": "Basic dTpw"}
    assert auth_headers(BearerAuth(), "t") == {"authorization": "Bearer t"}
    assert auth_headers(ApiKeyAuth("X-Key"), "k") == {"x-key": "k"}
    assert auth_headers(NoAuth(), "") == {}


HAND = Answer("/data/0/on_hand", "number", "件", "0", "1000")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b'{"data": [{"on_hand": 12}]}', {"hand": 12}),
        (b'{"data": [{"on_hand": 2.5}]}', {"hand": "2.5"}),
        (b'{"data": [{"on_hand": "7"}]}', {"hand": 7}),
        (b'{"data": [{"on_hand": -1}]}', Unfit("hand", "unfit")),
        (b'{"data": [{"on_hand": 1e400}]}', Unfit("hand", "unfit")),
        (b'{"data": [{"on_hand": true}]}', Unfit("hand", "unfit")),
        (b'{"data": []}', Unfit("hand", "missing")),
        (b"<html>rubbish", Unfit("", "not_json")),
        (b"[" * 100_000, Unfit("", "not_json")),
        (b"\xff\xfe", Unfit("", "not_json")),
        (b"", Unfit("", "not_json")),
    ],
)
def test_of_an_answer_only_what_fits_is_taken(body: bytes, found: object) -> None:
    assert taken(body, {"hand": HAND}) == found


def test_what_may_be_missing_is_null_and_dates_are_dates() -> None:
    wanted = {"due": Answer("/due", "date"), "note": Answer("/note", "text", optional=True)}
    assert taken(b'{"due": "2026-12-01"}', wanted) == {"due": "2026-12-01", "note": None}
    assert taken(b'{"due": "soon"}', wanted) == Unfit("due", "unfit")
