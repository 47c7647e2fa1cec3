"""Connectors as people ask for them; every change and test is told to the audit trail."""

from uuid import UUID

from msgspec import UNSET, Struct
from msgspec.structs import asdict, replace

from gongdan.engines.flow.model import Request
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database, Reader, Writer
from gongdan.kernel.egress import EgressPolicy
from gongdan.kernel.ids import NewId
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.integration.contract import (
    CONNECTOR,
    ChangeConnector,
    Connector,
    ConnectorCall,
    CreateConnector,
    NoAuth,
    Tried,
    TryConnector,
)
from gongdan.rooms.integration.domain.connectors import connector_fault, secret_fits, token_urls
from gongdan.rooms.integration.domain.endpoints import check_listed
from gongdan.rooms.integration.domain.excerpts import excerpt
from gongdan.rooms.integration.domain.refusals import Refusal, malformed
from gongdan.rooms.integration.handlers.calling import Calling, Wish, secret_context
from gongdan.rooms.integration.handlers.keeping import Keeping, Told
from gongdan.rooms.integration.ports import SecretKeeper
from gongdan.rooms.integration.store import connectors, host_list

MOST = 100
"""Connectors of one tenant."""

_KEEPING = Keeping(
    kind=CONNECTOR,
    read=Action.CONNECTOR_READ,
    not_found=Refusal.CONNECTOR_NOT_FOUND,
    out_of_reach=Refusal.CONNECTOR_OUT_OF_REACH,
    changed_meanwhile=Refusal.CONNECTOR_CHANGED_MEANWHILE,
)


class ConnectorMeans(Struct, frozen=True, kw_only=True):
    """What the desk works with."""

    database: Database
    trail: AuditTrail
    keeper: SecretKeeper
    calling: Calling
    clock: Clock
    ids: NewId
    egress: EgressPolicy


