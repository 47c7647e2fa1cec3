"""One decision of the token game: events are recorded and folded as they come.

A `Game` lives for one call of `step`. Whatever it records it folds at once, so the state it
decides on is by construction the state that replay will find. What still has to move stands in
`todo`: tokens that arrive at a node (`Stop`) and tokens that are done (`Leaving`).
"""

from collections import deque
from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.flow.decision import Context, Facts, FlowCode, FlowRefusal, Value
from gongdan.engines.flow.definition import STAGES, FlowDefinition, Kind, Node, Stage
from gongdan.engines.flow.events import (
    Cause,
    FlowEvent,
    TimerCancelled,
    TokenCancelled,
    TokenPlaced,
    TokenTaken,
    VariablesSet,
)
from gongdan.engines.flow.evolve import evolve
from gongdan.engines.flow.forks import is_structured
from gongdan.engines.flow.graph import Branches, branches_of, common, graph_of, join_of
from gongdan.engines.flow.route import Route, Stop, Ways, find_route
from gongdan.engines.flow.state import FlowState, Token, Waypoint


class Leaving(Struct, frozen=True):
    """A token whose node is done: with which outcome, by whom, or why by itself (`auto`)."""

    token: int
    outcome: str = ""
    by: str = ""
    auto: str = ""
    refused: bool = False


class Homecoming(Struct, frozen=True):
    """A token that goes straight back to a node, as its waypoint says."""

    stop: Stop
    to: Waypoint
    return_to: tuple[Waypoint, ...] = ()


Move: TypeAlias = Stop | Leaving | Homecoming
_NOWHERE = FlowDefinition(nodes={}, edges=())


