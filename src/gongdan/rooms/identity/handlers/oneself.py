"""What everybody may say of himself: name, language, time zone. Rights are said by others."""

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Command, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.domain.changes import changed_facts
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.users import check_place, clean_name
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.store.credentials import tell_revoked
from gongdan.rooms.identity.store.users import User, change_user, load_user


class ChangeOneself(Command, frozen=True):
    """New data of oneself, as far as given."""

    name: str | UnsetType = UNSET
    locale: str | UnsetType = UNSET
    zone: str | UnsetType = UNSET


async def change_oneself(
    means: Means, principal: Principal, command: ChangeOneself
) -> User | Refused:
    """Change one's own name, language and time zone; a key or a robot has none."""
    if principal.user is None or principal.session is None:
        return refuse(Refusal.NOT_ALLOWED, action="user.change")
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        before = await load_user(writer, tenant, principal.user)
        if before is None:
            return refuse(Refusal.USER_NOT_FOUND)
        after = _changed(before, command)
        if isinstance(after, Refused):
            return after
        if not await change_user(writer, tenant, after):
            return refuse(Refusal.CHANGED_MEANWHILE)
        await tell_revoked(writer, tenant, after.id)
        facts = changed_facts(_said(before), _said(after))
        await means.told(writer, principal, "user.change", Ref("user", after.id), facts=facts)
    return replace(after, version=after.version + 1)


def _changed(before: User, command: ChangeOneself) -> User | Refused:
    name = before.name if command.name is UNSET else clean_name(command.name)
    if isinstance(name, Refused):
        return name
    locale = before.locale if command.locale is UNSET else command.locale
    zone = before.zone if command.zone is UNSET else command.zone
    return check_place(locale, zone) or replace(before, name=name, locale=locale, zone=zone)


def _said(user: User) -> dict[str, object]:
    return {"name": user.name, "locale": user.locale, "zone": user.zone}
