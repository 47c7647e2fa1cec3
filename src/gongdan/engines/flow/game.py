"""One decision of the token game: tokens go on, are put where they wait, are taken off.

A `Game` lives for one call of `step`. What still has to move stands in `todo`: tokens that
arrive at a node (`Stop`), are done there (`Leaving`) or come back (`Homecoming`).
"""

from collections import deque
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.flow.decision import Facts, FlowRefusal
from gongdan.engines.flow.definition import FlowDefinition, Kind
from gongdan.engines.flow.events import (
    Cause,
    TimerCancelled,
    TokenCancelled,
    TokenPlaced,
    TokenTaken,
)
from gongdan.engines.flow.forks import is_structured
from gongdan.engines.flow.graph import Branches, branches_of, common, graph_of, join_of
from gongdan.engines.flow.names import Names
from gongdan.engines.flow.route import Route, Stop, Ways, find_route
from gongdan.engines.flow.state import FlowState, Token, Waypoint


class Leaving(Struct, frozen=True):
    """A token whose node is done: with which outcome, by whom, or why by itself (`auto`).

    `stands_in`: who did it for a pool, whose own step it never was.
    """

    token: int
    outcome: str = ""
    by: str = ""
    auto: str = ""
    refused: bool = False
    stands_in: str = ""


class Homecoming(Struct, frozen=True):
    """A token that goes straight back to a node, as its waypoint says."""

    stop: Stop
    to: Waypoint
    return_to: tuple[Waypoint, ...] = ()


Move: TypeAlias = Stop | Leaving | Homecoming


class Game(Names):
    """A state that moves, and the events by which it moved."""

    def __init__(self, definition: FlowDefinition, state: FlowState, facts: Facts) -> None:
        super().__init__(definition, state, facts)
        self.round = state.round
        self.todo: deque[Move] = deque()
        self.emptied: dict[int, str] = {}  # scopes in which a token was consumed, and at which node
        self.first_time = True  # the node entered last had not been visited before
        self.by = ""  # who did the step done last in this decision

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
                by=leaving.by or leaving.stands_in,
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
        if any(marker.startswith("!") for marker in there[len(shared) :]):
            return  # into a side way, which no join waits for: it is all that is left
        flow = self.flow(scope)
        graph = graph_of(flow)
        for depth in range(len(shared), len(there)):
            edge = graph.edges.get(there[depth])
            if edge is None or flow.nodes[edge.source].kind is not Kind.PARALLEL:
                continue  # which branches an inclusive fork took is gone: its join waits for none
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
