"""Users as lists and pages show them."""

from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.messages import Refused
from gongdan.kernel.paging import START, Cursor, cut
from gongdan.rooms.identity.contract import Action, Principal, decide_access
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.store.users import User, UserFilter, find_users


class Named(Struct, frozen=True):
    """A thing by its id, with today's name."""

    id: UUID
    name: str


class UserView(Struct, frozen=True, kw_only=True):
    """A user as others see him."""

    id: UUID
    login: str
    name: str
    unit: Named | None
    roles: list[str]
    locale: str
    zone: str
    disabled: bool
    must_change_password: bool
    version: int


class UserPage(Struct, frozen=True):
    """A page of users by login; `next` is the cursor of the following page, or null."""

    items: list[UserView]
    next: str | None


async def list_users(
    database: Database,
    principal: Principal,
    wanted: UserFilter,
    *,
    limit: int = 50,
    after: Cursor = START,
) -> UserPage:
    """Return a page of the users whom the principal may see."""
    seen = decide_access(principal, Action.USER_READ, "user")
    async with database.reading(principal.tenant) as reader:
        found = await find_users(
            reader, principal.tenant, wanted, seen=seen, after=after, limit=limit + 1
        )
    items, following = cut(found, limit, lambda user: Cursor(user.login.casefold(), user.id))
    return UserPage([user_view(user) for user in items], following)


async def get_user(database: Database, principal: Principal, user: UUID) -> UserView | Refused:
    """Return one user whom the principal may see."""
    page = await list_users(database, principal, UserFilter(id=user), limit=1)
    return page.items[0] if page.items else refuse(Refusal.USER_NOT_FOUND)


def user_view(user: User) -> UserView:
    """Show a user."""
    return UserView(
        id=user.id,
        login=user.login,
        name=user.name,
        unit=Named(user.unit_id, user.unit_name) if user.unit_id else None,
        roles=list(user.roles),
        locale=user.locale,
        zone=user.zone,
        disabled=user.disabled_at is not None,
        must_change_password=user.must_change_password,
        version=user.version,
    )
