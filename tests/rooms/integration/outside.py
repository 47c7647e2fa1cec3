"""A caller outside: it signs what it posts, as Standard Webhooks 1.0 says, or shows its token."""

import hmac
import json
import time
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Any

import httpx
from msgspec import Struct

from gongdan.kernel.ids import new_id

ALARM: dict[str, Any] = {
    "alarm": {"text": "泵振动过高", "level": "critical", "part": {"kind": "mechanical"}},
    "who": {"phone": "13812341234"},
}
STARTS: dict[str, Any] = {
    "kind": "start",
    "definition": "five_step",
    "takes": [
        {"to": "title", "at": "/alarm/text"},
        {"to": "urgency", "at": "/alarm/level", "words": {"critical": "1", "minor": "3"}},
        {"to": "contact_phone", "at": "/who/phone"},
        {"to": "fields.fault_kind", "at": "/alarm/part/kind"},
    ],
}


class Outside(Struct, frozen=True):
    """Whoever posts to an inbound."""

    client: httpx.AsyncClient
    path: str
    secret: str

    async def signed(
        self, body: object, *, key: str = "", raw: bytes | None = None, **odd: Any
    ) -> httpx.Response:
        """Post a body with a signature; `odd` are a `stamp`, a `secret` or headers of others."""
        said = json.dumps(body, ensure_ascii=False).encode() if raw is None else raw
        key, stamp = key or str(new_id()), str(odd.get("stamp", int(time.time())))
        secret = odd.get("secret", self.secret)
        made = hmac.digest(
            b64decode(secret.removeprefix("whsec_")), f"{key}.{stamp}.".encode() + said, sha256
        )
        headers = {
            "webhook-id": key,
            "webhook-timestamp": stamp,
            "webhook-signature": "v1," + b64encode(made).decode(),
            **odd.get("headers", {}),
        }
        sent = odd.get("sent", said)
        return await self.client.post(self.path, content=sent, headers=headers)

    async def shown(self, body: object, key: str = "") -> httpx.Response:
        """Post a body with a bearer token."""
        headers = {"authorization": f"Bearer {self.secret}"}
        if key:
            headers["idempotency-key"] = key
        return await self.client.post(self.path, json=body, headers=headers)
