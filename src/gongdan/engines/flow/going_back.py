"""Going back: reject 驳回, return 退回, take back 拿回, reopen 重新打开."""

from collections.abc import Sequence

from gongdan.engines.flow.activities import Entry, enter
from gongdan.engines.flow.commands import Continuation, Reject, Reopen, Return, TakeBack
from gongdan.engines.flow.decision import FlowCode, FlowRefusal, Value
from gongdan.engines.flow.definition import Kind
from gongdan.engines.flow.events import Cause, FlowReopened
from gongdan.engines.flow.forks import is_structured
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.graph import branches_of, graph_of, lies_behind
from gongdan.engines.flow.groups import open_group
from gongdan.engines.flow.pick import not_theirs, pick
from gongdan.engines.flow.route import Stop
from gongdan.engines.flow.run import arrive, run
from gongdan.engines.flow.state import Assignment, Token, Waypoint


def reject(game: Game, command: Reject) -> FlowRefusal | None:
    """Send a step back to a visited node behind it."""
    token = pick(game, command, "reject")
    if isinstance(token, FlowRefusal):
        return token
    if no := not_theirs(game, token):
        return no
    if command.resume is Continuation.GO_ON:
        return _send_back(game, token, command.to, "rejected")
    return _lend_back(game, token, command.to)


def return_to_reporter(game: Game, command: Return) -> FlowRefusal | None:
    """Send a step back to where the flow began."""
    token = pick(game, command, "return")
    if isinstance(token, FlowRefusal):
        return token
    no = not_theirs(game, token)
    return no or _send_back(game, token, game.state.visited[0], "returned")


def _send_back(game: Game, token: Token, to: str, cause: Cause) -> FlowRefusal | None:
    here = _stands_behind(game, token, to)
    if isinstance(here, FlowRefusal):
        return here
    game.round += 1
    outer = outermost(game, here.scope, to)
    _make_room(game, here, outer, cause)
    return put(game, to, here.scope)


def _lend_back(game: Game, token: Token, to: str) -> FlowRefusal | None:
    """Send a step back on loan: done there, it comes straight back, and nothing else moves.

    Out of a countersign the loan is the whole group's: its unfinished members are taken off
    and have their turn again, the same people, when it comes back.
    """
    here = _stands_behind(game, token, to)
    if isinstance(here, FlowRefusal):
        return here
    lender = game.member_of(token) or token
    target = game.flow(here.scope).nodes[to]
    if target.kind is not Kind.USER or game.at_level(token, target.parent) is None:
        # nobody would have the loan, or it would stand in a sub-process that has ended
        return FlowRefusal(FlowCode.NO_STRAIGHT_WAY_BACK, {"node": token.node, "to": to})
    game.round += 1
    game.take_off(lender, "rejected")
    members = lender.group.members if lender.group else ()
    waypoint = Waypoint(lender.node, lender.owner, members)
    stop = Stop(to, lender.branches, lender.scope)
    return _put(game, stop, (*lender.return_to, waypoint))


def _stands_behind(game: Game, token: Token, to: str) -> Token | FlowRefusal:
    """Return the token that goes back: the step's own, or the one around it at `to`'s level."""
    flow = game.flow(token.scope)
    if to not in flow.nodes:
        return FlowRefusal(FlowCode.UNKNOWN_NODE, {"to": to})
    not_behind = FlowRefusal(FlowCode.NODE_NOT_BEHIND, {"node": token.node, "to": to})
    path = game.inside(token.scope)
    if path + to not in game.state.visited:
        visited = [key for key in game.state.visited if "/" not in key]
        return FlowRefusal(FlowCode.NODE_NOT_VISITED, {"to": to, "visited": visited})
    target = to
    while (here := game.at_level(token, flow.nodes[target].parent)) is None:
        target = flow.nodes[target].parent
        if not target or flow.nodes[target].many:  # into which of the members?
            return not_behind
    behind = lies_behind(flow, target, token.node if token.return_to else here.node)
    return here if behind else not_behind


