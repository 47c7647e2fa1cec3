"""Random flows of every kind of node, nested anyhow, and a player who tries every command."""

from random import Random

import msgspec

from gongdan.engines.flow.assignees import resolve_rule
from gongdan.engines.flow.evolve import fold
from gongdan.engines.flow.model import (
    STAGES,
    AddSign,
    AnyCommand,
    Assign,
    AutoPass,
    Broadcast,
    ChildEnded,
    Claim,
    Complete,
    Context,
    Continuation,
    Copy,
    Delegate,
    Deliver,
    Edge,
    Facts,
    FlowDefinition,
    FlowEvent,
    FlowRefusal,
    FlowState,
    HandBack,
    Jump,
    Kind,
    Many,
    Node,
    Reject,
    Remind,
    RemoveSign,
    Reopen,
    Request,
    Resume,
    Stage,
    Start,
    Status,
    Suspend,
    TakeBack,
    Terminate,
    TimerFired,
    Token,
    Trigger,
    WorkDone,
    WorkFailed,
)
from gongdan.engines.flow.step import step
from tests.engines.flow.drawing import JUDGED
from tests.engines.flow.worlds import promise

PEOPLE = ("user:a", "user:b", "user:c")
WORK = {Kind.USER, Kind.SERVICE, Kind.RECEIVE, Kind.CALL, Kind.CHILDREN}
NESTS = ("choice", "fork", "inclusive", "loop", "row", "sub", "bordered")
INNER = FlowDefinition(
    nodes={
        "start": Node(Kind.START),
        "inner": Node(Kind.USER, assignee={"user": "a"}),
        "end": Node(Kind.END),
    },
    edges=(Edge("x", "start", "inner"), Edge("y", "inner", "end")),
)