class Game:
    """A state that moves, and the events by which it moved."""

    def __init__(self, definition: FlowDefinition, state: FlowState, facts: Facts) -> None:
        self.definition = definition
        self.state = state
        self.facts = facts
        self.events: list[FlowEvent] = []
        self.round = state.round
        self.todo: deque[Move] = deque()
        self.emptied: dict[int, str] = {}  # scopes in which a token was consumed, and at which node
        self.first_time = True  # the node entered last had not been visited before
        self.by = ""  # who did the step done last in this decision
        self.data: Context = {}
        self.data_root = 0
        self._flows = {0: definition}

    def record(self, event: FlowEvent) -> None:
        """Let it happen."""
        self.events.append(event)
        self.state = evolve(self.state, event)

    # ------------------------------------------------------------ where things are

    def token(self, number: int) -> Token | None:
        """Return a token that still stands."""
        return next((token for token in self.state.tokens if token.id == number), None)

    def within(self, scope: int) -> tuple[Token, ...]:
        """Return the tokens directly inside a scope."""
        return tuple(token for token in self.state.tokens if token.scope == scope)

    def flow(self, scope: int) -> FlowDefinition:
        """Return the definition that runs in a scope: a call's inside is another one."""
        if scope not in self._flows:
            around = self.token(scope)
            if around is None:
                return _NOWHERE
            flow = self.flow(around.scope)
            if self.is_call(around):
                flow = self.facts.definition(flow.nodes[around.node].calls) or _NOWHERE
            self._flows[scope] = flow
        return self._flows[scope]

    def node(self, token: Token | Stop) -> Node:
        """Return the node at which a token stands or arrives."""
        return self.flow(token.scope).nodes[token.node]

    def is_call(self, token: Token) -> bool:
        """Tell whether inside a token another definition runs."""
        return token.group is None and self.node(token).kind is Kind.CALL

    def root(self, scope: int) -> int:
        """Return the scope that holds the variables: the call around, or 0."""
        while scope and (around := self.token(scope)) and not self.is_call(around):
            scope = around.scope
        return scope

    def inside(self, scope: int) -> str:
        """Return the calls around a scope as `outer/inner/`: "" in the flow itself."""
        path = ""
        while scope and (around := self.token(scope)):
            if self.is_call(around):
                path = f"{around.node}/{path}"
            scope = around.scope
        return path

    def member_of(self, token: Token) -> Token | None:
        """Return the token of the group that a token is a member of."""
        around = self.token(token.scope) if token.scope else None
        return around if around and around.group is not None else None

    def at_level(self, token: Token, parent: str) -> Token | None:
        """Return the token, or the one around it, that stands among the nodes of `parent`."""
        while True:
            around = self.token(token.scope) if token.scope else None
            if around is None:
                return token if parent == "" else None
            if around.group is None:
                if parent == ("" if self.is_call(around) else around.node):
                    return token
                if self.is_call(around):
                    return None
            token = around

    # ------------------------------------------------------------ what expressions may read

    def context(self, scope: int, own: Mapping[str, Value] | None = None) -> Context:
        """Return the names that are seen inside a scope; `own` are those of one token there."""
        layers = [own] if own else []
        while scope and (around := self.token(scope)):
            if self.is_call(around):
                break
            if around.local:
                layers.append(around.local)
            scope = around.scope
        if scope and around:
            base: dict[str, Value] = dict(around.local)
        else:
            base = {**self.facts.context, **self.state.variables}
        if self.data_root == scope:
            base.update(self.data)
        for layer in reversed(layers):
            base.update(layer)
        return base

    def set_variables(self, scope: int, values: Mapping[str, Value]) -> None:
        """Let variables have new values, in the scope that holds them."""
        root = self.root(scope)
        around = self.token(root)
        known = around.local if around else self.state.variables
        new = {key: value for key, value in values.items() if known.get(key, _UNSET) != value}
        if new:
            self.record(VariablesSet(values=new, scope=root))

    def hear(self, scope: int, data: Mapping[str, Value]) -> None:
        """Take the data that came with the command; what the flow declares outlives it."""
        self.data, self.data_root = data, self.root(scope)
        declared = self.flow(scope).variables
        self.set_variables(scope, {key: data[key] for key in declared if key in data})

    def give(self, at: Token | Stop, result: Value = None) -> None:
        """Set what a node that is done gives: its result, then its outputs, in their order."""
        node = self.node(at)
        inner, local = at.scope, dict[str, Value]()
        if isinstance(at, Token):
            inner, local = (at.id if self.is_call(at) else at.scope), at.local
        if node.result:
            self.set_variables(at.scope, {node.result: result})
        for name, text in node.outputs.items():
            value = self.facts.evaluate(text, self.context(inner, local))
            self.set_variables(at.scope, {name: value})

    # ------------------------------------------------------------ moving

    def route(
        self, key: str, branches: Branches, scope: int, outcome: str = ""
    ) -> Route | FlowRefusal:
        """Return the ways that lead on from a node."""
        flow = self.flow(scope)
        ways = Ways(
            flow,
            self.facts.evaluate,
            lambda: self.context(scope),
            outcome,
            is_structured(flow),
            scope,
        )
        return find_route(ways, key, branches)

    def follow(self, route: Route, node: str, scope: int) -> None:
        """Let tokens arrive where a route leads; a route to nowhere ends its token there."""
        self.round += route.back
        self.todo.extend(route.stops)
        if not route.stops:
            self.emptied[scope] = node

    def go_on(self, token: Token, leaving: Leaving) -> FlowRefusal | None:
        """Take a token off its node, onto its ways or straight back where it is on loan."""
        home = branches_of(self.flow(token.scope), token.node) if token.return_to else None
        branches = token.branches if home is None else home
        route = self.route(token.node, branches, token.scope, leaving.outcome)
        if isinstance(route, FlowRefusal):
            return route
        goes_home = bool(token.return_to) and not route.back
        self.drop_timers(token.id)
        self.record(
            TokenTaken(
                token=token.id,
                node=token.node,
                stage=token.stage,
                outcome=leaving.outcome,
                edges=() if goes_home else route.edges,
                by=leaving.by,
                auto=leaving.auto,
            )
        )
        if goes_home:
            to = token.return_to[-1]
            stop = Stop(to.node, token.branches, token.scope)
            self.todo.append(Homecoming(stop, to, token.return_to[:-1]))
            return None
        if home is not None:  # a way back was chosen: the loan is over
            here = self.at_level(token, self.node(token).parent) or token
            self.make_room(here.scope, here.branches, home, "rejected")
            stops = tuple(replace(stop, scope=here.scope) for stop in route.stops)
            route = replace(route, stops=stops)
        self.follow(route, token.node, token.scope)
        return None

    # ------------------------------------------------------------ taking off

    def take_off(self, token: Token, cause: Cause) -> None:
        """Cancel a token with all that runs inside it, and their timers."""
        for inner in self.within(token.id):
            self.take_off(inner, cause)
        self.drop_timers(token.id)
        self.record(TokenCancelled(token=token.id, node=token.node, cause=cause))

    def drop_timers(self, token: int) -> None:
        """Cancel the timers that run for a token."""
        for timer in self.state.timers:
            if timer.token == token:
                self.record(TimerCancelled(timer=timer.id))

    def make_room(self, scope: int, here: Branches, there: Branches, cause: Cause) -> None:
        """Ready a scope for a token that goes back from branches `here` into branches `there`.

        All tokens in the branches around both are cancelled. Where `there` lies inside a
        parallel part that had been closed, its other branches stay done: their tokens wait at
        the join.
        """
        shared = common(here, there)
        for token in self.within(scope):
            if token.branches[: len(shared)] == shared:
                self.take_off(token, cause)
        flow = self.flow(scope)
        graph = graph_of(flow)
        for depth in range(len(shared), len(there)):
            edge = graph.edges.get(there[depth])
            if edge is None or flow.nodes[edge.source].kind is not Kind.PARALLEL:
                continue  # a side way has no join; which branches an inclusive fork took is gone
            for sibling in graph.out[edge.source]:
                if sibling.key != there[depth]:
                    branches = (*there[:depth], sibling.key)
                    self.wait(Stop(join_of(flow, edge.source), branches, scope))

    def wait(self, stop: Stop) -> None:
        """Put a token where it waits for others."""
        self.record(
            TokenPlaced(
                token=self.state.next_token,
                node=stop.node,
                branches=stop.branches,
                waits=True,
                round=self.round,
                scope=stop.scope,
                edge=stop.edge if self.node(stop).gathers else "",
                inside=self.inside(stop.scope),
            )
        )

    def skipped(self, stage: Stage) -> Stage | None:
        """Return a stage before `stage` that no step has been entered for."""
        if stage is Stage.NONE:
            return None
        nodes = self.definition.nodes
        seen = {nodes[key].stage for key in self.state.visited if key in nodes}
        earlier = STAGES[: STAGES.index(stage)]
        return next((before for before in earlier if before not in seen), None)

    def unfit(self) -> FlowRefusal | None:
        """Refuse where a token stands on a node that its definition does not have."""
        for token in self.state.tokens:
            if token.node not in self.flow(token.scope).nodes:
                return FlowRefusal(FlowCode.DEFINITION_UNFIT, {"node": token.node})
        return None


_UNSET = object()
