"""Four eyes: a draft is published when each named role has agreed to this very edition.

Pure decisions over one draft. An edition's number never stands for two bodies, so an edit after
an approval leaves the approval behind. Nobody approves what he asked for or worked on; one person
answers once. One refusal ends the request: the next edition is asked for anew.
"""

from collections.abc import Collection
from typing import Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse

ApprovalStatus: TypeAlias = Literal["not_needed", "not_asked", "open", "approved", "refused"]


class Answer(Struct, frozen=True):
    """What somebody said in a role."""

    role: str
    approved: bool
    by: UUID


class Approval(Struct, frozen=True):
    """A request: for which edition, which roles are asked, and what they said."""

    edition: int
    roles: tuple[str, ...]
    asked_by: UUID | None
    answers: tuple[Answer, ...] = ()

    @property
    def status(self) -> ApprovalStatus:
        """Where the request stands."""
        if any(not answer.approved for answer in self.answers):
            return "refused"
        return "open" if self.waiting else "approved"

    @property
    def waiting(self) -> tuple[str, ...]:
        """The roles that have not answered."""
        answered = {answer.role for answer in self.answers}
        return tuple(role for role in self.roles if role not in answered)


class Desk(Struct, frozen=True, kw_only=True):
    """What is known of a draft: its edition, who worked on it, who must agree, who was asked."""

    key: str
    edition: int
    editors: frozenset[UUID] = frozenset()
    needed: tuple[str, ...] = ()
    approval: Approval | None = None

    @property
    def status(self) -> ApprovalStatus:
        """Whether the draft may be published, as far as approval goes."""
        if not self.needed:
            return "not_needed"
        current = self.current
        if current is None:
            return "not_asked"
        # a role that was named after the request has not agreed to anything
        if current.status == "approved" and not set(self.needed) <= set(current.roles):
            return "not_asked"
        return current.status

    @property
    def unapproved(self) -> tuple[str, ...]:
        """The roles without whose word the draft can't be published (yet)."""
        if self.status in {"not_needed", "approved"}:
            return ()
        current = self.current
        agreed = {answer.role for answer in current.answers if answer.approved} if current else ()
        return tuple(role for role in self.needed if role not in agreed)

    @property
    def current(self) -> Approval | None:
        """The request for this very edition."""
        asked = self.approval
        return asked if asked and asked.edition == self.edition else None


class Voice(Struct, frozen=True):
    """Somebody who answers, in the roles that he has."""

    by: UUID | None
    roles: Collection[str]


def may_ask(desk: Desk, edition: int) -> Refused | None:
    """Return why nobody can be asked to approve this edition (None: they can)."""
    if desk.edition != edition:
        return _stale(desk)
    if not desk.needed:
        return refuse(DefinitionCode.APPROVAL_NOT_NEEDED, key=desk.key)
    if desk.status in {"open", "approved", "refused"}:
        return refuse(DefinitionCode.APPROVAL_ASKED, key=desk.key, edition=edition)
    return None


def answered(
    desk: Desk, voice: Voice, edition: int, *, approved: bool, role: str = ""
) -> Answer | Refused:
    """Return the answer of somebody, in the role that he names or the first that is his."""
    current = desk.current
    if desk.edition != edition:
        return _stale(desk)
    if current is None or current.status != "open":
        return refuse(DefinitionCode.APPROVAL_NOT_ASKED, key=desk.key)
    if voice.by is None or voice.by in {current.asked_by, *desk.editors}:
        return refuse(DefinitionCode.APPROVAL_OF_ONESELF, RefusalKind.FORBIDDEN, key=desk.key)
    if any(answer.by == voice.by for answer in current.answers):
        return refuse(DefinitionCode.APPROVAL_ANSWERED, key=desk.key)
    mine = [each for each in current.waiting if each in voice.roles and role in {"", each}]
    if not mine:
        waiting = list(current.waiting)
        code = DefinitionCode.APPROVAL_OF_OTHERS
        return refuse(code, RefusalKind.FORBIDDEN, key=desk.key, roles=waiting)
    return Answer(mine[0], approved, voice.by)


def _stale(desk: Desk) -> Refused:
    return refuse(DefinitionCode.DRAFT_STALE, RefusalKind.STALE, key=desk.key, edition=desk.edition)
