"""Who works on definitions."""

from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Actor


class By(Struct, frozen=True):
    """Who works on definitions, for which tenant, and why (`note`).

    `person` is the user behind whatever acts, an API key too (None: the program itself).
    """

    tenant: UUID
    actor: Actor
    note: str = ""
    person: UUID | None = None
