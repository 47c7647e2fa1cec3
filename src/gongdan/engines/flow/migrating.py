"""Migration: a flow that stands in one definition goes on in another one.

Pure as `step`: `plan` says what happens, or why it can't, and touches nothing. Tokens, groups,
loans and timers keep their numbers and their people; only where they stand is said anew. No
stage is jumped over: a token goes to the same or an earlier stage, and every stage before that
must have been entered. What cannot be carried over without a guess is blocked: such a flow ends
by the definition by which it began.
"""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.flow.decision import Facts
from gongdan.engines.flow.definition import STAGES, FlowDefinition, Kind
from gongdan.engines.flow.events import FlowEvent, FlowMigrated, TimerCancelled
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.graph import Branches, branches_of
from gongdan.engines.flow.groups import TOGETHER
from gongdan.engines.flow.migrating_forks import matched
from gongdan.engines.flow.migrating_places import Places, passed, stages_seen
from gongdan.engines.flow.migrating_timers import timers_there
from gongdan.engines.flow.state import FlowState, LastStep, Standing, Status, Token, Waypoint
from gongdan.engines.flow.timers import set_timer


class MigrationCode(StrEnum):
    """Why a flow cannot go over to another definition; stable for ever."""

    NOT_RUNNING = "migration_not_running"
    NODE_UNKNOWN = "migration_node_unknown"  # the map names a node that the new one lacks
    KIND_DIFFERS = "migration_kind_differs"
    LEVEL_DIFFERS = "migration_level_differs"  # into or out of a sub-process
    WORK_DIFFERS = "migration_work_differs"  # a machine, flow or child order is at work already
    SIGNING_DIFFERS = "migration_signing_differs"  # several sign there, and are counted otherwise
    STAGE_AHEAD = "migration_stage_ahead"
    STAGE_UNPASSED = "migration_stage_unpassed"
    BRANCH_DIFFERS = "migration_branch_differs"
    DUE_UNFIT = "migration_due_unfit"  # a timer's due gives no time


class Safe(Struct, frozen=True):
    """The flow can go over: what happens then, and the state after it."""

    moves: tuple[FlowEvent, ...]
    state: FlowState


class NeedsMap(Struct, frozen=True):
    """Somebody has to say what these nodes are in the new definition."""

    nodes: tuple[str, ...]


class Blocked(Struct, frozen=True):
    """The flow stays: the node at which it cannot go over, and where it would have come."""

    code: MigrationCode
    node: str = ""
    to: str = ""


Verdict = Safe | NeedsMap | Blocked
_CALLING = frozenset({Kind.SERVICE, Kind.CALL, Kind.CHILDREN})


def plan(
    old: FlowDefinition,
    new: FlowDefinition,
    state: FlowState,
    facts: Facts,
    *,
    node_map: Mapping[str, str],
) -> Verdict:
    """Tell what comes of a flow in `state` when it goes from `old` to `new`.

    `node_map` says for nodes of the old definition which ones they are in the new one.
    """
    if state.status not in {Status.RUNNING, Status.SUSPENDED}:
        return Blocked(MigrationCode.NOT_RUNNING)
    if unknown := next((each for each in node_map.items() if each[1] not in new.nodes), None):
        return Blocked(MigrationCode.NODE_UNKNOWN, *unknown)
    places = Places(old, new, state, node_map)
    if missing := places.missing():
        return NeedsMap(missing)
    if no := _misplaced(places) or _unpassed(places):
        return no
    branches = matched(places)
    if isinstance(branches, Token):
        return Blocked(MigrationCode.BRANCH_DIFFERS, branches.node, places.to(branches.node))
    return _moved(places, branches, facts)


def _misplaced(places: Places) -> Blocked | None:
    for token in places.own:
        if code := _unfit(places, token):
            return Blocked(code, token.node, places.to(token.node))
    return None


