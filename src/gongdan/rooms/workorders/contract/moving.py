"""Migration 迁移: a running order goes over to another version of its definition, and back."""

from typing import Annotated, TypeAlias
from uuid import UUID

from msgspec import Meta

from gongdan.kernel.messages import Command
from gongdan.rooms.workorders.contract.order import DefinitionPin, OrderEvent

VersionNumber: TypeAlias = Annotated[int, Meta(ge=1, le=2_000_000_000)]
"""A version of a definition, as a request names it."""


class MigrateOrder(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """迁移: let the order go on by the version `to` of its definition.

    `node_map` says which node each old one is there; equal keys need not be named.
    """

    to: VersionNumber
    node_map: dict[str, str] = {}
    reason: str = ""


class MigrateOrderBack(Command, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """迁回: let the order go on as it stood before its migration."""

    reason: str = ""


class OrderMigrated(OrderEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The order runs by `definition` from now on; it was pinned to `from_version`.

    The hashes are the SHA-256 of the flow's state before and after. `back`: it stands again as
    before its last migration. `run` is the migration of many orders that it belonged to.
    """

    definition: DefinitionPin
    from_version: int
    node_map: dict[str, str] = {}
    before_hash: str
    after_hash: str
    reason: str = ""
    back: bool = False
    run: UUID | None = None
