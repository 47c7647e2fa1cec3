"""The shape of a flow: nodes, edges, stages.

Stored inside immutable bundles: defaults are left out when encoded, so a default never changes.
"""

from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import Struct

Rule: TypeAlias = dict[str, object]
"""Who may do a node's step, e.g. `{"role": "dispatcher"}`; opaque to the engine."""


class Kind(StrEnum):
    """What a node does with a token."""

    START = "start"  # where the flow begins; passes at once
    USER = "user"  # a step that somebody does; holds the token
    EXCLUSIVE = "exclusive"  # takes one outgoing edge
    PARALLEL = "parallel"  # takes all outgoing edges, one token each
    JOIN = "join"  # waits for one token per branch of the fork that it `joins`
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
    """One way a step can come out, e.g. `passed`; `title` by language; may demand a reason."""

    title: dict[str, str] = {}
    needs_reason: bool = False


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

    The engine reads `kind`, `assignee`, `outcomes`, `allows`, `opens` and `joins`; the rest is
    carried for the rooms: form, evidence, field permissions, control point, who answers for it,
    what comes of silence.
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


class FlowDefinition(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A flow as it is run; `reopen_to` is the node where a reopened flow goes on."""

    nodes: dict[str, Node]
    edges: tuple[Edge, ...]
    reopen_to: str = ""
