"""Whom an administrative act is about: found, within reach, and not stronger than who acts."""

from uuid import UUID

from gongdan.kernel.database import Reader
from gongdan.kernel.messages import Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Action, Principal, decide_access
from gongdan.rooms.identity.domain.access import beyond_own_rights, forbidden_on
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.roles import rights_of
from gongdan.rooms.identity.store.roles import load_roles
from gongdan.rooms.identity.store.users import User, load_user


def access_row(user: User) -> dict[str, object]:
    """Return what policies may know of a user."""
    return {"id": user.id, "unit_path": user.unit_path or None}


async def load_target(
    reader: Reader, principal: Principal, user: UUID, action: Action
) -> User | Refused:
    """Return the user about whom the principal may do the action.

    Refuses what he may not even see as not found, and whoever could make rights that the
    principal can't.
    """
    found = await load_user(reader, principal.tenant, user)
    row = access_row(found) if found else {}
    if found is None or not holds(decide_access(principal, Action.USER_READ, "user"), row):
        return refuse(Refusal.USER_NOT_FOUND)
    if (no := forbidden_on(principal, action, "user", row)) is not None:
        return no
    roles = await load_roles(reader, principal.tenant)
    rights = rights_of([roles[key] for key in found.roles if key in roles])
    return beyond_own_rights(principal, rights.grants) or found


async def load_other(
    reader: Reader, principal: Principal, user: UUID, action: Action
) -> User | Refused:
    """Return the target of an act that nobody may do to himself: the last right stays."""
    if principal.user == user:
        return refuse(Refusal.OWN_RIGHTS_ARE_FIXED)
    return await load_target(reader, principal, user, action)
