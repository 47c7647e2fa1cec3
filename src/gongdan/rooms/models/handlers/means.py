"""What the handlers of models share."""

from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, Ref
from gongdan.kernel.messages import Actor
from gongdan.rooms.models.contract import KIND, PluggedModel
from gongdan.rooms.models.ports import (
    Categories,
    Judgements,
    Orders,
    PeopleNames,
    Runner,
    Sources,
)


class Means(Struct, frozen=True, kw_only=True):
    """What models works with."""

    database: Database
    trail: AuditTrail
    clock: Clock
    ids: NewId
    sources: Sources
    runner: Runner
    judgements: Judgements
    categories: Categories
    orders: Orders
    people: PeopleNames


def deed(tenant: UUID, actor: Actor, act: str, model: PluggedModel) -> Deed:
    """Return what the trail is told; the digest says which bytes it was about."""
    return Deed(
        tenant=tenant,
        actor=actor,
        act=f"{KIND}.{act}",
        object=Ref(KIND, model.id),
        facts={
            "model": model.title,
            "task": model.manifest.task,
            "digest": model.digest,
            "fault": model.last_fault,
        },
    )
