"""Models plugged: uploaded files, processes behind walls, what dispatch and people said."""

from collections.abc import Collection, Mapping
from uuid import UUID

from gongdan.adapters.model_runtimes.runner import ModelRunner
from gongdan.bootstrap.dispatch_names import AccountNames
from gongdan.bootstrap.files import Files
from gongdan.bootstrap.taken_files import TakenFiles
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.dispatch.store.evidence import judged_orders
from gongdan.rooms.dispatch.store.policies import load_categories
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.models.contract import KIND
from gongdan.rooms.models.domain.refusals import ModelCode, refuse
from gongdan.rooms.models.handlers.desk import ModelDesk, model_desk
from gongdan.rooms.models.handlers.means import Means
from gongdan.rooms.models.ports import Judged, Source
from gongdan.rooms.workorders.views.hands import orders_by_id

_ACTOR = Actor(ActorKind.MODEL, None, "models")
_MODELS = frozenset(
    {
        "application/x-onnx",
        "application/x-tflite",
        "application/x-skops",
        "application/x-executorch",
    }
)


class UploadedModels(TakenFiles):
    """Fulfils `models.ports.Sources` over the files; people get figures, not the file."""

    def __init__(self, files: Files) -> None:
        super().__init__(files, KIND, _ACTOR, _MODELS)

    async def take(self, principal: Principal, file: UUID, model: UUID) -> Source | Refused:
        """Take a model that the principal uploaded."""
        found = await self.keep(principal, file, model)
        if found is None or isinstance(found, Refused):
            return refuse(ModelCode.FILE_UNUSABLE, field="/file")
        return Source(found.name, found.size, found.digest)


class TriagedOrders:
    """Fulfils `models.ports.Judgements` over what dispatch keeps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, tenant: UUID, orders: Collection[UUID]) -> Mapping[UUID, Judged]:
        """Return what people said of orders (or let stand), and what had been named before."""
        async with self._database.reading(tenant) as reader:
            seen = await judged_orders(reader, tenant, list(orders))
        return {each.id: Judged(each.said, each.predicted) for each in seen}


class DispatchCategories:
    """Fulfils `models.ports.Categories` over dispatch."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def names(self, tenant: UUID) -> Mapping[str, Mapping[str, str]]:
        """Return the names of a tenant's categories."""
        async with self._database.reading(tenant) as reader:
            found = await load_categories(reader, tenant)
        return {key: each.name for key, each in found.items()}


class OrderNumbers:
    """Fulfils `models.ports.Orders` over the rows of orders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def numbers(self, principal: Principal, orders: Collection[UUID]) -> Mapping[UUID, str]:
        """Return the numbers of those of some orders that a reader may see."""
        async with self._database.reading(principal.tenant) as reader:
            rows = await orders_by_id(reader, principal, orders)
        return {order: each.number for order, each in rows.items()}


def plug_models(app: Database, files: Files, trail: AuditTrail, clock: Clock) -> ModelDesk:
    """Plug the room's ports."""
    sources = UploadedModels(files)
    return model_desk(
        Means(
            database=app,
            trail=trail,
            clock=clock,
            ids=new_id,
            sources=sources,
            runner=ModelRunner(sources.read),
            judgements=TriagedOrders(app),
            categories=DispatchCategories(app),
            orders=OrderNumbers(app),
            people=AccountNames(app),
        )
    )
