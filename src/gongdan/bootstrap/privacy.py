"""Privacy plugged: what each room lets be revealed, found, copied and forgotten."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.file_ledger import FileLedger
from gongdan.bootstrap.link_holdings import LinkHoldings
from gongdan.bootstrap.orders import OrderDesk
from gongdan.bootstrap.user_holdings import UserHoldings
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref, new_id
from gongdan.rooms.audit.views import entries_about
from gongdan.rooms.customers.handlers import CustomerHoldings, CustomerReveals
from gongdan.rooms.dispatch.handlers.holdings import DispatchHoldings
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.lowcode.views import PublishedViews, list_definitions
from gongdan.rooms.people.handlers.personal import PeopleHoldings, PeopleReveals
from gongdan.rooms.planning.handlers.holdings import PlanningHoldings
from gongdan.rooms.privacy.contract import (
    REVEAL,
    SUBJECT_ERASE,
    SUBJECT_EXPORT,
    Look,
    Revealable,
    Rule,
    Vault,
)
from gongdan.rooms.privacy.handlers.consents import ConsentLedger
from gongdan.rooms.privacy.handlers.erasing import ERASED, Erasing
from gongdan.rooms.privacy.handlers.parts import Means, Registered
from gongdan.rooms.privacy.handlers.retention import Retention
from gongdan.rooms.privacy.handlers.reveals import Reveals
from gongdan.rooms.privacy.handlers.subjects import Subjects
from gongdan.rooms.rosters.handlers.holdings import RosterHoldings
from gongdan.rooms.workorders.views.fields import MASKS
from gongdan.rooms.workorders.views.subjects import PARTS_KEPT, OrderHoldings

_LOOKED = (REVEAL, SUBJECT_EXPORT, SUBJECT_ERASE, ERASED)
_MOST_LOOKS = 500


class PrivacyDesk(Struct, frozen=True):
    """Everything that privacy offers to an entrypoint."""

    reveals: Reveals[Principal]
    subjects: Subjects
    erasing: Erasing
    consents: ConsentLedger
    retention: Retention


def plug_privacy(
    app: Database,
    desk: OrderDesk,
    *,
    vault: Vault,
    trail: AuditTrail,
    ledger: FileLedger,
    clock: Clock,
) -> PrivacyDesk:
    """Plug what the rooms registered; a room that holds personal data has a line here."""
    orders = desk.holdings
    people, customers = PeopleHoldings(app, vault), CustomerHoldings(app, vault)
    users, dispatch = UserHoldings(app, clock), DispatchHoldings(app)
    planning, rosters = PlanningHoldings(app), RosterHoldings(app)
    means = Means(
        database=app,
        vault=vault,
        trail=trail,
        ledger=ledger,
        looks=TrailLooks(app),
        needs=HouseNeeds(orders, people, customers),
        rooms={
            "identity": Registered(holdings=users, copies=users),
            "people": Registered(holdings=people, copies=people),
            "customers": Registered(holdings=customers, copies=customers, finder=customers),
            "workorders": Registered(holdings=orders, copies=orders),
            "files": Registered(holdings=desk.files, copies=desk.files, files=desk.files),
            "dispatch": Registered(holdings=dispatch, copies=dispatch),
            "rosters": Registered(holdings=rosters, copies=rosters),
            "planning": Registered(holdings=planning, copies=planning),
            "portal": Registered(holdings=LinkHoldings(app, orders, clock)),
        },
        clock=clock,
        ids=new_id,
    )
    erasing = Erasing(means)
    return PrivacyDesk(
        _reveals(app, means, desk.reveals),
        Subjects(means),
        erasing,
        ConsentLedger(means),
        Retention(means, erasing, FieldRules(app)),
    )


def _reveals(app: Database, means: Means, orders: Revealable[Principal]) -> Reveals[Principal]:
    """Return what reveals masked values; a room with masked values has a line here."""
    people = PeopleReveals(app, means.vault)
    kinds: dict[str, Revealable[Principal]] = {
        "order": orders,
        "person": people,
        "user": people,
        "customer": CustomerReveals(app, means.vault),
    }
    return Reveals(means.trail, means.clock, kinds)


class TrailLooks:
    """Fulfils `privacy.ports.Looks` over the audit trail."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def at(self, tenant: UUID, things: Sequence[Ref]) -> Sequence[Look]:
        """Return who saw, exported or erased something of these things, newest first."""
        ids = [each.id for each in things]
        found = await entries_about(self._database, tenant, ids, _LOOKED, limit=_MOST_LOOKS)
        return [
            Look(
                at=each.at,
                by=each.actor.id,
                act=each.act,
                where=each.object,
                fields=_listed(each.facts.get("fields")),
                reason=str(each.facts.get("reason", "")),
                stream=each.stream,
                seq=each.seq,
                hash=each.hash,
            )
            for each in found
        ]


class HouseNeeds:
    """Fulfils `privacy.ports.Needs`: orders need people for a while, registers while active."""

    def __init__(
        self, orders: OrderHoldings, people: PeopleHoldings, customers: CustomerHoldings
    ) -> None:
        self._orders = orders
        self._people = people
        self._customers = customers

    async def run_out(self, tenant: UUID, now: datetime) -> Sequence[UUID]:
        """Return the persons whose last order ended long enough ago."""
        return await self._orders.run_out(tenant, now)

    async def kept(self, tenant: UUID, subjects: Sequence[UUID]) -> frozenset[UUID]:
        """Return those who are at work here, or customers still."""
        at_work = await self._people.kept(tenant, subjects)
        return at_work | await self._customers.kept(tenant, subjects)

    async def spoken_of(self, tenant: UUID, thing: Ref) -> Sequence[UUID]:
        """Return the persons of whom a thing speaks; customers and users speak of themselves."""
        match thing.kind:
            case "order":
                return await self._orders.subjects_of(tenant, thing.id)
            case "person":
                return await self._people.subjects_of(tenant, thing.id)
            case _:
                return [thing.id]


class FieldRules:
    """Fulfils the port `Rules` of retention over the published definitions."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._published = PublishedViews(database)

    async def of(self, tenant: UUID) -> Sequence[Rule]:
        """Return the rule of each personal field; the parts of every order first."""
        async with self._database.reading(tenant) as reader:
            lines = await list_definitions(reader, tenant)
        rules = [_of_every_order(name) for name in MASKS]
        for line in lines:
            published = await self._published.newest(tenant, line.key)
            if published is not None:
                rules += _of_fields(published.bundle)
        return rules


def _of_every_order(name: str) -> Rule:
    purpose = {"zh": "联系申报人、到达现场", "en": "To reach who reported, and the site"}
    return Rule("*", name, "personal", purpose, "contract", PARTS_KEPT, {}, {})


def _of_fields(bundle: Bundle) -> list[Rule]:
    return [
        Rule(
            bundle.key,
            name,
            str(field.privacy),
            field.purpose,
            field.basis or "",
            field.retention or PARTS_KEPT,
            called=bundle.title,
            titled=field.title,
        )
        for name, field in bundle.fields.items()
        if field.is_sealed
    ]


def _listed(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()
