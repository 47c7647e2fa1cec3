"""Webhooks as people and systems ask for them; every change is told to the audit trail."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from msgspec import UNSET, Struct
from msgspec.structs import asdict, replace

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database, Reader, Writer
from gongdan.kernel.egress import EgressPolicy
from gongdan.kernel.ids import NewId
from gongdan.kernel.log.entries import events_after
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.integration.contract import (
    KIND,
    Attempt,
    ChangeWebhook,
    CreateWebhook,
    RotateSecret,
    Webhook,
    WebhookState,
    WebhookWithSecret,
)
from gongdan.rooms.integration.domain.endpoints import check_listed, check_url
from gongdan.rooms.integration.domain.messages import PING, check_types, ping_body
from gongdan.rooms.integration.domain.refusals import Refusal
from gongdan.rooms.integration.domain.signatures import SECRET_BYTES, secret_context, secret_text
from gongdan.rooms.integration.handlers.keeping import Keeping, Told
from gongdan.rooms.integration.handlers.telling import Message, Post, happening_of, message_of
from gongdan.rooms.integration.ports import OrderFacts, SecretKeeper, Sender
from gongdan.rooms.integration.store import cursors, host_list, webhooks

MOST = 50
"""Webhooks of one tenant."""

_KEEPING = Keeping(
    kind=KIND,
    read=Action.WEBHOOK_READ,
    not_found=Refusal.WEBHOOK_NOT_FOUND,
    out_of_reach=Refusal.WEBHOOK_OUT_OF_REACH,
    changed_meanwhile=Refusal.WEBHOOK_CHANGED_MEANWHILE,
)


class Means(Struct, frozen=True, kw_only=True):
    """What the desk works with; `entropy(n)` gives n bytes that nobody can guess."""

    database: Database
    trail: AuditTrail
    keeper: SecretKeeper
    sender: Sender
    orders: OrderFacts
    clock: Clock
    ids: NewId
    entropy: Callable[[int], bytes]
    egress: EgressPolicy

    @property
    def post(self) -> Post:
        """The way out."""
        return Post(keeper=self.keeper, sender=self.sender, clock=self.clock)


class WebhookDesk:
    """Reads and changes webhooks on behalf of a principal; all answers are values."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._database = means.database

    async def page(self, principal: Principal) -> list[Webhook]:
        """Return the webhooks that the principal may see, oldest first."""
        async with self._database.reading(principal.tenant) as reader:
            found = await webhooks.all_of(reader, principal.tenant)
        return _KEEPING.seen(principal, found)

    async def get(
        self, principal: Principal, webhook: UUID, action: Action = Action.WEBHOOK_READ
    ) -> Webhook | Refused:
        """Return one webhook."""
        async with self._database.reading(principal.tenant) as reader:
            found = await webhooks.load(reader, principal.tenant, webhook)
        return _KEEPING.reached(principal, action, found)

    async def attempts(
        self, principal: Principal, webhook: UUID, limit: int
    ) -> list[Attempt] | Refused:
        """Return the last attempts to deliver, newest first."""
        found = await self.get(principal, webhook)
        if isinstance(found, Refused):
            return found
        async with self._database.reading(principal.tenant) as reader:
            return await cursors.attempts_of(reader, principal.tenant, webhook, limit)

    async def create(
        self, principal: Principal, command: CreateWebhook
    ) -> WebhookWithSecret | Refused:
        """Register a webhook; its secret is in this answer and nowhere else."""
        tenant, new = principal.tenant, self._means.ids()
        types = self._checked(command.url, command.types)
        if isinstance(types, Refused):
            return types
        if len(await self.page(principal)) >= MOST:
            return Refused(Refusal.WEBHOOK_TOO_MANY, facts={"limit": MOST})
        async with self._database.writing(tenant) as writer:
            if (no := await _unlisted(writer, tenant, command.url)) is not None:
                return no
            await webhooks.add(writer, tenant, new, url=command.url, types=types, by=principal.user)
            secret = await self._new_secret(writer, tenant, new)
            made = await webhooks.load(writer, tenant, new)
            if made is None or not _KEEPING.may(principal, Action.WEBHOOK_CHANGE, made):
                await webhooks.remove(writer, tenant, new)
                return _KEEPING.forbidden()
            await self._tell(writer, principal, "create", new, types=list(types))
        return WebhookWithSecret(webhook=made, secret=secret)

    async def change(
        self, principal: Principal, webhook: UUID, command: ChangeWebhook, *, seen: int
    ) -> Webhook | Refused:
        """Change a webhook of which version `seen` was read; a parked one tries again."""
        async with self._database.writing(principal.tenant) as writer:
            before = await self._locked(writer, principal, webhook)
            if not isinstance(before, Refused):
                before = _KEEPING.unchanged(before, seen)
            if isinstance(before, Refused):
                return before
            named = {name: value for name, value in asdict(command).items() if value is not UNSET}
            after = replace(before, **named)
            types = self._checked(after.url, after.types)
            if isinstance(types, Refused):
                return types
            # one that was cut off can still be switched off, or be told of other things
            if after.url != before.url:
                no = await _unlisted(writer, principal.tenant, after.url)
                if no is not None:
                    return no
            await webhooks.save(writer, principal.tenant, replace(after, types=types))
            await self._tell(writer, principal, "change", webhook, fields=sorted(named))
            return _there(await webhooks.load(writer, principal.tenant, webhook))

    async def remove(self, principal: Principal, webhook: UUID) -> Refused | None:
        """Forget a webhook."""
        async with self._database.writing(principal.tenant) as writer:
            found = await self._locked(writer, principal, webhook)
            if isinstance(found, Refused):
                return found
            await webhooks.remove(writer, principal.tenant, webhook)
            await self._tell(writer, principal, "delete", webhook)
        return None

    async def rotate(
        self, principal: Principal, webhook: UUID, command: RotateSecret
    ) -> WebhookWithSecret | Refused:
        """Sign with a new secret; the one before signs beside it for the overlap."""
        tenant, hours = principal.tenant, command.overlap_hours
        async with self._database.writing(tenant) as writer:
            found = await self._locked(writer, principal, webhook)
            if isinstance(found, Refused):
                return found
            await webhooks.end_secrets(writer, tenant, webhook, timedelta(hours=hours))
            secret = await self._new_secret(writer, tenant, webhook)
            await self._tell(writer, principal, "rotate", webhook, overlap_hours=hours)
            shown = _there(await webhooks.load(writer, tenant, webhook))
        if isinstance(shown, Refused):
            return shown
        return WebhookWithSecret(webhook=shown, secret=secret)

    async def skip(self, principal: Principal, webhook: UUID) -> Webhook | Refused:
        """Let a parked webhook pass over the one entry at which it stands, and go on."""
        async with self._database.writing(principal.tenant) as writer:
            found = await self._locked(writer, principal, webhook)
            if isinstance(found, Refused):
                return found
            position = await webhooks.pass_over(writer, principal.tenant, webhook)
            if position is None:
                return Refused(Refusal.WEBHOOK_NOT_PARKED)
            await self._tell(writer, principal, "skip", webhook, position=position)
            return _there(await webhooks.load(writer, principal.tenant, webhook))

    async def retry(self, principal: Principal, webhook: UUID) -> Webhook | Refused:
        """Let a webhook try now what it could not deliver, from the entry at which it stands."""
        async with self._database.writing(principal.tenant) as writer:
            found = await self._locked(writer, principal, webhook)
            if isinstance(found, Refused):
                return found
            if found.state not in {WebhookState.PARKED, WebhookState.RETRYING}:
                return Refused(Refusal.WEBHOOK_NOTHING_FAILED)
            await cursors.wake(writer, principal.tenant, webhook)
            await self._tell(writer, principal, "retry", webhook)
            return _there(await webhooks.load(writer, principal.tenant, webhook))

    async def ping(self, principal: Principal, webhook: UUID) -> Attempt | Refused:
        """Send a test call now, signed as all others, and tell how it went."""
        tenant, means = principal.tenant, self._means
        found = await self.get(principal, webhook, Action.WEBHOOK_CHANGE)
        if isinstance(found, Refused):
            return found
        async with self._database.reading(tenant) as reader:
            target = await webhooks.target(reader, tenant, webhook, even_inactive=True)
        if target is None:
            return Refused(Refusal.WEBHOOK_NOT_FOUND, RefusalKind.NOT_FOUND)
        message, now = means.ids(), means.clock()
        body = ping_body(tenant, message, webhook, now)
        call = Message(id=message, type=PING, body=body)
        sent = await means.post.send(tenant, webhook, target, call)
        return await self._noted(principal, webhook, call.noted(sent, 1, now), "ping")

    async def resend(self, principal: Principal, webhook: UUID, number: int) -> Attempt | Refused:
        """Send the message of one attempt again, now; the cursor stays where it is."""
        tenant, means = principal.tenant, self._means
        found = await self.get(principal, webhook, Action.WEBHOOK_CHANGE)
        if isinstance(found, Refused):
            return found
        async with self._database.reading(tenant) as reader:
            kept = await cursors.attempt_of(reader, tenant, webhook, number)
            if kept is None:
                return Refused(Refusal.WEBHOOK_DELIVERY_NOT_FOUND, RefusalKind.NOT_FOUND)
            if kept.position is None:
                return Refused(Refusal.WEBHOOK_DELIVERY_WAS_A_TEST)
            target = await webhooks.target(reader, tenant, webhook, even_inactive=True)
            events = await events_after(reader, tenant, kept.position - 1, 1)
        told = happening_of(events[0]) if events else None
        if target is None or told is None or told.id != kept.message:
            return Refused(Refusal.WEBHOOK_DELIVERY_NOT_FOUND, RefusalKind.NOT_FOUND)
        message = await message_of(tenant, told, means.orders)
        sent = await means.post.send(tenant, webhook, target, message)
        attempt = message.noted(sent, kept.attempt + 1, means.clock())
        return await self._noted(principal, webhook, attempt, "resend")

    async def _noted(
        self, principal: Principal, webhook: UUID, attempt: Attempt, act: str
    ) -> Attempt:
        """Keep an attempt that a person asked for, and tell the trail."""
        async with self._database.writing(principal.tenant) as writer:
            await cursors.note(writer, principal.tenant, webhook, attempt)
            await self._tell(writer, principal, act, webhook, status=attempt.status or 0)
        return attempt

    def _checked(self, url: str, types: tuple[str, ...]) -> tuple[str, ...] | Refused:
        fault = check_url(url, self._means.egress)
        return fault or check_types(types)

    async def _locked(
        self, writer: Writer, principal: Principal, webhook: UUID
    ) -> Webhook | Refused:
        found = await webhooks.load(writer, principal.tenant, webhook, lock=True)
        return _KEEPING.reached(principal, Action.WEBHOOK_CHANGE, found)

    async def _new_secret(self, writer: Writer, tenant: UUID, webhook: UUID) -> str:
        key = self._means.entropy(SECRET_BYTES)
        wrapped = await self._means.keeper.wrap(tenant, key, context=secret_context(webhook))
        secret = webhooks.WrappedSecret(webhook, self._means.ids(), wrapped)
        await webhooks.add_secret(writer, tenant, secret)
        return secret_text(key)

    async def _tell(
        self,
        writer: Writer,
        principal: Principal,
        act: str,
        webhook: UUID,
        **facts: str | int | list[str],
    ) -> None:
        told = Told(self._means.trail, writer)
        await _KEEPING.tell(told, principal, act, webhook, **facts)


async def _unlisted(reader: Reader, tenant: UUID, url: str) -> Refused | None:
    return check_listed(url, (await host_list.load(reader, tenant)).hosts)


def _there(webhook: Webhook | None) -> Webhook | Refused:
    return webhook or Refused(Refusal.WEBHOOK_NOT_FOUND, RefusalKind.NOT_FOUND)
