"""Which timers of a flow run on in another definition, which end, and which begin there.

A timer that the new definition sets alike runs on. One that it sets otherwise begins anew, at
the instant of the migration; one that had fired before is not set again.
"""

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.flow.migrating_places import Places
from gongdan.engines.flow.parts import Trigger
from gongdan.engines.flow.state import Timer, Token
from gongdan.engines.flow.timers import timers_of


class TimersThere(Struct, frozen=True):
    """Numbers of timers that end, those that run on, and who needs new ones (of which node)."""

    cancelled: tuple[int, ...]
    kept: tuple[Timer, ...]
    wanted: tuple[tuple[int, str, Trigger], ...]


def timers_there(places: Places) -> TimersThere:
    """Compare what the two definitions set for each token."""
    own = {token.id for token in places.own}
    alike: set[tuple[int, str]] = set()
    wanted: list[tuple[int, str, Trigger]] = []
    for token in places.own:
        old = {_there(places, key): trigger for key, trigger in _of(places, token, new=False)}
        for key, trigger in _of(places, token, new=True):
            if old.get(key) == trigger:
                alike.add((token.id, key))
            else:
                wanted.append((token.id, key, trigger))
    kept: list[Timer] = []
    for timer in places.state.timers:
        there = replace(timer, node=_there(places, timer.node))
        if timer.token not in own:
            kept.append(timer)
        elif (timer.token, there.node) in alike:
            kept.append(there)
    running = {timer.id for timer in kept}
    cancelled = tuple(each.id for each in places.state.timers if each.id not in running)
    return TimersThere(cancelled, tuple(kept), tuple(wanted))


def _of(places: Places, token: Token, *, new: bool) -> tuple[tuple[str, Trigger], ...]:
    around = places.around(token)
    alone = around is None or around.group is None
    flow = places.new if new else places.old
    node = places.to(token.node) if new else token.node
    return timers_of(flow, node, waits=token.waits, alone=alone)


def _there(places: Places, node: str) -> str:
    return places.to(node) if node else ""
