"""How a step that several sign is shown, and the timers that run."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from gongdan.engines.flow.model import FlowDefinition, Token
from gongdan.engines.flow.parts import Many
from gongdan.rooms.workorders.domain.row import ROLE_WORD
from gongdan.rooms.workorders.domain.state import OrderState, person_of
from gongdan.rooms.workorders.views.shown import Named, SignerShown, SigningShown, TimerShown

_TOGETHER = Many()


def people_signing(state: OrderState) -> set[UUID]:
    """Return those whose names are shown."""
    groups = _groups(state)
    words = {word for group in groups for word, _, _ in _signers(state, group)}
    if groups or any(token.after for token in state.flow.open_steps):
        words |= {word for token in state.flow.open_steps for word in (token.owner, *token.after)}
    return {person for word in words if (person := person_of(word))}


def signing_shown(
    state: OrderState, flow: FlowDefinition, names: Mapping[UUID, str]
) -> tuple[SigningShown, ...]:
    """Return each step that waits for several signatures."""
    return tuple(_shown(state, flow, group, names) for group in _groups(state))


def timers_shown(state: OrderState) -> tuple[TimerShown, ...]:
    """Return the timers that run, the next one first."""
    if not state.timers:
        return ()
    at = {token.id: token.node for token in state.flow.tokens}
    runs = {each.timer: each for each in state.timers}
    shown = (
        TimerShown(
            node=at.get(timer.token, ""),
            event=timer.node,
            at=runs[timer.id].at,
            working=runs[timer.id].working,
            held=runs[timer.id].left is not None,
        )
        for timer in state.flow.timers
        if timer.id in runs
    )
    return tuple(sorted(shown, key=lambda each: each.at))


def _groups(state: OrderState) -> list[Token]:
    """Return the tokens of those who sign together."""
    return [each for each in state.flow.tokens if each.group is not None and each.stage]


def _shown(
    state: OrderState, flow: FlowDefinition, group: Token, names: Mapping[UUID, str]
) -> SigningShown:
    node, counts = flow.nodes.get(group.node), group.group
    many = (node.many if node else None) or _TOGETHER
    members = [str(each) for each in counts.members] if counts else []
    return SigningShown(
        node=group.node,
        rule=many.rule,
        share=many.share,
        in_turn=many.sequential,
        favour=counts.favour if counts else 0,
        against=counts.against if counts else 0,
        whole=sum(many.weights.get(each, 1) for each in members),
        signers=tuple(
            _signer(word, names, standing=standing, outcome=outcome)
            for word, standing, outcome in _signers(state, group)
        ),
    )


def _signers(state: OrderState, group: Token) -> Iterator[tuple[str, str, str]]:
    """Yield who signs in a group, how he stands, and with which outcome he has signed."""
    told = set[str]()
    for each in state.signed:
        if each.group == group.id:
            told.add(each.who)
            yield each.who, "signed", each.outcome
    inside = [token for token in state.flow.tokens if token.scope == group.id]
    for token in inside:
        for word in (token.owner,) if token.owner else token.candidates:
            told.add(word)
            yield word, "awaited", ""
    counts = group.group
    later: Iterable[object] = (word for token in inside for word in token.after)
    for word in map(str, (*later, *(counts.members[counts.begun :] if counts else ()))):
        if word not in told:
            told.add(word)
            yield word, "later", ""


def _signer(word: str, names: Mapping[UUID, str], *, standing: str, outcome: str) -> SignerShown:
    person = person_of(word)
    role = word.removeprefix(ROLE_WORD) if word.startswith(ROLE_WORD) else ""
    named = Named(person, names.get(person, "")) if person else None
    return SignerShown(named, role, standing, outcome)
