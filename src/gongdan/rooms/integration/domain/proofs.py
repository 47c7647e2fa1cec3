"""Whether a caller is who he must be: Standard Webhooks 1.0 signatures, or bearer tokens. Pure."""

import hmac
from collections.abc import Mapping, Sequence
from hashlib import sha256
from uuid import UUID

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.tokens import digest
from gongdan.rooms.integration.contract import Inbound
from gongdan.rooms.integration.domain.answers import at_pointer
from gongdan.rooms.integration.domain.refusals import Refusal, malformed
from gongdan.rooms.integration.domain.signatures import signature_of

LONGEST_KEY = 200
_MOST_SIGNATURES = 8
_ID, _STAMP, _SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
_KEY_HEADERS = ("idempotency-key", _ID)


def address_hash(inbound: UUID) -> bytes:
    """Return the credential that stands for the tenant of an address."""
    return digest(f"inbound:{inbound}")


def secret_context(inbound: UUID) -> bytes:
    """What a wrapped secret is bound to: it opens no other inbound."""
    return b"inbound secret" + inbound.bytes


def proof_fault(
    inbound: Inbound,
    headers: Mapping[str, str],
    body: bytes,
    *,
    secrets: Sequence[bytes],
    now: float,
) -> Refused | None:
    """Return why a caller is not believed; each valid secret is tried, in constant time."""
    if inbound.proof == "bearer":
        return _token_fault(headers, secrets)
    return _signature_fault(inbound, headers, body, secrets=secrets, now=now)


def _token_fault(headers: Mapping[str, str], secrets: Sequence[bytes]) -> Refused | None:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return _no(Refusal.INBOUND_PROOF_MISSING, header="Authorization")
    said = digest(token.strip())
    held = [hmac.compare_digest(said, each) for each in secrets]
    return None if any(held) else _no(Refusal.INBOUND_PROOF_WRONG)


def _signature_fault(
    inbound: Inbound,
    headers: Mapping[str, str],
    body: bytes,
    *,
    secrets: Sequence[bytes],
    now: float,
) -> Refused | None:
    lacking = [name for name in (_ID, _STAMP, _SIGNATURE) if not headers.get(name)]
    if lacking:
        return _no(Refusal.INBOUND_PROOF_MISSING, header=lacking[0])
    stamp = headers[_STAMP].strip()
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 12):
        return _no(Refusal.INBOUND_PROOF_MISSING, header=_STAMP)
    if not _is_signed(headers, body, stamp, secrets):
        return _no(Refusal.INBOUND_PROOF_WRONG)
    if abs(int(stamp) - now) > inbound.tolerance:
        return _no(Refusal.INBOUND_STAMP_OLD, seconds=inbound.tolerance)
    return None


def _is_signed(
    headers: Mapping[str, str], body: bytes, stamp: str, secrets: Sequence[bytes]
) -> bool:
    said = [each.encode() for each in headers[_SIGNATURE].split()[:_MOST_SIGNATURES]]
    ours = [signature_of(headers[_ID], stamp, body, key).encode() for key in secrets]
    held = [hmac.compare_digest(one, other) for one in said for other in ours]
    return any(held)


def delivery_key(inbound: Inbound, headers: Mapping[str, str], body: object) -> str | Refused:
    """Return a delivery's own key, by which a repetition is known: of a header, or of the body."""
    given = next((headers[name] for name in _KEY_HEADERS if headers.get(name)), None)
    if given is None and inbound.key_at:
        found = at_pointer(body, inbound.key_at)
        given = str(found) if isinstance(found, str | int) else None
    if not given or len(given) > LONGEST_KEY:
        return malformed(Refusal.INBOUND_KEY_MISSING, inbound.key_at)
    return sha256(given.encode()).hexdigest()


def _no(code: Refusal, **facts: str | int | list[str]) -> Refused:
    return Refused(code, RefusalKind.UNAUTHENTICATED, facts)
