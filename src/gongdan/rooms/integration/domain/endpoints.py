"""Which addresses a webhook may name, and which ones a request may go to.

A name is judged when it is written down and again, by the addresses that it stands for, each
time a connection is made: names change hands. What is not public is refused (OWASP SSRF
prevention), unless this installation says that its receivers live in a private network.
"""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from gongdan.kernel.messages import Refused
from gongdan.rooms.integration.domain.refusals import Refusal, malformed

LONGEST_URL = 2_000
# scheme, host, port, path and query in plain ASCII: no user, no password, no fragment
_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+)"
    r"(:(?P<port>[0-9]{1,5}))?([/?][!$-;=?-Z_a-z~\[\]]*)?"
)
_INSIDE = ("localhost", ".localhost", ".local", ".internal")
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_CLOUD_INSIDE = frozenset({IPv4Address("168.63.129.16")})  # Azure's host agent; looks public


def check_url(url: str, *, allow_private: bool) -> Refused | None:
    """Return why a webhook can't name this URL, or None.

    `allow_private` lets plain http and private addresses through.
    """
    parts = _URL.fullmatch(url) if len(url) <= LONGEST_URL else None
    if parts is None or not 0 < int(parts["port"] or 443) < 65_536:
        return malformed(Refusal.WEBHOOK_URL_UNUSABLE, "/url", limit=LONGEST_URL)
    if allow_private:
        return None
    if parts["scheme"] != "https":
        return malformed(Refusal.WEBHOOK_URL_UNUSABLE, "/url", limit=LONGEST_URL)
    if _lies_inside(parts["host"].lower().strip("[]").rstrip(".")):
        return malformed(Refusal.WEBHOOK_ADDRESS_REFUSED, "/url")
    return None


def may_be_reached(address: str) -> bool:
    """Tell whether a request may go to this address, as a resolver writes it.

    An address with a scope (`fe80::1%eth0`) belongs to one link only.
    """
    return "%" not in address and is_public(ip_address(address))


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address belongs to the open internet, whichever way it is written.

    Refused are private, loopback, link-local (with cloud metadata), shared, reserved and
    multicast ranges, also inside IPv4-mapped, 6to4, Teredo and NAT64 forms.

    >>> is_public(ip_address("169.254.169.254")), is_public(ip_address("::ffff:10.0.0.1"))
    (False, False)
    """
    match address:
        case IPv4Address():
            return address.is_global and not address.is_multicast and address not in _CLOUD_INSIDE
        case IPv6Address():
            inner = _inner(address)
            if inner is not None:
                return is_public(inner)
            return address.is_global and not address.is_multicast and not address.is_site_local


def _lies_inside(host: str) -> bool:
    try:
        return not is_public(ip_address(host))
    except ValueError:
        return host.endswith(_INSIDE)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address carries, if it carries one."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo
