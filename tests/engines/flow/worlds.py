"""Random sound flows, and a player who holds the promises after every move."""

from random import Random

import msgspec
from msgspec.structs import replace

from gongdan.engines.flow.assignees import resolve_rule
from gongdan.engines.flow.evolve import fold
from gongdan.engines.flow.graph import in_order
from gongdan.engines.flow.model import (
    STAGES,
    AnyCommand,
    Assign,
    Claim,
    Complete,
    Context,
    Continuation,
    Edge,
    Facts,
    FlowDefinition,
    FlowEvent,
    FlowRefusal,
    FlowState,
    Kind,
    Node,
    Outcome,
    Reject,
    Reopen,
    Resume,
    Return,
    Stage,
    Start,
    Status,
    Suspend,
    Terminate,
    Token,
    TokenPlaced,
    TokenTaken,
    Transfer,
)
from gongdan.engines.flow.step import step


class Draw:
    """Draws a flow of nested blocks; for orders one block (or more) per stage."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []

    def node(self, kind: Kind, **parts: object) -> str:
        key = f"n{len(self.nodes)}"
        self.nodes[key] = Node(kind, **parts)
        return key

    def edge(self, source: str, target: str, **parts: object) -> str:
        key = f"e{len(self.edges)}"
        self.edges.append(Edge(key, source, target, **parts))
        return key

    def step(self, stage: Stage) -> tuple[str, str]:
        key = self.node(Kind.USER, stage=stage, assignee={"role": "anyone"})
        return key, key

    def block(self, stage: Stage, depth: int) -> tuple[str, str]:
        shape = self.chance.choice(["step", "step", "choice", "fork", "loop", "row"])
        if depth == 0 or shape == "step":
            return self.step(stage)
        if shape == "row":
            one, two = self.block(stage, depth - 1), self.block(stage, depth - 1)
            self.edge(one[1], two[0])
            return one[0], two[1]
        if shape == "loop":
            return self.loop(stage, depth)
        return self.split(stage, depth, shape)

    def loop(self, stage: Stage, depth: int) -> tuple[str, str]:
        inner = self.block(stage, depth - 1)
        judge = self.node(
            Kind.USER,
            stage=stage,
            assignee={"role": "judge"},
            outcomes={"passed": Outcome(), "rejected": Outcome()},
        )
        after = self.node(Kind.EXCLUSIVE)
        self.edge(inner[1], judge)
        self.edge(judge, inner[0], outcome="rejected", back=True)
        self.edge(judge, after, outcome="passed")
        return inner[0], after

    def split(self, stage: Stage, depth: int, shape: str) -> tuple[str, str]:
        forks = shape == "fork"
        opening = self.node(Kind.PARALLEL if forks else Kind.EXCLUSIVE)
        closing = self.node(Kind.JOIN, joins=opening) if forks else self.node(Kind.EXCLUSIVE)
        count = self.chance.randint(2, 3)
        for index in range(count):
            inner = self.block(stage, depth - 1)
            parts: dict[str, object] = {}
            if not forks:
                last = index == count - 1
                parts = {"default": True} if last else {"condition": f"e{len(self.edges)}"}
            self.edge(opening, inner[0], **parts)
            self.edge(inner[1], closing)
        return opening, closing


def random_flow(chance: Random) -> FlowDefinition:
    """Draw a flow for orders: start, a block for each stage, end."""
    draw = Draw(chance)
    start = draw.node(Kind.START)
    last, first_step = start, ""
    for stage in STAGES:
        depth = 0 if stage is Stage.REPORT else chance.randint(0, 2)
        inner = draw.block(stage, depth)
        first_step = first_step or inner[0]
        draw.edge(last, inner[0])
        last = inner[1]
    draw.edge(last, draw.node(Kind.END))
    return FlowDefinition(nodes=draw.nodes, edges=tuple(draw.edges), reopen_to=first_step)


def mutated(flow: FlowDefinition, chance: Random) -> FlowDefinition:
    """Change one edge or node at random: often for the worse."""
    edges = list(flow.edges)
    choosing = [i for i, edge in enumerate(edges) if edge.outcome or edge.condition or edge.default]
    index = chance.choice(choosing or list(range(len(edges))))
    edge, some = edges[index], chance.choice(list(flow.nodes))
    match chance.randrange(7):
        case 0 | 1:
            edges[index] = replace(edge, target=some)
        case 2 | 3 | 4:
            back = chance.random() < 0.5
            parts = {"outcome": edge.outcome, "condition": "back" if back else "on", "back": back}
            edges.insert(0, Edge(f"x{len(edges)}", edge.source, some, **parts))
        case 5:
            del edges[index]
        case _:
            stage = chance.choice(STAGES)
            return replace(flow, nodes={**flow.nodes, some: replace(flow.nodes[some], stage=stage)})
    return replace(flow, edges=tuple(edges))


class BrokenPromiseError(Exception):
    """The engine did what it promises never to do."""


class Player:
    """Plays commands on a flow and checks after each that nothing was lost, skipped or stuck."""

    def __init__(self, flow: FlowDefinition, chance: Random) -> None:
        self.flow = flow
        self.chance = chance
        self.state = FlowState()
        self.events: tuple[FlowEvent, ...] = ()
        self.refusals: list[FlowRefusal] = []
        self.onward = False

    def evaluate(self, expression: str, _context: Context) -> bool:
        if self.onward and expression == "back":
            return False
        return self.chance.random() < 0.5

    def play(self, command: AnyCommand) -> FlowRefusal | None:
        """Do one command; a refusal must leave everything as it was."""
        facts = Facts(evaluate=self.evaluate, resolve=resolve_rule)
        done = step(self.flow, self.state, command, facts)
        if isinstance(done, FlowRefusal):
            self.refusals.append(done)
            return done
        self.events += done
        self.state = fold(done, self.state)
        self.hold_promises()
        return None

    def hold_promises(self) -> None:
        running = self.state.status in {Status.RUNNING, Status.SUSPENDED}
        promise(bool(self.state.open_steps) == running, "a running flow has an open step")
        promise(running or not self.state.tokens, "an ended flow has no token")
        again = msgspec.json.encode(fold(self.events))
        promise(again == msgspec.json.encode(self.state), "the fold of the events is the state")
        loaded = msgspec.json.decode(again, type=FlowState)
        promise(loaded == self.state, "a state survives being written down")

    def some_command(self) -> AnyCommand:
        """Draw a command: mostly one that fits the state, now and then any."""
        steps = self.state.open_steps
        chosen = self.chance.choice(steps) if steps else Token(id=0, node="n0")
        token, known = chosen.id, list(self.flow.nodes[chosen.node].outcomes)
        outcome = self.chance.choice(known or [""])
        seen = self.chance.choice(self.state.visited or ("",))
        resume = self.chance.choice(list(Continuation))
        if self.chance.random() < 0.15:
            return self._any_command(token, seen)
        if self.state.status is Status.SUSPENDED:
            return Resume()
        if not steps:
            return Reopen(to=seen)
        back = Reject(token=token, to=seen, resume=resume)
        return back if self.chance.random() < 0.3 else Complete(token=token, outcome=outcome)

    def _any_command(self, token: int, seen: str) -> AnyCommand:
        node = self.chance.choice(list(self.flow.nodes))
        commands: list[AnyCommand] = [
            Reject(token=token, to=node),
            Reject(token=token, to=seen, resume=Continuation.COME_BACK),
            Return(token=token),
            Claim(token=token, by="user:1"),
            Assign(token=token, to="user:2"),
            Transfer(token=token, to="user:3"),
            Suspend(),
            Resume(),
            Terminate(),
            Reopen(to=seen),
            Start(),
            Complete(token=self.chance.randrange(9), outcome=self.chance.choice(["", "passed"])),
        ]
        return self.chance.choice(commands)

    def finish(self) -> None:
        """Go forward until the end: from everywhere there must be a way."""
        self.onward = True
        if self.state.status is Status.SUSPENDED:
            self.play(Resume())
        rank = {key: index for index, key in enumerate(in_order(self.flow))}
        for _ in range(20 * len(self.flow.nodes)):
            if self.state.status is not Status.RUNNING:
                return
            token = min(self.state.open_steps, key=lambda each: (rank[each.node], each.id))
            outcomes = self.flow.nodes[token.node].outcomes
            refused = self.play(Complete(token=token.id, outcome="passed" if outcomes else ""))
            promise(refused is None, f"an open step can be done: {refused}")
        promise(held=False, what="going forward comes to an end")


def promise(held: bool, what: str) -> None:
    """Raise unless `held`."""
    if not held:
        raise BrokenPromiseError(what)


def no_stage_skipped(events: tuple[FlowEvent, ...]) -> None:
    """Hold that a stage was only entered when a step of the one before had been completed."""
    done: set[Stage] = set()
    for event in events:
        if isinstance(event, TokenTaken):
            done.add(event.stage)
        if isinstance(event, TokenPlaced) and event.stage is not Stage.NONE:
            earlier = STAGES[: STAGES.index(event.stage)]
            promise(set(earlier) <= done, f"{event.node} was entered over an undone stage")
