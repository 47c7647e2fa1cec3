"""`gongdan tenant create`, `user create`, `key issue`: the first people of an installation."""

import sys
from datetime import timedelta
from uuid import UUID

import click

from gongdan.bootstrap.house import House
from gongdan.entrypoints.cli.running import in_house
from gongdan.entrypoints.cli.told import Fault, refuse
from gongdan.entrypoints.stand_in import find_tenant, founder, in_the_name_of, users_by_login
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.handlers.api_keys import IssueKey, issue_key
from gongdan.rooms.identity.handlers.tenants import CreateTenant, create_tenant
from gongdan.rooms.identity.handlers.users import CreateUser, create_user
from gongdan.rooms.lowcode.handlers import By

_NAME = "cli"
_LANGUAGE = click.Choice(["zh", "en"])


@click.group()
def tenant() -> None:
    """Tenants: organisations that see nothing of each other."""


@click.group()
def user() -> None:
    """Users of a tenant."""


@click.group()
def key() -> None:
    """API keys: for programs that act in a user's name."""


@tenant.command("create")
@click.argument("slug")
@click.option("--name", required=True, help="What people read.")
@click.option("--language", type=_LANGUAGE, default="zh", show_default=True)
@click.option("--zone", default="Asia/Shanghai", show_default=True, help="Time zone of new users.")
def create_one_tenant(*, slug: str, name: str, language: str, zone: str) -> None:
    """Make a tenant; SLUG is typed at each log-in and never changes."""

    async def made(house: House) -> UUID:
        actor = founder(UUID(int=0), _NAME).actor
        answer = await create_tenant(
            house.identity, CreateTenant(slug, name, language, zone), actor
        )
        if isinstance(answer, Refused):
            refuse(answer, doing="The tenant was not made")
        await house.definitions.publish_shipped(By(tenant=answer.id, actor=actor))
        return answer.id

    identity = in_house(made)
    click.echo(f"{slug}: {identity}. Next: gongdan user create LOGIN --tenant {slug} --role admin")


@user.command("create")
@click.argument("login")
@click.option("--tenant", "slug", required=True, help="Whose user it is.")
@click.option("--name", help="What others read (else the log-in).")
@click.option("--role", "roles", multiple=True, required=True, help="May be given several times.")
@click.option("--language", type=_LANGUAGE, help="Else the tenant's.")
def create_one_user(
    *, login: str, slug: str, name: str | None, roles: tuple[str, ...], language: str | None
) -> None:
    """Make a user; the password is asked for, or read as one line from standard input."""
    command = CreateUser(login, name or login, _password(), roles=roles, locale=language or "")

    async def made(house: House) -> UUID:
        by = founder(await _tenant(house, slug), _NAME)
        answer = await create_user(house.identity, by, command)
        if isinstance(answer, Refused):
            refuse(answer, doing="The user was not made")
        return answer.id

    click.echo(f"{login}: {in_house(made)}")


@key.command("issue")
@click.argument("login")
@click.option("--tenant", "slug", required=True, help="Whose user it is.")
@click.option("--name", required=True, help="What the key is for.")
@click.option("--scope", "scopes", multiple=True, required=True, help="An action: order.read ...")
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True)
def issue_one_key(*, login: str, slug: str, name: str, scopes: tuple[str, ...], days: int) -> None:
    """Issue a key that acts as LOGIN, on these actions only. It is shown once."""

    async def issued(house: House) -> str:
        tenant_id = await _tenant(house, slug)
        owner = (await users_by_login(house.storage.app, tenant_id)).get(login)
        if owner is None:
            raise Fault(f"The tenant {slug} has no user {login}.")
        by = await in_the_name_of(house.storage.app, tenant_id, owner)
        until = house.clock() + timedelta(days=days)
        answer = await issue_key(house.identity, by, IssueKey(name, scopes, until))
        if isinstance(answer, Refused):
            refuse(answer, doing="The key was not issued")
        return answer.token

    click.echo(in_house(issued))


async def _tenant(house: House, slug: str) -> UUID:
    found = await find_tenant(house.storage.app, slug)
    if found is None:
        raise Fault(f"There is no tenant {slug}. Make it: gongdan tenant create {slug} --name ...")
    return found


def _password() -> str:
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")
