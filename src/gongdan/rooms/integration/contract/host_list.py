"""To which hosts a tenant's webhooks and connectors may go at all."""

from typing import Literal
from uuid import UUID

from msgspec import Struct

HOST_LIST = "host_list"


class HostUse(Struct, frozen=True, kw_only=True):
    """A webhook or connector that goes to a host; `listed`: the list lets it go.

    `name` is what a connector is called; webhooks have no name but their host.
    """

    kind: Literal["webhook", "connector"]
    id: UUID
    name: str
    host: str
    active: bool
    listed: bool


class HostList(Struct, frozen=True, kw_only=True):
    """The tenant's list: none on it lets all go that the installation lets go.

    An entry is a host or `*.example.com` for all below a name, with a port or without. `house`
    are the only hosts that the installation calls at all (none: every public one).
    """

    hosts: tuple[str, ...]
    house: tuple[str, ...]
    uses: tuple[HostUse, ...]
    version: int


class SetHosts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Let the list be this one; `knowing` names those of whom it is known that they are cut off."""

    hosts: tuple[str, ...]
    knowing: tuple[UUID, ...] = ()


class HostsChecked(Struct, frozen=True, kw_only=True):
    """What a list would be: its entries in their one spelling, and whom it would cut off."""

    hosts: tuple[str, ...]
    cut_off: tuple[HostUse, ...]
