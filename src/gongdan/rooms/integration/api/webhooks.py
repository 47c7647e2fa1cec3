"""Webhooks over HTTP. A secret is in the answer that makes it, and in no other."""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, delete, get, patch, post
from litestar.params import FromPath, HeaderParameter, JSONBody, QueryParameter
from msgspec import Struct

from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.integration.contract import (
    Attempt,
    ChangeWebhook,
    CreateWebhook,
    RotateSecret,
    Webhook,
    WebhookWithSecret,
)
from gongdan.rooms.integration.domain.messages import TYPES
from gongdan.rooms.integration.handlers.webhooks import WebhookDesk

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class WebhookPage(Struct, frozen=True):
    """The tenant's webhooks, oldest first."""

    items: list[Webhook]


class WebhookTypes(Struct, frozen=True):
    """What a webhook can hear of."""

    items: list[str]


class AttemptPage(Struct, frozen=True):
    """The last attempts to deliver, newest first."""

    items: list[Attempt]


class WebhookController(Controller):
    """Who is told of what happens to orders, and how that goes."""

    path = "/webhooks"
    tags = ("webhooks",)

    @get("/", opt=needs(Action.WEBHOOK_READ), summary="List webhooks")
    async def page(self, principal: Given[Principal], webhooks: Given[WebhookDesk]) -> WebhookPage:
        return WebhookPage(await webhooks.page(principal))

    @post("/", opt=needs(Action.WEBHOOK_CHANGE), summary="Register a webhook")
    async def create(
        self,
        principal: Given[Principal],
        webhooks: Given[WebhookDesk],
        data: JSONBody[CreateWebhook],
    ) -> WebhookWithSecret:
        return granted(await webhooks.create(principal, data))

    @get("/{webhook_id:uuid}", opt=needs(Action.WEBHOOK_READ), summary="Show a webhook")
    async def show(
        self,
        principal: Given[Principal],
        webhooks: Given[WebhookDesk],
        webhook_id: FromPath[UUID],
    ) -> Response[Webhook]:
        return _answer(granted(await webhooks.get(principal, webhook_id)))

    @patch("/{webhook_id:uuid}", opt=needs(Action.WEBHOOK_CHANGE), summary="Change what is named")
    async def change(
        self,
        principal: Given[Principal],
        webhooks: Given[WebhookDesk],
        webhook_id: FromPath[UUID],
        data: JSONBody[ChangeWebhook],
        if_match: IfMatch = None,
    ) -> Response[Webhook]:
        seen = expected_version(if_match)
        return _answer(granted(await webhooks.change(principal, webhook_id, data, seen=seen)))

    @delete("/{webhook_id:uuid}", opt=needs(Action.WEBHOOK_CHANGE), summary="Forget a webhook")
    async def remove(
        self,
        principal: Given[Principal],
        webhooks: Given[WebhookDesk],
        webhook_id: FromPath[UUID],
    ) -> None:
        granted(await webhooks.remove(principal, webhook_id))

    @post(
        "/{webhook_id:uuid}/rotate",
        opt=needs(Action.WEBHOOK_CHANGE),
        status_code=200,
        summary="Sign with a new secret",
    )
    async def rotate(
        self,
        principal: Given[Principal],
        webhooks: Given[WebhookDesk],
        webhook_id: FromPath[UUID],
        data: JSONBody[RotateSecret],
    ) -> WebhookWithSecret:
        return granted(await webhooks.rotate(principal, webhook_id, data))

    @post(
        "/{webhook_id:uuid}/ping",
        opt=needs(Action.WEBHOOK_CHANGE),
        status_code=200,
        summary="Send a test call now",
    )
    async def ping(
        self,
        principal: Given[Principal],
        webhooks: Given[WebhookDesk],
        webhook_id: FromPath[UUID],
    ) -> Attempt:
        return granted(await webhooks.ping(principal, webhook_id))

    @post(
        "/{webhook_id:uuid}/skip",
        opt=needs(Action.WEBHOOK_CHANGE),
        status_code=200,
        summary="Let a parked webhook pass over the entry at which it stands",
    )
    async def skip(
        self,
        principal: Given[Principal],
        webhooks: Given[WebhookDesk],
        webhook_id: FromPath[UUID],
    ) -> Response[Webhook]:
        return _answer(granted(await webhooks.skip(principal, webhook_id)))

    @post(
        "/{webhook_id:uuid}/retry",
        opt=needs(Action.WEBHOOK_CHANGE),
        status_code=200,
        summary="Send all that failed again, now",
    )
    async def retry(
        self,
        principal: Given[Principal],
        webhooks: Given[WebhookDesk],
        webhook_id: FromPath[UUID],
    ) -> Response[Webhook]:
        return _answer(granted(await webhooks.retry(principal, webhook_id)))

    @post(
        "/{webhook_id:uuid}/deliveries/{number:int}/resend",
        opt=needs(Action.WEBHOOK_CHANGE),
        status_code=200,
        summary="Send the message of one attempt again, now",
    )
    async def resend(
        self,
        principal: Given[Principal],
        webhooks: Given[WebhookDesk],
        webhook_id: FromPath[UUID],
        number: FromPath[int],
    ) -> Attempt:
        found = min(max(number, 0), 2**63 - 1)
        return granted(await webhooks.resend(principal, webhook_id, found))

    @get("/types", opt=needs(Action.WEBHOOK_READ), summary="List the types that can be heard")
    async def types(self) -> WebhookTypes:
        return WebhookTypes(sorted(set(TYPES.values())))

    @get(
        "/{webhook_id:uuid}/deliveries",
        opt=needs(Action.WEBHOOK_READ),
        summary="List the last attempts to deliver",
    )
    async def deliveries(
        self,
        principal: Given[Principal],
        webhooks: Given[WebhookDesk],
        webhook_id: FromPath[UUID],
        limit: Annotated[int, QueryParameter(ge=1, le=200)] = 50,
    ) -> AttemptPage:
        return AttemptPage(granted(await webhooks.attempts(principal, webhook_id, limit)))


def _answer(webhook: Webhook) -> Response[Webhook]:
    return Response(webhook, headers={"ETag": etag(webhook.version)})