class Maze:
    """Draws blocks with one way in and one way out."""

    nests: tuple[str, ...] = NESTS
    triggers: tuple[str, ...] = ("timer", "message", "signal")
    leaves: tuple[str, ...] = (
        *("sign", "service", "receive", "wait", "rule", "children", "throw", "call", "step"),
    )

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.stage = Stage.NONE

    def node(self, kind: Kind, parent: str, **parts: object) -> str:
        key = f"n{len(self.nodes)}"
        if kind in WORK:
            parts["stage"] = self.stage
        self.nodes[key] = Node(kind, parent=parent, **parts)
        return key

    def edge(self, source: str, target: str, **parts: object) -> None:
        self.edges.append(Edge(f"e{len(self.edges)}", source, target, **parts))

    def many(self, **parts: object) -> Many:
        rule = self.chance.choice(["all", "any", "ratio"])
        policy = self.chance.choice(["ends", "waits", "counted"])
        sequential = self.chance.random() < 0.5
        return Many(rule=rule, on_refusal=policy, sequential=sequential, **parts)

    def some(self) -> Many | None:
        if self.chance.random() < 0.6:
            return None
        return self.many(count=str(self.chance.randrange(4)))

    def members(self) -> Many | None:
        """Several members of a sub-process, or none."""
        return self.some()

    def leaf(self, parent: str) -> str:
        many = self.many(count=str(self.chance.randrange(4)), collect="c", into="cs")
        signers: dict[str, object] = {"any": [{"user": word[5:]} for word in PEOPLE]}
        waits = Trigger(self.chance.choice(["timer", "signal"]), name="s", due="PT1H")
        kinds: dict[str, tuple[Kind, dict[str, object]]] = {
            "sign": (Kind.USER, {"assignee": signers, "many": self.many()}),
            "service": (Kind.SERVICE, {"calls": "s", "many": self.some()}),
            "receive": (Kind.RECEIVE, {"trigger": Trigger("message", "m"), "many": self.some()}),
            "wait": (Kind.CATCH, {"trigger": waits}),
            "rule": (Kind.RULE, {"outputs": {"v": "v"}}),
            "children": (Kind.CHILDREN, {"calls": "c", "many": many}),
            "throw": (Kind.THROW, {"trigger": Trigger("signal", "s")}),
            "call": (Kind.CALL, {"calls": "inner", "many": self.some()}),
            "step": (Kind.USER, self.step()),
        }
        kind, parts = kinds[self.chance.choice(self.leaves)]
        return self.node(kind, parent, **parts)

    def step(self) -> dict[str, object]:
        return {
            "assignee": {"user": self.chance.choice(PEOPLE)[5:]},
            "auto": AutoPass(("same_person",)) if self.chance.random() < 0.3 else None,
            "remind": Trigger("timer", due="R2/P1D") if self.chance.random() < 0.2 else None,
        }

    def block(self, parent: str, depth: int) -> tuple[str, str]:
        if depth == 0 or self.chance.random() < 0.3:
            leaf = self.leaf(parent)
            return leaf, leaf
        match self.chance.choice(self.nests):
            case "row":
                one, two = self.block(parent, depth - 1), self.block(parent, depth - 1)
                self.edge(one[1], two[0])
                return one[0], two[1]
            case "loop":
                return self.loop(parent, depth)
            case "sub":
                return self.sub(parent, depth)
            case "bordered":
                return self.bordered(parent, depth)
            case shape:
                return self.split(parent, depth, shape)

    def loop(self, parent: str, depth: int) -> tuple[str, str]:
        inner = self.block(parent, depth - 1)
        judge = self.node(
            Kind.USER,
            parent,
            assignee={"any": [{"user": "a"}, {"user": "b"}]},
            outcomes=JUDGED,
            many=self.chance.choice([None, self.many()]),
        )
        after = self.node(Kind.EXCLUSIVE, parent)
        self.edge(inner[1], judge)
        self.edge(judge, inner[0], outcome="refused", back=True)
        self.edge(judge, after, outcome="passed")
        return inner[0], after

    def sub(self, parent: str, depth: int) -> tuple[str, str]:
        key = self.node(Kind.SUBPROCESS, parent, many=self.members())
        inner = self.block(key, depth - 1)
        self.edge(self.node(Kind.START, key), inner[0])
        terminates = self.chance.random() < 0.3
        self.edge(inner[1], self.node(Kind.END, key, terminates=terminates))
        return key, key

    def bordered(self, parent: str, depth: int) -> tuple[str, str]:
        inner = self.sub(parent, depth)
        kind = self.chance.choice(self.triggers)
        trigger = Trigger(kind, name="m", due="PT1H")
        interrupting = self.chance.random() < 0.5
        border = self.node(
            Kind.BOUNDARY, parent, trigger=trigger, attached_to=inner[0], interrupting=interrupting
        )
        beside = self.block(parent, 0)
        self.edge(border, beside[0])
        after = self.node(Kind.EXCLUSIVE, parent)
        self.edge(inner[0], after)
        self.edge(beside[1], after if interrupting else self.node(Kind.END, parent))
        return inner[0], after

    def split(self, parent: str, depth: int, shape: str) -> tuple[str, str]:
        kinds = {"choice": Kind.EXCLUSIVE, "fork": Kind.PARALLEL, "inclusive": Kind.INCLUSIVE}
        opening = self.node(kinds[shape], parent)
        closing = (
            self.node(Kind.EXCLUSIVE, parent)
            if shape == "choice"
            else self.node(Kind.JOIN, parent, joins=opening)
        )
        count = self.chance.randint(2, 3)
        for index in range(count):
            inner = self.block(parent, depth - 1)
            parts: dict[str, object] = {}
            if shape != "fork":
                last = index == count - 1
                parts = {"default": True} if last else {"condition": "maybe"}
            self.edge(opening, inner[0], **parts)
            self.edge(inner[1], closing)
        return opening, closing


