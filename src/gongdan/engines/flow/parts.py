"""Parts of a node: what triggers it, how many members it has, when it passes by itself."""

from typing import Literal

from msgspec import Struct


class Trigger(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What an event node waits for or sends.

    `name`: of the message, signal, error or escalation; on a boundary event the empty name
    catches any error or escalation. `due` of a timer: an ISO 8601 instant, duration or cycle
    (`PT4H`, `R3/PT10M`), or FEEL that gives one when it begins with `=`. `working`: reckoned in
    the working time of the calendar, which whoever keeps the clock knows.
    """

    kind: Literal["timer", "message", "signal", "error", "escalation"]
    name: str = ""
    due: str = ""
    working: bool = False


class Many(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Several members of one node: multi-instance 多实例, countersign 会签, child orders.

    One member for each of the list `items` (FEEL), or `count` of them (FEEL); a step that
    gives neither has one member for each person or role that its assignee rule names. Members
    act together, or in turn (`sequential`), each with its value as `item` and its place from 0
    as `loopCounter`.

    The group passes when `rule` is met: `all` members in favour, `any` one, a `ratio` of the
    members or of their weights (`weighted`), each at least `share` ("0.6667"; without it more
    than half). Against is who comes out with an outcome that `refuses`; then `on_refusal` says:
    the group `ends` refused at once; it `waits` until everybody has answered; or the refusal is
    `counted`, and the group ends as soon as nothing can change the result any more.
    `until` (FEEL) replaces the rule: BPMN's completion condition, over `numberOfInstances`,
    `numberOfActiveInstances`, `numberOfCompletedInstances`.

    `collect` (FEEL) is each member's part of the result, `into` the variable that takes the
    list of them.
    """

    items: str = ""
    count: str = ""
    item: str = "item"
    sequential: bool = False
    rule: Literal["all", "any", "ratio", "weighted"] = "all"
    share: str = ""
    weights: dict[str, int] = {}  # by member; whoever is not named weighs 1
    on_refusal: Literal["ends", "waits", "counted"] = "counted"
    until: str = ""
    collect: str = ""
    into: str = ""


class AutoPass(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A step that passes by itself, the first time only, with `outcome`.

    When its one person did the step just before (`same_person`), or began the flow
    (`initiator`).
    """

    when: tuple[Literal["same_person", "initiator"], ...]
    outcome: str = ""


class Answer(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One value that a service's answer must hold: where (JSON pointer), its type and range.

    `least` and `most` are decimals as text, both ends included; an `optional` one may be missing
    or null, everything else that does not fit makes the whole answer unfit.
    """

    at: str
    type: Literal["text", "number", "boolean", "date", "time", "date-time"]
    unit: str = ""
    least: str = ""
    most: str = ""
    optional: bool = False


class Request(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a service node asks of its connector, over the node's `inputs`.

    `path` begins with `/` and may hold inputs as `{name}`; those of `query` go there; what is
    left is the JSON body (by GET and DELETE: the query). `answers` are by name the members of
    the node's `result`.
    """

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    path: str = "/"
    query: tuple[str, ...] = ()
    answers: dict[str, Answer] = {}
