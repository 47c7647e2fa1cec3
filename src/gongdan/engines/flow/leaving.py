"""A token whose node is done: to the next signer, into the count of its group, or onward."""

from gongdan.engines.flow.activities import Entry, enter
from gongdan.engines.flow.decision import FlowRefusal
from gongdan.engines.flow.events import MembersChanged, TokenTaken
from gongdan.engines.flow.game import Game, Leaving
from gongdan.engines.flow.groups import count_member, person
from gongdan.engines.flow.route import Stop
from gongdan.engines.flow.state import Token


def leave(game: Game, leaving: Leaving) -> FlowRefusal | None:
    """Take a token off whose node is done, and go on as its place demands."""
    token = game.token(leaving.token)
    if token is None:  # cancelled meanwhile
        return None
    game.by = leaving.by or game.by
    group = game.member_of(token)
    outcome = game.node(token).outcomes.get(leaving.outcome)
    refused = leaving.refused or (outcome is not None and outcome.refuses)
    if group is None and (refused or not token.after):
        return game.go_on(token, leaving)
    game.drop_timers(token.id)
    game.record(
        TokenTaken(
            token=token.id,
            node=token.node,
            stage=token.stage,
            outcome=leaving.outcome,
            by=leaving.by,
            auto=leaving.auto,
        )
    )
    if group is None:
        return _next_signer(game, token)
    if refused and token.after:
        _spare(game, group, token.after)
    no = count_member(game, group, token, leaving)
    if no is None and token.after and not refused and game.token(group.id) is not None:
        return _next_signer(game, token)
    return no


def _next_signer(game: Game, token: Token) -> FlowRefusal | None:
    stop = Stop(token.node, token.branches, token.scope)
    word = token.after[0]
    many = game.node(token).many
    local = {**token.local, many.item if many else "item": word} if token.local else {}
    entry = Entry(
        people=person(word),
        return_to=token.return_to,
        after=token.after[1:],
        local=local,
        fresh=False,
    )
    entered = enter(game, stop, entry)
    return entered if isinstance(entered, FlowRefusal) else None


def _spare(game: Game, group: Token, words: tuple[str, ...]) -> None:
    """Take those who would have signed after a refusal out of the count."""
    if group.group is None:
        return
    members = list(group.group.members)
    for word in words:
        if word in members:
            members.remove(word)
    game.record(
        MembersChanged(
            group=group.id,
            node=game.inside(group.scope) + group.node,
            members=tuple(members),
            begun=group.group.begun,
        )
    )
