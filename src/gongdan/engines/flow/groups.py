"""Several members of one node: countersign 会签, multi-instance, child orders.

The token of the group stands on the node and counts; each member has a token of its own, whose
scope the group is. When the count settles, the members left over are taken off and the group's
token goes on.
"""

from collections.abc import Sequence
from decimal import Decimal

from gongdan.engines.flow.activities import Entry, enter
from gongdan.engines.flow.decision import FlowCode, FlowRefusal, Value
from gongdan.engines.flow.definition import Kind, Node, Stage
from gongdan.engines.flow.events import MemberCounted, NodePassed
from gongdan.engines.flow.game import Game, Leaving
from gongdan.engines.flow.parts import Many
from gongdan.engines.flow.plain import plain
from gongdan.engines.flow.route import Stop
from gongdan.engines.flow.state import Assignment, Group, Token, Waypoint
from gongdan.engines.flow.verdict import verdict, weight

MAX_MEMBERS = 1_000
_GIVE_EACH = frozenset({Kind.CALL, Kind.SERVICE})  # each member gives what it alone knows
TOGETHER = Many()
"""How a step is shared whose definition knows of one person only."""


def open_group(
    game: Game,
    stop: Stop,
    members: Sequence[Value] | None = None,
    return_to: tuple[Waypoint, ...] = (),
) -> FlowRefusal | None:
    """Put a group on a node, with the members that the definition names or the given ones."""
    node = game.node(stop)
    found = _members(game, stop, node) if members is None else tuple(members)
    if isinstance(found, FlowRefusal):
        return found
    if not found:
        return _pass_empty(game, stop, node)
    token = enter(game, stop, Entry(return_to=return_to, group=Group(found)))
    if isinstance(token, FlowRefusal):
        return token
    turns = 1 if (node.many or TOGETHER).sequential else len(found)
    for index in range(turns):
        if no := start_member(game, token, index):
            return no
    return None


def start_member(game: Game, group: Token, index: int) -> FlowRefusal | None:
    """Give the member at a place its turn."""
    node, many = game.node(group), game.node(group).many or TOGETHER
    value = _counts(group).members[index]
    local = {many.item: value, "loopCounter": index}
    by_name = node.kind is Kind.USER and not (many.items or many.count)
    people = person(str(value)) if by_name else None
    entered = enter(
        game, Stop(group.node, group.branches, group.id), Entry(people=people, local=local)
    )
    return entered if isinstance(entered, FlowRefusal) else None


def person(word: str) -> Assignment:
    """Return whose step it is, where one word says it: a person owns it, a role may claim it."""
    return Assignment(owner=word) if word.startswith("user:") else Assignment(candidates=(word,))


def _members(game: Game, stop: Stop, node: Node) -> tuple[Value, ...] | FlowRefusal:
    many = node.many or TOGETHER
    context = game.context(stop.scope)
    unfit: dict[str, str | int | list[str]] = {"node": stop.node, "part": many.items or many.count}
    if many.items:
        found = game.facts.evaluate(many.items, context)
        if not isinstance(found, list | tuple) or len(found) > MAX_MEMBERS:
            return FlowRefusal(FlowCode.VALUE_UNFIT, unfit)
        return tuple(plain(each) for each in found)
    if many.count:
        count = _whole(game.facts.evaluate(many.count, context))
        if count is None:
            return FlowRefusal(FlowCode.VALUE_UNFIT, unfit)
        return tuple(range(count))
    people = game.facts.resolve(node.assignee, context)
    words = tuple(word for word in (people.owner, *people.candidates) if word)
    return words or FlowRefusal(FlowCode.NOBODY_TO_ACT, {"node": stop.node})


def _whole(value: Value) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
        return None
    whole = 0 <= value <= MAX_MEMBERS and value == int(value)
    return int(value) if whole else None


def _pass_empty(game: Game, stop: Stop, node: Node) -> FlowRefusal | None:
    if node.stage is not Stage.NONE and not game.has_seen(node.stage):
        # nobody else has had this stage: without a member it would be passed over
        return FlowRefusal(FlowCode.NOBODY_TO_ACT, {"node": stop.node})
    if node.many and node.many.into:
        game.set_variables(stop.scope, {node.many.into: []})
    outcome = next((key for key, each in node.outcomes.items() if not each.refuses), "")
    route = game.route(stop.node, stop.branches, stop.scope, outcome)
    if isinstance(route, FlowRefusal):
        return route
    game.record(NodePassed(node=stop.node, edges=route.edges, scope=stop.scope))
    game.follow(route, stop.node, stop.scope)
    return None


def count_member(game: Game, group: Token, member: Token, leaving: Leaving) -> FlowRefusal | None:
    """Count a member that has ended (its token is off already); settle the group, or go on."""
    node, many = game.node(group), game.node(group).many or TOGETHER
    outcome = node.outcomes.get(leaving.outcome)
    against = leaving.refused or (outcome is not None and outcome.refuses)
    share = weight(many, member.local.get(many.item))
    results: tuple[Value, ...] = ()
    if many.collect:
        context = game.context(group.id, member.local)
        results = (plain(game.facts.evaluate(many.collect, context)),)
    game.record(
        MemberCounted(
            group=group.id,
            favour=0 if against else share,
            against=share if against else 0,
            results=results,
        )
    )
    return settle(game, group.id, leaving, against=against)


def settle(
    game: Game, number: int, leaving: Leaving, *, against: bool = False
) -> FlowRefusal | None:
    """Let a group go on if it has its result; otherwise give the next member its turn."""
    token = game.token(number)
    if token is None:
        return None
    counts = _counts(token)
    node, many = game.node(token), game.node(token).many or TOGETHER
    passes = _result(game, token, many)
    if passes is None:
        in_turn = many.sequential and counts.ended == counts.begun < len(counts.members)
        return start_member(game, token, counts.begun) if in_turn else None
    for member in game.within(token.id):
        game.take_off(member, "settled")
    if many.into:
        game.set_variables(token.scope, {many.into: list(counts.results)})
    said = leaving.outcome if against is not passes else ""
    if node.kind not in _GIVE_EACH:
        game.give(token)
    return game.go_on(token, Leaving(token.id, said or _outcome(node, passes=passes)))


def _result(game: Game, token: Token, many: Many) -> bool | None:
    group = _counts(token)
    if many.until:
        counts = {
            "numberOfInstances": len(group.members),
            "numberOfActiveInstances": group.begun - group.ended,
            "numberOfCompletedInstances": group.ended,
            "loopCounter": group.ended - 1,
        }
        if game.facts.evaluate(many.until, game.context(token.scope, counts)) is True:
            return True
        return True if group.ended == len(group.members) else None
    return verdict(many, group)


def _counts(token: Token) -> Group:
    return token.group or Group(())


def _outcome(node: Node, *, passes: bool) -> str:
    fitting = (key for key, each in node.outcomes.items() if each.refuses is not passes)
    return next(fitting, next(iter(node.outcomes), ""))
