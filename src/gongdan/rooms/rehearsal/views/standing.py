"""How far a rehearsal has come, before it is said in a language."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field

from gongdan.engines.flow.model import Stage
from gongdan.kernel.messages import Refused
from gongdan.rooms.rehearsal.contract import Line, StandIn, Trouble
from gongdan.rooms.rehearsal.ports import Body, Outside, Play
from gongdan.rooms.rehearsal.store.rehearsals import Rehearsal


class Passed(Struct, frozen=True, kw_only=True):
    """A step that was done: by whom (a word), with which outcome, when."""

    node: str
    stage: Stage
    by: str
    outcome: str
    at: datetime


class Playing(Struct, kw_only=True):
    """How far a script was played: the order, the clock, and what is to be told of it.

    `no` is why the last entry was refused (None: it was done). `fresh` is the number of lines
    from which on the last entry tells. `tried` counts the failed calls of a token.
    """

    play: Play
    outside: Outside
    clock: datetime
    lines: list[Line] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    opened: dict[int, datetime] = field(default_factory=dict)
    tried: dict[int, int] = field(default_factory=dict)
    no: Refused | None = None
    fresh: int = 0
    fired: int = 0


class Scene(Struct, frozen=True, kw_only=True):
    """A rehearsal as it stands: what was kept, who stands in, and the order as it was played.

    `newer` tells that the draft has changed since; `left_out` how many entries of the script
    could not be played (after a change of the draft).
    """

    kept: Rehearsal
    body: Body
    cast: Mapping[str, StandIn]
    playing: Playing
    troubles: tuple[Trouble, ...]
    newer: bool = False
    left_out: int = 0
