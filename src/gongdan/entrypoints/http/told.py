"""Who was just told to wait is told so again at once: a flood must cost next to nothing.

The first refusal goes the whole way: routing, guard, answer. Until its time is over, the same
call from the same network is answered by the outermost layer, which reads no body, routes
nothing and writes no line of log.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from gongdan.entrypoints.http.standing import Networks, Standing, network_of

Scope: TypeAlias = Mapping[str, Any]
_Key: TypeAlias = tuple[str, str, str | Standing]

MOST: Final = 10_000


class Told:
    """Until when whom was told to wait, by method, path, and network or lane; bounded."""

    def __init__(self, networks: Networks, ticks: Callable[[], float]) -> None:
        self._networks = networks
        self._ticks = ticks
        self._until: dict[_Key, float] = {}

    def tell(self, scope: Scope, whom: str | Standing, wait: float) -> None:
        """Remember that a network has to wait, or all whose networks stand so."""
        self._until[scope["method"], scope["path"], whom] = self._ticks() + wait
        if len(self._until) > MOST:
            self._until.pop(next(iter(self._until)))

    def again(self, scope: Scope) -> float:
        """Return the seconds that a caller still has to wait; 0: ask the guard."""
        if not self._until:
            return 0.0
        client = scope.get("client")
        network = network_of(client[0] if client else "")
        if wait := self._left(scope, network):
            return wait
        standing = self._networks.stands(network, self._ticks())
        wait = self._left(scope, standing)
        if wait and standing is Standing.FIRST:
            self._networks.come(network, self._ticks())  # refused or not, it was a first try
        return wait

    def _left(self, scope: Scope, whom: str | Standing) -> float:
        key = (scope["method"], scope["path"], whom)
        left = self._until.get(key, 0.0) - self._ticks()
        if left <= 0:
            self._until.pop(key, None)
        return max(0.0, left)
