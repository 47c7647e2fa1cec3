"""Approval before publishing: rules, requests, answers."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post, put
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from gongdan.kernel.http import Given, expected_version, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.lowcode.api.requests import IfMatch, by
from gongdan.rooms.lowcode.domain.approval import Answer, ApprovalStatus, Voice, answered
from gongdan.rooms.lowcode.handlers.approvals import Approvals, Said, Standing
from gongdan.rooms.lowcode.store.approvals import KeptRequest

Reason = Annotated[str, Meta(max_length=2_000)]


class ApprovalRule(Struct, frozen=True, forbid_unknown_fields=True):
    """The roles that must agree: to one definition, or (without a key) to every one."""

    roles: Annotated[list[str], Meta(max_length=10)]
    key: str | None = None


class ApprovalRuleLine(Struct, frozen=True):
    """A rule as it stands; null is every definition."""

    key: str | None
    roles: list[str]


class ApprovalRules(Struct, frozen=True):
    """All rules of the tenant."""

    items: list[ApprovalRuleLine]


class ApprovalAnswer(Struct, frozen=True, kw_only=True):
    """What a role said."""

    role: str
    approved: bool
    by: UUID
    reason: str
    at: datetime


class ApprovalRequest(Struct, frozen=True, kw_only=True):
    """Somebody asked for approval of an edition; `outdated` once the draft was changed."""

    key: str
    edition: int
    roles: list[str]
    asked_by: UUID | None
    note: str
    at: datetime
    answers: list[ApprovalAnswer]


class DraftApproval(Struct, frozen=True, kw_only=True):
    """Where the approval of a draft stands: who must agree, and the newest request.

    `outdated`: the request was for an edition before this one. `mine`: the role in which the
    reader can answer now.
    """

    status: ApprovalStatus
    edition: int
    needed: list[str]
    request: ApprovalRequest | None
    outdated: bool
    mine: str | None


class ApprovalsWaiting(Struct, frozen=True):
    """What waits for my approval, oldest first."""

    items: list[ApprovalRequest]


class ApprovalNote(Struct, frozen=True, forbid_unknown_fields=True):
    """What whoever approves should know."""

    note: Reason = ""


class ApproveDefinition(Struct, frozen=True, forbid_unknown_fields=True):
    """Agree, in one of my roles (without one: in the first that is asked for)."""

    role: str = ""
    reason: Reason = ""


class RefuseDefinition(Struct, frozen=True, forbid_unknown_fields=True):
    """Refuse, with a reason."""

    reason: Annotated[str, Meta(min_length=1, max_length=2_000)]
    role: str = ""


class ApprovalController(Controller):
    """Nothing is published before those who must agree have agreed."""

    path = "/"
    tags = ("definitions",)

    @get(
        "/definition-approval-rules",
        opt=needs(Action.DEFINITION_READ),
        summary="List who must approve definitions",
    )
    async def rules(
        self, principal: Given[Principal], approvals: Given[Approvals]
    ) -> ApprovalRules:
        rules = await approvals.rules(principal.tenant)
        return ApprovalRules([ApprovalRuleLine(r.key or None, list(r.roles)) for r in rules])

    @put(
        "/definition-approval-rules",
        opt=needs(Action.TENANT_CHANGE),
        summary="Say who must approve a definition, or (without a key) every one",
        status_code=204,
    )
    async def set_rule(
        self,
        principal: Given[Principal],
        approvals: Given[Approvals],
        data: JSONBody[ApprovalRule],
    ) -> None:
        granted(await approvals.set_rule(by(principal), data.key or "", data.roles))

    @get(
        "/definition-approvals",
        opt=needs(Action.DEFINITION_APPROVE),
        summary="List what waits for my approval",
    )
    async def waiting(
        self, principal: Given[Principal], approvals: Given[Approvals]
    ) -> ApprovalsWaiting:
        found = await approvals.waiting(principal.tenant, _voice(principal))
        return ApprovalsWaiting([_request(each) for each in found])

    @get(
        "/definitions/{key:str}/approval",
        opt=needs(Action.DEFINITION_REVIEW),
        summary="Tell where the approval of a draft stands",
    )
    async def standing(
        self, principal: Given[Principal], approvals: Given[Approvals], key: FromPath[str]
    ) -> DraftApproval:
        return _shown(granted(await approvals.standing(principal.tenant, key)), principal)

    @post(
        "/definitions/{key:str}/approval/ask",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Ask for approval of the draft",
        status_code=204,
    )
    async def ask(
        self,
        principal: Given[Principal],
        approvals: Given[Approvals],
        key: FromPath[str],
        data: JSONBody[ApprovalNote],
        if_match: IfMatch = None,
    ) -> None:
        edition = expected_version(if_match)
        granted(await approvals.ask(by(principal, data.note), key, edition=edition))

    @post(
        "/definitions/{key:str}/approval/approve",
        opt=needs(Action.DEFINITION_APPROVE),
        summary="Approve the draft",
        status_code=204,
    )
    async def approve(
        self,
        principal: Given[Principal],
        approvals: Given[Approvals],
        key: FromPath[str],
        data: JSONBody[ApproveDefinition],
        if_match: IfMatch = None,
    ) -> None:
        said = Said(
            edition=expected_version(if_match), approved=True, role=data.role, reason=data.reason
        )
        granted(await approvals.answer(by(principal), key, _voice(principal), said))

    @post(
        "/definitions/{key:str}/approval/refuse",
        opt=needs(Action.DEFINITION_APPROVE),
        summary="Refuse the draft, with a reason",
        status_code=204,
    )
    async def refuse(
        self,
        principal: Given[Principal],
        approvals: Given[Approvals],
        key: FromPath[str],
        data: JSONBody[RefuseDefinition],
        if_match: IfMatch = None,
    ) -> None:
        said = Said(
            edition=expected_version(if_match), approved=False, role=data.role, reason=data.reason
        )
        granted(await approvals.answer(by(principal), key, _voice(principal), said))


def _voice(principal: Principal) -> Voice:
    return Voice(principal.actor.id, principal.roles)


def _shown(standing: Standing, principal: Principal) -> DraftApproval:
    desk, request = standing.desk, standing.request
    answer = answered(desk, _voice(principal), desk.edition, approved=True)
    return DraftApproval(
        status=desk.status,
        edition=desk.edition,
        needed=list(desk.needed),
        request=_request(request) if request else None,
        outdated=request is not None and desk.current is None,
        mine=answer.role if isinstance(answer, Answer) else None,
    )


def _request(request: KeptRequest) -> ApprovalRequest:
    return ApprovalRequest(
        key=request.key,
        edition=request.edition,
        roles=list(request.roles),
        asked_by=request.asked_by,
        note=request.note,
        at=request.asked_at,
        answers=[
            ApprovalAnswer(
                role=each.role,
                approved=each.approved,
                by=each.by_id,
                reason=each.reason,
                at=each.answered_at,
            )
            for each in request.answers
        ],
    )