class ServedMaze(Maze):
    """Draws of what the rooms serve in orders alone."""

    nests = ("choice", "fork", "loop", "row", "sub", "sub", "bordered")
    triggers = ("timer",)
    leaves = ("sign", "service", "receive", "wait", "rule", "children", "step")

    def members(self) -> Many | None:
        return None

    def node(self, kind: Kind, parent: str, **parts: object) -> str:
        if kind is Kind.SERVICE:
            parts |= {"calls": "http:stock", "request": Request()}
        if kind is Kind.CATCH:
            parts["trigger"] = Trigger("timer", due="PT1H")
        return super().node(kind, parent, **parts)


def random_maze(chance: Random) -> FlowDefinition:
    """Draw a flow of nested blocks of all kinds, with a step of somebody's first and last."""
    maze = Maze(chance)
    start = maze.node(Kind.START, "")
    first = maze.node(Kind.USER, "", assignee={"user": "a"})
    last = maze.node(Kind.USER, "", assignee={"user": "c"})
    inner = maze.block("", chance.randint(1, 3))
    maze.edge(start, first)
    maze.edge(first, inner[0])
    maze.edge(inner[1], last)
    maze.edge(last, maze.node(Kind.END, ""))
    return FlowDefinition(nodes=maze.nodes, edges=tuple(maze.edges), variables=("v",))


def random_order(chance: Random, kind: type[Maze] = Maze) -> FlowDefinition:
    """Draw a flow for orders: in each stage a step of somebody's, and blocks around it."""
    maze = kind(chance)
    last, first = maze.node(Kind.START, ""), ""
    for stage in STAGES:
        maze.stage = stage
        step = maze.node(Kind.USER, "", assignee={"user": "a"})
        maze.edge(last, step)
        last, first = step, first or step
        if stage is not Stage.REPORT and chance.random() < 0.6:
            inner = maze.block("", chance.randint(0, 2))
            maze.edge(last, inner[0])
            last = inner[1]
    maze.edge(last, maze.node(Kind.END, ""))
    return FlowDefinition(nodes=maze.nodes, edges=tuple(maze.edges), reopen_to=first)


