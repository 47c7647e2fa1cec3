"""Sub-processes, calls, many members of them, child orders."""

from gongdan.engines.flow.model import (
    ChildDemanded,
    ChildEnded,
    Complete,
    Continuation,
    Deliver,
    FlowDefinition,
    Jump,
    Kind,
    Many,
    Node,
    Outcome,
    Reject,
    Stage,
    Start,
    TakeBack,
    TokenCancelled,
    Trigger,
    WorkDemanded,
    WorkDone,
)
from tests.engines.flow.drawing import Run, draw, given, user
from tests.engines.flow.sample import FLOW


def sub(**parts: object) -> FlowDefinition:
    return draw(
        "start - before - sub - after - end",
        "sub__start - sub__a - sub__b - sub__end",
        sub=Node(Kind.SUBPROCESS, **parts),
        variables=("list", "x"),
    )


def test_a_sub_process_holds_its_token_until_its_inside_has_ended() -> None:
    run = given(sub(), Complete()).then("sub__a")
    run.when(Complete()).then("sub__b").when(Complete()).then("after").when(Complete()).ended()


def test_an_end_that_terminates_in_a_sub_process_ends_only_that() -> None:
    flow = draw(
        "start - sub - after - end",
        "sub__start - sub__fork - sub__a - sub__stop",
        "sub__fork - sub__b - sub__end",
        sub=Node(Kind.SUBPROCESS),
        sub__fork=Node(Kind.PARALLEL, parent="sub"),
        sub__stop=Node(Kind.END, terminates=True, parent="sub"),
    )
    given(flow, Complete(node="sub__a")).then("after")


def test_members_of_a_sub_process_run_together_each_with_its_item() -> None:
    flow = draw(
        "start - sub - after - end",
        "sub__start - sub__a - sub__end",
        sub=Node(Kind.SUBPROCESS, many=Many(items="list", item="who")),
        sub__a=Node(Kind.USER, assignee={"field": "who"}, parent="sub"),
        variables=("list",),
    )
    run = Run(flow).when(Start(data={"list": ["u1", "u2"]})).then("sub__a:u1", "sub__a:u2")
    run.when(Complete(), by="u2").then("sub__a:u1").when(Complete()).then("after")


def test_members_in_turn_begin_when_the_one_before_has_ended() -> None:
    run = given(sub(many=Many(count="2", sequential=True)), Complete()).then("sub__a")
    run.when(Complete(), Complete()).then("sub__a").when(Complete(), Complete()).then("after")


def test_the_members_left_over_are_taken_off_when_the_condition_holds() -> None:
    many = Many(count="3", until="numberOfCompletedInstances = 1")
    run = given(sub(many=many), Complete()).then("sub__a", "sub__a", "sub__a")
    run.when(Complete(token=run.state.open_steps[0].id)).when(Complete(node="sub__b"))
    run.then("after")


def test_no_member_at_all_passes_at_once() -> None:
    flow = sub(many=Many(items="list"))
    run = Run(flow).when(Start(data={"list": []}), Complete()).then("after")
    run.when(Complete()).ended()


def test_a_list_that_is_none_is_refused() -> None:
    flow = sub(many=Many(items="list"))
    Run(flow).when(Start(data={"list": 7}), Complete()).refused("flow_value_unfit")


def test_members_beyond_any_sense_are_refused() -> None:
    given(sub(many=Many(count="1000000"))).when(Complete()).refused("flow_value_unfit")


INNER = draw(
    "start - ask - choose -=n>1- big - end",
    "choose -!- small - end",
    choose=Node(Kind.EXCLUSIVE),
    variables=("n", "answer"),
)


def calling(**parts: object) -> Run:
    flow = draw(
        "start - call - last - end",
        call=Node(Kind.CALL, calls="inner", **parts),
        variables=("n", "got"),
    )
    return Run(flow, definition=lambda key: INNER if key == "inner" else None)