def outermost(game: Game, scope: int, to: str) -> str:
    """Return the node of a scope that is `to`, or the sub-process in which `to` lies."""
    flow, around = game.flow(scope), game.token(scope)
    level = "" if around is None or game.is_call(around) else around.node
    while flow.nodes[to].parent != level and flow.nodes[to].parent:
        to = flow.nodes[to].parent
    return to


def _make_room(game: Game, here: Token, to: str, cause: Cause) -> None:
    """Cancel what the way forward from `to` brings again."""
    flow = game.flow(here.scope)
    if is_structured(flow):
        game.make_room(here.scope, here.branches, branches_of(flow, to), cause)
        return
    ahead = graph_of(flow).ahead(to)
    for token in game.within(here.scope):
        if token.id == here.id or token.node in ahead:
            game.take_off(token, cause)


def put(game: Game, to: str, scope: int, people: Assignment | None = None) -> FlowRefusal | None:
    """Put a token on a node, opening the sub-processes in which it lies; then run."""
    flow, outer = game.flow(scope), outermost(game, scope, to)
    branches = branches_of(flow, outer) if is_structured(flow) else ()
    while outer != to:
        entered = enter(game, Stop(outer, branches, scope), Entry(begin=False))
        if isinstance(entered, FlowRefusal):
            return entered
        scope = entered.id
        outer = outermost(game, scope, to)
        branches = branches_of(flow, outer) if is_structured(flow) else ()
        game.make_room(scope, (), branches, "rejected")
    return _put(game, Stop(to, branches, scope), (), people)


def _put(
    game: Game,
    stop: Stop,
    return_to: tuple[Waypoint, ...],
    people: Assignment | None = None,
) -> FlowRefusal | None:
    node = game.node(stop)
    kept: Sequence[Value] | None = game.state.kept.get(game.inside(stop.scope) + stop.node)
    if node.kind is Kind.USER and (node.many or kept) and people is None:
        no = open_group(game, stop, kept, return_to)
    elif node.kind is Kind.USER:
        entered = enter(game, stop, Entry(people=people, return_to=return_to, fresh=False))
        no = entered if isinstance(entered, FlowRefusal) else None
    else:
        no = arrive(game, stop)
    return no or run(game)


def take_back(game: Game, _command: TakeBack) -> FlowRefusal | None:
    """Give the last step back to whoever did it: nobody has acted since."""
    last = game.state.last
    tokens = [game.token(number) for number in last.placed] if last else []
    standing = [token for token in tokens if token is not None]
    mine = last is not None and (not game.facts.actor or last.by in game.facts.actor)
    fit = bool(standing) and len(standing) == len(tokens)
    if last is None or not mine or not fit or any(token.group for token in standing):
        return FlowRefusal(FlowCode.NOTHING_TO_TAKE_BACK)
    game.round += 1
    for token in standing:
        if game.token(token.id) is not None:  # not gone with the sub-process around it
            game.take_off(token, "taken_back")
    stop = Stop(last.node, last.branches, last.scope)
    return _put(game, stop, last.return_to, Assignment(owner=last.by))


def reopen(game: Game, command: Reopen) -> FlowRefusal | None:
    """Open an ended flow again at a visited node, and go on from there."""
    to = command.to or game.definition.reopen_to
    if not to:
        return FlowRefusal(FlowCode.NO_REOPEN_TARGET)
    if to not in game.definition.nodes:
        return FlowRefusal(FlowCode.UNKNOWN_NODE, {"to": to})
    if to not in game.state.visited:
        visited = list(game.state.visited)
        return FlowRefusal(FlowCode.NODE_NOT_VISITED, {"to": to, "visited": visited})
    game.round += 1
    game.record(FlowReopened(node=to))
    return put_outside(game, to, "rejected")


def put_outside(game: Game, to: str, cause: Cause) -> FlowRefusal | None:
    """Put the flow's only token on a node, the branches beside it done."""
    if is_structured(game.definition):
        outer = outermost(game, 0, to)
        game.make_room(0, (), branches_of(game.definition, outer), cause)
    return put(game, to, 0)
