"""The web pages: built files with content-hashed names, and the page that loads them.

The build lays a gzip beside each file that gains by it; who takes gzip gets that one.
The page gets a fresh nonce each time; the policy allows no script and no style without it.
"""

import secrets
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from gongdan.entrypoints.http.reports import PLACE
from gongdan.kernel.http import PUBLIC

NONCE = "__CSP_NONCE__"
_STATIC = files("gongdan") / "entrypoints" / "http" / "static"
_FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".woff2": "font/woff2",
}


@get("/", opt=PUBLIC, include_in_schema=False)
async def root() -> Redirect:
    """Lead to the desk."""
    return Redirect("/desk/")


@get(["/desk", "/desk/{path:path}"], opt=PUBLIC, include_in_schema=False)
async def desk(
    request: Request[Any, Any, Any], path: FromPath[str] = "/"
) -> Response[str] | Response[bytes]:
    """Serve a built file of the desk, or the desk's page for each of its own addresses."""
    file = _built("desk", path)
    if file is not None:
        return _file(file, gzip="gzip" in request.headers.get("accept-encoding", ""))
    if Path(path).suffix:
        raise NotFoundException
    return _page("desk")


@get(["/portal", "/portal/{path:path}"], opt=PUBLIC, include_in_schema=False)
async def portal(
    request: Request[Any, Any, Any], path: FromPath[str] = "/"
) -> Response[str] | Response[bytes]:
    """Serve a built file of the portal, or its page: links stand behind the #, unseen by us.

    The page tells nobody from where its reader came: an address of it may be a secret.
    """
    file = _built("portal", path)
    if file is not None:
        return _file(file, gzip="gzip" in request.headers.get("accept-encoding", ""))
    if path.startswith("/assets/"):
        raise NotFoundException
    page = _page("portal")
    page.headers["Referrer-Policy"] = "no-referrer"
    return page


def content_security_policy(nonce: str) -> str:
    """Return the policy of a page: our own origin, inline only with the nonce, no text as code.

    Trusted Types: the desk's one policy (`trusted-types.ts`) refuses markup made of strings.
    """
    return (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
        " object-src 'none'; img-src 'self' data: blob:; media-src 'self' blob:;"
        " connect-src 'self';"
        f" script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}';"
        " require-trusted-types-for 'script'; trusted-types default;"
        f" report-uri {PLACE}; report-to policy"
    )


def _file(file: Path, *, gzip: bool) -> Response[bytes]:
    zipped = file.with_name(f"{file.name}.gz")
    headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
    if gzip and zipped.is_file():
        file, headers = zipped, {**headers, "Content-Encoding": "gzip"}
    kind = _TYPES.get(Path(file.name.removesuffix(".gz")).suffix, "application/octet-stream")
    return Response(_read(file), media_type=kind, headers=headers)


@lru_cache(maxsize=256)
def _read(file: Path) -> bytes:
    """Read a built file once: its name changes with its content."""
    return file.read_bytes()


def _page(app: str) -> Response[str]:
    nonce = secrets.token_urlsafe(16)
    headers = {
        "Content-Security-Policy": content_security_policy(nonce),
        "Reporting-Endpoints": f'policy="{PLACE}"',
        "Cache-Control": "no-store",
    }
    return Response(_index(app).replace(NONCE, nonce), media_type=MediaType.HTML, headers=headers)


@lru_cache
def _index(app: str) -> str:
    page = _STATIC / app / "index.html"
    if not page.is_file():
        return (
            "<!doctype html><title>Gongdan</title><p>The web pages are not built."
            " Run <code>make web</code>; the API works without them."
        )
    return page.read_text(encoding="utf-8")


def _built(app: str, path: str) -> Path | None:
    """Return the built file of a path, or None for anything outside the built folder."""
    folder = Path(str(_STATIC / app)).resolve()
    file = (folder / path.lstrip("/")).resolve()
    inside = file.is_relative_to(folder) and file.is_file() and file.name != "index.html"
    return file if inside else None