def test_a_call_sees_only_what_is_mapped_into_it() -> None:
    run = calling().when(Start(data={"n": 5})).then("ask").when(Complete()).then("small")
    run.when(Complete()).then("last")
    calling(inputs={"n": "n + 1"}).when(Start(data={"n": 1}), Complete()).then("big")


def test_a_call_gives_back_only_what_is_mapped_out_of_it() -> None:
    run = calling(outputs={"got": "answer"}).when(Start(data={"n": 5}))
    run.when(Complete(data={"answer": "yes"}), Complete()).then("last")
    assert run.state.variables == {"n": 5, "got": "yes"}


def test_a_call_of_a_flow_that_does_not_exist_is_refused() -> None:
    flow = draw("start - call - end", call=Node(Kind.CALL, calls="nothing"))
    Run(flow).when(Start()).refused("called_flow_unknown")


def test_a_flow_that_calls_itself_for_ever_is_refused() -> None:
    flow = draw("start - call - end", call=Node(Kind.CALL, calls="self"))
    Run(flow, definition=lambda _key: flow).when(Start()).refused("flow_endless")


def test_many_calls_run_together() -> None:
    run = calling(many=Many(count="3"), inputs={"n": "loopCounter"})
    run.when(Start()).then("ask", "ask", "ask")
    for token in run.state.open_steps:
        run.when(Complete(token=token.id))
    run.then("small", "small", "big")
    for token in run.state.open_steps:
        run.when(Complete(token=token.id))
    run.then("last")


def test_a_step_inside_a_sub_process_can_be_rejected_to_one_before_it() -> None:
    run = given(sub(), Complete(), Complete()).when(Reject(to="before")).then("before")
    assert len(run.state.tokens) == 1
    run = given(sub(), Complete(), Complete()).when(Reject(to="sub__a")).then("sub__a")
    run.when(Complete(), Complete()).then("after")


def test_a_step_can_be_rejected_into_a_sub_process_that_had_ended() -> None:
    run = given(sub(), Complete(), Complete(), Complete()).when(Reject(to="sub__b"))
    run.then("sub__b").when(Complete()).then("after")


def test_a_step_is_not_lent_back_into_a_sub_process_that_had_ended() -> None:
    wanted = Reject(to="sub__b", resume=Continuation.COME_BACK)
    given(sub(), Complete(), Complete(), Complete()).when(wanted).refused("no_straight_way_back")


def test_only_a_step_of_somebody_is_lent_back() -> None:
    flow = draw(
        "start - fork - wait - join - last - end",
        "fork - beside - join",
        fork=Node(Kind.PARALLEL),
        join=Node(Kind.JOIN, joins="fork"),
        wait=Node(Kind.RECEIVE, stage=Stage.REPORT, trigger=Trigger("message", "m")),
    )
    run = given(flow, Complete(), Deliver(message="m")).then("last")
    wanted = Reject(to="wait", resume=Continuation.COME_BACK)
    run.when(wanted).refused("no_straight_way_back")


def test_a_step_before_a_sub_process_is_taken_back_with_what_it_opened() -> None:
    run = Run(sub()).when(Start()).when(Complete(), by="anyone").then("sub__a")
    run.when(TakeBack(), by="anyone").then("before")
    gone = [event.token for event in run.told(TokenCancelled)]
    assert len(gone) == len(set(gone)) == 2


def test_an_administrator_sets_the_flow_onto_any_node() -> None:
    run = given(sub()).when(Jump(to="sub__b", reason="done by phone")).then("sub__b")
    run.when(Complete()).then("after").when(Jump(to="before", reason=" "))
    run.refused("reason_needed")


def children(**parts: object) -> Run:
    flow = draw(
        "start - plan - parts -passed- check - end",
        "parts -failed- mend - end",
        parts=Node(
            Kind.CHILDREN,
            calls="repair",
            many=Many(items="list", item="part", collect="cost", into="costs", **parts),
            inputs={"asset": "part"},
            outcomes={"passed": Outcome(), "failed": Outcome(refuses=True)},
        ),
        variables=("list",),
    )
    return given(flow).when(Complete(data={"list": ["pump", "valve"]}))


