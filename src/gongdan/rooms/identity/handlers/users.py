"""Creating users, and changing what is known of them."""

from uuid import UUID

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Command, Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.domain.access import beyond_own_rights, forbidden, forbidden_on
from gongdan.rooms.identity.domain.changes import Facts, changed_facts
from gongdan.rooms.identity.domain.passwords import check_new_password, normal_password
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.roles import rights_of, unknown_roles
from gongdan.rooms.identity.domain.users import check_place, clean_login, clean_name
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.targets import load_target
from gongdan.rooms.identity.ports import Busy
from gongdan.rooms.identity.store.credentials import tell_revoked
from gongdan.rooms.identity.store.roles import load_roles, set_user_roles
from gongdan.rooms.identity.store.tenants import load_tenant
from gongdan.rooms.identity.store.units import load_unit
from gongdan.rooms.identity.store.users import NewUser, User, add_user, change_user


class CreateUser(Command, frozen=True):
    """A new user; language and time zone are the tenant's where they are "".

    `one_time` says that somebody else chose the password: it has to be changed at first.
    """

    login: str
    name: str
    password: str
    unit: UUID | None = None
    roles: tuple[str, ...] = ()
    locale: str = ""
    zone: str = ""
    one_time: bool = False


class ChangeUser(Command, frozen=True):
    """New data of a user, as far as given; `seen` is the version that the caller saw."""

    user: UUID
    seen: int
    name: str | UnsetType = UNSET
    unit: UUID | UnsetType | None = UNSET
    locale: str | UnsetType = UNSET
    zone: str | UnsetType = UNSET


class UserCreated(Struct, frozen=True):
    """The new user."""

    id: UUID


async def create_user(
    means: Means, principal: Principal, command: CreateUser
) -> UserCreated | Refused:
    """Keep a new user with his roles."""
    async with means.database.reading(principal.tenant) as reader:
        user = await checked_user(reader, means, principal, command)
    if isinstance(user, Refused):
        return user
    if (weak := check_new_password(command.password, user.login)) is not None:
        return weak
    hashed = await means.passwords.hash(normal_password(command.password))
    if isinstance(hashed, Busy):
        return refuse(Refusal.SIGN_IN_BUSY, retry_after=hashed.retry_after)
    user = replace(user, password_hash=hashed)
    async with means.database.writing(principal.tenant) as writer:
        if not await keep_user(writer, means, principal, user=user, roles=command.roles):
            return refuse(Refusal.LOGIN_TAKEN, field="/login")
    return UserCreated(user.id)


async def keep_user(
    writer: Writer, means: Means, principal: Principal, *, user: NewUser, roles: tuple[str, ...]
) -> bool:
    """Write a checked user with his roles, and tell the trail; False where the login is taken."""
    if not await add_user(writer, principal.tenant, user):
        return False
    await set_user_roles(writer, principal.tenant, user.id, roles)
    facts: Facts = {"roles": list(roles)}
    await means.told(writer, principal, "user.create", Ref("user", user.id), facts=facts)
    return True


async def change_user_data(
    means: Means, principal: Principal, command: ChangeUser
) -> User | Refused:
    """Change what is given: name, unit, language, time zone."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        before = await load_target(writer, principal, command.user, Action.USER_CHANGE)
        if isinstance(before, Refused):
            return before
        after = await _changed(writer, principal, before, command)
        if isinstance(after, Refused):
            return after
        if not await change_user(writer, tenant, replace(after, version=command.seen)):
            return refuse(Refusal.CHANGED_MEANWHILE)
        await tell_revoked(writer, tenant, after.id)
        facts = changed_facts(_open(before), _open(after))
        await means.told(writer, principal, "user.change", Ref("user", after.id), facts=facts)
    return replace(after, version=command.seen + 1)


async def checked_user(
    reader: Reader, means: Means, principal: Principal, command: CreateUser
) -> NewUser | Refused:
    """Return the user as he will be kept (the hash of his password still missing)."""
    login, name = clean_login(command.login), clean_name(command.name)
    if isinstance(login, Refused):
        return login
    if isinstance(name, Refused):
        return name
    tenant = await load_tenant(reader, principal.tenant)
    locale, zone = command.locale or tenant.locale, command.zone or tenant.zone
    faults = (
        check_place(locale, zone)
        or await _unit_out_of_reach(reader, principal, Action.USER_CREATE, command.unit)
        or await _roles_out_of_reach(reader, principal, command.roles)
    )
    return faults or NewUser(
        id=means.ids(),
        login=login.text,
        login_key=login.key,
        name=name,
        unit_id=command.unit,
        locale=locale,
        zone=zone,
        password_hash="",
        must_change_password=command.one_time,
        now=means.clock(),
    )


async def _changed(
    reader: Reader, principal: Principal, before: User, command: ChangeUser
) -> User | Refused:
    name = before.name if command.name is UNSET else clean_name(command.name)
    if isinstance(name, Refused):
        return name
    locale = before.locale if command.locale is UNSET else command.locale
    zone = before.zone if command.zone is UNSET else command.zone
    unit = before.unit_id if command.unit is UNSET else command.unit
    fault = check_place(locale, zone)
    if fault is None and unit != before.unit_id:
        fault = await _unit_out_of_reach(reader, principal, Action.USER_CHANGE, unit)
    return fault or replace(before, name=name, locale=locale, zone=zone, unit_id=unit)


async def _unit_out_of_reach(
    reader: Reader, principal: Principal, action: Action, unit: UUID | None
) -> Refused | None:
    """Return why nobody can be put into this unit by the principal, or None."""
    path = None
    if unit is not None:
        found = await load_unit(reader, principal.tenant, unit)
        if found is None:
            return refuse(Refusal.UNIT_NOT_FOUND, field="/unit")
        if found.archived_at is not None:
            return refuse(Refusal.UNIT_ARCHIVED, field="/unit", unit=found.name)
        path = found.path
    return forbidden_on(principal, action, "user", {"unit_path": path})


async def _roles_out_of_reach(
    reader: Reader, principal: Principal, keys: tuple[str, ...]
) -> Refused | None:
    """Return why these roles can't be given to a new user by the principal, or None."""
    if not keys:
        return None
    roles = await load_roles(reader, principal.tenant)
    missing = forbidden(principal, Action.USER_GRANT) or unknown_roles(keys, roles)
    return missing or beyond_own_rights(principal, rights_of([roles[k] for k in keys]).grants)


def _open(user: User) -> dict[str, object]:
    return {field: getattr(user, field) for field in ("name", "unit_id", "locale", "zone")}
