"""Several new people at once, each with a password for one log-in: all of them, or nobody."""

from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.messages import Command, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.domain.passwords import (
    ONE_TIME_BYTES,
    normal_password,
    one_time_password,
)
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.users import CreateUser, checked_user, keep_user
from gongdan.rooms.identity.ports import Busy
from gongdan.rooms.identity.store.users import NewUser, taken_logins

MOST: Final = 50


class Newcomer(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody new; language and time zone are the tenant's."""

    login: str
    name: str
    roles: tuple[str, ...] = ()
    unit: UUID | None = None


class AddPeople(Command, frozen=True):
    """These people from now on."""

    people: tuple[Newcomer, ...]


class Welcome(Struct, frozen=True):
    """A new user and his one-time password, told here and never again."""

    id: UUID
    login: str
    name: str
    password: str


async def add_people(
    means: Means, principal: Principal, command: AddPeople
) -> tuple[Welcome, ...] | Refused:
    """Keep all of these people, or nobody: the refusal names the one who can't be kept."""
    if not 1 <= len(command.people) <= MOST:
        return refuse(Refusal.PEOPLE_TOO_MANY, field="/people", most=MOST)
    checked = await _checked(means, principal, command.people)
    if isinstance(checked, Refused):
        return checked
    welcomes: list[Welcome] = []
    users: list[NewUser] = []
    for user in checked:
        password = one_time_password(means.entropy(ONE_TIME_BYTES))
        hashed = await means.passwords.hash(normal_password(password))
        if isinstance(hashed, Busy):
            return refuse(Refusal.SIGN_IN_BUSY, retry_after=hashed.retry_after)
        users.append(replace(user, password_hash=hashed))
        welcomes.append(Welcome(user.id, user.login, user.name, password))
    async with means.database.writing(principal.tenant) as writer:
        taken = await taken_logins(writer, principal.tenant, [user.login_key for user in users])
        if (fault := _taken(users, taken)) is not None:
            return fault
        for user, wanted in zip(users, command.people, strict=True):
            await keep_user(writer, means, principal, user=user, roles=wanted.roles)
    return tuple(welcomes)


async def _checked(
    means: Means, principal: Principal, people: tuple[Newcomer, ...]
) -> list[NewUser] | Refused:
    found: list[NewUser] = []
    async with means.database.reading(principal.tenant) as reader:
        for place, one in enumerate(people):
            command = CreateUser(one.login, one.name, "", one.unit, one.roles, one_time=True)
            user = await checked_user(reader, means, principal, command)
            if isinstance(user, Refused):
                return _at(place, user)
            found.append(user)
    return found


def _taken(users: list[NewUser], taken: frozenset[str]) -> Refused | None:
    """Return the refusal of the first log-in that somebody has, perhaps one of these people."""
    seen = set(taken)
    for place, user in enumerate(users):
        if user.login_key in seen:
            return _at(place, refuse(Refusal.LOGIN_TAKEN, field="/login"))
        seen.add(user.login_key)
    return None


def _at(place: int, refused: Refused) -> Refused:
    return replace(refused, field=f"/people/{place}{refused.field}")
