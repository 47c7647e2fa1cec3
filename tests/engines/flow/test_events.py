"""Timers, messages, signals, errors, escalations: what waits, what interrupts, what runs beside."""

from gongdan.engines.flow.model import (
    Broadcast,
    Complete,
    Deliver,
    FlowEnded,
    Kind,
    Many,
    Node,
    Start,
    StepReminded,
    Suspend,
    TimerCancelled,
    TimerFired,
    TimerSet,
    Trigger,
    WorkFailed,
)
from tests.engines.flow.drawing import Run, draw, given, user


def border(kind: str, on: str, name: str = "", *, interrupting: bool = True, **parts: str) -> Node:
    trigger = Trigger(kind, name=name, **parts)
    return Node(Kind.BOUNDARY, trigger=trigger, attached_to=on, interrupting=interrupting)


def late(*, interrupting: bool = True, due: str = "PT4H") -> Run:
    flow = draw(
        "start - work - last - end",
        "late - escalate - end2",
        late=border("timer", "work", interrupting=interrupting, due=due),
    )
    return given(flow)


def test_a_timer_is_set_with_its_step_and_gone_with_it() -> None:
    run = late()
    assert run.told(TimerSet) == [TimerSet(timer=2, token=1, node="late", due="PT4H")]
    run.when(Complete()).then("last")
    assert run.told(TimerCancelled) == [TimerCancelled(timer=2)]
    run.when(TimerFired(timer=2)).refused("no_such_timer")


def test_a_timer_that_interrupts_takes_the_step_away() -> None:
    run = late()
    run.when(TimerFired(timer=run.timer("late"))).then("escalate").when(Complete()).ended()


def test_a_timer_that_does_not_interrupt_runs_beside() -> None:
    run = late(interrupting=False)
    run.when(TimerFired(timer=run.timer("late"))).then("work", "escalate")
    run.when(Complete(node="work")).then("escalate", "last")
    run.when(Complete(node="escalate"), Complete()).ended()


def test_a_timer_of_a_cycle_comes_again_as_often_as_it_says() -> None:
    run = late(interrupting=False, due="R2/PT1H")
    run.when(TimerFired(timer=run.timer("late"))).when(TimerFired(timer=run.timer("late")))
    run.then("escalate", "escalate", "work")
    assert run.state.timers == ()


def test_the_time_of_a_timer_can_be_reckoned() -> None:
    flow = draw(
        "start - wait - end",
        wait=Node(Kind.CATCH, trigger=Trigger("timer", due="=due", working=True)),
    )
    run = Run(flow).when(Start(data={"due": "PT2H"}))
    assert run.told(TimerSet) == [TimerSet(timer=2, token=1, node="wait", due="PT2H", working=True)]
    run.when(TimerFired(timer=2)).ended()
    Run(flow).when(Start(data={"due": None})).refused("flow_value_unfit")


def test_a_suspended_flow_keeps_its_timers_until_it_resumes() -> None:
    run = late().when(Suspend()).when(TimerFired(timer=2)).refused("flow_suspended")
    assert run.timer("late") == 2


def test_a_timer_on_many_members_is_set_once_for_all_of_them() -> None:
    flow = draw(
        "start - work - last - end",
        "late - escalate - end",
        work=user("a", "b", many=Many()),
        late=border("timer", "work", due="PT1H"),
    )
    run = given(flow).when(Complete(), by="a")
    assert len(run.state.timers) == 1
    run.when(TimerFired(timer=run.timer("late"))).then("escalate")


def test_a_timer_on_a_sub_process_takes_all_that_runs_inside() -> None:
    flow = draw(
        "start - sub - last - end",
        "sub__start - sub__a - sub__end",
        "late - escalate - end",
        sub=Node(Kind.SUBPROCESS, many=Many(count="2")),
        late=border("timer", "sub", due="PT1H"),
    )
    run = given(flow).then("sub__a", "sub__a")
    run.when(TimerFired(timer=run.timer("late"))).then("escalate")
    assert len(run.state.tokens) == 1


def test_a_step_reminds_whoever_has_it_again_and_again() -> None:
    flow = draw("start - work - end", work=user(remind=Trigger("timer", due="R/P1D", working=True)))
    run = given(flow)
    for _ in range(3):
        run.when(TimerFired(timer=run.timer())).then("work")
        assert run.told(StepReminded) == [StepReminded(token=1, node="work")]
    run.when(Complete()).ended()


