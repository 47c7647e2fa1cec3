"""The shape of a flow: nodes, edges, stages.

Stored inside immutable bundles: defaults are left out when encoded, so a default never changes.
"""

from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.flow.parts import AutoPass, Many, Request, Trigger

Rule: TypeAlias = dict[str, object]
"""Who may do a node's step, e.g. `{"role": "dispatcher"}`; opaque to the engine."""


class Kind(StrEnum):
    """What a node does with a token (the words of BPMN 2.0, section 10)."""

    START = "start"  # where the flow (or a sub-process) begins; passes at once
    USER = "user"  # a step that somebody does; holds the token
    MANUAL = "manual"  # done outside of any system: passes at once, as in BPMN
    SERVICE = "service"  # demands work of a machine and holds the token until it is done
    RULE = "rule"  # asks a decision, or reckons its `outputs`; passes at once
    RECEIVE = "receive"  # holds the token until its message comes
    EXCLUSIVE = "exclusive"  # takes one outgoing edge
    PARALLEL = "parallel"  # takes all outgoing edges; `gathers`: one token of each incoming first
    INCLUSIVE = "inclusive"  # takes all that hold; `gathers`: all that can still come first
    JOIN = "join"  # waits for the branches of the fork that it `joins`
    SUBPROCESS = "subprocess"  # nodes whose `parent` it is; holds the token until they end
    CALL = "call"  # another definition by its key; holds the token until that ends
    CHILDREN = "children"  # orders of their own, one for each of `many`; holds the token
    CATCH = "catch"  # holds the token until its `trigger` comes
    THROW = "throw"  # sends a message, signal or escalation; passes at once
    BOUNDARY = "boundary"  # starts when its `trigger` comes while `attached_to` holds a token
    END = "end"  # consumes the token


class Stage(StrEnum):
    """The five stages of every order, in their only order; `NONE` for routing nodes."""

    NONE = ""
    REPORT = "report"
    ACCEPT = "accept"
    EXECUTE = "execute"
    VERIFY = "verify"
    ARCHIVE = "archive"


STAGES = (Stage.REPORT, Stage.ACCEPT, Stage.EXECUTE, Stage.VERIFY, Stage.ARCHIVE)

Permission: TypeAlias = Literal["hidden", "read", "edit", "required"]
Act: TypeAlias = Literal["claim", "assign", "transfer", "reject", "return"]
ACTS: tuple[Act, ...] = ("claim", "assign", "transfer", "reject", "return")


class Outcome(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One way a step can come out, e.g. `passed`; `title` by language; may demand a reason.

    `refuses`: where several sign, this outcome counts against (see `Many`).
    """

    title: dict[str, str] = {}
    needs_reason: bool = False
    refuses: bool = False


class Evidence(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Evidence that a step demands before it is complete: at least `least` of `kind`.

    `label` tells two shots of one kind apart (`before`, `after`); `title` names it by language.
    """

    kind: Literal["photo", "video", "file", "signature", "location"]
    least: int = 1
    label: str = ""
    title: dict[str, str] = {}


class Unanswered(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What comes of a step that nobody does: its `outcome` after so many working days.

    Reminders go out on the days of `remind_days` before.
    """

    outcome: str
    after_days: int
    remind_days: tuple[int, ...] = ()


class Node(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A node; its key is its place in `FlowDefinition.nodes` and stays over versions.

    Form, evidence, field permissions, control point, who answers for it and what comes of
    silence are carried for the rooms; the engine reads the rest. `parent` is the sub-process
    around the node ("" for the flow itself); an edge stays inside one parent.
    """

    kind: Kind
    stage: Stage = Stage.NONE
    title: dict[str, str] = {}
    assignee: Rule = {}
    outcomes: dict[str, Outcome] = {}
    allows: tuple[Act, ...] = ACTS
    opens: bool = False  # done by the `Start` command itself, the first time only
    joins: str = ""  # a join names the fork (parallel node) that it closes
    form: str = ""
    evidence: tuple[Evidence, ...] = ()
    fields: dict[str, Permission] = {}
    control: str = ""
    accountable: str = ""
    unanswered: Unanswered | None = None
    parent: str = ""
    many: Many | None = None  # a step, sub-process, call or children: several members at once
    trigger: Trigger | None = None  # of start, catch, throw, boundary, end, receive
    attached_to: str = ""  # a boundary event: the node on whose border it sits
    interrupting: bool = True  # a boundary event: takes the token off its node
    terminates: bool = False  # an end: takes all other tokens of its scope off too
    calls: str = ""  # key of the definition, service or decision
    inputs: dict[str, str] = {}  # name in the called flow, service or child -> FEEL
    outputs: dict[str, str] = {}  # variable set when the node is left -> FEEL
    result: str = ""  # the variable that takes what a service or decision answers
    gathers: bool = False  # a gateway that waits for its incoming edges, as BPMN's joining ones do
    takes_all: bool = False  # takes every edge that holds, not the first: BPMN's implicit fork
    auto: AutoPass | None = None  # a step that its person need not do twice
    remind: Trigger | None = None  # a timer: remind whoever has the step
    request: Request | None = None  # a service: what is asked of the connector that it calls
    copies: Rule = {}  # who gets a copy (抄送) when the step opens


class Edge(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A way from `source` to `target`.

    Taken when `outcome` (if given) is how the step came out and `condition` (FEEL, if given)
    holds; edges are tried in their order, the `default` one last. `back` marks a designed loop:
    without the back edges the graph has no cycle.
    """

    key: str
    source: str
    target: str
    condition: str = ""
    outcome: str = ""
    default: bool = False
    back: bool = False
    title: dict[str, str] = {}


class FlowDefinition(
    Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, dict=True
):
    """A flow as it is run; `reopen_to` is the node where a reopened flow goes on.

    `variables` are the names that outlive a decision in the flow's state: what steps, services
    and messages give under another name is seen by the decision it came with and then gone.
    """

    nodes: dict[str, Node]
    edges: tuple[Edge, ...]
    reopen_to: str = ""
    variables: tuple[str, ...] = ()
