"""Standard Webhooks 1.0: how a secret looks, and what it signs."""

import hmac
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

SECRET_BYTES = 32
CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"


def secret_text(key: bytes) -> str:
    """Return a secret as its receiver keeps it."""
    return "whsec_" + b64encode(key).decode()


def secret_context(webhook: UUID) -> bytes:
    """What a wrapped secret is bound to: it can't sign for another webhook."""
    return b"webhook secret" + webhook.bytes


def signature_of(message: str, timestamp: str, body: bytes, key: bytes) -> str:
    """Return the signature by one key, as it stands in `webhook-signature`."""
    signed = f"{message}.{timestamp}.".encode(errors="surrogateescape") + body
    return "v1," + b64encode(hmac.digest(key, signed, sha256)).decode()


def signed_headers(
    message: UUID, timestamp: int, body: bytes, keys: Sequence[bytes]
) -> dict[str, str]:
    """Return the headers of a message; each key adds a signature of its own.

    `timestamp` is that of the attempt in seconds since 1970; the id stays over all attempts.
    """
    signatures = (signature_of(str(message), str(timestamp), body, key) for key in keys)
    return {
        "content-type": CONTENT_TYPE,
        "user-agent": "Gongdan-Webhooks/1",
        "webhook-id": str(message),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }
