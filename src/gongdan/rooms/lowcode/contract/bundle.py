"""The bundle: everything of one process in one immutable document.

Fields, forms, flow, numbering and the sections of other rooms stand and fall together, so that
rolling back is publishing one old body again. A body is canonical JSON (RFC 8785); its SHA-256
is its identity. Defaults are left out when written, therefore a default never changes.
"""

from typing import Literal, Protocol, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.engines.flow.model import FlowDefinition
from gongdan.engines.forms.model import Rules
from gongdan.rooms.lowcode.contract.notices import Notice
from gongdan.rooms.lowcode.contract.rights import Rights
from gongdan.rooms.lowcode.contract.tables import Table
from gongdan.rooms.privacy.contract import PrivacyClass

FORMAT = 1
"""The format of bundles that this program writes; a newer one is refused, never guessed at."""


Basis: TypeAlias = Literal["consent", "contract", "duty", "vital", "public", "interest"]
"""Consent; a contract with the person; a duty by law; somebody's life; a task in the public
interest; a legitimate interest."""


Refers: TypeAlias = Literal["user", "unit", "order", "asset", "customer", "file"]
"""What a field's value (an id, or a list of ids) points at."""


Accepts: TypeAlias = Literal["image", "video", "document"]
"""A kind of file, found in its bytes."""


class DefinitionRef(Struct, frozen=True):
    """One published version: `five_step@3`. What an order pins."""

    key: str
    version: int


class Field(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One field of the process' vocabulary; forms refer to it as `#/fields/<name>/schema`.

    `schema` is JSON Schema 2020-12, a closed set of keywords (`domain/schemas.py`); `options`
    name the values of an `enum` by language; `privacy` must be stated for personal fields, and
    means `internal` where it is not; `filter` makes the field searchable in lists.
    A personal or sensitive field says what for (`purpose`, by language), on which ground
    (`basis`: PIPL article 13, GDPR article 6), and for how many days after the order's end
    its values are kept (`retention`).
    A list of objects holds lines: `columns` are their fields, no lines in lines, and `order` says
    how they stand (canonical JSON keeps no order of keys; who is not named there comes last); the
    field's privacy class is that of the whole. `refers` says what an id (format `uuid`) points at;
    of files, `accepts` says which kinds (none: any), and `minItems`, `maxItems` how many.
    `library` names the field of the tenant's library that it was taken from: `amount@3`.
    """

    title: dict[str, str]
    schema: dict[str, object]
    unit: str = ""
    privacy: PrivacyClass | None = None
    help: dict[str, str] = {}
    options: dict[str, dict[str, str]] = {}
    filter: bool = False
    purpose: dict[str, str] = {}
    basis: Basis | None = None
    retention: int | None = None
    columns: "dict[str, Field]" = {}
    refers: Refers | None = None
    accepts: tuple[Accepts, ...] = ()
    library: str = ""
    order: tuple[str, ...] = ()

    @property
    def is_sealed(self) -> bool:
        """Whether the field's values are kept as ciphertext only."""
        return self.privacy is not None and self.privacy.is_sealed


class Form(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a step asks: JSON Schema 2020-12 over fields, and the layout beside it.

    `rules` by field name, or `field.column` for a column of its lines.
    """

    schema: dict[str, object]
    ui: dict[str, object] = {}
    title: dict[str, str] = {}
    rules: dict[str, Rules] = {}


class Spot(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a node is drawn: px from the left of the drawing and from the top of its lane."""

    x: int
    y: int


class Canvas(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How the flow is drawn freely: what its lanes are, and where somebody put its nodes.

    No order runs differently by it: it is no difference between two versions.
    """

    by: Literal["stage", "role"] = "stage"
    nodes: dict[str, Spot] = {}


class Bundle(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A definition's body. Sections owned by other rooms are kept as they came.

    `template` is the key of the one that it was begun with, whose tour still shows around.
    """

    key: str
    title: dict[str, str]
    flow: FlowDefinition
    bundle: int = FORMAT
    description: dict[str, str] = {}
    numbering: str = "{n:06}"
    fields: dict[str, Field] = {}
    forms: dict[str, Form] = {}
    tables: dict[str, Table] = {}
    sla: dict[str, object] = {}
    notifications: dict[str, Notice] = {}
    dispatch: dict[str, object] = {}
    permissions: Rights = Rights()
    texts: dict[str, object] = {}
    canvas: Canvas = Canvas()
    template: str = ""


FOREIGN_SECTIONS = ("sla", "dispatch", "texts")
"""Sections of which a room takes charge by registering; until then they must be empty."""


class Published(Struct, frozen=True):
    """A published version as others run it."""

    ref: DefinitionRef
    sha256: bytes
    bundle: Bundle


class PublishedDefinitions(Protocol):
    """Finds published definitions; bodies never change, so they are parsed once and kept."""

    async def newest(self, tenant: UUID, key: str) -> Published | None:
        """Return the version by which new orders start (None: unknown, or retired)."""
        ...

    async def load(self, tenant: UUID, ref: DefinitionRef) -> Published | None:
        """Return one version, retired or not."""
        ...
