"""`/rehearsals`: a draft tried by stand-ins on a clock that can be moved; nothing real happens."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Controller, delete, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.rehearsal.contract import REPORTER, Begin, Deed
from gongdan.rooms.rehearsal.handlers.sandbox import Sandbox
from gongdan.rooms.rehearsal.views.scene import shown
from gongdan.rooms.rehearsal.views.shown import RehearsalShown

Key = Annotated[str, Meta(min_length=1, max_length=100)]
Word = Annotated[str, Meta(max_length=200)]

_YEAR = 366 * 24 * 3_600


class BeginRehearsal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which definition is tried (`version` 0: its draft), and what is reported by it."""

    key: Key
    version: Annotated[int, Meta(ge=0, le=2_000_000_000)] = 0
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    urgency: Annotated[int, Meta(ge=1, le=4)] = 3
    impact: Annotated[int, Meta(ge=1, le=3)] = 3
    fields: dict[str, object] = {}


class DeedOfStandIn(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a stand-in does; `to` is a node for a way back, a stand-in for whoever is to work.

    `prove` acts as if evidence of `kind` and `label` had come; `child_ended` and
    `child_cancelled` as if the child order had ended that `token` waits for. Replies of those
    outside are made up for the `token` that waits: `service_answers` with the values that its
    node takes (`data`), `service_fails` by a `failure`, once or until it is given up (`always`),
    `message_comes` with the answers to its form (`data`).
    """

    by: Word
    act: Literal[
        "resubmit",
        "accept",
        "complete",
        "verify",
        "archive",
        "claim",
        "assign",
        "transfer",
        "delegate",
        "hand_back",
        "add_sign",
        "remove_sign",
        "reject",
        "return",
        "suspend",
        "resume",
        "cancel",
        "reopen",
        "take_back",
        "jump",
        "remind",
        "prove",
        "child_ended",
        "child_cancelled",
        "service_answers",
        "service_fails",
        "message_comes",
    ]
    node: Word = ""
    outcome: Word = ""
    data: dict[str, object] = {}
    reason: Annotated[str, Meta(max_length=2_000)] = ""
    to: Word = ""
    kind: Literal["", "photo", "video", "file", "signature", "location"] = ""
    label: Word = ""
    token: Annotated[int, Meta(ge=0, le=2_000_000_000)] = 0
    failure: Literal["", "no_answer", "unreachable", "busy", "declined", "unfit"] = ""
    always: bool = False


class MoveClock(Struct, frozen=True, forbid_unknown_fields=True):
    """How far the clock goes: so many seconds, or (left out) to when the next timer fires."""

    seconds: Annotated[int, Meta(ge=1, le=_YEAR)] | None = None


class Restart(Struct, frozen=True, forbid_unknown_fields=True):
    """Begin anew: by the draft as it is now (`newest`); do again what was done (`keep`)."""

    newest: bool = False
    keep: bool = False


class RehearsalController(Controller):
    """One's own rehearsals; forgotten a day after anything was done."""

    path = "/rehearsals"
    tags = ("rehearsals",)

    @post("/", opt=needs(Action.DEFINITION_PUBLISH), summary="Try a draft in a sandbox")
    async def begin(
        self,
        data: JSONBody[BeginRehearsal],
        principal: Given[Principal],
        rehearsals: Given[Sandbox],
        spoken_in: Given[str],
    ) -> RehearsalShown:
        """Report an order to stand-ins; no number is taken, and nobody is told."""
        wanted = Begin(
            title=data.title,
            urgency=data.urgency,
            impact=data.impact,
            fields=data.fields,
            by=REPORTER,
        )
        scene = granted(await rehearsals.begin(principal, data.key, data.version, wanted))
        return shown(scene, spoken_in, principal.zone)

    @get("/{rehearsal:uuid}", opt=needs(Action.DEFINITION_PUBLISH), summary="Look at a rehearsal")
    async def show(
        self,
        rehearsal: FromPath[UUID],
        principal: Given[Principal],
        rehearsals: Given[Sandbox],
        spoken_in: Given[str],
    ) -> RehearsalShown:
        """Return where it stands."""
        return shown(
            granted(await rehearsals.look(principal, rehearsal)), spoken_in, principal.zone
        )

    @post(
        "/{rehearsal:uuid}/acts",
        opt=needs(Action.DEFINITION_PUBLISH),
        status_code=200,
        summary="Act as a stand-in",
    )
    async def act(
        self,
        rehearsal: FromPath[UUID],
        data: JSONBody[DeedOfStandIn],
        principal: Given[Principal],
        rehearsals: Given[Sandbox],
        spoken_in: Given[str],
    ) -> RehearsalShown:
        """Do it with a stand-in's rights; what the draft is to blame for is told as a trouble."""
        deed = Deed(**{name: getattr(data, name) for name in data.__struct_fields__})
        return shown(
            granted(await rehearsals.act(principal, rehearsal, deed)),
            spoken_in,
            principal.zone,
        )

    @post(
        "/{rehearsal:uuid}/clock",
        opt=needs(Action.DEFINITION_PUBLISH),
        status_code=200,
        summary="Move a rehearsal's clock",
    )
    async def clock(
        self,
        rehearsal: FromPath[UUID],
        data: JSONBody[MoveClock],
        principal: Given[Principal],
        rehearsals: Given[Sandbox],
        spoken_in: Given[str],
    ) -> RehearsalShown:
        """Let timers fire, each at its own time; reminders are told, and sent to nobody."""
        scene = granted(await rehearsals.wait(principal, rehearsal, data.seconds))
        return shown(scene, spoken_in, principal.zone)

    @post(
        "/{rehearsal:uuid}/undo",
        opt=needs(Action.DEFINITION_PUBLISH),
        status_code=200,
        summary="Undo what was done last",
    )
    async def undo(
        self,
        rehearsal: FromPath[UUID],
        principal: Given[Principal],
        rehearsals: Given[Sandbox],
        spoken_in: Given[str],
    ) -> RehearsalShown:
        """Wind back by one thing."""
        return shown(
            granted(await rehearsals.undo(principal, rehearsal)), spoken_in, principal.zone
        )

    @post(
        "/{rehearsal:uuid}/restart",
        opt=needs(Action.DEFINITION_PUBLISH),
        status_code=200,
        summary="Begin a rehearsal anew",
    )
    async def restart(
        self,
        rehearsal: FromPath[UUID],
        data: JSONBody[Restart],
        principal: Given[Principal],
        rehearsals: Given[Sandbox],
        spoken_in: Given[str],
    ) -> RehearsalShown:
        """Report again, by the draft as it is now if wished; `keep` does again what was done."""
        scene = granted(
            await rehearsals.restart(principal, rehearsal, newest=data.newest, keep=data.keep)
        )
        return shown(scene, spoken_in, principal.zone)

    @delete(
        "/{rehearsal:uuid}",
        opt=needs(Action.DEFINITION_PUBLISH),
        status_code=204,
        summary="Forget a rehearsal",
    )
    async def forget(
        self,
        rehearsal: FromPath[UUID],
        principal: Given[Principal],
        rehearsals: Given[Sandbox],
    ) -> None:
        """Forget it now; safe to ask again."""
        await rehearsals.forget(principal, rehearsal)
