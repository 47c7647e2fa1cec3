"""Decisions told as sentences: given what happened, when somebody wants this, then that follows.

    scene = Scene(ORDERS, decide)
    scene.given(reported, accepted).when(CompleteWork(data=...)).then(WorkCompleted(...))
    scene.given(reported).when(CompleteWork()).then("order_not_in_stage")

Ships with the house, so that whoever adds a room or a definition can tell theirs the same way.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from gongdan.kernel.decider import Decider
from gongdan.kernel.messages import Accepted, Event, Refused

S = TypeVar("S")
C = TypeVar("C")
E = TypeVar("E", bound=Event)
Decide = Callable[[S, C], Accepted[E] | Refused]


class Scene(Generic[S, C, E]):
    """A kind of stream and the decision about it; `essence` is what of an event is compared."""

    def __init__(
        self,
        decider: Decider[S, E],
        decide: Callable[[S, C], Accepted[E] | Refused],
        essence: Callable[[E], E] = lambda event: event,
    ) -> None:
        self.decider = decider
        self.decide = decide
        self.essence = essence

    def given(self, *events: E) -> "Given[S, C, E]":
        """Begin with what has happened."""
        return Given(self, events)


class Given(Generic[S, C, E]):
    """What has happened, and the state that follows from it."""

    def __init__(self, scene: Scene[S, C, E], events: tuple[E, ...]) -> None:
        self.events = events
        self.state = scene.decider.initial
        for event in events:
            self.state = scene.decider.evolve(self.state, event)
        self._scene = scene

    def when(self, command: C) -> "Decided[S, C, E]":
        """Decide on a command."""
        return Decided(self._scene, self, self._scene.decide(self.state, command))


class Decided(Generic[S, C, E]):
    """What a command led to."""

    def __init__(
        self, scene: Scene[S, C, E], before: Given[S, C, E], decision: Accepted[E] | Refused
    ) -> None:
        self._scene = scene
        self._before = before
        self.decision = decision

    @property
    def after(self) -> Given[S, C, E]:
        """All that has happened now; a refused command changed nothing."""
        new = self.decision.events if isinstance(self.decision, Accepted) else ()
        return self._scene.given(*self._before.events, *new)

    @property
    def state(self) -> S:
        """The state after the command."""
        return self.after.state

    @property
    def refused(self) -> Refused:
        """The refusal. Raises `AssertionError` where the command was accepted."""
        match self.decision:
            case Refused() as refused:
                return refused
            case Accepted(events):
                raise AssertionError(f"accepted: {events}")

    def then(self, *wanted: E | str) -> "Given[S, C, E]":
        """Expect these events, or the refusal of this code; goes on with all that has happened.

        Raises `AssertionError` where something else followed.
        """
        if isinstance(self.decision, Refused):
            found: tuple[E | str, ...] = (str(self.decision.code),)
        else:
            found = tuple(self._scene.essence(event) for event in self.decision.events)
        if found != wanted:
            raise AssertionError(f"expected {wanted}\nfound {found}\nfrom {self.decision}")
        return self.after
