"""What others may know of webhooks: what is asked for, how it stands, what was sent."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

KIND = "webhook"
"""The kind of thing that access policies and the audit trail know."""


class WebhookState(StrEnum):
    """How a webhook stands."""

    CURRENT = "current"  # told of everything
    DELIVERING = "delivering"  # on its way through the log
    RETRYING = "retrying"  # the last attempt failed; tried again at `retry_at`
    PARKED = "parked"  # given up; a person has to wake it
    INACTIVE = "inactive"  # switched off; nothing is lost meanwhile


class Webhook(Struct, frozen=True, kw_only=True):
    """A webhook as it is shown; no `types` stands for every type but imported history.

    `behind` counts the entries of the log that it has not passed yet, `secrets` those that
    sign at the moment (two while a new one takes over).
    """

    id: UUID
    url: str
    types: tuple[str, ...]
    active: bool
    created_by: UUID | None
    created_at: datetime
    version: int
    state: WebhookState
    behind: int
    attempts: int
    retry_at: datetime | None
    secrets: int


class CreateWebhook(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tell `url` of what happens from now on; `types` as in `gongdan.order.accepted`."""

    url: str
    types: tuple[str, ...] = ()


class ChangeWebhook(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Change what is named and nothing else; any change wakes a parked webhook."""

    url: str | UnsetType = UNSET
    types: tuple[str, ...] | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class RotateSecret(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sign with a new secret; the old one signs beside it for so many hours (0: no more)."""

    overlap_hours: Annotated[int, Meta(ge=0, le=168)] = 24


class WebhookWithSecret(Struct, frozen=True, kw_only=True):
    """A webhook and its newest secret, `whsec_...`: shown this once and never again."""

    webhook: Webhook
    secret: str


class Attempt(Struct, frozen=True, kw_only=True):
    """One attempt to deliver: the answer's status, or a code that says why there is none.

    `number` counts a webhook's attempts; `attempt` counts those of one message. `answer` is the
    beginning of what the receiver said, without what looks like a secret.
    """

    number: int
    message: UUID
    type: str
    order: UUID | None
    position: int | None
    attempt: int
    status: int | None
    milliseconds: int
    error: str
    answer: str
    at: datetime


class OrderFact(Struct, frozen=True):
    """An order as an event left it; holds nothing personal and no words of people."""

    number: str
    type: str
    stage: str
    status: str


OrderAt = tuple[UUID, int]
"""An order's id and version."""
