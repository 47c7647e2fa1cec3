"""What others may know of connectors: how a service is called, and how calls ended."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

CONNECTOR = "connector"
"""The kind of thing that access policies and the audit trail know."""


class NoAuth(Struct, frozen=True, tag_field="kind", tag="none", forbid_unknown_fields=True):
    """The service asks nobody who he is."""


class BasicAuth(Struct, frozen=True, tag_field="kind", tag="basic", forbid_unknown_fields=True):
    """A user's name; the secret is his password."""

    user: Annotated[str, Meta(max_length=200)]


class BearerAuth(Struct, frozen=True, tag_field="kind", tag="bearer", forbid_unknown_fields=True):
    """The secret is a token."""


class ApiKeyAuth(Struct, frozen=True, tag_field="kind", tag="api_key", forbid_unknown_fields=True):
    """The secret stands in a header of this name."""

    header: Annotated[str, Meta(max_length=60)]


class ClientAuth(Struct, frozen=True, tag_field="kind", tag="client", forbid_unknown_fields=True):
    """OAuth 2.0 client credentials (RFC 6749, 4.4): the secret is the client's."""

    token_url: Annotated[str, Meta(max_length=2_000)]
    client_id: Annotated[str, Meta(max_length=200)]
    scope: Annotated[str, Meta(max_length=400)] = ""


Auth: TypeAlias = NoAuth | BasicAuth | BearerAuth | ApiKeyAuth | ClientAuth
Seconds: TypeAlias = Annotated[int, Meta(ge=1, le=30)]
PerMinute: TypeAlias = Annotated[int, Meta(ge=1, le=6_000)]


class Connector(Struct, frozen=True, kw_only=True):
    """A connector as it is shown: of its secret only whether there is one.

    `paths` are those that may be called with all below them (none: all); `seconds` is how long
    an answer is waited for, `per_minute` how many calls may go out.
    """

    id: UUID
    key: str
    name: str
    base_url: str
    auth: Auth
    has_secret: bool
    paths: tuple[str, ...]
    seconds: int
    per_minute: int
    active: bool
    created_by: UUID | None
    created_at: datetime
    version: int


class CreateConnector(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A service outside, under a key by which definitions name it; the secret goes in only."""

    key: str
    name: str
    base_url: str
    auth: Auth
    secret: str = ""
    paths: tuple[str, ...] = ()
    seconds: Seconds = 10
    per_minute: PerMinute = 60


class ChangeConnector(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Change what is named and nothing else; a secret that is not named stays as it is."""

    name: str | UnsetType = UNSET
    base_url: str | UnsetType = UNSET
    auth: Auth | UnsetType = UNSET
    secret: str | UnsetType = UNSET
    paths: tuple[str, ...] | UnsetType = UNSET
    seconds: Seconds | UnsetType = UNSET
    per_minute: PerMinute | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class TryConnector(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A test call as a node would make it; no order is touched by what comes back."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    path: Annotated[str, Meta(max_length=500)] = "/"
    inputs: dict[str, str] = {}


class ConnectorCall(Struct, frozen=True, kw_only=True):
    """One call: what was called and how it ended. Without an order it was a test."""

    id: UUID
    order: UUID | None
    node: str
    method: str
    path: str
    attempt: int
    status: int | None
    milliseconds: int
    error: str
    at: datetime


class Tried(Struct, frozen=True, kw_only=True):
    """A test call and the beginning of its answer, without what looks like a secret."""

    call: ConnectorCall
    answer: str
