"""A lost link comes back by order number and one-time code.

Whether a number exists is told to nobody: the answer is given before anything is looked up, and
what follows (finding the order, drawing and sending the code) is an errand after it.
"""

import base64
import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.rooms.portal.contract import Link, Origin, Purpose
from gongdan.rooms.portal.domain import codes
from gongdan.rooms.portal.domain.links import LOCALES
from gongdan.rooms.portal.domain.refusals import PortalCode, refuse
from gongdan.rooms.portal.handlers.means import Means
from gongdan.rooms.portal.handlers.report import FollowUp
from gongdan.rooms.portal.ports import Letter, TenantAtDoor
from gongdan.rooms.portal.store.codes import KeptCode, add_code, try_code, use_code
from gongdan.rooms.portal.store.settings import load_setting

LONGEST_NUMBER = 60


class Challenge(Struct, frozen=True):
    """What the asker keeps until the code arrives, and how codes arrive (`way`)."""

    challenge: str
    way: str
    expires_at: datetime


async def ask_for_code(
    means: Means, slug: str, number: str, *, address: str, locale: str
) -> Challenge | Refused:
    """Answer at once, the same to everybody; a code is on its way if there is such an order."""
    tenant = await means.tenants.behind(slug)
    if tenant is None:
        return refuse(PortalCode.CLOSED)
    wanted = number.strip().upper()[:LONGEST_NUMBER]
    slow = (
        means.pace("code of an address", address)
        or means.pace("code of a tenant", tenant.id)
        or means.pace("code of a number", (tenant.id, wanted))
    )
    if slow is not None:
        return slow
    chance = means.entropy(codes.CHALLENGE_BYTES)
    challenge = base64.urlsafe_b64encode(chance).rstrip(b"=").decode()
    speaks = locale if locale in LOCALES else tenant.locale
    until = means.clock() + codes.LIFETIME
    means.errands.run("code", _send(means, tenant, wanted, challenge, locale=speaks))
    return Challenge(challenge, means.messenger.way, until)


async def _send(
    means: Means, tenant: TenantAtDoor, number: str, challenge: str, *, locale: str
) -> None:
    order = await means.orders.by_number(tenant.id, number)
    if order is None:
        return
    code = codes.code_from(means.entropy(8))
    kept = KeptCode(order.id, codes.code_hash(challenge, code))
    async with means.database.writing(tenant.id) as writer:
        await add_code(
            writer,
            tenant.id,
            codes.challenge_hash(challenge),
            kept,
            until=means.clock() + codes.LIFETIME,
        )
    mail = await means.orders.mail_of(tenant.id, order.id)
    words = _letter_words(locale)
    filled = {"number": number, "code": code, "tenant": tenant.name}
    subject, body = (words[part].format(**filled) for part in ("subject", "body"))
    letter = Letter(to=mail, number=number, code=code, subject=subject, body=body)
    await means.messenger.send(letter)


@lru_cache
def _letter_words(locale: str) -> Mapping[str, str]:
    text = (files("gongdan.rooms.portal") / "texts" / f"{locale}.toml").read_text("utf-8")
    words: Mapping[str, str] = tomllib.loads(text)["letter"]
    return words


async def take_code(
    means: Means, slug: str, challenge: str, code: str, *, address: str
) -> FollowUp | Refused:
    """Exchange a code for a new link; everything that is wrong with it is told alike."""
    tenant = await means.tenants.behind(slug)
    if tenant is None:
        return refuse(PortalCode.CLOSED)
    if (slow := means.pace("try of an address", address)) is not None:
        return slow
    order = await _opened(means, tenant.id, challenge, code.strip())
    if order is None:
        return refuse(PortalCode.CODE_WRONG, minutes=int(codes.LIFETIME / timedelta(minutes=1)))
    return await _issued(means, tenant, order)


async def _opened(means: Means, tenant: UUID, challenge: str, code: str) -> UUID | None:
    """Return the order that the code opens; the try counts whatever comes of it."""
    hashed, now = codes.challenge_hash(challenge), means.clock()
    async with means.database.writing(tenant) as writer:
        kept = await try_code(writer, tenant, hashed, now=now, tries=codes.TRIES)
        if kept is None or not codes.is_code(challenge, code, kept.code_hash):
            return None
        await use_code(writer, tenant, hashed, now)
    return kept.order_id


async def _issued(means: Means, tenant: TenantAtDoor, order: UUID) -> FollowUp | Refused:
    at_door = await means.orders.by_id(tenant.id, order)
    now, token = means.clock(), await means.token(tenant.id, means.entropy(32))
    async with means.database.writing(tenant.id) as writer:
        days = (await load_setting(writer, tenant.id)).link_days
        link = Link(
            id=means.ids(),
            purpose=Purpose.FOLLOW,
            origin=Origin.RECOVERY,
            order_id=order,
            order_number=at_door.number,
            party_id=at_door.reporter,
            locale=tenant.locale,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        await means.keep(writer, tenant.id, link, token)
    return FollowUp(order, at_door.number, token.text, link.expires_at)
