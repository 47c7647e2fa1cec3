"""How a network stands at the door where secrets are said: known, coming first, or again.

During a flood of guesses the shared limits are soon used up by those who try and try. Somebody
who was let in from his network before doesn't compete with them at all, and a network's first few
tries have a lane of their own: whoever comes home to a new line gets in while the flood, whose
networks have had their first tries, does not. Kept in the process, and in bounded memory.
"""

from enum import Enum
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Final

from gongdan.kernel.pace import Limit, Pace

FIRST_TRIES: Final = Limit(rate=1 / 300, burst=3)
"""What counts as a network's first tries: three, and then one in five minutes."""

MOST_KNOWN: Final = 20_000


class Standing(Enum):
    """How somebody's network stands; each but `KNOWN` is a lane with limits of its own."""

    KNOWN = "known"
    FIRST = "first"
    AGAIN = "again"


class Networks:
    """Remembers from which networks people of which tenants were let in."""

    def __init__(self) -> None:
        self._tries = Pace()
        self._known: dict[tuple[str, str], None] = {}

    def welcome(self, network: str, tenant: str) -> None:
        """Remember that somebody of a tenant proved himself; the oldest are forgotten."""
        for house in ("", tenant):
            self._known.pop((network, house), None)
            self._known[network, house] = None
        while len(self._known) > MOST_KNOWN:
            self._known.pop(next(iter(self._known)))

    def knows(self, network: str, tenant: str = "") -> bool:
        """Tell whether somebody of a tenant (without one: of any) was let in from there."""
        return (network, tenant) in self._known

    def come(self, network: str, now: float) -> Standing:
        """Count a try and return how it stands."""
        if self.knows(network):
            return Standing.KNOWN
        return Standing.AGAIN if self._tries.take(network, FIRST_TRIES, now) else Standing.FIRST

    def stands(self, network: str, now: float) -> Standing:
        """Return how a try would stand, without counting one."""
        if self.knows(network):
            return Standing.KNOWN
        return Standing.AGAIN if self._tries.wait(network, FIRST_TRIES, now) else Standing.FIRST


@lru_cache(maxsize=10_000)
def network_of(host: str) -> str:
    """Return a caller's address; of IPv6 the /64 that one subscriber has to himself."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or int(address) >> 64)
