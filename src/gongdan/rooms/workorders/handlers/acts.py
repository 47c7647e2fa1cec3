"""Which right each command on an order needs."""

from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AmendOrder,
    AnyAct,
    ArchiveOrder,
    AssignOrder,
    CancelOrder,
    ClaimOrder,
    CompleteWork,
    RejectOrder,
    RemindOrder,
    ReopenOrder,
    ResubmitOrder,
    ResumeOrder,
    ReturnOrder,
    SignOrder,
    SuspendOrder,
    TransferOrder,
    VerifyOrder,
)

ACT_OF: dict[type[AnyAct | AmendOrder], str] = {
    AmendOrder: "amend",
    ResubmitOrder: "report",
    AcceptOrder: "accept",
    CompleteWork: "complete",
    VerifyOrder: "verify",
    ArchiveOrder: "archive",
    AssignOrder: "assign",
    ClaimOrder: "claim",
    TransferOrder: "transfer",
    RejectOrder: "reject",
    ReturnOrder: "return",
    SuspendOrder: "suspend",
    ResumeOrder: "resume",
    CancelOrder: "cancel",
    ReopenOrder: "reopen",
    RemindOrder: "remind",
    SignOrder: "sign",
}
"""The action (`order.<act>`) that each command needs; handing in again is reporting."""
