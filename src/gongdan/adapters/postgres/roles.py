"""The four database roles, and how a process comes to know their passwords.

`gongdan_owner` owns schema and tables and cannot log in; migrations run as it. `gongdan_app`,
`gongdan_worker` and `gongdan_searcher` log in, none passes row level security by. Their
passwords are derived from one secret, so every process that may read the secret can connect,
and nothing has to be handed round.
"""

import base64
import hashlib
import hmac
from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

RoleName = Literal["app", "worker", "searcher"]
"""The roles that log in, without their prefix."""

OWNER = "gongdan_owner"
LOGIN_ROLES: tuple[RoleName, ...] = ("app", "worker", "searcher")
ALL_ROLES = (OWNER, *(f"gongdan_{role}" for role in LOGIN_ROLES))

_SCRAM_ROUNDS = 4096  # the password has 256 random bits: more rounds would protect nothing


def role_password(secret: bytes, role: str) -> str:
    """Return the password of a database role: HMAC-SHA256 over its name, URL-safe."""
    digest = hmac.digest(secret, b"gongdan database role\0" + role.encode(), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def scram_verifier(secret: bytes, role: str) -> str:
    """Return what PostgreSQL stores for that password (RFC 5803): no log shows the password.

    The salt is derived too: the same secret always gives the same verifier, and a start can
    see that nothing has to be changed.
    """
    salt = hmac.digest(secret, b"gongdan scram salt\0" + role.encode(), "sha256")[:16]
    password = role_password(secret, role).encode()
    salted = hashlib.pbkdf2_hmac("sha256", password, salt, _SCRAM_ROUNDS)
    stored_key = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    salt64, stored64, server64 = (
        base64.b64encode(part).decode() for part in (salt, stored_key, server_key)
    )
    return f"SCRAM-SHA-256${_SCRAM_ROUNDS}:{salt64}${stored64}:{server64}"


def role_url(admin_url: str, role: RoleName, secret: bytes) -> str:
    """Return the administrator's URL with its user and password exchanged for the role's."""
    parts = urlsplit(admin_url)
    place = parts.netloc.rpartition("@")[2]
    login = f"{quote(f'gongdan_{role}')}:{quote(role_password(secret, f'gongdan_{role}'))}"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if k not in {"user", "password"}])
    return f"{parts.scheme}://{login}@{place}{parts.path}" + (f"?{query}" if query else "")