def test_each_item_demands_a_child_order_and_their_results_roll_up() -> None:
    run = children()
    demanded = run.told(ChildDemanded)
    assert [(each.calls, each.index, each.item, each.inputs) for each in demanded] == [
        ("repair", 0, "pump", {"asset": "pump"}),
        ("repair", 1, "valve", {"asset": "valve"}),
    ]
    run.when(ChildEnded(token=demanded[1].token, data={"cost": 20})).then()
    run.when(ChildEnded(token=demanded[0].token, data={"cost": 10})).then("check")
    assert run.state.variables["costs"] == [20, 10]


def test_child_orders_in_turn_are_demanded_one_after_the_other() -> None:
    run = children(sequential=True)
    assert [each.item for each in run.told(ChildDemanded)] == ["pump"]
    run.when(ChildEnded())
    assert [each.item for each in run.told(ChildDemanded)] == ["valve"]
    run.when(ChildEnded()).then("check")


def test_a_child_order_that_failed_counts_against() -> None:
    run = children(on_refusal="ends")
    first = run.told(ChildDemanded)[0].token
    run.when(ChildEnded(token=first, refused=True)).then("mend")
    assert [event.cause for event in run.told(TokenCancelled)] == ["settled"]


def test_a_service_is_demanded_and_its_answer_awaited() -> None:
    flow = draw(
        "start - print - last - end",
        print=Node(Kind.SERVICE, calls="label", inputs={"text": '"A" + "7"'}, result="label"),
    )
    run = given(flow).then()
    assert run.told(WorkDemanded) == [
        WorkDemanded(token=1, node="print", calls="label", inputs={"text": "A7"})
    ]
    run.when(WorkDone(result="ok")).then("last")
    assert run.state.variables == {"label": "ok"}


def test_a_service_whose_answer_is_at_hand_passes_at_once() -> None:
    flow = draw("start - print - last - end", print=Node(Kind.SERVICE, calls="l", result="r"))
    run = given(flow, serve=lambda _key, _inputs: {"result": 7}).then("last")
    assert run.state.variables == {"r": 7}


def test_many_people_of_a_list_get_a_step_each() -> None:
    flow = draw(
        "start - sign - end",
        sign=Node(Kind.USER, assignee={"field": "who"}, many=Many(items="people", item="who")),
    )
    run = Run(flow).when(Start(data={"people": ["u1", "u2"]})).then("sign:u1", "sign:u2")
    run.when(Complete(), by="u1").when(Complete(), by="u2").ended()


def test_a_jump_leads_into_no_group_without_members_past_whoever_is_at_work() -> None:
    flow = draw(
        "start - report - accept - work - others - verify - end",
        report=user(stage=Stage.REPORT),
        accept=user(stage=Stage.ACCEPT),
        work=user(stage=Stage.EXECUTE),
        others=user(stage=Stage.EXECUTE, many=Many(count="0")),
        verify=user(stage=Stage.VERIFY),
    )
    run = given(flow, Complete(), Complete()).then("work")
    run.when(Jump(to="others", reason="hurry")).refused("stage_not_visited")
    run.when(Complete()).then("verify")


def test_a_jump_leads_over_no_stage_that_is_still_open() -> None:
    run = Run(FLOW, context={"reporter": "r1"}).when(Start())
    run.when(Jump(to="verify", reason="hurry")).refused("stage_not_visited")
    run.when(Jump(to="end", reason="hurry")).refused("stage_not_visited")
    run.when(Jump(to="accept", reason="wrong group")).then("accept")
    run.when(Jump(to="report", reason="wrong reporter")).then("report")
    run.when(Jump(to="accept", reason="right after all")).then("accept")
