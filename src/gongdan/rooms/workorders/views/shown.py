"""How an order is shown: structs as they stand in answers (no defaults: each key is there)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.workorders.ports import Form
from gongdan.rooms.workorders.views.needs import NeedsShown
from gongdan.rooms.workorders.views.tied import TieShown, Totals


class Named(Struct, frozen=True):
    """A person or unit, by id and name."""

    id: UUID
    name: str


class AssetShown(Struct, frozen=True):
    """An asset, as an order shows it."""

    id: UUID
    code: str
    name: str


class Waiting(Struct, frozen=True):
    """For whom the order waits since when, and the act that takes it on.

    `others` are those who are awaited beside `who`. The act is "" where nobody can take it on:
    it has ended, or waits for its time or for other orders.
    """

    role: str
    who: Named | None
    others: tuple[Named, ...]
    since: datetime
    act: str


class OrderLine(Struct, frozen=True, kw_only=True):
    """One order in a list."""

    id: UUID
    number: str
    type: str
    title: str
    stage: str
    status: str
    urgency: int
    impact: int
    priority: int
    reporter: Named | None
    assignee: Named | None
    unit: Named | None
    asset: AssetShown | None
    place: str
    tags: tuple[str, ...]
    due_at: datetime | None
    reported_at: datetime
    updated_at: datetime
    version: int
    imported: bool
    waiting: Waiting


class OrderPage(Struct, frozen=True):
    """A page of orders; `next` is the cursor of the following page, null on the last."""

    items: tuple[OrderLine, ...]
    next: str | None


class ContactShown(Struct, frozen=True):
    """Whom to ask: as much of it as the reader may see; `view` says how much that is."""

    name: str
    phone: str
    email: str
    view: str


class LocationShown(Struct, frozen=True):
    """Where the work is; WGS-84 degrees as decimal text."""

    address: str
    latitude: str | None
    longitude: str | None


class FormShown(Struct, frozen=True):
    """The form of a step: JSON Schema 2020-12 and its layout."""

    schema: dict[str, object]
    ui: dict[str, object]


def form_shown(form: Form, permissions: Mapping[str, str]) -> FormShown:
    """Return a form, with what the node that asks for it may do with its fields."""
    asked = form.schema.get("properties", {})
    own = {
        name: each
        for name, each in permissions.items()
        if isinstance(asked, dict) and name in asked
    }
    return FormShown(form.schema, {**form.ui, **({"permissions": own} if own else {})})


class ActShown(Struct, frozen=True):
    """An act that the reader may do now; dangerous ones are asked about first.

    `to` are the nodes, `people` the persons between whom it asks to choose, where it does.
    """

    act: str
    node: str
    form: FormShown | None
    outcomes: tuple[str, ...]
    to: tuple[str, ...]
    people: tuple[Named, ...]
    exclusive: bool
    danger: bool


class SignerShown(Struct, frozen=True):
    """Who signs: a person, or a role of which somebody will; `outcome` is "" until he has."""

    who: Named | None
    role: str
    state: str
    outcome: str


class SigningShown(Struct, frozen=True, kw_only=True):
    """A step that several sign: how it passes, who has signed, who is awaited, who comes later.

    `state` of a signer: signed, awaited, later. `rule`: all, any, ratio, weighted; `share` of
    the two latter, "" for more than half. `favour` and `against` count members or weights.
    """

    node: str
    rule: str
    share: str
    in_turn: bool
    favour: int
    against: int
    whole: int
    signers: tuple[SignerShown, ...]


class TimerShown(Struct, frozen=True, kw_only=True):
    """A timer that runs for the step `node`; `event` is the node that it leads to, "" reminds.

    `held`: the order rests, and the time stands still.
    """

    node: str
    event: str
    at: datetime
    working: bool
    held: bool


class DefinitionShown(Struct, frozen=True):
    """The definition by which the order runs."""

    key: str
    version: int


class EvidenceShown(Struct, frozen=True, kw_only=True):
    """A piece of evidence: a file (see `/files/{file}`), or a check-in without one.

    `digest` is that of the original; `distance` metres from the site; `away` a flag, no verdict.
    """

    file: UUID | None
    kind: str
    node: str
    label: str
    digest: str
    media_type: str
    size: int
    width: int
    height: int
    milliseconds: int
    distance: int | None
    away: bool


class DemandShown(Struct, frozen=True, kw_only=True):
    """What an open step demands before it is complete, and how much of it is there."""

    node: str
    kind: str
    label: str
    title: dict[str, str]
    least: int
    have: int


class ProofShown(Struct, frozen=True, kw_only=True):
    """An order's evidence, oldest first, and what is still demanded."""

    items: tuple[EvidenceShown, ...]
    demands: tuple[DemandShown, ...]
    may_add: bool
    may_check_in: bool


class SignatureShown(Struct, frozen=True, kw_only=True):
    """A signature: who, in which language, under which text (and its SHA-256), over which version.

    `picture` is the id of the signature's picture, null for a typed name. `outdated`: what the
    order says of the work was changed after it was signed.
    """

    signer: str
    language: str
    version: int
    digest: str
    text: str
    picture: UUID | None
    outdated: bool


class StatementShown(Struct, frozen=True, kw_only=True):
    """What there is to sign: show `text`, send `digest` back with the signature."""

    order: UUID
    number: str
    version: int
    language: str
    text: str
    evidence: tuple[str, ...]
    digest: str


class BesideShown(Struct, frozen=True, kw_only=True):
    """What stands beside the loop. `totals` are for those who see internal fields.

    `may` names what the reader may do here: comment, comment_internal, watch, watch_others,
    help, book, link, merge, unmerge, split, schedule.
    """

    helpers: tuple[Named, ...]
    watchers: tuple[Named, ...]
    watching: bool
    comments: int
    links: tuple[TieShown, ...]
    parent: TieShown | None
    children: tuple[TieShown, ...]
    merged_into: TieShown | None
    duplicates: tuple[TieShown, ...]
    totals: Totals | None
    needs: NeedsShown
    may: tuple[str, ...]


class OrderShown(OrderLine, frozen=True, kw_only=True):
    """One order in full, as far as the reader may see it; `at` is the event to which it is told.

    `at` is null for the order as it stands; an order of the past offers no acts. `words` tells
    who comes by a link what the fields are called that he sees (null: he may read definitions).
    """

    description: str
    contact: ContactShown | None
    location: LocationShown | None
    customer_id: UUID | None
    fields: dict[str, object]
    data: dict[str, object]
    definition: DefinitionShown
    node: str
    visited: tuple[str, ...]
    round: int
    reason: str
    ended: bool
    proof: ProofShown
    rating: int | None
    rating_note: str
    unanswered_days: int
    reminders: int
    reminded_at: datetime | None
    signatures: tuple[SignatureShown, ...]
    signing: tuple[SigningShown, ...]
    timers: tuple[TimerShown, ...]
    acts: tuple[ActShown, ...]
    beside: BesideShown
    words: FormShown | None
    at: int | None
