"""Models plugged: uploaded files, processes behind walls, what dispatch and people said."""

from collections.abc import Collection, Mapping
from uuid import UUID

from gongdan.adapters.model_runtimes.runner import ModelRunner
from gongdan.bootstrap.dispatch_names import AccountNames
from gongdan.bootstrap.files import Files
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref, new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.dispatch.store.evidence import judged_orders
from gongdan.rooms.dispatch.store.policies import load_categories
from gongdan.rooms.files.ports import Part
from gongdan.rooms.identity.contract import Principal, robot
from gongdan.rooms.models.contract import KIND
from gongdan.rooms.models.domain.refusals import ModelCode, refuse
from gongdan.rooms.models.handlers.desk import ModelDesk, model_desk
from gongdan.rooms.models.handlers.means import Means
from gongdan.rooms.models.ports import Judged, Source

_ACTOR = Actor(ActorKind.MODEL, None, "models")
_MODELS = frozenset(
    {
        "application/x-onnx",
        "application/x-tflite",
        "application/x-skops",
        "application/x-executorch",
    }
)


class ModelReaders:
    """`files.ports.Readers` of models: the house itself; people get figures, not the file."""

    async def may_read(self, principal: Principal, holder: Ref, _file: UUID, /) -> bool:
        """Tell whether it is the models' own robot that asks."""
        return holder.kind == KIND and principal.actor == _ACTOR


class UploadedModels:
    """Fulfils `models.ports.Sources` over the files."""

    def __init__(self, files: Files) -> None:
        self._files = files.desk
        files.readers[KIND] = ModelReaders()

    async def take(self, principal: Principal, file: UUID, model: UUID) -> Source | Refused:
        """Take a model that the principal uploaded."""
        tenant, actor = principal.tenant, principal.actor
        found = await self._files.sent_by(tenant, actor, file)
        if isinstance(found, Refused) or found.media_type not in _MODELS:
            return refuse(ModelCode.FILE_UNUSABLE, field="/file")
        taken = await self._files.attach(tenant, actor, file, Ref(KIND, model))
        if isinstance(taken, Refused):
            return refuse(ModelCode.FILE_UNUSABLE, field="/file")
        return Source(taken.name, taken.size, taken.digest)

    async def read(self, tenant: UUID, file: UUID) -> bytes | None:
        """Return all bytes; None once the file is gone."""
        opened = await self._files.open(robot(tenant, _ACTOR, ()), file, Part.DISPLAY)
        if isinstance(opened, Refused):
            return None
        return b"".join([piece async for piece in opened.pieces(None)])

    async def give_up(self, tenant: UUID, file: UUID, model: UUID) -> None:
        """Leave the file to the sweep."""
        await self._files.release(tenant, file, Ref(KIND, model))


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
            people=AccountNames(app),
        )
    )
