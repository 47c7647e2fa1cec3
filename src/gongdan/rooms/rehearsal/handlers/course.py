"""How a rehearsal runs on: its clock is moved, and what was done is told."""

from datetime import datetime, timedelta

from gongdan.engines.flow.model import Stage, TokenTaken
from gongdan.kernel.messages import Refused
from gongdan.rooms.rehearsal.domain.telling import lines_of
from gongdan.rooms.rehearsal.domain.troubles import is_of_the_draft, null_conditions, trouble_of
from gongdan.rooms.rehearsal.ports import Done
from gongdan.rooms.rehearsal.views.standing import Passed, Playing

MOST_FIRED = 500
"""Timers that may fire in one rehearsal."""

_DAY = timedelta(days=1)


def next_instant(playing: Playing) -> datetime | None:
    """Return when the next timer fires by itself; None where none runs."""
    return min((each.at for each in playing.play.timers if each.left is None), default=None)


def wait(playing: Playing, until: datetime) -> Refused | None:
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
        no = told(playing, playing.play.fire(timer.timer, playing.clock))
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
            told(playing, done)


def told(playing: Playing, done: Done, doer: str = "") -> Refused | None:
    """Note what was done; `doer` is who did it, where he stood in for whose turn it was."""
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
                    by=move.by or doer,
                    outcome=move.outcome,
                    at=playing.clock,
                )
                playing.passed.append(one)
    playing.lines += lines_of(done.events, flow, playing.clock, doer=doer)
    standing = {token.id for token in play.flow.tokens}
    playing.opened = {token: playing.opened.get(token, playing.clock) for token in standing}
    return None
