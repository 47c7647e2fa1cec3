"""Customers over HTTP. Each answer with one customer bears its version as `ETag`.

Personal values are asked for in a body, never in an address: addresses end up in logs and
browser histories.
"""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, get, patch, post
from litestar.di import Provide
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.kernel.paging import page_of, read_cursor
from gongdan.rooms.customers.contract import (
    ChangeCustomer,
    CreateCustomer,
    Customer,
    FindCustomer,
)
from gongdan.rooms.customers.handlers import CustomerRegister
from gongdan.rooms.customers.store import Wanted
from gongdan.rooms.identity.contract import Action, Principal

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class CustomerPage(Struct, frozen=True):
    """A page of customers, ordered by code; `next` is the cursor of the following, or null."""

    items: list[Customer]
    next: str | None


async def wanted_customers(
    *,
    q: FromQuery[str] = "",
    active: FromQuery[bool | None] = None,
    limit: FromQuery[int] = 50,
    cursor: FromQuery[str] = "",
) -> Wanted:
    """Read from the query which customers a page asks for; `q` is the start of code or name."""
    after = granted(read_cursor(cursor))
    return Wanted(prefix=q, active=active, after=after, limit=page_of(limit))


class CustomerController(Controller):
    """The tenant's customers."""

    path = "/customers"
    tags = ("customers",)

    @get(
        "/",
        opt=needs(Action.CUSTOMER_READ),
        summary="List customers",
        dependencies={"wanted": Provide(wanted_customers)},
    )
    async def page(
        self,
        principal: Given[Principal],
        customers: Given[CustomerRegister],
        wanted: Given[Wanted],
    ) -> CustomerPage:
        return CustomerPage(*await customers.page(principal, wanted))

    @post(
        "/find",
        opt=needs(Action.CUSTOMER_READ),
        status_code=200,
        summary="Find customers by a whole phone number or mail address",
    )
    async def find(
        self,
        principal: Given[Principal],
        customers: Given[CustomerRegister],
        data: JSONBody[FindCustomer],
    ) -> CustomerPage:
        return CustomerPage(await customers.find(principal, data), None)

    @post("/", opt=needs(Action.CUSTOMER_CHANGE), summary="Register a customer")
    async def create(
        self,
        principal: Given[Principal],
        customers: Given[CustomerRegister],
        data: JSONBody[CreateCustomer],
    ) -> Response[Customer]:
        return _answer(granted(await customers.create(principal, data)), status=201)

    @get("/{customer_id:uuid}", opt=needs(Action.CUSTOMER_READ), summary="Show a customer")
    async def show(
        self,
        principal: Given[Principal],
        customers: Given[CustomerRegister],
        customer_id: FromPath[UUID],
    ) -> Response[Customer]:
        return _answer(granted(await customers.get(principal, customer_id)))

    @patch("/{customer_id:uuid}", opt=needs(Action.CUSTOMER_CHANGE), summary="Change what is named")
    async def change(
        self,
        principal: Given[Principal],
        customers: Given[CustomerRegister],
        customer_id: FromPath[UUID],
        data: JSONBody[ChangeCustomer],
        if_match: IfMatch = None,
    ) -> Response[Customer]:
        seen = expected_version(if_match)
        return _answer(granted(await customers.change(principal, customer_id, data, seen=seen)))


def _answer(customer: Customer, status: int = 200) -> Response[Customer]:
    return Response(customer, status_code=status, headers={"ETag": etag(customer.version)})
