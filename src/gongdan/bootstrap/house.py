"""One running house: every room with its ports plugged, ready for an entrypoint.

Explicit constructor arguments throughout, so that the type checker follows every wire.
"""

import os
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

from msgspec import Struct

from gongdan.adapters.argon2_passwords import Argon2Passwords, Argon2Settings
from gongdan.adapters.file_keys import FileKeys
from gongdan.adapters.file_ledger import FileLedger
from gongdan.adapters.file_notary import FileNotary
from gongdan.adapters.file_secrets import open_secret
from gongdan.adapters.file_witness import FileWitness
from gongdan.adapters.public_holidays import LibraryHolidays
from gongdan.bootstrap.directory import HouseDirectory
from gongdan.bootstrap.dispatch import plug_dispatch
from gongdan.bootstrap.files import Files, plug_files
from gongdan.bootstrap.filled_registers import FilledRegisters
from gongdan.bootstrap.first_run import DeskDefinitions, TrailPast
from gongdan.bootstrap.imports import Imports, plug_imports
from gongdan.bootstrap.inbounds import Inbounds, plug_inbounds
from gongdan.bootstrap.integration import Integration, plug_integration
from gongdan.bootstrap.lowcode import Lowcode, plug_lowcode
from gongdan.bootstrap.models import plug_models
from gongdan.bootstrap.orders import OrderDesk, plug_orders
from gongdan.bootstrap.organisation import TenantOrganisation
from gongdan.bootstrap.people import People, plug_people
from gongdan.bootstrap.planning import plug_planning
from gongdan.bootstrap.portal import Portal, PortalOrders, plug_portal
from gongdan.bootstrap.privacy import PrivacyDesk, plug_privacy
from gongdan.bootstrap.rehearsal import Rehearsals, plug_rehearsal
from gongdan.bootstrap.rosters import Rosters, plug_rosters
from gongdan.bootstrap.rotation import Rotation
from gongdan.bootstrap.storage import Storage, Urls, is_nearly_full, open_storage
from gongdan.kernel.clock import Clock, utc_now
from gongdan.kernel.database import Database
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.log.hub import LiveHub
from gongdan.kernel.retry import OnFault, pass_over
from gongdan.rooms.assets.handlers import AssetRegister
from gongdan.rooms.audit import contract as audit
from gongdan.rooms.audit.handlers import Trail
from gongdan.rooms.customers.handlers import CustomerHoldings, CustomerRegister
from gongdan.rooms.dispatch.handlers.desk import DispatchDesk
from gongdan.rooms.identity.handlers.authenticate import Authentication
from gongdan.rooms.identity.handlers.first_run import FirstRun
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.lowcode.handlers import DefinitionDesk
from gongdan.rooms.models.handlers.desk import ModelDesk
from gongdan.rooms.planning.handlers.desk import PlanningDesk
from gongdan.rooms.privacy.handlers.vault import SubjectVault
from gongdan.rooms.privacy.store.keys import PostgresSubjectKeys
from gongdan.rooms.workorders.contract import KIND
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.unanswered import UnansweredTimer
from gongdan.rooms.workorders.store import APPEND_FUNCTION
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.timeline import TimelineViews
from gongdan.settings import Settings

_APPENDS = {KIND: APPEND_FUNCTION, audit.STREAM_KIND: audit.APPEND_FUNCTION}


class House(Struct, frozen=True, kw_only=True):
    """Everything that the entrypoints use, by the words of its rooms."""

    settings: Settings
    storage: Storage
    clock: Clock
    store: PostgresEventStore
    trail: Trail
    vault: SubjectVault
    identity: Means
    authentication: Authentication
    first_run: FirstRun
    staff: People
    customers: CustomerRegister
    assets: AssetRegister
    lowcode: Lowcode
    directory: HouseDirectory
    desk: OrderDesk
    files: Files
    privacy: PrivacyDesk
    rotation: Rotation
    integration: Integration
    inbounds: Inbounds
    portal: Portal
    imports: Imports
    rehearsals: Rehearsals
    models: ModelDesk
    dispatching: DispatchDesk
    rosters: Rosters
    planning: PlanningDesk
    hub: LiveHub
    notary: FileNotary
    witness: FileWitness

    @property
    def orders(self) -> OrderHandlers:
        """What is done to orders."""
        return self.desk.handlers

    @property
    def order_views(self) -> OrderViews:
        """What is read of orders."""
        return self.desk.views

    @property
    def timelines(self) -> TimelineViews:
        """What happened to orders, as people read it."""
        return self.desk.timelines

    @property
    def definitions(self) -> DefinitionDesk:
        """The desk of definitions, which entrypoints use besides the routes."""
        return self.lowcode.definitions

    @property
    def past(self) -> TrailPast:
        """What was done to things, as the trail has kept it."""
        return TrailPast(self.storage.app)

    @property
    def unanswered(self) -> UnansweredTimer:
        """What does what nobody answers, which the worker's clock asks."""
        return self.desk.unanswered

    def read_only(self) -> bool:
        """Tell whether the disk is so full that nothing new may be taken in."""
        return is_nearly_full(self.settings)


