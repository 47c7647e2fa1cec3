"""A rehearsal is its script: everything that was done, decided anew each time it is looked at.

So nothing is stored but what people did, undoing is leaving out, and the same script can be
played on another draft.
"""

from collections.abc import Mapping

from gongdan.kernel.messages import Refused
from gongdan.rooms.rehearsal.contract import Begin, Deed, Entry, StandIn, Wait
from gongdan.rooms.rehearsal.domain.acts import CHILD_CANCELLED as CANCELLED
from gongdan.rooms.rehearsal.domain.acts import CHILDREN_END, PROVE, command_of
from gongdan.rooms.rehearsal.domain.outside import REPLIES
from gongdan.rooms.rehearsal.domain.refusals import RehearsalCode, refuse
from gongdan.rooms.rehearsal.handlers.course import told, wait
from gongdan.rooms.rehearsal.handlers.replies import reply
from gongdan.rooms.rehearsal.views.standing import Playing
from gongdan.rooms.workorders.contract import ReportOrder


def play_through(playing: Playing, script: tuple[Entry, ...], cast: Mapping[str, StandIn]) -> int:
    """Play a script up to its end or its first refusal; return how many entries were done."""
    for number, entry in enumerate(script):
        playing.fresh, playing.troubles = len(playing.lines), []
        playing.no = _entry(playing, entry, cast)
        if playing.no is not None:
            return number
    return len(script)


def _entry(playing: Playing, entry: Entry, cast: Mapping[str, StandIn]) -> Refused | None:
    match entry:
        case Begin():
            return _begin(playing, entry, cast)
        case Deed():
            return _deed(playing, entry, cast)
        case Wait(until=until):
            return wait(playing, until)


def _begin(playing: Playing, entry: Begin, cast: Mapping[str, StandIn]) -> Refused | None:
    command = ReportOrder(
        title=entry.title, urgency=entry.urgency, impact=entry.impact, fields=entry.fields
    )
    return told(playing, playing.play.report(cast[entry.by].principal, command, playing.clock))


def _deed(playing: Playing, deed: Deed, cast: Mapping[str, StandIn]) -> Refused | None:
    who = cast.get(deed.by)
    if who is None:
        return refuse(RehearsalCode.STAND_IN_UNKNOWN, field="/by", who=deed.by)
    if deed.act in REPLIES:
        return reply(playing, deed)
    play, now = playing.play, playing.clock
    if deed.act in CHILDREN_END:
        return told(playing, play.end_child(deed.token, now, cancelled=deed.act == CANCELLED))
    if deed.act == PROVE:
        done = play.prove(who.principal, deed.kind, deed.node, label=deed.label, now=now)
    else:
        command = command_of(deed, cast)
        done = command if isinstance(command, Refused) else play.act(who.principal, command, now)
    return told(playing, done, f"user:{who.user}")