class ConnectorDesk:
    """Reads and changes connectors on behalf of a principal; all answers are values."""

    def __init__(self, means: ConnectorMeans) -> None:
        self._means = means
        self._database = means.database

    async def page(self, principal: Principal) -> list[Connector]:
        """Return the connectors that the principal may see, by key."""
        async with self._database.reading(principal.tenant) as reader:
            found = await connectors.all_of(reader, principal.tenant)
        return _KEEPING.seen(principal, found)

    async def get(
        self, principal: Principal, connector: UUID, action: Action = Action.CONNECTOR_READ
    ) -> Connector | Refused:
        """Return one connector."""
        async with self._database.reading(principal.tenant) as reader:
            found = await connectors.load(reader, principal.tenant, connector)
        return _KEEPING.reached(principal, action, found)

    async def create(self, principal: Principal, command: CreateConnector) -> Connector | Refused:
        """Keep a new connector; its secret is wrapped before anything else happens to it."""
        tenant, means = principal.tenant, self._means
        made = Connector(
            id=means.ids(),
            key=command.key,
            name=command.name,
            base_url=command.base_url,
            auth=command.auth,
            has_secret=bool(command.secret),
            paths=command.paths,
            seconds=command.seconds,
            per_minute=command.per_minute,
            active=True,
            created_by=principal.user,
            created_at=means.clock(),
            version=1,
        )
        if (no := self._fault(made, command.secret)) is not None:
            return no
        if not _KEEPING.may(principal, Action.CONNECTOR_CHANGE, made):
            return _KEEPING.forbidden()
        async with self._database.writing(tenant) as writer:
            if (no := await _unlisted(writer, tenant, made)) is not None:
                return no
            if len(await connectors.all_of(writer, tenant)) >= MOST:
                return Refused(Refusal.CONNECTOR_TOO_MANY, facts={"limit": MOST})
            if not await connectors.add(writer, tenant, made):
                return malformed(Refusal.CONNECTOR_KEY_TAKEN, "/key", key=made.key)
            await self._keep_secret(writer, tenant, made.id, command.secret)
            await self._tell(writer, principal, "create", made)
        return made

    async def change(
        self, principal: Principal, connector: UUID, command: ChangeConnector, *, seen: int
    ) -> Connector | Refused:
        """Change a connector of which version `seen` was read.

        Whoever turns it to another address or another way of proof gives its secret anew, so
        that nobody sends a secret that he does not know to a place of his own.
        """
        tenant = principal.tenant
        async with self._database.writing(tenant) as writer:
            found = await connectors.load(writer, tenant, connector, lock=True)
            before = _KEEPING.reached(principal, Action.CONNECTOR_CHANGE, found)
            if not isinstance(before, Refused):
                before = _KEEPING.unchanged(before, seen)
            if isinstance(before, Refused):
                return before
            named = {name: value for name, value in asdict(command).items() if value is not UNSET}
            secret = str(named.pop("secret", ""))
            turned = (before.base_url, before.auth) != (
                named.get("base_url", before.base_url),
                named.get("auth", before.auth),
            )
            kept = before.has_secret and not turned
            after = replace(before, **named, has_secret=bool(secret) or kept)
            if (no := self._fault(after, secret)) is not None:
                return no
            if turned and (no := await _unlisted(writer, tenant, after)) is not None:
                return no
            await connectors.save(writer, tenant, after)
            await self._keep_secret(writer, tenant, connector, secret)
            fields = sorted([*named, *(["secret"] if secret else [])])
            await self._tell(writer, principal, "change", before, fields=fields)
        return replace(after, version=before.version + 1)

    async def remove(self, principal: Principal, connector: UUID) -> Refused | None:
        """Forget a connector; orders that wait for it get stuck, and say so."""
        async with self._database.writing(principal.tenant) as writer:
            found = await connectors.load(writer, principal.tenant, connector, lock=True)
            reached = _KEEPING.reached(principal, Action.CONNECTOR_CHANGE, found)
            if isinstance(reached, Refused):
                return reached
            await connectors.remove(writer, principal.tenant, connector)
            await self._tell(writer, principal, "delete", reached)
        return None

    async def try_out(
        self, principal: Principal, connector: UUID, command: TryConnector
    ) -> Tried | Refused:
        """Call as a node would, for nobody's order, and show the beginning of the answer."""
        found = await self.get(principal, connector, Action.CONNECTOR_CALL)
        if isinstance(found, Refused):
            return found
        wish = Wish(
            id=self._means.ids(),
            request=Request(command.method, command.path),
            inputs=command.inputs,
        )
        ended = await self._means.calling.call(principal.tenant, found, wish)
        async with self._database.writing(principal.tenant) as writer:
            status = ended.call.status or 0
            await self._tell(writer, principal, "call", found, status=status)
        return Tried(call=ended.call, answer=excerpt(ended.body[:2_000].decode(errors="replace")))

    async def calls(
        self, principal: Principal, connector: UUID, limit: int
    ) -> list[ConnectorCall] | Refused:
        """Return the last calls, newest first."""
        found = await self.get(principal, connector)
        if isinstance(found, Refused):
            return found
        async with self._database.reading(principal.tenant) as reader:
            return await connectors.calls_of(reader, principal.tenant, connector, limit)

    def _fault(self, wanted: Connector, secret: str) -> Refused | None:
        if secret and not secret_fits(secret):
            return malformed(Refusal.CONNECTOR_PROOF_UNUSABLE, "/secret")
        if not isinstance(wanted.auth, NoAuth) and not wanted.has_secret:
            return malformed(Refusal.CONNECTOR_PROOF_MISSING, "/secret")
        return connector_fault(wanted, self._means.egress)

    async def _keep_secret(
        self, writer: Writer, tenant: UUID, connector: UUID, secret: str
    ) -> None:
        if secret:
            context = secret_context(connector)
            key = await self._means.keeper.wrap(tenant, secret.encode(), context=context)
            kept = connectors.ConnectorSecret(connector, key)
            await connectors.set_secret(writer, tenant, kept)

    async def _tell(
        self,
        writer: Writer,
        principal: Principal,
        act: str,
        connector: Connector,
        **facts: str | int | list[str],
    ) -> None:
        told = Told(self._means.trail, writer)
        await _KEEPING.tell(told, principal, act, connector.id, key=connector.key, **facts)


async def _unlisted(reader: Reader, tenant: UUID, wanted: Connector) -> Refused | None:
    hosts = (await host_list.load(reader, tenant)).hosts
    if (no := check_listed(wanted.base_url, hosts, "/base_url")) is not None:
        return no
    faults = (check_listed(url, hosts, "/auth/token_url") for url in token_urls(wanted.auth))
    return next((no for no in faults if no is not None), None)
