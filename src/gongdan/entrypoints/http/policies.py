"""What every answer tells the browser: how little it may do with it.

A route may say something stricter or other; what it leaves out is added here.
"""

from collections.abc import Iterable
from typing import Final, TypeAlias

from msgspec import Struct

Header: TypeAlias = tuple[bytes, bytes]

_ALWAYS: Final[tuple[Header, ...]] = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    # the desk and the portal take pictures and check in; nothing else of a device is ours
    (
        b"permissions-policy",
        b"camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), serial=()",
    ),
    # what is no page of ours may load nothing, should a browser ever show it as one
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
    # answers hold what one person may see; pages and built files say themselves how long they last
    (b"cache-control", b"no-store"),
)
_ONE_YEAR: Final = (b"strict-transport-security", b"max-age=31536000")


class Policies(Struct, frozen=True):
    """The headers of a house.

    `encrypted`: callers speak TLS, to us or to a proxy before us. `remembered`: browsers shall
    remember that (HSTS); only with a given certificate, as nobody could take it back from a
    phone that has lost its trust in an authority of ours.
    """

    encrypted: bool = False
    remembered: bool = False

    def added(self, given: Iterable[Header]) -> list[Header]:
        """Return what a route has not said itself."""
        said = {name.lower() for name, _ in given}
        found = [header for header in _ALWAYS if header[0] not in said]
        return [*found, _ONE_YEAR] if self.remembered else found
