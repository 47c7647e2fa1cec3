"""The board: the state as it stands in one decision, and where things are on it.

Whatever is recorded is folded at once, so the state that is decided on is by construction the
state that replay will find.
"""

from gongdan.engines.flow.decision import Facts, FlowCode, FlowRefusal
from gongdan.engines.flow.definition import STAGES, FlowDefinition, Kind, Node, Stage
from gongdan.engines.flow.events import FlowEvent
from gongdan.engines.flow.evolve import evolve
from gongdan.engines.flow.graph import graph_of
from gongdan.engines.flow.route import Stop
from gongdan.engines.flow.state import FlowState, Token

_NOWHERE = FlowDefinition(nodes={}, edges=())


class Board:
    """A state, and the events by which it came to be so."""

    def __init__(self, definition: FlowDefinition, state: FlowState, facts: Facts) -> None:
        self.definition = definition
        self.state = state
        self.facts = facts
        self.events: list[FlowEvent] = []
        self._flows: dict[int, FlowDefinition] = {}

    def record(self, event: FlowEvent) -> None:
        """Let it happen."""
        self.events.append(event)
        self.state = evolve(self.state, event)

    def token(self, number: int) -> Token | None:
        """Return a token that still stands."""
        for token in self.state.tokens:
            if token.id == number:
                return token
        return None

    def within(self, scope: int) -> tuple[Token, ...]:
        """Return the tokens directly inside a scope."""
        return tuple(token for token in self.state.tokens if token.scope == scope)

    def flow(self, scope: int) -> FlowDefinition:
        """Return the definition that runs in a scope: a call's inside is another one."""
        if not scope:
            return self.definition
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

    def skipped(self, stage: Stage) -> Stage | None:
        """Return a stage before `stage` that no step has been entered for."""
        if stage is Stage.NONE:
            return None
        earlier = STAGES[: STAGES.index(stage)]
        return next((before for before in earlier if not self.has_seen(before)), None)

    def has_seen(self, stage: Stage) -> bool:
        """Tell whether a step of a stage has been entered."""
        nodes = self.definition.nodes
        return any(nodes[key].stage is stage for key in self.state.visited if key in nodes)

    def unfit(self) -> FlowRefusal | None:
        """Refuse a definition that was never checked, or that a token's node is not in."""
        if not graph_of(self.definition).fit:
            return FlowRefusal(FlowCode.DEFINITION_UNFIT, {"node": ""})
        for token in self.state.tokens:
            if token.node not in self.flow(token.scope).nodes:
                return FlowRefusal(FlowCode.DEFINITION_UNFIT, {"node": token.node})
        return None
