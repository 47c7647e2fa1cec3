"""One move of the token game: events are recorded and folded as they come.

A `Game` lives for one call of `step`. Whatever it records it folds at once, so the state it
decides on is by construction the state that replay will find.
"""

from collections.abc import Iterable
from typing import Literal

from gongdan.engines.flow.decision import Context, Facts, FlowCode, FlowRefusal
from gongdan.engines.flow.definition import STAGES, FlowDefinition, Kind, Node, Stage
from gongdan.engines.flow.events import (
    FlowEnded,
    FlowEvent,
    TokenCancelled,
    TokenPlaced,
    TokensJoined,
    TokenTaken,
)
from gongdan.engines.flow.evolve import evolve
from gongdan.engines.flow.graph import Scope, common, join_of, outgoing, scope_of
from gongdan.engines.flow.route import Stop, Ways, find_route
from gongdan.engines.flow.state import Assignment, FlowState, Token, Waypoint

Cause = Literal["rejected", "returned", "terminated"]


class Game:
    """A state that moves, and the events by which it moved."""

    def __init__(self, definition: FlowDefinition, state: FlowState, facts: Facts) -> None:
        self.definition = definition
        self.state = state
        self.facts = facts
        self.context: Context = facts.context
        self.events: list[FlowEvent] = []
        self.round = state.round

    def record(self, event: FlowEvent) -> None:
        """Let it happen."""
        self.events.append(event)
        self.state = evolve(self.state, event)

    def node(self, key: str) -> Node:
        """Return the node of a key known to the definition."""
        return self.definition.nodes[key]

    def leave(self, token: Token, outcome: str) -> FlowRefusal | None:
        """Complete a step: go on by its edges, or straight back where it is on loan."""
        ways = Ways(self.definition, self.facts, self.context, outcome)
        scope = scope_of(self.definition, token.node) if token.return_to else token.branches
        route = find_route(ways, token.node, scope)
        if isinstance(route, FlowRefusal):
            return route
        goes_home = bool(token.return_to) and not route.back
        self.record(
            TokenTaken(
                token=token.id,
                node=token.node,
                stage=token.stage,
                outcome=outcome,
                edges=() if goes_home else route.edges,
            )
        )
        if goes_home:
            return self.place(
                token.return_to[-1].node,
                token.branches,
                owner=token.return_to[-1].owner,
                return_to=token.return_to[:-1],
            )
        if token.return_to:  # a way back was chosen: the loan is over
            self.make_room(token.branches, scope, "rejected")
        self.round += route.back
        return self.land(route.stops)

    def land(self, stops: Iterable[Stop]) -> FlowRefusal | None:
        """Put a token on each stop; a join that is full moves on, the last end ends the flow."""
        todo = list(stops)
        for stop in todo:
            kind = self.node(stop.node).kind
            if kind is Kind.END:
                if not self.state.tokens and stop is todo[-1]:
                    self.record(FlowEnded(node=stop.node))
                continue
            if no := self.place(stop.node, stop.branches):
                return no
            if kind is Kind.JOIN:
                onward = self._join(stop)
                if isinstance(onward, FlowRefusal):
                    return onward
                todo += onward
        return None

    def place(
        self,
        key: str,
        branches: Scope,
        *,
        owner: str = "",
        return_to: tuple[Waypoint, ...] = (),
    ) -> FlowRefusal | None:
        """Put a token on a node, its people resolved; refuse to jump over a stage."""
        node = self.node(key)
        waits = node.kind is Kind.JOIN
        people = Assignment(owner) if owner or waits else self._people(node)
        if not waits and not (people.owner or people.candidates):
            return FlowRefusal(FlowCode.NOBODY_TO_ACT, {"node": key})
        if missing := self._skipped(node.stage):
            return FlowRefusal(FlowCode.STAGE_NOT_VISITED, {"node": key, "stage": missing.value})
        self.record(
            TokenPlaced(
                token=self.state.next_token,
                node=key,
                stage=node.stage,
                owner=people.owner,
                candidates=people.candidates,
                branches=branches,
                return_to=return_to,
                waits=waits,
                round=self.round,
            )
        )
        return None

    def make_room(self, here: Scope, there: Scope, cause: Cause) -> None:
        """Ready the flow for a token that goes back from scope `here` into scope `there`.

        All tokens in the scope around both are cancelled. Where `there` lies inside a parallel
        part that had been closed, its other branches stay done: their tokens wait at the join.
        """
        shared = common(here, there)
        for token in self.state.tokens:
            if token.branches[: len(shared)] == shared:
                self.record(TokenCancelled(token=token.id, node=token.node, cause=cause))
        for depth in range(len(shared), len(there)):
            fork = next(edge.source for edge in self.definition.edges if edge.key == there[depth])
            for sibling in outgoing(self.definition, fork):
                if sibling.key != there[depth]:
                    self.place(join_of(self.definition, fork), (*there[:depth], sibling.key))

    def _join(self, stop: Stop) -> tuple[Stop, ...] | FlowRefusal:
        fork = self.node(stop.node).joins
        outside = stop.branches[:-1]
        waiting = tuple(
            token.id
            for token in self.state.tokens
            if token.waits and token.node == stop.node and token.branches[:-1] == outside
        )
        if len(waiting) < len(outgoing(self.definition, fork)):
            return ()
        ways = Ways(self.definition, self.facts, self.context, "")
        route = find_route(ways, stop.node, outside)
        if isinstance(route, FlowRefusal):
            return route
        self.record(TokensJoined(node=stop.node, tokens=waiting, edges=route.edges))
        self.round += route.back
        return route.stops

    def _people(self, node: Node) -> Assignment:
        return self.facts.resolve(node.assignee, self.context)

    def _skipped(self, stage: Stage) -> Stage | None:
        if stage is Stage.NONE:
            return None
        seen = {self.node(key).stage for key in self.state.visited}
        earlier = STAGES[: STAGES.index(stage)]
        return next((before for before in earlier if before not in seen), None)