def test_a_message_goes_to_the_one_place_that_waits_for_it() -> None:
    flow = draw(
        "start - fork - paid - both - last - end",
        "fork - shipped - both",
        fork=Node(Kind.PARALLEL),
        both=Node(Kind.JOIN, joins="fork"),
        paid=Node(Kind.RECEIVE, trigger=Trigger("message", name="paid")),
        shipped=Node(Kind.CATCH, trigger=Trigger("message", name="shipped")),
        variables=("sum",),
    )
    run = given(flow).then().when(Deliver(message="paid", data={"sum": 5}))
    assert run.state.variables == {"sum": 5}
    run.when(Deliver(message="paid")).refused("nobody_waits_for_message")
    run.when(Deliver(message="shipped")).then("last")


def test_a_message_on_the_border_interrupts() -> None:
    flow = draw(
        "start - work - end", "off - undo - end", off=border("message", "work", "called off")
    )
    given(flow).when(Deliver(message="called off")).then("undo")


def test_a_signal_reaches_every_place_that_waits_for_it_and_need_reach_none() -> None:
    flow = draw(
        "start - fork - hold - both - last - end",
        "fork - work - both",
        "stop - undo - both",
        fork=Node(Kind.PARALLEL),
        both=Node(Kind.JOIN, joins="fork"),
        hold=Node(Kind.CATCH, trigger=Trigger("signal", name="alarm")),
        stop=border("signal", "work", "alarm"),
    )
    given(flow).when(Broadcast(signal="other")).then("work")
    given(flow).when(Broadcast(signal="alarm")).then("undo").when(Complete()).then("last")


def test_a_signal_thrown_in_a_flow_is_caught_in_it() -> None:
    flow = draw(
        "start - fork - hold - a - end",
        "fork - work - tell - b - end",
        fork=Node(Kind.PARALLEL),
        hold=Node(Kind.CATCH, trigger=Trigger("signal", name="ready")),
        tell=Node(Kind.THROW, trigger=Trigger("signal", name="ready")),
    )
    given(flow).when(Complete()).then("a", "b")


FAILS = Node(Kind.END, trigger=Trigger("error", name="broken"), parent="sub")


def failing(name: str) -> Run:
    flow = draw(
        "start - sub - last - end",
        "sub__start - sub__fork - sub__a - sub__bad",
        "sub__fork - sub__b - sub__end",
        "caught - mend - end",
        sub=Node(Kind.SUBPROCESS),
        sub__fork=Node(Kind.PARALLEL, parent="sub"),
        sub__bad=FAILS,
        caught=border("error", "sub", name),
    )
    return given(flow).when(Complete(node="sub__a"))


def test_an_error_ends_its_scope_and_goes_on_from_the_border_that_catches_it() -> None:
    failing("broken").then("mend")
    failing("").then("mend")


def test_an_error_that_nothing_catches_ends_the_flow() -> None:
    run = failing("other")
    assert run.told(FlowEnded) == [FlowEnded(error="broken")]
    assert run.state.tokens == ()


def test_a_service_that_fails_goes_on_from_its_border_or_waits_as_before() -> None:
    flow = draw(
        "start - print - last - end",
        "jam - mend - end",
        print=Node(Kind.SERVICE, calls="print"),
        jam=border("error", "print", "jam"),
    )
    given(flow).when(WorkFailed(error="fire")).refused("error_not_caught")
    given(flow).when(WorkFailed(error="jam")).then("mend")


def test_an_escalation_that_does_not_interrupt_lets_the_scope_go_on() -> None:
    flow = draw(
        "start - sub - last - end",
        "sub__start - sub__tell - sub__a - sub__end",
        "told - boss - end",
        sub=Node(Kind.SUBPROCESS),
        sub__tell=Node(Kind.THROW, trigger=Trigger("escalation", name="help"), parent="sub"),
        told=border("escalation", "sub", "help", interrupting=False),
    )
    given(flow).then("sub__a", "boss").when(Complete(node="sub__a")).then("boss", "last")


def test_an_escalation_that_interrupts_ends_the_scope() -> None:
    flow = draw(
        "start - sub - last - end",
        "sub__start - sub__a - sub__end",
        "told - boss - end",
        sub=Node(Kind.SUBPROCESS),
        sub__end=Node(Kind.END, trigger=Trigger("escalation", name="help"), parent="sub"),
        told=border("escalation", "sub", "help"),
    )
    given(flow).when(Complete()).then("boss")


def test_a_flow_can_begin_by_a_message() -> None:
    flow = draw(
        "start - work - end",
        "start2 - other - end",
        start2=Node(Kind.START, trigger=Trigger("message", name="mail")),
    )
    given(flow).then("work")
    Run(flow).when(Start(node="start2")).then("other")
