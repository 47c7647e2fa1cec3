"""A rehearsal is its script: everything that was done, decided anew each time it is looked at.

So nothing is stored but what people did, undoing is leaving out, and the same script can be
played on another draft.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from gongdan.engines.flow.model import Stage, TokenTaken
from gongdan.kernel.messages import Refused
from gongdan.rooms.rehearsal.contract import Begin, Deed, Entry, StandIn, Wait
from gongdan.rooms.rehearsal.domain.acts import APART, PROVE, command_of
from gongdan.rooms.rehearsal.domain.acts import CHILD_CANCELLED as CANCELLED
from gongdan.rooms.rehearsal.domain.refusals import RehearsalCode, refuse
from gongdan.rooms.rehearsal.domain.telling import lines_of
from gongdan.rooms.rehearsal.domain.troubles import is_of_the_draft, null_conditions, trouble_of
from gongdan.rooms.rehearsal.ports import Done
from gongdan.rooms.rehearsal.views.standing import Passed, Playing
from gongdan.rooms.workorders.contract import ReportOrder

MOST_FIRED = 500
"""Timers that may fire in one rehearsal."""

_DAY = timedelta(days=1)


def play_through(playing: Playing, script: tuple[Entry, ...], cast: Mapping[str, StandIn]) -> int:
    """Play a script up to its end or its first refusal; return how many entries were done."""
    for number, entry in enumerate(script):
        playing.fresh, playing.troubles = len(playing.lines), []
        playing.no = _entry(playing, entry, cast)
        if playing.no is not None:
            return number
    return len(script)


def next_instant(playing: Playing) -> datetime | None:
    """Return when the next timer fires by itself; None where none runs."""
    return min((each.at for each in playing.play.timers if each.left is None), default=None)


def _entry(playing: Playing, entry: Entry, cast: Mapping[str, StandIn]) -> Refused | None:
    match entry:
        case Begin():
            return _begin(playing, entry, cast)
        case Deed():
            return _deed(playing, entry, cast)
        case Wait(until=until):
            return _wait(playing, until)


def _begin(playing: Playing, entry: Begin, cast: Mapping[str, StandIn]) -> Refused | None:
    command = ReportOrder(
        title=entry.title, urgency=entry.urgency, impact=entry.impact, fields=entry.fields
    )
    return _told(playing, playing.play.report(cast[entry.by].principal, command, playing.clock))


def _deed(playing: Playing, deed: Deed, cast: Mapping[str, StandIn]) -> Refused | None:
    who = cast.get(deed.by)
    if who is None:
        return refuse(RehearsalCode.STAND_IN_UNKNOWN, field="/by", who=deed.by)
    play, now = playing.play, playing.clock
    if deed.act == PROVE:
        done = play.prove(who.principal, deed.kind, deed.node, label=deed.label, now=now)
    elif deed.act in APART:
        done = play.end_child(deed.token, now, cancelled=deed.act == CANCELLED)
    else:
        command = command_of(deed, cast)
        done = command if isinstance(command, Refused) else play.act(who.principal, command, now)
    return _told(playing, done)


def _wait(playing: Playing, until: datetime) -> Refused | None:
    """Move the clock, and let each timer fire at its own time."""
    while playing.fired < MOST_FIRED:
        at = next_instant(playing)
        if at is None or at > until:
            break
        _silent(playing, at)
        playing.clock = max(playing.clock, at)
        due = (each for each in playing.play.timers if each.left is None and each.at == at)
        timer = next(due, None)
        if timer is None:
            continue
        playing.fired += 1
        no = _told(playing, playing.play.fire(timer.timer, playing.clock))
        if no is not None:
            return no
    _silent(playing, until)
    playing.clock = max(playing.clock, until)
    return None


def _silent(playing: Playing, until: datetime) -> None:
    """Let the days pass on which somebody is asked for an answer, or none is waited for longer."""
    while playing.clock < until:
        playing.clock = min(playing.clock + _DAY, until)
        step = next((t for t in playing.play.flow.open_steps if t.stage is Stage.VERIFY), None)
        if step is None or playing.fired >= MOST_FIRED:
            continue
        done = playing.play.silence(playing.opened.get(step.id, playing.clock), playing.clock)
        if done is not None:
            playing.fired += 1
            _told(playing, done)


def _told(playing: Playing, done: Done) -> Refused | None:
    play, flow = playing.play, playing.play.drawn
    nulls = play.take_nulls()
    playing.troubles += null_conditions(flow, nulls)
    if isinstance(done, Refused):
        if is_of_the_draft(done):
            playing.troubles.append(trouble_of(done, flow))
        return done
    for event in done.events:
        for move in event.moves:
            if isinstance(move, TokenTaken) and move.stage is not Stage.NONE:
                one = Passed(
                    node=move.node,
                    stage=move.stage,
                    by=move.by,
                    outcome=move.outcome,
                    at=playing.clock,
                )
                playing.passed.append(one)
    playing.lines += lines_of(done.events, flow, playing.clock)
    standing = {token.id for token in play.flow.tokens}
    playing.opened = {token: playing.opened.get(token, playing.clock) for token in standing}
    return None
