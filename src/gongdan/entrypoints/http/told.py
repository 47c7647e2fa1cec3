"""Who was just told to wait is told so again at once: a flood must cost next to nothing.

The first refusal goes the whole way: routing, guard, answer. Until its time is over, the same
call from the same network is answered by the outermost layer, which reads no body, routes
nothing and writes no line of log.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from gongdan.entrypoints.http.standing import Networks, Standing, network_of

Scope: TypeAlias = Mapping[str, Any]
_Key: TypeAlias = tuple[str, str, str]

MOST: Final = 10_000
EVERYBODY: Final = ""


class Told:
    """Until when whom was told to wait, by method, path and network; in bounded memory."""

    def __init__(self, networks: Networks, ticks: Callable[[], float]) -> None:
        self._networks = networks
        self._ticks = ticks
        self._until: dict[_Key, float] = {}

    def tell(self, scope: Scope, network: str, wait: float) -> None:
        """Remember that a network has to wait."""
        self._until[scope["method"], scope["path"], network] = self._ticks() + wait
        if len(self._until) > MOST:
            self._until.pop(next(iter(self._until)))

    def tell_all(self, scope: Scope, wait: float) -> None:
        """Remember that all have to wait who have tried before and never got in."""
        self.tell(scope, EVERYBODY, wait)

    def again(self, scope: Scope) -> float:
        """Return the seconds that a caller still has to wait; 0: ask the guard."""
        if not self._until:
            return 0.0
        client = scope.get("client")
        network = network_of(client[0] if client else "")
        wait = self._left((scope["method"], scope["path"], network))
        everybody = 0.0 if wait else self._left((scope["method"], scope["path"], EVERYBODY))
        if everybody and self._networks.stands(network, self._ticks()) is Standing.AGAIN:
            return everybody
        return wait

    def _left(self, key: _Key) -> float:
        left = self._until.get(key, 0.0) - self._ticks()
        if left <= 0:
            self._until.pop(key, None)
        return max(0.0, left)
