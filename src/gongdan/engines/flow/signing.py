"""Others sign too: add-sign 加签 before, after or together; remove-sign 减签."""

from msgspec.structs import replace

from gongdan.engines.flow.activities import Entry, enter
from gongdan.engines.flow.commands import AddSign, RemoveSign
from gongdan.engines.flow.decision import FlowCode, FlowRefusal, Value
from gongdan.engines.flow.events import MembersChanged, SignersChanged
from gongdan.engines.flow.game import Game, Leaving
from gongdan.engines.flow.groups import TOGETHER, open_group, person, settle, start_member
from gongdan.engines.flow.pick import not_theirs, one_of, pick
from gongdan.engines.flow.route import Stop
from gongdan.engines.flow.run import run
from gongdan.engines.flow.state import Group, Token


def add_sign(game: Game, command: AddSign) -> FlowRefusal | None:
    """Let others sign before, after or together with the owner of a step."""
    token = pick(game, command, "transfer")
    if isinstance(token, FlowRefusal):
        return token
    people = tuple(dict.fromkeys(command.people))
    if no := not_theirs(game, token) or _unfit(game, token, people):
        return no
    group = game.member_of(token)
    if group is not None:
        return _into_group(game, group, token, replace(command, people=people)) or run(game)
    return _around_step(game, token, command, people)


def _around_step(
    game: Game, token: Token, command: AddSign, people: tuple[str, ...]
) -> FlowRefusal | None:
    match command.place:
        case "after":
            after = (*people, *token.after)
            game.record(SignersChanged(token=token.id, after=after))
            return None
        case "before":
            return _sign_first(game, token, people)
        case "together":
            stop = Stop(token.node, token.branches, token.scope)
            game.take_off(token, "joined")
            members = (token.owner, *people, *token.after)
            return open_group(game, stop, members, token.return_to) or run(game)


def _unfit(game: Game, token: Token, people: tuple[str, ...]) -> FlowRefusal | None:
    if not token.owner:
        return FlowRefusal(FlowCode.NO_OWNER, {"node": token.node})
    if not people or not all(people):
        return FlowRefusal(FlowCode.NOBODY_TO_ACT, {"node": token.node})
    group = game.member_of(token)
    signing = [token.owner, *token.after]
    if group is not None and group.group is not None:
        inside = game.within(group.id)
        signing += [each.owner for each in inside] + [w for each in inside for w in each.after]
        signing += [str(word) for word in group.group.members[group.group.begun :]]
    doubled = next((word for word in people if word in signing), None)
    if doubled is None:
        return None
    facts: dict[str, str | int | list[str]] = {"node": token.node, "person": doubled}
    return FlowRefusal(FlowCode.PERSON_SIGNS_ALREADY, facts)


def _sign_first(game: Game, token: Token, people: tuple[str, ...]) -> FlowRefusal | None:
    game.take_off(token, "preceded")
    entry = Entry(
        people=person(people[0]),
        return_to=token.return_to,
        local=token.local and {**token.local, _item(game, token): people[0]},
        after=(*people[1:], token.owner, *token.after),
        fresh=False,
    )
    entered = enter(game, Stop(token.node, token.branches, token.scope), entry)
    return entered if isinstance(entered, FlowRefusal) else None


def _item(game: Game, token: Token) -> str:
    many = game.node(token).many
    return many.item if many else TOGETHER.item


def _into_group(game: Game, group: Token, token: Token, command: AddSign) -> FlowRefusal | None:
    counts = group.group or Group(())
    members, people, begun = counts.members, command.people, counts.begun
    many = game.node(group).many or TOGETHER
    if many.sequential:
        at = begun - 1 if command.place == "before" else begun
        if command.place == "before":
            game.take_off(token, "preceded")
            begun -= 1
        _change(game, group, (*members[:at], *people, *members[at:]), begun)
        return _start(game, group, begun) if command.place == "before" else None
    match command.place:
        case "after":
            _change(game, group, (*members, *people), begun)
            game.record(SignersChanged(token=token.id, after=(*people, *token.after)))
            return None
        case "before":
            named = _by_owner(game, token, members)
            _change(game, group, (*named, *people), begun - 1)
            return _sign_first(game, token, people)
        case "together":
            # those who begin now stand before those who wait for their turn after somebody
            _change(game, group, (*members[:begun], *people, *members[begun:]), begun)
            for index in range(begun, begun + len(people)):
                if no := _start(game, group, index):
                    return no
            return None


def _by_owner(game: Game, token: Token, members: tuple[Value, ...]) -> tuple[Value, ...]:
    """Name a member by who has his step now: under this name he signs after the others."""
    many = game.node(token).many or TOGETHER
    if many.items or many.count:
        return members
    value = token.local.get(many.item)
    return tuple(token.owner if each == value else each for each in members)


def _change(game: Game, group: Token, members: tuple[Value, ...], begun: int) -> None:
    path = game.inside(group.scope) + group.node
    game.record(MembersChanged(group=group.id, node=path, members=members, begun=begun))


def _start(game: Game, group: Token, index: int) -> FlowRefusal | None:
    now = game.token(group.id)
    return start_member(game, now, index) if now else None


def remove_sign(game: Game, command: RemoveSign) -> FlowRefusal | None:
    """Take somebody out of those who have yet to sign."""
    steps = [token for token in game.state.open_steps if _has(game, token, command.person)]
    token = one_of(game, replace(command), steps)
    not_there = FlowRefusal(
        FlowCode.PERSON_SIGNS_NOT, {"node": command.node, "person": command.person}
    )
    if isinstance(token, FlowRefusal):
        return token if token.code is FlowCode.WHICH_STEP else not_there
    group = game.member_of(token)
    if group is None or group.group is None:
        if command.person not in token.after:
            return not_there
        _without_after(game, token, command.person)
        return None
    if len(group.group.members) <= 1:
        return not_there
    return _out_of_group(game, group, token, command.person)


def _has(game: Game, token: Token, word: str) -> bool:
    group = game.member_of(token)
    waiting = group.group.members[group.group.begun :] if group and group.group else ()
    return word == token.owner or word in token.candidates or word in (*token.after, *waiting)


def _without_after(game: Game, token: Token, word: str) -> None:
    after = tuple(each for each in token.after if each != word)
    game.record(SignersChanged(token=token.id, after=after))


def _out_of_group(game: Game, group: Token, token: Token, word: str) -> FlowRefusal | None:
    counts = group.group or Group(())
    members = list(counts.members)
    begun = counts.begun
    if word in {token.owner, *token.candidates}:
        _strike(members, token.local.get(_item(game, token)), word)
        game.take_off(token, "removed")
        begun -= 1
        if token.after:  # those after him sign in his stead, the first of them now
            _change(game, group, tuple(members), begun)
            stop = Stop(token.node, token.branches, token.scope)
            entry = Entry(
                people=person(token.after[0]),
                after=token.after[1:],
                local={**token.local, _item(game, token): token.after[0]},
                fresh=False,
            )
            entered = enter(game, stop, entry)
            return entered if isinstance(entered, FlowRefusal) else None
    else:
        _strike(members, word)
        if word in token.after:
            _without_after(game, token, word)
    _change(game, group, tuple(members), begun)
    return settle(game, group.id, Leaving(group.id)) or run(game)


def _strike(members: list[Value], *names: Value) -> None:
    """Take one member out: under one of his names, or else the last (of a list, not of people)."""
    members.remove(next((name for name in names if name in members), members[-1]))
