"""`/trust`: how a phone comes to trust this house's own authority (`gongdan up --lan`).

The page is reached before that trust stands, so anybody on the way could change it: it tells
people to compare the fingerprint with the one that the server's own terminal shows.
"""

import secrets
from functools import lru_cache
from importlib.resources import files
from string import Template

from litestar import MediaType, Response, get
from litestar.exceptions import NotFoundException

from gongdan.adapters.local_ca import LocalAuthority
from gongdan.kernel.http import PUBLIC, Given

_PAGE = files("gongdan") / "entrypoints" / "http" / "trust.html"


@get("/trust", opt=PUBLIC, include_in_schema=False)
async def trust(authority: Given[LocalAuthority | None]) -> Response[str]:
    """Say how to trust the authority, in Chinese and English."""
    if authority is None:
        raise NotFoundException
    nonce = secrets.token_urlsafe(16)
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        f" style-src 'nonce-{nonce}'"
    )
    return Response(
        _page().substitute(nonce=nonce, fingerprint=authority.fingerprint()),
        media_type=MediaType.HTML,
        headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"},
    )


@get("/trust/gongdan-ca.crt", opt=PUBLIC, include_in_schema=False)
async def trusted_certificate(authority: Given[LocalAuthority | None]) -> Response[bytes]:
    """Hand out the authority's certificate, which holds no secret."""
    if authority is None:
        raise NotFoundException
    return Response(
        authority.download(),
        media_type="application/x-x509-ca-cert",
        headers={
            "Content-Disposition": 'attachment; filename="gongdan-ca.crt"',
            "Cache-Control": "no-store",
        },
    )


@lru_cache
def _page() -> Template:
    return Template(_PAGE.read_text(encoding="utf-8"))
