"""Somebody acting from the command line: a robot with stated rights, or in a user's own name."""

from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.kernel.paging import START
from gongdan.kernel.predicate import Always
from gongdan.rooms.identity.contract import Action, Principal, robot
from gongdan.rooms.identity.domain.roles import rights_of
from gongdan.rooms.identity.domain.tokens import slug_hash
from gongdan.rooms.identity.store.credentials import tenant_behind
from gongdan.rooms.identity.store.roles import load_roles
from gongdan.rooms.identity.store.users import User, UserFilter, find_users

MOST_USERS = 10_000


def founder(tenant: UUID, name: str) -> Principal:
    """Return who may do everything in a tenant, under the name of a command (`cli`, `demo`)."""
    return robot(tenant, Actor(ActorKind.CLIENT, None, name), tuple(Action))


async def find_tenant(database: Database, slug: str) -> UUID | None:
    """Return the tenant that is typed at log-ins as this slug."""
    return await tenant_behind(database, slug_hash(slug))


async def users_by_login(database: Database, tenant: UUID) -> dict[str, User]:
    """Return the users of a tenant by their log-ins."""
    async with database.reading(tenant) as reader:
        users = await find_users(
            reader, tenant, UserFilter(), seen=Always(), after=START, limit=MOST_USERS
        )
    return {user.login: user for user in users}


async def in_the_name_of(database: Database, tenant: UUID, user: User) -> Principal:
    """Return a user with the rights that his roles give, without a session."""
    async with database.reading(tenant) as reader:
        roles = await load_roles(reader, tenant)
    rights = rights_of([roles[key] for key in user.roles if key in roles])
    return Principal(
        tenant=tenant,
        actor=Actor(ActorKind.PERSON, user.id),
        user=user.id,
        roles=rights.roles,
        grants=rights.grants,
        views=rights.views,
        unit_path=user.unit_path,
        locale=user.locale,
        zone=user.zone,
    )
