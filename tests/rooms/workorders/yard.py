"""People of each role, the five-step definition, and the room's handlers over a store."""

# ruff: noqa: ARG002 - a fake answers every tenant alike

from collections.abc import Collection, Mapping
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.file_keys import FileKeys
from gongdan.kernel.audit import Deed
from gongdan.kernel.clock import utc_now
from gongdan.kernel.database import Writer
from gongdan.kernel.eventstore.memory import MemoryEventStore
from gongdan.kernel.eventstore.port import EventStore, Idempotency
from gongdan.kernel.ids import Ref, new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.files.contract import StoredFile
from gongdan.rooms.files.domain.refusals import no_such_file
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.store.shipped_roles import SHIPPED_ROLES
from gongdan.rooms.lowcode.contract import Bundle, DefinitionRef, Published, PublishedDefinitions
from gongdan.rooms.lowcode.domain.bundle import parse, sha256_of
from gongdan.rooms.lowcode.store import shipped_bodies
from gongdan.rooms.privacy.contract import Vault
from gongdan.rooms.privacy.handlers.vault import SubjectVault
from gongdan.rooms.privacy.store.keys import MemorySubjectKeys
from gongdan.rooms.workorders.contract import (
    AmendOrder,
    AnyAct,
    AnyPairing,
    Contact,
    Location,
    ReportOrder,
)
from gongdan.rooms.workorders.handlers.beside import AnyBeside, BesideHandlers
from gongdan.rooms.workorders.handlers.definitions import CompiledDefinitions
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.queues import Queues
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.handlers.ties import TieHandlers
from gongdan.rooms.workorders.handlers.timekeeping import AroundTheClock
from gongdan.rooms.workorders.ports import (
    AssetName,
    Numbers,
    ReportingLines,
    RunningDefinition,
    UnitName,
)
from tests.kernel.chain import link

ROLES = ("requester", "technician", "dispatcher", "supervisor", "designer", "admin", "auditor")
PLANT = UnitName("一厂", "/group/plant/")
PUMP = AssetName("P-101", "3号水泵")
CANARY = Contact("欧阳测试", "13987654321", "canary@example.org")
DONE = {"work_done": "更换轴承，复测振动 2.1 mm/s", "result": "fixed", "minutes_spent": 95}

PUMP_REPORT = ReportOrder(
    title="3号水泵振动异常",
    description="P-101 轴承端振动 9.8 mm/s，有异响。",
    urgency=2,
    impact=2,
    place="3号水泵房",
    tags=("水泵", "振动"),
    contact=CANARY,
    location=Location(address="北京市朝阳区建国路88号"),
    fields={
        "fault_kind": "mechanical",
        "operation_state": "degraded",
        "access_note": "门禁码 4711",
    },
)


class ShippedDefinitions:
    """`PublishedDefinitions` of the shipped five steps and others by key, for every tenant."""

    def __init__(self, body: bytes | None = None, **others: bytes) -> None:
        bodies = {"five_step": body or shipped_bodies()[0], **others}
        self._published = {key: self._parsed(key, each) for key, each in bodies.items()}

    @staticmethod
    def _parsed(key: str, body: bytes) -> Published:
        bundle = parse(body)
        assert isinstance(bundle, Bundle)
        return Published(DefinitionRef(key, 1), bytes.fromhex(sha256_of(body)), bundle)

    def of(self, key: str) -> Published:
        return self._published[key]

    async def newest(self, tenant: UUID, key: str) -> Published | None:
        return self._published.get(key)

    async def load(self, tenant: UUID, ref: DefinitionRef) -> Published | None:
        return self._published[ref.key]


class People:
    """A `Directory` of everybody whom a test has made, in one unit, with one asset."""

    def __init__(self) -> None:
        self.names: dict[UUID, str] = {}
        self.gone: set[UUID] = set()
        self.hired: dict[UUID, Principal] = {}
        self.unit = new_id()
        self.asset = new_id()

    async def users(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, str]:
        return {each: self.names[each] for each in ids if each in self.names}

    async def zone(self, tenant: UUID) -> str:
        return "Asia/Shanghai"

    async def active_users(self, tenant: UUID, ids: Collection[UUID]) -> frozenset[UUID]:
        return frozenset(each for each in ids if each in self.names and each not in self.gone)

    async def units(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, UnitName]:
        return {each: PLANT for each in ids if each == self.unit}

    async def assets(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, AssetName]:
        return {each: PUMP for each in ids if each == self.asset}

    def hire(self, tenant: UUID, role: str, *, unit_path: str = PLANT.path) -> Principal:
        """Make somebody with a shipped role."""
        return self.hire_as(tenant, role, new_id(), unit_path=unit_path)

    def hire_as(
        self, tenant: UUID, role: str, user: UUID, *, unit_path: str = PLANT.path
    ) -> Principal:
        """Make somebody whose id was known before, as definitions name people."""
        body = SHIPPED_ROLES[role].body
        self.names[user] = f"{role.title()} {user.hex[-4:]}"
        self.hired[user] = Principal(
            tenant=tenant,
            actor=Actor(ActorKind.PERSON, user),
            user=user,
            roles=(role,),
            grants=body.grants,
            views=body.views,
            unit_path=unit_path,
        )
        return self.hired[user]

    async def principals(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, Principal]:
        active = await self.active_users(tenant, ids)
        return {each: self.hired[each] for each in active if each in self.hired}


