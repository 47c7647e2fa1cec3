"""A small flow that tests speak of: report -> accept -> fork(left, right) -> verify -> archive."""

from collections.abc import Callable

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
    Stage,
)
from gongdan.engines.flow.step import step


def user(stage: Stage, role: str, **parts: object) -> Node:
    return Node(Kind.USER, stage=stage, assignee={"role": role}, **parts)


JUDGED = {"passed": Outcome(), "rejected": Outcome(needs_reason=True)}

NODES = {
    "start": Node(Kind.START),
    "report": Node(Kind.USER, stage=Stage.REPORT, assignee={"reporter": True}, opens=True),
    "accept": user(Stage.ACCEPT, "dispatcher"),
    "fork": Node(Kind.PARALLEL),
    "left": Node(
        Kind.USER,
        stage=Stage.EXECUTE,
        assignee={"field": "assignee", "else": {"role": "technician"}},
    ),
    "right": user(Stage.EXECUTE, "technician"),
    "both": Node(Kind.JOIN, joins="fork"),
    "verify": user(Stage.VERIFY, "supervisor", outcomes=JUDGED),
    "archive": user(Stage.ARCHIVE, "dispatcher"),
    "end": Node(Kind.END),
}
EDGES = (
    Edge("a", "start", "report"),
    Edge("b", "report", "accept"),
    Edge("c", "accept", "fork"),
    Edge("d", "fork", "left"),
    Edge("e", "fork", "right"),
    Edge("f", "left", "both"),
    Edge("g", "right", "both"),
    Edge("h", "both", "verify"),
    Edge("i", "verify", "archive", outcome="passed"),
    Edge("j", "verify", "accept", outcome="rejected", back=True),
    Edge("k", "archive", "end"),
)
FLOW = FlowDefinition(nodes=NODES, edges=EDGES, reopen_to="accept")


class Run:
    """`given(...)`: a flow after some commands, each of which must be accepted."""

    def __init__(self, flow: FlowDefinition, actor: tuple[str, ...] = ()) -> None:
        self.flow = flow
        self.actor = actor
        self.state = FlowState()
        self.last: tuple[FlowEvent, ...] | FlowRefusal = ()
        self.evaluate: Callable[[str, Context], object] = lambda _text, _context: False

    def when(self, command: AnyCommand) -> "Run":
        facts = Facts(
            evaluate=self.evaluate,
            resolve=resolve_rule,
            context={"reporter": "r1"},
            actor=self.actor,
        )
        self.last = step(self.flow, self.state, command, facts)
        if not isinstance(self.last, FlowRefusal):
            self.state = fold(self.last, self.state)
        return self

    def refused(self) -> str:
        assert isinstance(self.last, FlowRefusal), self.last
        return self.last.code.value

    def at(self) -> list[str]:
        """The nodes of all tokens, waiting ones marked."""
        return [token.node + "*" * token.waits for token in self.state.tokens]


def given(*commands: AnyCommand, flow: FlowDefinition = FLOW) -> Run:
    run = Run(flow)
    for command in commands:
        run.when(command)
        assert not isinstance(run.last, FlowRefusal), run.last
    return run
