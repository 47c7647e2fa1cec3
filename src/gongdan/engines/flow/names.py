"""Names and values: what expressions may read inside a scope, and where what they give is kept."""

from collections.abc import Mapping

from gongdan.engines.flow.board import Board
from gongdan.engines.flow.decision import Context, Facts, Value
from gongdan.engines.flow.definition import FlowDefinition
from gongdan.engines.flow.events import VariablesSet
from gongdan.engines.flow.plain import plain
from gongdan.engines.flow.route import Stop
from gongdan.engines.flow.state import FlowState, Token

_UNSET = object()


class Names(Board):
    """A board on which expressions can be evaluated.

    `data` is what came with the command: it is seen by this decision, in the flow or call
    `data_root`, and outlives it only under names that the flow declares.
    """

    def __init__(self, definition: FlowDefinition, state: FlowState, facts: Facts) -> None:
        super().__init__(definition, state, facts)
        self.data: Context = {}
        self.data_root = 0

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
        if not values:
            return
        root = self.root(scope)
        around = self.token(root)
        known = around.local if around else self.state.variables
        kept = {key: plain(value) for key, value in values.items()}
        new = {key: value for key, value in kept.items() if known.get(key, _UNSET) != value}
        if new:
            self.record(VariablesSet(values=new, scope=root))
            if root == self.data_root:  # what came with the command is outdated
                self.data = {key: each for key, each in self.data.items() if key not in new}

    def hear(self, scope: int, data: Mapping[str, Value]) -> None:
        """Take the data that came with the command; what the flow declares outlives it."""
        self.data, self.data_root = data, self.root(scope)
        if not data:
            return
        declared = self.flow(scope).variables
        self.set_variables(scope, {key: data[key] for key in declared if key in data})

    def give(self, at: Token | Stop, result: Value = None) -> None:
        """Set what a node that is done gives: its result, then its outputs, in their order."""
        node = self.node(at)
        if not (node.result or node.outputs):
            return
        inner, local = at.scope, dict[str, Value]()
        if isinstance(at, Token):
            inner, local = (at.id if self.is_call(at) else at.scope), at.local
        if node.result:
            self.set_variables(at.scope, {node.result: result})
        for name, text in node.outputs.items():
            value = self.facts.evaluate(text, self.context(inner, local))
            self.set_variables(at.scope, {name: value})
