"""The portal plugged: orders as strangers may touch them, tenants, credentials, mail."""

import hashlib
import os
import time
from collections.abc import Sequence
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.adapters.console_messenger import ConsoleMessenger
from gongdan.adapters.smtp_mail import SmtpMessenger, SmtpServer
from gongdan.bootstrap.orders import OrderDesk
from gongdan.bootstrap.portal_consents import HouseConsents
from gongdan.bootstrap.privacy import PrivacyDesk
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.database import Database, Writer
from gongdan.kernel.eventstore.port import EventStore, Idempotency
from gongdan.kernel.ids import new_id
from gongdan.kernel.log.published import newest_checkpoint
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.kernel.pace import Pace
from gongdan.kernel.retry import OnFault
from gongdan.kernel.tokens import digest
from gongdan.rooms.assets.handlers import AssetRegister
from gongdan.rooms.assets.store import Wanted
from gongdan.rooms.files.contract import Attachments, FileKind
from gongdan.rooms.identity.contract import Action, Principal, robot
from gongdan.rooms.identity.store.credentials import (
    add_credential,
    drop_credentials,
    tell_revoked,
    tenant_behind,
)
from gongdan.rooms.identity.store.tenants import load_tenant
from gongdan.rooms.portal.domain.refusals import PortalCode, refuse
from gongdan.rooms.portal.handlers.guests import LinkGuests
from gongdan.rooms.portal.handlers.means import Errands, Means
from gongdan.rooms.portal.ports import (
    AskedForm,
    AssetAtDoor,
    Messenger,
    OrderAtDoor,
    Proven,
    Reported,
    SignedText,
    TenantAtDoor,
)
from gongdan.rooms.workorders.contract import AddEvidence, OrderSigned, ReportOrder
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.domain.row import attributes_of
from gongdan.rooms.workorders.domain.signatures import Statement
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.store import ORDERS, order_of_number
from gongdan.rooms.workorders.views.asked import opening_form
from gongdan.rooms.workorders.views.head import Head
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.settings import MailSettings, Settings

_MACHINE = Actor(ActorKind.RULE, name="portal")


class Portal(Struct, frozen=True):
    """The portal's means, and who knows whom links stand for."""

    means: Means
    guests: LinkGuests


class HouseTenants:
    """`portal.ports.TenantDoor` over identity."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def behind(self, slug: str) -> TenantAtDoor | None:
        """Return the tenant of a slug."""
        found = await tenant_behind(self._database, digest(f"tenant:{slug}"))
        return None if found is None else await self.of(found)

    async def of(self, tenant: UUID) -> TenantAtDoor:
        """Return a tenant that is known to exist."""
        async with self._database.reading(tenant) as reader:
            found = await load_tenant(reader, tenant)
        return TenantAtDoor(found.id, found.slug, found.name, found.locale)


class HouseCredentials:
    """`portal.ports.Credentials` over identity's one door."""

    async def add(self, writer: Writer, tenant: UUID, token_hash: bytes) -> None:
        """Let a hash stand for the tenant."""
        await add_credential(writer, tenant, token_hash)

    async def drop(self, writer: Writer, tenant: UUID, hashes: Sequence[bytes]) -> None:
        """Let hashes stand for nothing."""
        if hashes:
            await drop_credentials(writer, tenant, hashes)

    async def tell_revoked(self, writer: Writer, tenant: UUID, link: UUID) -> None:
        """Tell every process to forget a link."""
        await tell_revoked(writer, tenant, link)


