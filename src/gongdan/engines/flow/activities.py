"""What happens when a token comes to a node that holds it: people, machines, messages, insides."""

from collections.abc import Mapping

from msgspec import Struct

from gongdan.engines.flow.begins import first_nodes
from gongdan.engines.flow.decision import FlowCode, FlowRefusal, Value
from gongdan.engines.flow.definition import FlowDefinition, Kind, Node
from gongdan.engines.flow.events import ChildDemanded, CopySent, TokenPlaced, WorkDemanded
from gongdan.engines.flow.game import Game, Leaving
from gongdan.engines.flow.graph import graph_of
from gongdan.engines.flow.plain import plain
from gongdan.engines.flow.route import Stop
from gongdan.engines.flow.state import Assignment, Group, Token, Waypoint
from gongdan.engines.flow.timers import set_timers


class Entry(Struct, frozen=True):
    """How a token comes to a node, where it does not simply arrive.

    `people` are those it is for; `fresh`: nobody has done anything for it yet, so that it may
    pass by itself; `begin`: what is inside it begins.
    """

    people: Assignment | None = None
    return_to: tuple[Waypoint, ...] = ()
    local: dict[str, Value] = {}
    after: tuple[str, ...] = ()
    group: Group | None = None
    fresh: bool = True
    begin: bool = True


PLAIN = Entry()


def enter(game: Game, stop: Stop, entry: Entry = PLAIN) -> Token | FlowRefusal:
    """Put a token on a node that holds it, and begin what the node does."""
    node = game.node(stop)
    by_people = node.kind is Kind.USER and entry.group is None
    people = _people(game, stop, node, entry) if by_people else Assignment()
    if by_people and not (people.owner or people.candidates):
        return FlowRefusal(FlowCode.NOBODY_TO_ACT, {"node": stop.node})
    if missing := game.skipped(node.stage):
        facts: dict[str, str | int | list[str]] = {"node": stop.node, "stage": missing.value}
        return FlowRefusal(FlowCode.STAGE_NOT_VISITED, facts)
    token = _place(game, stop, entry, people)
    if no := set_timers(game, token):
        return no
    if by_people:
        _tell(game, token, node)
        if entry.fresh:
            _pass_by_itself(game, token, node)
    elif entry.begin and entry.group is None:
        return _begin(game, token, node) or token
    return token


def _people(game: Game, stop: Stop, node: Node, entry: Entry) -> Assignment:
    if entry.people is not None:
        return entry.people
    return game.facts.resolve(node.assignee, game.context(stop.scope, entry.local))


def _place(game: Game, stop: Stop, entry: Entry, people: Assignment) -> Token:
    node = game.node(stop)
    game.first_time = game.inside(stop.scope) + stop.node not in game.state.visited
    game.record(
        TokenPlaced(
            token=game.state.next_token,
            node=stop.node,
            stage=node.stage,
            owner=people.owner,
            candidates=people.candidates,
            branches=stop.branches,
            return_to=entry.return_to,
            waits=node.kind is not Kind.USER or entry.group is not None,
            round=game.round,
            scope=stop.scope,
            local=entry.local,
            group=entry.group,
            after=entry.after,
            inside=game.inside(stop.scope),
        )
    )
    return game.state.tokens[-1]


def _tell(game: Game, token: Token, node: Node) -> None:
    if node.copies:
        told = game.facts.resolve(node.copies, game.context(token.scope, token.local))
        people = tuple(word for word in (told.owner, *told.candidates) if word)
        if people:
            game.record(CopySent(people=people, node=token.node))


def _pass_by_itself(game: Game, token: Token, node: Node) -> None:
    """Let a step pass whose one person has just done the one before, or began the flow."""
    people = (token.owner,) if token.owner else token.candidates
    again = game.round > 1 if game.member_of(token) else not game.first_time
    if node.auto is None or again or len(people) != 1:
        return
    same = {"same_person": game.by, "initiator": game.state.initiator}
    why = next((why for why in node.auto.when if same[why] == people[0]), "")
    if why:
        game.todo.append(Leaving(token.id, node.auto.outcome, by=people[0], auto=why))


def _begin(game: Game, token: Token, node: Node) -> FlowRefusal | None:
    match node.kind:
        case Kind.SERVICE:
            _demand_work(game, token, node)
        case Kind.CHILDREN:
            _demand_child(game, token, node)
        case Kind.SUBPROCESS:
            begin_inside(game, token, game.flow(token.scope), token.node)
        case Kind.CALL:
            return _call(game, token, node)
        case _:
            pass
    return None


def _demand_work(game: Game, token: Token, node: Node) -> None:
    inputs = mapped(game, token.scope, node.inputs, token.local)
    answer = game.facts.serve(node.calls, inputs)
    if answer is None:
        game.record(WorkDemanded(token=token.id, node=token.node, calls=node.calls, inputs=inputs))
        return
    game.set_variables(
        token.scope, {k: answer[k] for k in game.flow(token.scope).variables if k in answer}
    )
    game.give(token, answer.get("result"))
    game.todo.append(Leaving(token.id))


def _demand_child(game: Game, token: Token, node: Node) -> None:
    index = token.local.get("loopCounter", 0)
    game.record(
        ChildDemanded(
            token=token.id,
            node=token.node,
            calls=node.calls,
            index=index if isinstance(index, int) else 0,
            item=token.local.get(node.many.item) if node.many else None,
            inputs=mapped(game, token.scope, node.inputs, token.local),
        )
    )


def _call(game: Game, token: Token, node: Node) -> FlowRefusal | None:
    called = game.facts.definition(node.calls)
    if called is None or not graph_of(called).fit:
        return FlowRefusal(FlowCode.CALLED_FLOW_UNKNOWN, {"node": token.node, "calls": node.calls})
    if game.inside(token.id).count("/") > MAX_CALLS:
        return FlowRefusal(FlowCode.ENDLESS, {"node": token.node})
    inputs = mapped(game, token.scope, node.inputs, token.local)
    if inputs:
        game.set_variables(token.id, inputs)
    begin_inside(game, token, called, "")
    return None


def begin_inside(game: Game, token: Token, flow: FlowDefinition, parent: str) -> None:
    """Let the inside of a sub-process or call begin; one without nodes is done at once."""
    first = first_nodes(flow, parent)
    game.todo.extend(Stop(key, (), token.id) for key in first)
    if not first:
        game.emptied[token.id] = token.node


MAX_CALLS = 16
"""How deep flows may call flows."""


def mapped(
    game: Game, scope: int, names: Mapping[str, str], local: Mapping[str, Value] | None = None
) -> dict[str, Value]:
    """Return the values of expressions over what is seen inside a scope."""
    if not names:
        return {}
    context = game.context(scope, local)
    return {name: plain(game.facts.evaluate(text, context)) for name, text in names.items()}
