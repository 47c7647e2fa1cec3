"""Retention over HTTP: the rules, who is due, proposals and their approval."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.privacy.contract import (
    RETENTION_READ,
    RETENTION_RUN,
    RetentionRun,
    RetentionShown,
)
from gongdan.rooms.privacy.handlers.retention import Retention


class RetentionController(Controller):
    """Whose data nobody needs any more; two people let it go."""

    path = "/retention"
    tags = ("privacy",)

    @get("/", opt=needs(RETENTION_READ), summary="Show retention rules, who is due, and runs")
    async def show(self, principal: Given[Any], retention: Given[Retention]) -> RetentionShown:
        return await retention.show(principal)

    @post("/runs", opt=needs(RETENTION_RUN), summary="Propose to let go whoever is due")
    async def propose(self, principal: Given[Any], retention: Given[Retention]) -> RetentionRun:
        return granted(await retention.propose(principal))

    @post(
        "/runs/{run_id:uuid}/approve",
        opt=needs(RETENTION_RUN),
        status_code=200,
        summary="Approve what somebody else proposed, and erase",
    )
    async def approve(
        self, principal: Given[Any], retention: Given[Retention], run_id: FromPath[UUID]
    ) -> RetentionRun:
        """Erase exactly whom the proposal names. This can't be undone."""
        return granted(await retention.approve(principal, run_id))