class PortalOrders:
    """`portal.ports.OrderDoor` over the work orders."""

    takes_photos = True

    def __init__(
        self, database: Database, desk: OrderDesk, assets: AssetRegister, files: Attachments
    ) -> None:
        self._database = database
        self._desk = desk
        self._assets = assets
        self._files = files

    async def find(self, principal: Principal, order: UUID) -> OrderAtDoor | Refused:
        """Return an order that the principal may read."""
        head = await self._desk.views.head(principal, order)
        return head if isinstance(head, Refused) else _at_door(head)

    async def by_number(self, tenant: UUID, number: str) -> OrderAtDoor | None:
        """Return the order of a number."""
        found = await order_of_number(self._database, tenant, number)
        return None if found is None else await self.by_id(tenant, found)

    async def by_id(self, tenant: UUID, order: UUID) -> OrderAtDoor:
        """Return an order that is known to exist."""
        return _at_door(await _known(self._desk.views, tenant, order))

    async def mail_of(self, tenant: UUID, order: UUID) -> str:
        """Return the e-mail address of the order's contact."""
        shown = await self._desk.views.show(_machine(tenant), order)
        contact = None if isinstance(shown, Refused) else shown.contact
        return contact.email if contact else ""

    async def asset_of(self, tenant: UUID, code: str) -> UUID | None:
        """Return the asset of exactly this code."""
        reader = robot(tenant, _MACHINE, (Action.ASSET_READ,))
        found, _ = await self._assets.page(reader, Wanted(prefix=code, active=True, limit=20))
        return next((each.id for each in found if each.code.casefold() == code.casefold()), None)

    async def assets(self, principal: Principal, ids: Sequence[UUID]) -> list[AssetAtDoor]:
        """Return those of the assets that are in use and that the principal may read."""
        found = [await self._assets.get(principal, each) for each in ids]
        there = [each for each in found if not isinstance(each, Refused) and each.active]
        return [AssetAtDoor(each.id, each.code, each.name) for each in there]

    async def asked(self, principal: Principal, order_type: str) -> AskedForm | None:
        """Return what a report asks of the principal."""
        definition = await self._desk.definitions.newest(principal.tenant, order_type)
        form = definition and opening_form(principal, definition)
        return AskedForm(form.schema, form.ui) if form else None

    async def report(
        self, principal: Principal, command: ReportOrder, key: str, body: bytes
    ) -> Reported | Refused:
        """Report an order once for each key."""
        who = f"{principal.actor.kind}:{principal.actor.id}"
        sent = hashlib.sha256(body).digest()
        once = Idempotency(who, "POST /portal/orders", key, sent, 201)
        done = await self._desk.handlers.report(
            principal, command, Sent(idempotency=once, status=201)
        )
        if isinstance(done, Refused):
            return done
        return Reported(done.order, done.state.number, done.replayed)

    async def pictures_fault(self, principal: Principal, files: Sequence[UUID]) -> Refused | None:
        """Return a refusal where one of them is no picture that the visitor uploaded."""
        for each in files:
            found = await self._files.sent_by(principal.tenant, principal.actor, each)
            if isinstance(found, Refused) or found.kind is not FileKind.IMAGE:
                return refuse(PortalCode.PICTURE_UNKNOWN, field="/files")
        return None

    async def add_pictures(
        self, principal: Principal, order: UUID, files: Sequence[UUID]
    ) -> Refused | None:
        """Put pictures to an order: they go when whom it is about is erased."""
        for each in files:
            piece = AddEvidence(file=each, personal=True)
            done = await self._desk.evidence.add(principal, order, piece, Sent())
            if isinstance(done, Refused) and done.code != OrderCode.EVIDENCE_HELD:
                return done
        return None

    async def signed(self, tenant: UUID, order: UUID, index: int) -> SignedText | None:
        """Return one signature, with the server's time of it."""
        state = (await _known(self._desk.views, tenant, order)).versioned.state
        if not 0 <= index < len(state.signatures):
            return None
        signature = state.signatures[index]
        for stored in await self._desk.store.history(tenant, order):
            event = ORDERS.codec.decode(tenant, stored).event
            if isinstance(event, OrderSigned) and event.digest == signature.digest:
                return SignedText(
                    seq=stored.seq,
                    number=state.number,
                    text=msgspec.json.decode(signature.statement, type=Statement).text,
                    language=signature.language,
                    digest=signature.digest,
                    signed_at=stored.recorded_at,
                    outdated=signature.outdated,
                    drawn=bool(signature.picture),
                )
        return None


class LogState:
    """`portal.ports.ProofState` over the tenant's log."""

    def __init__(self, database: Database, store: EventStore) -> None:
        self._database = database
        self._store = store

    async def of(self, tenant: UUID, order: UUID, seq: int) -> Proven:
        """Return an event's place in the log, and the newest checkpoint where it covers it."""
        stored = await self._store.history(tenant, order, after=seq - 1, limit=1)
        position = stored[0].position if stored else None
        async with self._database.reading(tenant) as reader:
            signed = await newest_checkpoint(reader, tenant)
        covered = signed is not None and position is not None and position < signed.size
        if signed is None or not covered:
            return Proven(position, None, None)
        return Proven(position, signed.size, signed.made_at)


def plug_portal(  # noqa: PLR0913 - what the room asks of others, each named
    app: Database,
    desk: OrderDesk,
    orders: PortalOrders,
    privacy: PrivacyDesk,
    *,
    trail: AuditTrail,
    settings: Settings,
    on_fault: OnFault,
) -> Portal:
    """Plug the portal's ports."""
    means = Means(
        database=app,
        trail=trail,
        clock=desk.clock,
        ticks=time.monotonic,
        ids=new_id,
        entropy=os.urandom,
        tenants=HouseTenants(app),
        credentials=HouseCredentials(),
        orders=orders,
        consents=HouseConsents(privacy.consents, desk.holdings),
        proofs=LogState(app, desk.store),
        messenger=_messenger(settings.mail),
        errands=Errands(on_fault),
        paces=Pace(),
        public_url=settings.http.public_url,
    )
    return Portal(means, LinkGuests(app))


def _messenger(mail: MailSettings) -> Messenger:
    if mail.host is None:
        return ConsoleMessenger()
    password = mail.password_file.read_text().strip() if mail.password_file else ""
    return SmtpMessenger(
        SmtpServer(
            host=mail.host,
            port=mail.port,
            sender=mail.sender,
            user=mail.user,
            password=password,
            security=mail.security,
        )
    )


def _machine(tenant: UUID) -> Principal:
    return robot(tenant, _MACHINE, (Action.ORDER_READ,))


async def _known(views: OrderViews, tenant: UUID, order: UUID) -> Head:
    head = await views.head(_machine(tenant), order)
    match head:
        case Head():
            return head
        case Refused():
            raise LookupError(f"no order {order}")


def _at_door(head: Head) -> OrderAtDoor:
    state = head.versioned.state
    return OrderAtDoor(head.order, state.number, state.reporter, attributes_of(state))
