"""A flow goes over to another definition: nothing is lost, skipped or stuck, and it can go back."""

from random import Random

import msgspec
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gongdan.engines.flow.assignees import resolve_rule
from gongdan.engines.flow.evolve import fold
from gongdan.engines.flow.migrating import Blocked, MigrationCode, NeedsMap, Safe, plan
from gongdan.engines.flow.migrating_back import back
from gongdan.engines.flow.model import (
    AddSign,
    Claim,
    Complete,
    Continuation,
    Edge,
    Facts,
    FlowDefinition,
    FlowState,
    Kind,
    Many,
    Node,
    Reject,
    Stage,
    Start,
    Status,
    TimerSet,
    Trigger,
)
from tests.engines.flow.mazes import Wanderer, random_maze, random_order
from tests.engines.flow.sample import EDGES, FLOW, JUDGED, NODES, user
from tests.engines.flow.sample import given as flow_after
from tests.engines.flow.worlds import no_stage_skipped
from tests.examples import tries

FACTS = Facts(evaluate=lambda _text, _context: None, resolve=resolve_rule)
chances = st.randoms(use_true_random=False)
calm = settings(
    max_examples=tries(60),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def wandered(flow: FlowDefinition, chance: Random) -> Wanderer:
    """A flow somewhere on its way, whatever was done to it."""
    wanderer = Wanderer(flow, chance)
    wanderer.replays = False
    wanderer.play(Start())
    for _ in range(chance.randrange(25)):
        wanderer.play(wanderer.some_command())
    return wanderer


def other_words(flow: FlowDefinition) -> tuple[FlowDefinition, dict[str, str]]:
    """The same flow, every node and edge of it called otherwise."""
    to = {key: f"x{key}" for key in flow.nodes}
    nodes = {
        to[key]: replace(
            node,
            parent=to.get(node.parent, ""),
            joins=to.get(node.joins, ""),
            attached_to=to.get(node.attached_to, ""),
        )
        for key, node in flow.nodes.items()
    }
    edges = tuple(
        replace(edge, key=f"x{edge.key}", source=to[edge.source], target=to[edge.target])
        for edge in flow.edges
    )
    return replace(flow, nodes=nodes, edges=edges, reopen_to=to.get(flow.reopen_to, "")), to


def like(node: Node, new: FlowDefinition, chance: Random) -> str:
    """Some node of the same kind and stage, where there is one."""
    fitting = [k for k, e in new.nodes.items() if (e.kind, e.stage) == (node.kind, node.stage)]
    return chance.choice(fitting or list(new.nodes))


def planned(new: FlowDefinition, state: FlowState, **node_map: str) -> object:
    return plan(FLOW, new, state, FACTS, node_map=node_map)


def changed(*edges: Edge, without: str = "", **nodes: Node) -> FlowDefinition:
    kept = {key: node for key, node in NODES.items() if key not in without.split()}
    lost = {edge.key for edge in edges}
    ends = {*kept, *nodes}
    rest = [e for e in EDGES if e.key not in lost and {e.source, e.target} <= ends]
    return FlowDefinition(nodes={**kept, **nodes}, edges=(*rest, *edges))


def in_the_fork() -> FlowState:
    return flow_after(Start(), Complete(), Complete(node="left")).state


@calm
@given(chances)
def test_going_over_to_the_same_definition_changes_nothing(chance: Random) -> None:
    flow = random_maze(chance)
    state = wandered(flow, chance).state
    verdict = plan(flow, flow, state, FACTS, node_map={})
    if state.status in {Status.RUNNING, Status.SUSPENDED}:
        assert isinstance(verdict, Safe), (verdict, state)
        assert msgspec.json.encode(verdict.state) == msgspec.json.encode(state)
    else:
        assert verdict == Blocked(MigrationCode.NOT_RUNNING)


@calm
@given(chances)
def test_a_map_and_the_reverse_map_give_the_state_back(chance: Random) -> None:
    flow = random_maze(chance)
    state = wandered(flow, chance).state
    new, to = other_words(flow)
    over = plan(flow, new, state, FACTS, node_map=to)
    if state.status not in {Status.RUNNING, Status.SUSPENDED}:
        return
    assert isinstance(over, Safe), (over, state)
    again = plan(new, flow, over.state, FACTS, node_map={there: here for here, there in to.items()})
    assert isinstance(again, Safe)
    assert msgspec.json.encode(again.state) == msgspec.json.encode(state)
    undone = back(state, over.state, over.state)
    assert undone
    assert msgspec.json.encode(undone.state) == msgspec.json.encode(state)
    assert fold(over.moves, state) == over.state


@settings(parent=calm, max_examples=tries(150))
@given(chances)
def test_wherever_a_flow_goes_over_to_it_can_end_and_no_stage_is_skipped(chance: Random) -> None:
    old, new = random_order(chance), random_order(chance)
    before = wandered(old, chance)
    state = before.state
    for _ in range(12):
        known = (*(token.node for token in state.tokens), *state.visited[:1])
        places = [key for key in known if key in old.nodes]
        node_map = {key: like(old.nodes[key], new, chance) for key in places}
        verdict = plan(old, new, state, FACTS, node_map=node_map)
        if not isinstance(verdict, Safe):
            continue
        event("went over")
        after = Wanderer(new, chance)
        after.replays = False
        after.state, after.events = verdict.state, before.events
        after.hold_promises()
        after.finish()
        assert after.state.status in {Status.ENDED, Status.TERMINATED}
        no_stage_skipped(after.events)


def test_a_token_whose_node_is_gone_needs_a_map() -> None:
    state = flow_after(Start()).state
    new = changed(
        Edge("b", "report", "intake"),
        Edge("c", "intake", "fork"),
        without="accept",
        intake=user(Stage.ACCEPT, "dispatcher"),
    )
    assert planned(new, state) == NeedsMap(("accept",))
    verdict = planned(new, state, accept="intake")
    assert isinstance(verdict, Safe)
    assert [token.node for token in verdict.state.tokens] == ["intake"]


def test_a_stage_passed_under_another_name_needs_a_map_as_well() -> None:
    state = flow_after(Start(), Complete()).state
    new = changed(
        Edge("b", "report", "intake"),
        Edge("c", "intake", "fork"),
        without="accept",
        intake=user(Stage.ACCEPT, "dispatcher"),
    )
    assert planned(new, state) == NeedsMap(("accept",))
    assert isinstance(planned(new, state, accept="intake"), Safe)


def test_no_map_leads_over_a_stage() -> None:
    state = flow_after(Start()).state
    assert planned(FLOW, state, accept="verify") == Blocked(
        MigrationCode.STAGE_AHEAD, "accept", "verify"
    )
    later = flow_after(Start(), Complete(), Complete(node="left"), Complete(node="right")).state
    assert isinstance(planned(FLOW, later, verify="accept"), Safe)


def test_a_new_branch_beside_open_ones_is_blocked() -> None:
    new = changed(
        Edge("e2", "fork", "third"),
        Edge("g2", "third", "both"),
        third=user(Stage.EXECUTE, "technician"),
    )
    verdict = planned(new, in_the_fork())
    assert isinstance(verdict, Blocked)
    assert verdict.code is MigrationCode.BRANCH_DIFFERS


def test_a_branch_that_waits_and_is_gone_is_blocked() -> None:
    old = changed(
        Edge("e2", "fork", "third"),
        Edge("g2", "third", "both"),
        third=user(Stage.EXECUTE, "technician"),
    )
    state = flow_after(Start(), Complete(), Complete(node="third"), flow=old).state
    verdict = plan(old, FLOW, state, FACTS, node_map={})
    assert isinstance(verdict, Blocked)
    assert verdict.code is MigrationCode.BRANCH_DIFFERS


def test_two_tokens_never_come_into_one_branch() -> None:
    state = flow_after(Start(), Complete()).state
    verdict = planned(FLOW, state, left="right", right="right")
    assert isinstance(verdict, Blocked)
    assert verdict.code is MigrationCode.BRANCH_DIFFERS


def test_a_step_on_loan_still_goes_home() -> None:
    lent = Reject(node="verify", to="accept", resume=Continuation.COME_BACK)
    run = flow_after(Start(), Complete(), Complete(node="left"), Complete(node="right"), lent)
    new, to = other_words(FLOW)
    verdict = plan(FLOW, new, run.state, FACTS, node_map=to)
    assert isinstance(verdict, Safe)
    run.flow, run.state = new, verdict.state
    run.when(Complete(node="xaccept"))
    assert run.at() == ["xverify"]


SIGNERS: dict[str, object] = {"any": [{"user": "a"}, {"user": "b"}, {"user": "c"}]}


def signing(many: Many | None) -> FlowDefinition:
    judge = Node(Kind.USER, stage=Stage.VERIFY, assignee=SIGNERS, outcomes=JUDGED, many=many)
    return changed(verify=judge)


def signed_once() -> FlowState:
    run = flow_after(
        Start(), Complete(), Complete(node="left"), Complete(node="right"), flow=signing(Many())
    )
    token = run.state.open_steps[0].id
    return run.when(Complete(token=token, outcome="passed")).state


def test_a_countersign_keeps_its_members_and_its_count() -> None:
    state = signed_once()
    verdict = plan(
        signing(Many()), signing(Many(rule="ratio", share="0.5")), state, FACTS, node_map={}
    )
    assert isinstance(verdict, Safe)
    assert verdict.state.tokens == state.tokens


def test_a_countersign_that_is_counted_otherwise_is_blocked() -> None:
    for many in (None, Many(weights={"user:a": 2}), Many(collect="x", into="xs")):
        verdict = plan(signing(Many()), signing(many), signed_once(), FACTS, node_map={})
        assert isinstance(verdict, Blocked)
        assert verdict.code is MigrationCode.SIGNING_DIFFERS


def test_who_signs_in_turn_is_not_left_without_a_turn() -> None:
    old = signing(Many(sequential=True))
    commands = (Start(), Complete(), Complete(node="left"), Complete(node="right"))
    state = flow_after(*commands, flow=old).state
    verdict = plan(old, signing(Many()), state, FACTS, node_map={})
    assert isinstance(verdict, Blocked)
    assert verdict.code is MigrationCode.SIGNING_DIFFERS
    joined = flow_after(
        *commands[:2],
        Claim(node="left", by="user:t"),
        AddSign(node="left", people=("user:x",), place="together"),
    ).state
    assert isinstance(planned(FLOW, joined), Safe)


def reminded(due: str) -> FlowDefinition:
    return changed(accept=replace(NODES["accept"], remind=Trigger("timer", due=due)))


def test_a_timer_that_is_set_alike_runs_on_and_another_begins_anew() -> None:
    old = reminded("PT4H")
    state = flow_after(Start(), flow=old).state
    same = plan(old, reminded("PT4H"), state, FACTS, node_map={})
    assert isinstance(same, Safe)
    assert same.state.timers == state.timers
    other = plan(old, reminded("PT8H"), state, FACTS, node_map={})
    assert isinstance(other, Safe)
    assert [move.due for move in other.moves if isinstance(move, TimerSet)] == ["PT8H"]
    assert [timer.id for timer in other.state.timers] == [state.next_token]
    none = plan(old, FLOW, state, FACTS, node_map={})
    assert isinstance(none, Safe)
    assert none.state.timers == ()


def test_the_way_back_is_open_until_a_token_moves() -> None:
    old, new = reminded("PT4H"), reminded("PT8H")
    run = flow_after(Start(), flow=old)
    before = run.state
    over = plan(old, new, before, FACTS, node_map={})
    assert isinstance(over, Safe)
    run.flow, run.state = new, over.state
    undone = back(before, over.state, run.state)
    assert undone
    assert undone.state == before
    claimed = run.when(Claim(node="accept", by="user:d")).state
    kept = back(before, over.state, claimed)
    assert kept
    assert kept.state.tokens == (replace(before.tokens[0], owner="user:d"),)
    assert back(before, over.state, run.when(Complete(node="accept")).state) is None