class CountedNumbers:
    """`Numbers` from one counter."""

    def __init__(self) -> None:
        self.last = 0

    async def next(self, tenant: UUID, series: str) -> int:
        self.last += 1
        return self.last


class Yard(Struct, frozen=True):
    """The room with all its ports, a tenant, and one person of each shipped role."""

    tenant: UUID
    store: EventStore
    vault: Vault
    definitions: CompiledDefinitions
    people: People
    orders: OrderHandlers
    beside: BesideHandlers
    ties: TieHandlers
    by: Mapping[str, Principal]

    async def report(self, command: ReportOrder = PUMP_REPORT, by: str = "requester") -> OrderDone:
        return granted(await self.orders.report(self.by[by], command, Sent()))

    async def act(self, order: UUID, by: str, command: AnyAct | AmendOrder) -> OrderDone:
        return granted(await self.orders.act(self.by[by], order, command, Sent()))

    async def say(self, order: UUID, by: str, command: AnyBeside) -> OrderDone:
        return granted(await self.beside.act(self.by[by], order, command, Sent()))

    async def tie(self, order: UUID, by: str, command: AnyPairing) -> OrderDone:
        return granted(await self.ties.pair(self.by[by], order, command, Sent()))

    def hire(self, role: str, *, unit_path: str = PLANT.path) -> Principal:
        return self.people.hire(self.tenant, role, unit_path=unit_path)


def granted(done: OrderDone | Refused) -> OrderDone:
    assert isinstance(done, OrderDone), done
    return done


def key(name: str, request: str = "a") -> Idempotency:
    """The key of a request whose body is `request`."""
    return Idempotency("person:1", "POST /orders", name, request.encode().ljust(32), 201)


class NoFiles:
    """A house to which nobody uploads anything (`files.contract.Attachments`)."""

    async def sent_by(self, tenant: UUID, actor: Actor, file: UUID) -> StoredFile | Refused:
        return no_such_file()

    async def attach(
        self, tenant: UUID, actor: Actor, file: UUID, holder: Ref, *, subject: UUID | None = None
    ) -> StoredFile | Refused:
        return no_such_file()

    async def release(self, tenant: UUID, file: UUID, holder: Ref) -> None:
        return None


class NoTrail:
    """An `AuditTrail` that nobody reads."""

    async def record(self, deed: Deed, within: Writer | None = None) -> None:
        return None


def make_yard(  # the ports, each with its fake
    tenant: UUID,
    store: EventStore,
    *,
    vault: Vault,
    published: PublishedDefinitions,
    numbers: Numbers,
    lines: ReportingLines | None = None,
) -> Yard:
    people = People()
    definitions = CompiledDefinitions(published)
    orders = OrderHandlers(
        store=store,
        vault=vault,
        definitions=definitions,
        directory=people,
        files=NoFiles(),
        numbers=numbers,
        clock=utc_now,
        calendars=AroundTheClock(),
        trail=NoTrail(),
        lines=lines,
    )
    by = {role: people.hire(tenant, role) for role in ROLES}
    queues = Queues()
    beside = BesideHandlers(
        store=store, directory=people, readers=people, clock=utc_now, queues=queues
    )
    ties = TieHandlers(
        store=store, vault=vault, definitions=definitions, orders=orders, queues=queues
    )
    return Yard(tenant, store, vault, definitions, people, orders, beside, ties, by)


def memory_yard(
    body: bytes | None = None, *, lines: ReportingLines | None = None, **others: bytes
) -> Yard:
    """The room without a database."""
    return make_yard(
        new_id(),
        MemoryEventStore(utc_now, link),
        vault=SubjectVault(MemorySubjectKeys(), FileKeys.in_memory()),
        published=ShippedDefinitions(body, **others),
        numbers=CountedNumbers(),
        lines=lines,
    )


def five_step() -> RunningDefinition:
    """The shipped definition, compiled as the house compiles it."""
    published = ShippedDefinitions()
    return CompiledDefinitions(published)._ready(published.of("five_step"))