@asynccontextmanager
async def open_house(
    settings: Settings,
    urls: Urls,
    *,
    clock: Clock = utc_now,
    passwords: Argon2Settings | None = None,
    on_fault: OnFault = pass_over,
) -> AsyncIterator[House]:
    """Open the pools and plug everything; closes them at the end."""
    async with (
        open_storage(settings, urls) as storage,
        aclosing(Argon2Passwords(passwords or Argon2Settings())) as hasher,
    ):
        house = _plugged(settings, storage, hasher=hasher, clock=clock, told=on_fault)
        async with aclosing(house.integration.sender), aclosing(house.models.means.runner):
            yield house


def _plugged(
    settings: Settings, storage: Storage, *, hasher: Argon2Passwords, clock: Clock, told: OnFault
) -> House:
    app, trail = storage.app, Trail(storage.app, clock, new_id)
    store, identity = PostgresEventStore(app, _APPENDS), _means(app, trail, hasher, clock)
    keys, organisation, vault = _sealing(app, settings)
    customers, assets, directory, codes = _registers(app, trail, vault)
    files, models = _files(app, settings, vault=vault, trail=trail, clock=clock)
    lowcode = plug_lowcode(app, organisation, trail)
    desk = plug_orders(
        app, store, vault=vault, files=files, directory=directory, clock=clock, trail=trail
    )
    staff, hooks = plug_people(app, trail, vault, organisation, clock=clock), settings.webhooks
    linked = plug_integration(storage, store, trail=trail, keys=keys, clock=clock, settings=hooks)
    dispatch = plug_dispatch(app, desk, staff, trail=trail, models=models)
    doors, ledger = PortalOrders(app, desk, assets, files.desk), FileLedger(settings.erasure_folder)
    privacy = plug_privacy(app, desk, trail=trail, vault=vault, ledger=ledger, clock=clock)
    portal = plug_portal(app, desk, doors, privacy, trail=trail, settings=settings, on_fault=told)
    return House(
        settings=settings,
        storage=storage,
        clock=clock,
        store=store,
        trail=trail,
        vault=vault,
        identity=identity,
        authentication=Authentication(app, clock, guests=portal.guests),
        first_run=FirstRun(identity, DeskDefinitions(lowcode.definitions)),
        staff=staff,
        customers=customers,
        assets=assets,
        lowcode=lowcode,
        directory=directory,
        desk=desk,
        files=files,
        privacy=privacy,
        rotation=Rotation(storage, keys, settings, clock),
        integration=linked,
        inbounds=plug_inbounds(app, desk, assets, trail=trail, keys=keys, clock=clock),
        portal=portal,
        imports=plug_imports(storage, desk, files, codes, trail=trail, settings=settings),
        rehearsals=plug_rehearsal(storage, lowcode.definitions, desk),
        models=models,
        dispatching=dispatch,
        planning=plug_planning(app, desk, staff.crew, dispatch),
        rosters=plug_rosters(storage, staff, trail, clock),
        hub=LiveHub(storage.worker, storage.listen, on_fault=told),
        notary=FileNotary(open_secret(settings.secrets_folder, "log.key")),
        witness=FileWitness(settings.witness_folder),
    )


def _sealing(
    app: Database, settings: Settings
) -> tuple[FileKeys, TenantOrganisation, SubjectVault]:
    keys = FileKeys.open(settings.master_key_file)
    return keys, TenantOrganisation(app), SubjectVault(PostgresSubjectKeys(app), keys)


def _registers(
    app: Database, trail: Trail, vault: SubjectVault
) -> tuple[CustomerRegister, AssetRegister, HouseDirectory, FilledRegisters]:
    customers = CustomerRegister(app, trail, vault)
    assets = AssetRegister(app, trail, customers)
    known = CustomerHoldings(app, vault)
    filled = FilledRegisters(assets, customers, known, vault)
    return customers, assets, HouseDirectory(app, assets), filled


def _files(
    app: Database, settings: Settings, *, vault: SubjectVault, trail: Trail, clock: Clock
) -> tuple[Files, ModelDesk]:
    """Plug the files, and the models that lie with them."""
    files = plug_files(app, settings, vault=vault, trail=trail, clock=clock)
    return files, plug_models(app, files, trail, clock)


def _means(database: Database, trail: Trail, hasher: Argon2Passwords, clock: Clock) -> Means:
    return Means(
        database=database,
        trail=trail,
        passwords=hasher,
        clock=clock,
        ids=new_id,
        entropy=os.urandom,
        countries=LibraryHolidays().countries(),
    )
