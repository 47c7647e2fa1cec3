"""Flows drawn as text, and runs of them that speak FEEL."""

from collections.abc import Mapping
from typing import Any

from gongdan.engines.feel.program import evaluate
from gongdan.engines.feel.values import feel_value
from gongdan.engines.flow.assignees import resolve_rule
from gongdan.engines.flow.evolve import fold
from gongdan.engines.flow.model import (
    AnyCommand,
    Context,
    Edge,
    Facts,
    FlowDefinition,
    FlowEvent,
    FlowRefusal,
    FlowState,
    Kind,
    Node,
    Outcome,
    Start,
)
from gongdan.engines.flow.step import step

JUDGED = {"passed": Outcome(), "refused": Outcome(refuses=True)}


def user(*people: str, **parts: object) -> Node:
    rules: list[dict[str, object]] = [{"user": each} for each in people or ("anyone",)]
    rule: dict[str, object] = rules[0] if len(rules) == 1 else {"any": rules}
    return Node(Kind.USER, **{"assignee": rule, **parts})


def draw(*ways: str, variables: tuple[str, ...] = (), **nodes: Node) -> FlowDefinition:
    """Draw a flow of ways such as "start - sign -passed- end"; "-=text-" is a condition.

    `-!-` is the default edge, `-<-` a way back; nodes that are not given are start, end, or a
    step of anyone's, and `sub__step` lies in the sub-process `sub`.
    """
    edges: list[Edge] = []
    seen: dict[str, Node] = {}
    for way in ways:
        words = way.split()
        for word in words[::2]:
            parent, _, _key = word.rpartition("__")
            seen.setdefault(word, nodes.get(word) or _plain(word, parent))
        for source, sign, target in zip(words[::2], words[1::2], words[2::2], strict=False):
            edges.append(_edge(f"e{len(edges)}", source, sign.strip("-"), target))
    return FlowDefinition(nodes={**seen, **nodes}, edges=tuple(edges), variables=variables)


def _plain(word: str, parent: str) -> Node:
    name = word.rpartition("__")[2]
    if name.startswith("start"):
        return Node(Kind.START, parent=parent)
    if name.startswith("end"):
        return Node(Kind.END, parent=parent)
    return user(parent=parent)


def _edge(key: str, source: str, sign: str, target: str) -> Edge:
    if sign.startswith("="):
        return Edge(key, source, target, condition=sign[1:].replace("_", " "))
    if sign.startswith("<"):
        return Edge(key, source, target, outcome=sign[1:], back=True)
    if sign == "!":
        return Edge(key, source, target, default=True)
    return Edge(key, source, target, outcome=sign)


class Run:
    """A flow after some commands, each of which must be accepted unless a test looks."""

    def __init__(self, flow: FlowDefinition, **facts: object) -> None:
        self.flow = flow
        self.facts: dict[str, object] = facts
        self.state = FlowState()
        self.last: tuple[FlowEvent, ...] | FlowRefusal = ()
        self.events: tuple[FlowEvent, ...] = ()

    def when(self, *commands: AnyCommand, by: str = "") -> "Run":
        for command in commands:
            facts = Facts(
                **{
                    "evaluate": feel,
                    "resolve": resolve_rule,
                    "actor": (f"user:{by}",) if by else (),
                    **self.facts,
                }
            )
            self.last = step(self.flow, self.state, command, facts)
            if not isinstance(self.last, FlowRefusal):
                self.events += self.last
                self.state = fold(self.last, self.state)
                assert fold(self.events) == self.state
        return self

    def then(self, *at: str) -> "Run":
        """Hold that these steps are open, owners after a colon where they matter."""
        assert not isinstance(self.last, FlowRefusal), self.last
        found = []
        for token in self.state.open_steps:
            owned = any(word.startswith(f"{token.node}:") for word in at)
            owner = token.owner.removeprefix("user:")
            found.append(f"{token.node}:{owner}" if owned else token.node)
        assert sorted(found) == sorted(at)
        return self

    def ended(self) -> "Run":
        assert self.state.status == "ended", (self.last, self.state)
        assert self.state.timers == ()
        return self

    def refused(self, code: str) -> "Run":
        assert isinstance(self.last, FlowRefusal), self.last
        assert self.last.code.value == code
        return self

    def timer(self, node: str = "") -> int:
        return next(timer.id for timer in self.state.timers if timer.node == node)

    def told(self, kind: type) -> list[Any]:
        assert not isinstance(self.last, FlowRefusal), self.last
        return [event for event in self.last if isinstance(event, kind)]


def feel(text: str, context: Context) -> object:
    values: Mapping[str, object] = {name: feel_value(value) for name, value in context.items()}
    return evaluate(text, values).value


def given(flow: FlowDefinition, *commands: AnyCommand, **facts: object) -> Run:
    run = Run(flow, **facts)
    for command in (Start(), *commands):
        run.when(command)
        assert not isinstance(run.last, FlowRefusal), run.last
    return run