class Wanderer:
    """Tries commands on a flow and holds after each that nothing was lost."""

    def __init__(self, flow: FlowDefinition, chance: Random) -> None:
        self.flow = flow
        self.chance = chance
        self.state = FlowState()
        self.events: tuple[FlowEvent, ...] = ()
        self.codes: set[str] = set()
        self.replays = True

    @classmethod
    def at(cls, other: "Wanderer") -> "Wanderer":
        """Stand where another one stands, without its past."""
        twin = cls(other.flow, Random(0))
        twin.state, twin.replays = other.state, False
        return twin

    def play(self, command: AnyCommand) -> FlowRefusal | None:
        facts = Facts(
            evaluate=self.evaluate,
            resolve=resolve_rule,
            definition=lambda _key: INNER,
            serve=lambda _key, _inputs: {"result": 1} if self.chance.random() < 0.3 else None,
        )
        done = step(self.flow, self.state, command, facts)
        if isinstance(done, FlowRefusal):
            self.codes.add(done.code.value)
            return done
        self.events += done
        self.state = fold(done, self.state)
        self.hold_promises()
        return None

    def evaluate(self, text: str, _context: Context) -> object:
        return int(text) if text.isdigit() else self.chance.random() < 0.5

    def node(self, token: Token) -> Node:
        return {**INNER.nodes, **self.flow.nodes}[token.node]

    def hold_promises(self) -> None:
        tokens = self.state.tokens
        live = self.state.status in {Status.RUNNING, Status.SUSPENDED}
        promise(bool(tokens) == live, "a running flow has tokens, an ended one has none")
        promise(not live or any(self.moves(token) for token in tokens), "somebody can move it")
        numbers = [token.id for token in tokens]
        promise(len(set(numbers)) == len(numbers), "no two tokens have one number")
        promise(all(t.scope in {0, *numbers} for t in tokens), "no token outlives its scope")
        promise(all(t.token in numbers for t in self.state.timers), "no timer outlives its token")
        for token in tokens:
            inner = [each for each in tokens if each.scope == token.id]
            if token.group:
                begun = token.group.begun - token.group.ended
                promise(begun == len(inner) > 0, f"a group has its members: {token.group}")
            elif self.node(token).kind in {Kind.SUBPROCESS, Kind.CALL}:
                promise(bool(inner), "a scope without tokens has ended")
        if not self.replays:
            return
        again = msgspec.json.encode(fold(self.events))
        promise(again == msgspec.json.encode(self.state), "the fold of the events is the state")
        loaded = msgspec.json.decode(again, type=FlowState)
        promise(loaded == self.state, "a state survives being written down")

    def moves(self, token: Token) -> bool:
        waits = {Kind.SERVICE, Kind.RECEIVE, Kind.CATCH, Kind.CHILDREN}
        return token.group is None and (not token.waits or self.node(token).kind in waits)

    def onward(self, token: Token, *, passes: bool = True) -> AnyCommand:
        """Return the command that gets a token off its node."""
        node = self.node(token)
        match node.kind:
            case Kind.USER if token.lent_by:
                return HandBack(token=token.id)
            case Kind.USER:
                outcome = ("passed" if passes else "refused") if node.outcomes else ""
                return Complete(token=token.id, outcome=outcome)
            case Kind.SERVICE:
                return WorkDone(token=token.id, data={"v": 1})
            case Kind.CHILDREN:
                return ChildEnded(token=token.id, refused=not passes)
            case Kind.RECEIVE:
                return Deliver(token=token.id, message="m")
            case _:
                timer = next((t.id for t in self.state.timers if t.token == token.id), 0)
                return TimerFired(timer=timer) if timer else Broadcast(signal="s")

    def some_command(self) -> AnyCommand:
        movable = [token for token in self.state.tokens if self.moves(token)]
        if self.state.status is Status.SUSPENDED:
            return Resume()
        if not movable:
            return Reopen(to=self.chance.choice(self.state.visited))
        token = self.chance.choice(movable)
        if self.chance.random() < 0.55:
            return self.onward(token, passes=self.chance.random() < 0.6)
        return self.odd_command(token)

    def odd_command(self, token: Token) -> AnyCommand:
        chance = self.chance
        person, node = chance.choice(PEOPLE), chance.choice(list(self.flow.nodes))
        seen = chance.choice(self.state.visited)
        timers = [timer.id for timer in self.state.timers] or [0]
        place = chance.choice(["before", "after", "together"])
        commands: list[AnyCommand] = [
            Reject(token=token.id, to=seen),
            Reject(token=token.id, to=seen, resume=Continuation.COME_BACK),
            Reject(token=token.id, to=node),
            Claim(token=token.id, by=person),
            Assign(token=token.id, to=person),
            Delegate(token=token.id, to=person),
            AddSign(token=token.id, people=(person, "user:d"), place=place),
            AddSign(token=token.id, people=("user:e",), place=place),
            RemoveSign(token=chance.choice([0, token.id]), person=person),
            TakeBack(),
            Remind(token=token.id),
            Copy(people=(person,)),
            Jump(to=node, reason="stuck"),
            TimerFired(timer=chance.choice(timers)),
            Deliver(message="m", token=chance.choice([0, token.id])),
            Broadcast(signal=chance.choice("sm")),
            WorkFailed(token=token.id, error="e"),
            Suspend(),
        ]
        rare: list[AnyCommand] = [Terminate(), Reopen(to=seen), Start(), Resume()]
        return chance.choice(rare if chance.random() < 0.05 else commands)

    def finish(self) -> None:
        """Go forward until the end: from everywhere there must be a way."""
        if self.state.status is Status.SUSPENDED:
            self.play(Resume())
        for _ in range(60 * len(self.flow.nodes)):
            if self.state.status is not Status.RUNNING:
                return
            token = next(token for token in self.state.tokens if self.moves(token))
            refused = self.play(self.onward(token))
            promise(refused is None, f"what waits can go on: {refused} {token}")
        promise(held=False, what="going forward comes to an end")
