"""Replies of those outside, made up by whoever tries a draft: nothing is sent, nobody is asked.

A call that failed in a way that may pass is made again as the worker would make it: after the
same pauses, in which timers fire, and as often.
"""

from datetime import timedelta

import msgspec

from gongdan.engines.flow.model import FlowCode, Kind, Node
from gongdan.kernel.messages import Refused
from gongdan.rooms.rehearsal.contract import Deed, Line, Trouble
from gongdan.rooms.rehearsal.domain.outside import (
    FAILURES,
    MESSAGE_COMES,
    NO_ANSWER,
    SERVICE_ANSWERS,
    Failure,
)
from gongdan.rooms.rehearsal.domain.refusals import RehearsalCode, refuse
from gongdan.rooms.rehearsal.handlers.course import told, wait
from gongdan.rooms.rehearsal.ports import UnfitValue
from gongdan.rooms.rehearsal.views.standing import Playing


def reply(playing: Playing, deed: Deed) -> Refused | None:
    """Hand a made-up reply to the token that waits for it."""
    kind = Kind.RECEIVE if deed.act == MESSAGE_COMES else Kind.SERVICE
    node = _waiting(playing, deed.token, kind)
    if node is None:
        return refuse(RehearsalCode.NOTHING_WAITS, field="/token")
    if deed.act == MESSAGE_COMES:
        return _message(playing, deed, node)
    if deed.act == SERVICE_ANSWERS:
        return _answer(playing, deed, node)
    return _failure(playing, deed, FAILURES[deed.failure or NO_ANSWER])


def _message(playing: Playing, deed: Deed, node: Node) -> Refused | None:
    message = node.trigger.name if node.trigger else ""
    _say(playing, deed.token, "message_made_up", message=message)
    return told(playing, playing.play.deliver(message, deed.data, playing.clock))


def _answer(playing: Playing, deed: Deed, node: Node) -> Refused | None:
    wanted = node.request.answers if node.request else {}
    values = playing.outside.taken(deed.data, wanted)
    if isinstance(values, UnfitValue):
        return refuse(RehearsalCode.REPLY_UNFIT, field=f"/data/{values.name}", name=values.name)
    said = ", ".join(f"{name} = {_written(value)}" for name, value in values.items())
    code = "answer_made_up" if said else "answer_made_up_empty"
    _say(playing, deed.token, code, values=said)
    return told(playing, playing.play.answer(deed.token, values, playing.clock))


def _written(value: object) -> str:
    """Return a value as FEEL writes it, texts and decimals without their quotes."""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _failure(playing: Playing, deed: Deed, failure: Failure) -> Refused | None:
    """Let a call fail: once, or (`always`, or where it is certain) until it is given up."""
    token, node, kind = deed.token, _node_of(playing, deed.token), deed.failure or NO_ANSWER
    while failure.passing and (pause := _pause(playing, token)) is not None:
        attempt, seconds = str(playing.tried[token]), str(int(pause.total_seconds()))
        _say(playing, token, "failure_passes", failure=kind, attempt=attempt, seconds=seconds)
        no = wait(playing, playing.clock + pause)
        if no is not None or not deed.always or not _node_of(playing, token):
            return no
    playing.tried.pop(token, None)  # whoever sends it again begins to count anew
    _say(playing, token, "failure_made_up", failure=kind)
    done = playing.play.fail(token, failure.error, failure.status, playing.clock)
    no = told(playing, done)
    if no is None and _node_of(playing, token):
        code, place = str(FlowCode.ERROR_NOT_CAUGHT), f"flow/nodes/{node}"
        playing.troubles.append(Trouble(code=code, place=place, facts={"node": node}))
    return no


def _pause(playing: Playing, token: int) -> timedelta | None:
    """Count a failed call; return after which time it is made again (None: it is given up)."""
    attempt = playing.tried[token] = playing.tried.get(token, 0) + 1
    return playing.outside.patience.delay(attempt)


def _waiting(playing: Playing, token: int, kind: Kind) -> Node | None:
    """Return the node of a kind at which a token waits."""
    node = playing.play.drawn.nodes.get(_node_of(playing, token))
    return node if node is not None and node.kind is kind else None


def _node_of(playing: Playing, token: int) -> str:
    """Return at which node a token waits ("": it waits no longer)."""
    waits = (each for each in playing.play.flow.tokens if each.id == token and each.waits)
    return next((each.node for each in waits), "")


def _say(playing: Playing, token: int, code: str, **facts: str) -> None:
    at = {"node": _node_of(playing, token), **facts}
    playing.lines.append(Line(at=playing.clock, code=code, facts=at))
