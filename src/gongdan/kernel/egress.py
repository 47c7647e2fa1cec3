"""Where requests of ours may go: a policy over URLs and over the addresses that names stand for.

Server-side request forgery is the danger (OWASP SSRF prevention): somebody names an address that
only we can reach. So a URL is judged when it is written down, in one narrow spelling, and every
address that its name stands for is judged again each time a connection is made: names change
hands (DNS rebinding). What is not certainly public is refused, unless the installation says that
its receivers live in a private network.
"""

import re
from enum import StrEnum
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)
from typing import Final, NamedTuple

from msgspec import Struct

LONGEST_URL: Final = 2_000
PUBLIC_PORTS: Final = frozenset({443, 8443})
"""Ports on which the open internet speaks https; others would make us a port scanner."""

# scheme, host, port, path and query in plain ASCII: no user, no password, no fragment
_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+)"
    r"(:(?P<port>[0-9]{1,5}))?([/?][!$-;=?-Z_a-z~\[\]]*)?"
)
_INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "localdomain")
_PLAIN_IPV4 = re.compile(r"(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}")

# IANA's special-purpose registry for IPv4 (RFC 6890 and later), with what looks public and is not
_CLOSED_4: Final = tuple(
    map(
        IPv4Network,
        """0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12
        192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16
        192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
        168.63.129.16/32""".split(),  # the last: the host agent of one cloud
    )
)
# of IPv6 only global unicast (RFC 4291) is open at all, and of it not these
_OPEN_6: Final = IPv6Network("2000::/3")
_CLOSED_6: Final = tuple(
    map(IPv6Network, "2001::/23 2001:db8::/32 3fff::/20 2620:4f:8000::/48".split())
)
_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_ISATAP: Final = frozenset({0x0000_5EFE, 0x0200_5EFE})  # RFC 5214: likewise


class EgressFault(StrEnum):
    """Why a URL can't be called."""

    UNUSABLE = "unusable"  # not a plain https address
    INSIDE = "inside"  # a private network, or this machine
    PORT = "port"  # a port where no https is expected
    NOT_LISTED = "not_listed"  # this installation lists whom it calls, and this is not among them


class EgressPolicy(Struct, frozen=True):
    """What an installation lets out.

    `allow_private` opens plain http, private addresses and every port. `hosts`, if there are
    any, are the only ones called: whole names, or `.example.com` for all below it.
    """

    allow_private: bool = False
    hosts: tuple[str, ...] = ()

    def judge_url(self, url: str) -> EgressFault | None:
        """Return why this URL can't be called, or None; its addresses are judged later."""
        place = place_of(url)
        if place is None or url.partition(":")[0] not in self._schemes:
            return EgressFault.UNUSABLE
        host, port = place
        if self.hosts and not any(_matches(host, listed) for listed in self.hosts):
            return EgressFault.NOT_LISTED
        if self.allow_private:
            return None
        if _lies_inside(host):
            return EgressFault.INSIDE
        return None if port in PUBLIC_PORTS else EgressFault.PORT

    def may_reach(self, address: str) -> bool:
        """Tell whether a connection may go to this address, as a resolver writes it.

        An address with a scope (`fe80::1%eth0`) belongs to one link only.
        """
        return self.allow_private or ("%" not in address and is_public(ip_address(address)))

    @property
    def _schemes(self) -> tuple[str, ...]:
        return ("https", "http") if self.allow_private else ("https",)


class Place(NamedTuple):
    """Where a URL leads: a name in small letters or a plain address, and a port."""

    host: str
    port: int


def place_of(url: str) -> Place | None:
    """Return where a URL leads; None where it is not in the one spelling that we take.

    >>> place_of("https://Hooks.Example.com./in"), place_of("https://2130706433/")
    (Place(host='hooks.example.com', port=443), None)
    """
    parts = _URL.fullmatch(url) if len(url) <= LONGEST_URL else None
    if parts is None:
        return None
    host = parts["host"].lower().strip("[]").removesuffix(".")
    port = int(parts["port"] or (443 if parts["scheme"] == "https" else 80))
    return Place(host, port) if 0 < port < 65_536 and is_plain_host(host) else None


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address belongs to the open internet, whichever way it is written.

    An IPv4 address that an IPv6 address carries (mapped, 6to4, Teredo, NAT64, ISATAP) counts.

    >>> is_public(ip_address("169.254.169.254")), is_public(ip_address("::ffff:10.0.0.1"))
    (False, False)
    """
    match address:
        case IPv4Address():
            return not any(address in network for network in _CLOSED_4)
        case IPv6Address():
            carried = _carried(address)
            if carried is not None:
                return is_public(carried)
            return address in _OPEN_6 and not any(address in network for network in _CLOSED_6)


def _lies_inside(host: str) -> bool:
    try:
        return not is_public(ip_address(host))
    except ValueError:
        # a name of one word is found by the search list of the network that we stand in
        return "." not in host or any(host.endswith(f".{each}") for each in _INSIDE)


def is_plain_host(host: str) -> bool:
    """Tell whether a host is a name, or an address in its one plain spelling.

    Whose last part is a number is an address to most resolvers (WHATWG URL, "ends in a number"):
    `127.1`, `0x7f000001`, `2130706433`, `0177.0.0.1`. Only four plain decimals are taken.
    """
    last = host.rpartition(".")[2]
    if ":" in host or _PLAIN_IPV4.fullmatch(host):
        return _is_address(host)
    return bool(last) and ".." not in host and not re.fullmatch(r"[0-9]+|0x[0-9a-f]*", last)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _matches(host: str, listed: str) -> bool:
    return host.endswith(listed) if listed.startswith(".") else host == listed


def _carried(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address carries, if it carries one."""
    last = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64 or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return last
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo
