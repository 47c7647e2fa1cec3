"""The tenant's host list as its administrators ask for it; no change cuts anybody off unsaid."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.database import Database, Reader
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.integration.contract import (
    HOST_LIST,
    HostList,
    HostsChecked,
    HostUse,
    SetHosts,
)
from gongdan.rooms.integration.domain.connectors import token_urls
from gongdan.rooms.integration.domain.host_list import MOST, host_of, lets_go, read_entry
from gongdan.rooms.integration.domain.refusals import Refusal, malformed
from gongdan.rooms.integration.store import connectors, cursors, host_list, webhooks


class _User(Struct, frozen=True):
    """Somebody who goes out, and the addresses to which he goes."""

    use: HostUse
    urls: tuple[str, ...]

    def goes(self, hosts: Sequence[str]) -> bool:
        return all(lets_go(hosts, url) for url in self.urls)


class HostListDesk:
    """Reads and sets the list of a tenant; `house` are the hosts that the installation lists."""

    def __init__(self, database: Database, trail: AuditTrail, house: tuple[str, ...]) -> None:
        self._database = database
        self._trail = trail
        self._house = house

    async def show(self, principal: Principal) -> HostList:
        """Return the list, and who goes out."""
        async with self._database.reading(principal.tenant) as reader:
            kept = await host_list.load(reader, principal.tenant)
            users = await _users(reader, principal.tenant, kept.hosts)
        return self._shown(kept, users)

    async def check(self, principal: Principal, command: SetHosts) -> HostsChecked | Refused:
        """Return what the list would be; nothing is kept of it."""
        hosts = _read(command.hosts)
        if isinstance(hosts, Refused):
            return hosts
        async with self._database.reading(principal.tenant) as reader:
            kept = await host_list.load(reader, principal.tenant)
            users = await _users(reader, principal.tenant, kept.hosts)
        cut = tuple(each.use for each in users if each.use.listed and not each.goes(hosts))
        return HostsChecked(hosts=hosts, cut_off=cut)

    async def put(
        self, principal: Principal, command: SetHosts, *, seen: int
    ) -> HostList | Refused:
        """Set the list of which version `seen` was read; who may go again goes on at once."""
        tenant, hosts = principal.tenant, _read(command.hosts)
        if isinstance(hosts, Refused):
            return hosts
        async with self._database.writing(tenant) as writer:
            before = await host_list.load(writer, tenant)
            users = await _users(writer, tenant, before.hosts)
            unsaid = [
                each.use
                for each in users
                if each.use.listed and not each.goes(hosts) and each.use.id not in command.knowing
            ]
            if unsaid:
                return _cuts_off(unsaid)
            if not await host_list.save(writer, tenant, hosts, seen=seen):
                stale = Refusal.HOST_LIST_CHANGED_MEANWHILE
                return Refused(stale, RefusalKind.STALE, {"version": before.version})
            for each in users:
                if each.use.kind == "webhook" and not each.use.listed and each.goes(hosts):
                    await cursors.wake(writer, tenant, each.use.id)
            await self._trail.record(_deed(principal, before.hosts, hosts), writer)
            after = await _users(writer, tenant, hosts)
        return self._shown(host_list.Kept(hosts, seen + 1), after)

    def _shown(self, kept: host_list.Kept, users: Sequence[_User]) -> HostList:
        uses = tuple(each.use for each in users)
        return HostList(hosts=kept.hosts, house=self._house, uses=uses, version=kept.version)


def _read(texts: Sequence[str]) -> tuple[str, ...] | Refused:
    """Return entries in their one spelling, each once, in the order given."""
    if len(texts) > MOST:
        return malformed(Refusal.HOST_LIST_TOO_LONG, "/hosts", limit=MOST)
    found: dict[str, None] = {}
    for at, text in enumerate(texts):
        entry = read_entry(text)
        if entry is None:
            return malformed(Refusal.HOST_ENTRY_UNUSABLE, f"/hosts/{at}", entry=text[:100])
        found[str(entry)] = None
    return tuple(found)


async def _users(reader: Reader, tenant: UUID, hosts: Sequence[str]) -> list[_User]:
    """Return who goes out, webhooks first, and whether `hosts` lets them."""
    found = [
        _user(hosts, (each.url,), kind="webhook", id=each.id, name="", active=each.active)
        for each in await webhooks.all_of(reader, tenant)
    ]
    for each in await connectors.all_of(reader, tenant):
        urls = (each.base_url, *token_urls(each.auth))
        found.append(
            _user(hosts, urls, kind="connector", id=each.id, name=each.name, active=each.active)
        )
    return found


def _user(
    hosts: Sequence[str],
    urls: tuple[str, ...],
    *,
    kind: Literal["webhook", "connector"],
    id: UUID,  # noqa: A002 - the field's own name
    name: str,
    active: bool,
) -> _User:
    goes = all(lets_go(hosts, url) for url in urls)
    called = ", ".join(dict.fromkeys(host_of(url) for url in urls))
    use = HostUse(kind=kind, id=id, name=name, host=called, active=active, listed=goes)
    return _User(use, urls)


def _cuts_off(unsaid: Sequence[HostUse]) -> Refused:
    names = [each.name or each.host for each in unsaid]
    return Refused(Refusal.HOST_LIST_CUTS_OFF, RefusalKind.CONFLICT, {"names": names})


def _deed(principal: Principal, before: Sequence[str], after: Sequence[str]) -> Deed:
    """Return what the trail is told: hosts are nobody's personal data."""
    return Deed(
        tenant=principal.tenant,
        actor=principal.actor,
        act=f"{HOST_LIST}.change",
        object=Ref("tenant", principal.tenant),
        facts={"changed": ["hosts"], "hosts": [", ".join(before), ", ".join(after)]},
    )
