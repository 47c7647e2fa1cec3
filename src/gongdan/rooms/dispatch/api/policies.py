"""`/dispatch`: the inbox, how orders find their person, categories, and one's own records."""

from uuid import UUID

from litestar import Controller, get, put
from litestar.params import FromPath, JSONBody
from msgspec import Struct
from msgspec.structs import asdict

from gongdan.kernel.http import SIGNED_IN, Given, granted, needs
from gongdan.rooms.dispatch.contract import Category, Policy, SetPolicy
from gongdan.rooms.dispatch.handlers.desk import DispatchDesk
from gongdan.rooms.dispatch.handlers.policies import ChangeCategory, TypeLine
from gongdan.rooms.dispatch.store.decisions import PilotScore
from gongdan.rooms.dispatch.views import InboxLine, RecordShown
from gongdan.rooms.identity.contract import Action, Principal


class Inbox(Struct, frozen=True):
    """What waits for hands, the most urgent first."""

    items: list[InboxLine]


class PolicyShown(Struct, frozen=True):
    """How orders of a type and category ("": all) find their person."""

    type_key: str
    category: str
    version: int
    mode: str
    threshold: float
    unit: UUID | None
    share: int


class CategoryShown(Struct, frozen=True):
    """What an order may be about."""

    key: str
    name: dict[str, str]
    phrases: list[str]
    skills: dict[str, int]
    minutes: int


class Policies(Struct, frozen=True):
    """What was set, what it can be set for, and how the pilots do."""

    policies: list[PolicyShown]
    types: list[TypeLine]
    categories: list[CategoryShown]
    pilots: list[PilotScore]


class Records(Struct, frozen=True):
    """What dispatch counts of somebody."""

    items: list[RecordShown]


class DispatchController(Controller):
    """Dispatch as a whole."""

    path = "/dispatch"
    tags = ("dispatch",)

    @get("/inbox", opt=needs(Action.DISPATCH_READ), summary="List what waits for hands")
    async def inbox(
        self, principal: Given[Principal], dispatching: Given[DispatchDesk], spoken_in: Given[str]
    ) -> Inbox:
        return Inbox(await dispatching.showing.inbox(principal, spoken_in))

    @get("/policies", opt=needs(Action.DISPATCH_READ), summary="Show how orders find their person")
    async def policies(
        self, principal: Given[Principal], dispatching: Given[DispatchDesk]
    ) -> Policies:
        return await _policies(dispatching, principal.tenant)

    @put("/policies", opt=needs(Action.DISPATCH_CHANGE), summary="Say how orders find their person")
    async def set_policy(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        data: JSONBody[SetPolicy],
    ) -> Policies:
        granted(await dispatching.policies.set_policy(principal, data))
        return await _policies(dispatching, principal.tenant)

    @put(
        "/categories/{category:str}",
        opt=needs(Action.DISPATCH_CHANGE),
        summary="Say what a category means here",
    )
    async def change_category(
        self,
        principal: Given[Principal],
        dispatching: Given[DispatchDesk],
        category: FromPath[str],
        data: JSONBody[ChangeCategory],
    ) -> CategoryShown:
        kept = granted(await dispatching.policies.change_category(principal, category, data))
        return _category(kept)

    @get("/about-me", opt=SIGNED_IN, summary="Show what dispatch counts of oneself")
    async def about_me(
        self, principal: Given[Principal], dispatching: Given[DispatchDesk], spoken_in: Given[str]
    ) -> Records:
        if principal.user is None:
            return Records([])
        return Records(
            await dispatching.showing.records(principal.tenant, principal.user, spoken_in)
        )


async def _policies(desk: DispatchDesk, tenant: UUID) -> Policies:
    return Policies(
        [policy_shown(each) for each in await desk.policies.policies(tenant)],
        await desk.policies.types(tenant),
        [_category(each) for each in await desk.policies.categories(tenant)],
        list(await desk.policies.pilots(tenant)),
    )


def policy_shown(policy: Policy) -> PolicyShown:
    """Return a policy as it is told."""
    return PolicyShown(**{**asdict(policy), "mode": str(policy.mode)})


def _category(each: Category) -> CategoryShown:
    return CategoryShown(each.key, each.name, list(each.phrases), each.skills, each.minutes)
