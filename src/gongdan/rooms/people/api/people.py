"""People over HTTP. Each answer with one person bears its version as `ETag`."""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, get, patch, post
from litestar.di import Provide
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.kernel.paging import page_of, read_cursor
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.people.contract import ChangePerson, CreatePerson, Person
from gongdan.rooms.people.handlers.register import PeopleRegister
from gongdan.rooms.people.store.people import Wanted

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class PersonPage(Struct, frozen=True):
    """A page of people, ordered by name; `next` is the cursor of the following page, or null."""

    items: list[Person]
    next: str | None


async def wanted_people(
    *,
    q: FromQuery[str] = "",
    active: FromQuery[bool | None] = None,
    skill: FromQuery[str] = "",
    unit: FromQuery[UUID | None] = None,
    limit: FromQuery[int] = 50,
    cursor: FromQuery[str] = "",
) -> Wanted:
    """Read from the query which people a page asks for; `q` is the start of the name."""
    return Wanted(
        prefix=q,
        active=active,
        skill=skill,
        unit=unit,
        after=granted(read_cursor(cursor)),
        limit=page_of(limit),
    )


class PeopleController(Controller):
    """The tenant's people."""

    path = "/people"
    tags = ("people",)

    @get(
        "/",
        opt=needs(Action.PERSON_READ),
        summary="List people",
        dependencies={"wanted": Provide(wanted_people)},
    )
    async def page(
        self,
        principal: Given[Principal],
        people: Given[PeopleRegister],
        wanted: Given[Wanted],
    ) -> PersonPage:
        return PersonPage(*await people.page(principal, wanted))

    @post("/", opt=needs(Action.PERSON_CHANGE), summary="Register a person")
    async def create(
        self,
        principal: Given[Principal],
        people: Given[PeopleRegister],
        data: JSONBody[CreatePerson],
    ) -> Response[Person]:
        return _answer(granted(await people.create(principal, data)), status=201)

    @get("/{person_id:uuid}", opt=needs(Action.PERSON_READ), summary="Show a person")
    async def show(
        self,
        principal: Given[Principal],
        people: Given[PeopleRegister],
        person_id: FromPath[UUID],
    ) -> Response[Person]:
        return _answer(granted(await people.get(principal, person_id)))

    @patch("/{person_id:uuid}", opt=needs(Action.PERSON_CHANGE), summary="Change what is named")
    async def change(
        self,
        principal: Given[Principal],
        people: Given[PeopleRegister],
        person_id: FromPath[UUID],
        data: JSONBody[ChangePerson],
        if_match: IfMatch = None,
    ) -> Response[Person]:
        seen = expected_version(if_match)
        return _answer(granted(await people.change(principal, person_id, data, seen=seen)))


def _answer(person: Person, status: int = 200) -> Response[Person]:
    return Response(person, status_code=status, headers={"ETag": etag(person.version)})