def _unfit(places: Places, token: Token) -> MigrationCode | None:
    here, there = places.old.nodes[token.node], places.new.nodes[places.to(token.node)]
    triggers = (here.trigger and here.trigger.kind, there.trigger and there.trigger.kind)
    if here.kind is not there.kind or triggers[0] != triggers[1]:
        return MigrationCode.KIND_DIFFERS
    if (places.to(here.parent) if here.parent else "") != there.parent:
        return MigrationCode.LEVEL_DIFFERS
    if here.kind in _CALLING and here.calls != there.calls:
        return MigrationCode.WORK_DIFFERS
    if not _counted_alike(places, token):
        return MigrationCode.SIGNING_DIFFERS
    stages = [STAGES.index(node.stage) if node.stage else -1 for node in (here, there)]
    ahead = passed(places.new, places.to(token.node)) > passed(places.old, token.node)
    return MigrationCode.STAGE_AHEAD if ahead or stages[1] > stages[0] else None


def _counted_alike(places: Places, token: Token) -> bool:
    """Tell whether those who sign at a step, or come back to sign, are counted as before."""
    nodes = [token.node, *(waypoint.node for waypoint in token.return_to)]
    for key in nodes:
        here, there = places.old.nodes[key].many, places.new.nodes[places.to(key)].many
        if (here is None) is not (there is None):
            return False
        if here != there and token.group is not None:
            one, two = here or TOGETHER, there or TOGETHER
            waiting = token.group.begun < len(token.group.members)
            if (waiting and one.sequential and not two.sequential) or (
                (one.item, one.weights, one.collect, one.into)
                != (two.item, two.weights, two.collect, two.into)
            ):
                return False
    return True


def _unpassed(places: Places) -> NeedsMap | Blocked | None:
    """Find a stage that the new definition knows nothing of, though its flow stands beyond it."""
    seen = stages_seen(places)
    for token in places.own:
        to = places.to(token.node)
        for stage in STAGES[: passed(places.new, to)]:
            if stage in seen:
                continue
            lost = tuple(
                key
                for key in places.state.visited
                if key in places.old.nodes
                and places.old.nodes[key].stage is stage
                and not places.to(key)
            )
            return NeedsMap(lost) if lost else Blocked(MigrationCode.STAGE_UNPASSED, token.node, to)
    return None


def _moved(places: Places, branches: Mapping[int, Branches], facts: Facts) -> Safe | Blocked:
    state = places.state
    timers = timers_there(places)
    game = Game(places.new, state, facts)
    for timer in timers.cancelled:
        game.record(TimerCancelled(timer=timer))
    standings = ((token, _standing(places, token, branches[token.id])) for token in places.own)
    game.record(
        FlowMigrated(
            tokens=tuple(there for token, there in standings if there != standing_of(token)),
            visited=tuple(dict.fromkeys(map(places.renamed, state.visited))),
            kept={places.renamed(path): members for path, members in state.kept.items()},
            last=_last(places),
            timers=timers.kept,
            next_token=state.next_token,
        )
    )
    for number, key, trigger in timers.wanted:
        token = next(each for each in game.state.tokens if each.id == number)
        if set_timer(game, token, key, trigger):
            return Blocked(MigrationCode.DUE_UNFIT, token.node, key)
    return Safe(tuple(game.events), game.state)


def standing_of(token: Token) -> Standing:
    """Return where a token stands."""
    return Standing(token.id, token.node, token.stage, token.branches, token.return_to)


def _standing(places: Places, token: Token, branches: Branches) -> Standing:
    to = places.to(token.node)
    stage = places.new.nodes[to].stage
    return Standing(token.id, to, stage, branches, _homes(places, token.return_to))


def _homes(places: Places, homes: tuple[Waypoint, ...]) -> tuple[Waypoint, ...]:
    return tuple(replace(each, node=places.to(each.node)) for each in homes)


def _last(places: Places) -> LastStep | None:
    """Return the step done last in the new words; None where it could not be taken back there."""
    last = places.state.last
    if last is None or last.scope not in {0, *(token.id for token in places.own)}:
        return last
    nodes = [last.node, *(waypoint.node for waypoint in last.return_to)]
    if not all(map(places.to, nodes)):
        return None
    to, homes = places.to(last.node), _homes(places, last.return_to)
    branches = branches_of(places.new, homes[0].node if homes else to)
    ahead = passed(places.new, to) > passed(places.old, last.node)
    if ahead or len(branches) != len(last.branches):
        return None
    return replace(last, node=to, branches=branches, return_to=homes)
