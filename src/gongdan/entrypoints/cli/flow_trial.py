"""One flow that is tried out: the engine decides, this only hands it commands and reads names."""

from collections.abc import Mapping
from typing import Final

from gongdan.engines.feel.program import evaluate
from gongdan.engines.feel.text import text_of
from gongdan.engines.flow.bpmn.activities import SCRIPT
from gongdan.engines.flow.bpmn.importing import ImportedFlow
from gongdan.engines.flow.bpmn.texts import names_in
from gongdan.engines.flow.commands import AnyCommand, Complete, Deliver, Start, TimerFired
from gongdan.engines.flow.decision import Context, Facts, FlowRefusal
from gongdan.engines.flow.definition import FlowDefinition, Kind, Rule
from gongdan.engines.flow.evolve import fold
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.state import Assignment, FlowState, Status, Token
from gongdan.engines.flow.step import step
from gongdan.entrypoints.cli.flow_clock import TrialClock

ROUNDS: Final = 3
"""After so many rounds a counting script says `completed`."""


class Trial:
    """A flow in memory on a clock of its own, with the flows that it may call by their keys."""

    def __init__(
        self, key: str, flows: Mapping[str, ImportedFlow], scripts: Mapping[str, str]
    ) -> None:
        self._flows = flows
        self._scripts = scripts
        self._definition = flows[key].definition
        self._drawn = {id(flow.definition): flow for flow in flows.values()}
        self._facts = Facts(
            evaluate=lambda text, context: evaluate(text, context).value,
            resolve=_anybody,
            definition=self._called,
            serve=self._serve,
        )
        self._counted = 0
        self._clock = TrialClock()
        self._state = FlowState()

    @property
    def ended(self) -> bool:
        """Whether nothing is open any more."""
        return self._state.status in {Status.ENDED, Status.TERMINATED}

    def start(self, variables: dict[str, object]) -> FlowRefusal | None:
        """Begin."""
        counter = variables.get("counter")
        self._counted = counter if isinstance(counter, int) else 0
        return self._do(Start(data=variables))

    def waiting(self, kind: Kind) -> list[tuple[str, int, object]]:
        """Return name, token and `loopCounter` of each token that waits at a kind of node."""
        game = Game(self._definition, self._state, self._facts)
        tokens = (token for token in self._state.tokens if token.group is None)
        found: list[tuple[str, int, object]] = []
        for token in tokens:
            if game.node(token).kind is kind:
                context = game.context(token.scope, token.local)
                found.append(
                    (self._name(game, token, context), token.id, context.get("loopCounter"))
                )
        return found

    def complete(self, token: int, variables: dict[str, object]) -> FlowRefusal | None:
        """Do a step."""
        return self._do(Complete(token=token, data=variables))

    def trigger(self, token: int) -> FlowRefusal | None:
        """Let what a receive task waits for come."""
        game = Game(self._definition, self._state, self._facts)
        at = game.token(token)
        trigger = game.node(at).trigger if at else None
        return self._do(Deliver(token=token, message=trigger.name if trigger else ""))

    def advance(self, duration: str) -> FlowRefusal | None:
        """Move the clock on; each timer due by then fires at its time."""
        for timer in self._clock.advance(duration):
            if no := self._do(TimerFired(timer=timer)):
                return no
        return None

    def _do(self, command: AnyCommand) -> FlowRefusal | None:
        decided = step(self._definition, self._state, command, self._facts)
        if isinstance(decided, FlowRefusal):
            return decided
        self._state = fold(decided, self._state)
        self._clock.hear(decided)
        return None

    def _called(self, key: str) -> FlowDefinition | None:
        found = self._flows.get(key)
        return found.definition if found else None

    def _serve(self, work: str, _inputs: Context) -> Mapping[str, object] | None:
        """Every service passes at once; a script that counts is stood in for by counting."""
        if "counter" not in self._scripts.get(work.removeprefix(SCRIPT), ""):
            return {}
        self._counted += 1
        return {"counter": self._counted, "completed": self._counted >= ROUNDS}

    def _name(self, game: Game, token: Token, context: Context) -> str:
        flow = game.flow(token.scope)
        name = next(iter(flow.nodes[token.node].title.values()), "")
        if not name:
            return self._drawn[id(flow)].ids.get(token.node, token.node)
        for written, feel in names_in(name).items():
            name = name.replace(written, text_of(evaluate(feel, context).value))
        return name


def _anybody(_rule: Rule, _context: Context) -> Assignment:
    return Assignment(candidates=("anybody",))
