"""To which hosts a tenant lets its webhooks and connectors go. Pure.

A list narrows what the installation lets out and never widens it: whoever is on it is still
judged by the house's own rules. An empty list lets all go that these rules let go.
"""

import re
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Final

from msgspec import Struct

from gongdan.kernel.egress import is_plain_host, place_of

MOST: Final = 200
"""Entries of one tenant's list."""

LONGEST: Final = 253
"""Characters of a host's name (RFC 1035)."""

HOST_NOT_LISTED: Final = "host_not_listed"
"""What the logs of deliveries and calls say of a host that the list does not let go."""

_ENTRY = re.compile(
    r"(?P<below>\*\.)?(?P<host>\[[0-9a-f:.]+\]|[^\s:/\[\]*@?#]+)(:(?P<port>[0-9]{1,5}))?"
)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")


class Listed(Struct, frozen=True):
    """One entry: a host, or with `below` all that lies below a name; one port, or every one."""

    host: str
    below: bool = False
    port: int | None = None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port is None else f":{self.port}"
        return f"{'*.' if self.below else ''}{host}{port}"

    def covers(self, host: str, port: int) -> bool:
        """Tell whether a host, in the spelling of `place_of`, is meant."""
        if self.port not in {None, port}:
            return False
        host = _address(host) or host
        return host.endswith(f".{self.host}") if self.below else host == self.host


def read_entry(text: str) -> Listed | None:
    """Return what an entry means; None for what is no host.

    Letters of other scripts become what the network calls them (IDNA); what only some resolvers
    take for an address is no host, nor is all that lies below a name of one word.

    >>> str(read_entry("*.Example.COM.:8443")), str(read_entry("münchen.example"))
    ('*.example.com:8443', 'xn--mnchen-3ya.example')
    >>> [read_entry(text) for text in ("https://a.example", "*.10.0.0.1", "127.1", "*.com", "")]
    [None, None, None, None, None]
    """
    parts = _ENTRY.fullmatch(text.strip().lower())
    host = _host(parts["host"].removesuffix(".")) if parts else None
    if parts is None or host is None:
        return None
    below, port = parts["below"] is not None, int(parts["port"]) if parts["port"] else None
    if below and (_address(host) or "." not in host):
        return None
    return Listed(host, below, port) if port is None or 0 < port < 65_536 else None


def lets_go(hosts: Sequence[str], url: str) -> bool:
    """Tell whether a list lets a URL be called; an empty one lets all.

    >>> lets_go(["*.example.com"], "https://a.example.com/in"), lets_go([], "https://b.example/")
    (True, True)
    >>> lets_go(["*.example.com"], "https://example.com/"), lets_go(["a.example"], "no url")
    (False, False)
    """
    if not hosts:
        return True
    place = place_of(url)
    entries = (read_entry(each) for each in hosts)
    return place is not None and any(each is not None and each.covers(*place) for each in entries)


def host_of(url: str) -> str:
    """Return the host of a URL as an entry names it, its port only where https has another one.

    >>> host_of("https://a.example/in"), host_of("https://a.example:8443/")
    ('a.example', 'a.example:8443')
    """
    place = place_of(url)
    return str(Listed(place.host, port=None if place.port == 443 else place.port)) if place else ""


def _host(text: str) -> str | None:
    """Return a host in its one spelling."""
    if text.startswith("[") or _address(text):
        return _address(text.strip("[]"))
    name = _in_ascii(text)
    fits = 0 < len(name) <= LONGEST and all(map(_LABEL.fullmatch, name.split(".")))
    return name if fits and is_plain_host(name) else None


def _address(text: str) -> str | None:
    try:
        return str(ip_address(text)) if is_plain_host(text) else None
    except ValueError:
        return None


def _in_ascii(name: str) -> str:
    """Return what the network calls a name; "" for one that does not come back the same."""
    if name.isascii():
        return name
    dotted = name.replace("\u3002", ".")  # the full stop of Chinese keyboards
    try:
        ascii_ = dotted.encode("idna")
        return ascii_.decode() if ascii_.decode("idna") == dotted else ""
    except UnicodeError:
        return ""
