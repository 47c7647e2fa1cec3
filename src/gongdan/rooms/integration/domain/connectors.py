"""What a connector may be, and the request that becomes of a node's wish. Pure."""

import re
from base64 import b64encode
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from gongdan.engines.flow.model import Request
from gongdan.kernel.egress import LONGEST_URL, EgressFault, EgressPolicy
from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_line
from gongdan.rooms.integration.contract import (
    ApiKeyAuth,
    Auth,
    BasicAuth,
    BearerAuth,
    ClientAuth,
    Connector,
)
from gongdan.rooms.integration.domain.endpoints import CODES
from gongdan.rooms.integration.domain.refusals import Refusal, malformed

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
MOST_BODY = 64 * 1024
MOST_PATHS = 50
_PATH = re.compile(r"/[A-Za-z0-9_.~/{}-]{0,500}", re.ASCII)
_HOLE = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}", re.ASCII)
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}", re.ASCII)
_OURS = frozenset(
    {"host", "content-length", "content-type", "connection", "transfer-encoding", "cookie"}
)
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_IN_QUERY = frozenset({"GET", "DELETE"})


class Wire(Struct, frozen=True):
    """A request as it goes out, but for what proves who we are."""

    method: str
    path: str
    target: str
    body: bytes


def connector_fault(wanted: Connector, egress: EgressPolicy) -> Refused | None:
    """Return why a connector can't be kept."""
    if not KEY.fullmatch(wanted.key):
        return malformed(Refusal.CONNECTOR_KEY_UNUSABLE, "/key")
    if isinstance(clean_line(wanted.name, limit=120), TextFault) or not wanted.name.strip():
        return malformed(Refusal.CONNECTOR_NAME_UNUSABLE, "/name")
    if len(wanted.paths) > MOST_PATHS or not all(_PATH.fullmatch(path) for path in wanted.paths):
        return malformed(Refusal.CONNECTOR_PATH_UNUSABLE, "/paths")
    return _address_fault(wanted.base_url, "/base_url", egress) or _auth_fault(wanted.auth, egress)


def _address_fault(url: str, field: str, egress: EgressPolicy) -> Refused | None:
    fault = egress.judge_url(url) or (EgressFault.UNUSABLE if "?" in url else None)
    return malformed(CODES[fault], field, limit=LONGEST_URL) if fault else None


def _auth_fault(auth: Auth, egress: EgressPolicy) -> Refused | None:
    if isinstance(auth, ApiKeyAuth) and not _is_free_header(auth.header):
        return malformed(Refusal.CONNECTOR_HEADER_UNUSABLE, "/auth/header")
    if isinstance(auth, ClientAuth):
        return _address_fault(auth.token_url, "/auth/token_url", egress)
    return None


def token_urls(auth: Auth) -> tuple[str, ...]:
    """Return where else a connector goes to prove who we are."""
    return (auth.token_url,) if isinstance(auth, ClientAuth) else ()


def _is_free_header(name: str) -> bool:
    return bool(_HEADER.fullmatch(name)) and name.lower() not in _OURS


def wire_of(
    base_url: str, paths: tuple[str, ...], request: Request, inputs: Mapping[str, object]
) -> Wire | str:
    """Return the request of a node, or in one word why there is none.

    Values go into the path percent-encoded, so that none of them can lead elsewhere.
    """
    holes = _HOLE.findall(request.path)
    if any(inputs.get(name) in (None, "") for name in holes):
        return "input_missing"
    path = _HOLE.sub(lambda hole: percent(_said(inputs[hole[1]])), request.path)
    if not path.startswith("/") or "//" in path or ".." in re.split(r"[/\\]|%2[fF]", path):
        return "path_refused"
    if paths and not any(_allows(allowed, path) for allowed in paths):
        return "path_not_allowed"
    rest = {name: value for name, value in inputs.items() if name not in holes}
    in_query = (
        rest if request.method in _IN_QUERY else {k: rest[k] for k in request.query if k in rest}
    )
    pairs = ((name, value) for name, value in in_query.items() if value is not None)
    query = "&".join(f"{percent(name)}={percent(_said(value))}" for name, value in pairs)
    sent = {name: value for name, value in rest.items() if name not in in_query}
    body = b"" if request.method in _IN_QUERY else msgspec.json.encode(sent)
    if len(body) > MOST_BODY:
        return "request_too_large"
    target = f"{base_url.rstrip('/')}{path}{'?' if query else ''}{query}"
    return Wire(request.method, path, target, body)


def percent(text: str) -> str:
    """Return a text as it may stand in a part of a path or query (RFC 3986, unreserved).

    >>> percent("a/b 泵")
    'a%2Fb%20%E6%B3%B5'
    """
    return "".join(chr(each) if each in _UNRESERVED else f"%{each:02X}" for each in text.encode())


def _allows(allowed: str, path: str) -> bool:
    """Tell whether a path is the allowed one, or lies below it.

    >>> _allows("/orders", "/orders/7"), _allows("/orders", "/orders-secret")
    (True, False)
    """
    return path == allowed or path.startswith(f"{allowed.rstrip('/')}/")


def auth_headers(auth: Auth, secret: str) -> dict[str, str]:
    """Return the headers that prove who calls, of all ways but the one that asks for a token."""
    match auth:
        case BasicAuth(user=user):
            return {"authorization": "Basic " + b64encode(f"{user}:{secret}".encode()).decode()}
        case BearerAuth():
            return {"authorization": f"Bearer {secret}"}
        case ApiKeyAuth(header=header):
            return {header.lower(): secret}
        case _:
            return {}


def secret_fits(secret: str) -> bool:
    """Tell whether a secret can stand in a header."""
    return 0 < len(secret) <= 4_000 and secret.isascii() and secret.isprintable()


def _said(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
