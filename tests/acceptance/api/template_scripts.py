"""How one order of each template is brought to the archive: a row for each act, by whom.

Every script goes back once at least, and comes through the same step a second time.
"""

from collections.abc import Mapping

from msgspec import Struct

Row = Mapping[str, object]


class Do(Struct, frozen=True):
    """Somebody completes a step; `hand` names who does the work."""

    who: str
    node: str
    outcome: str = ""
    data: Row = {}
    hand: str = ""


class Reject(Struct, frozen=True):
    """Somebody sends the order back to a step that it has visited."""

    who: str
    node: str
    to: str


class Fire(Struct, frozen=True):
    """Time passes until the timer that leads to `event` is due ("": a reminder)."""

    event: str = ""
    days: int = 30


class Silence(Struct, frozen=True):
    """Nobody answers for so many days: the definition's own outcome is taken."""

    days: int


class Children(Struct, frozen=True):
    """The child orders that are there now are brought to their end, each by these rows."""

    count: int
    rows: tuple[Do | Reject, ...]


AnyRow = Do | Reject | Fire | Silence | Children

DISPATCHER, TECHNICIAN, SUPERVISOR, REQUESTER = (
    "dispatcher",
    "technician",
    "supervisor",
    "requester",
)

_MENDED = (
    Do(DISPATCHER, "accept", hand=TECHNICIAN),
    Do(TECHNICIAN, "execute", data={"work_done": "补漏并清理", "result": "fixed"}),
    Do(SUPERVISOR, "verify", "passed"),
    Do(DISPATCHER, "archive"),
)
_TURNED = {"shift": "early", "good_quantity": 58, "scrap_quantity": 2, "scrap_reason": "setup"}
_OPERATION = (
    Do(DISPATCHER, "assign", data={"machine": "CK-6150"}, hand=TECHNICIAN),
    Do(TECHNICIAN, "work", "finished", data=_TURNED),
    Do(SUPERVISOR, "operation_inspection", "passed", data={"inspected_quantity": 58}),
    Do(DISPATCHER, "close"),
)
_HARD_OPERATION = (
    Do(DISPATCHER, "assign", hand=TECHNICIAN),
    Do(
        TECHNICIAN,
        "work",
        "blocked",
        data={**_TURNED, "good_quantity": 0, "block_kind": "material"},
    ),
    Do(DISPATCHER, "unblock", "cleared", data={"block_kind": "material", "block_note": "已补料"}),
    Do(TECHNICIAN, "work", "handed_over", data={**_TURNED, "handover_note": "还剩 20 件"}),
    Do(TECHNICIAN, "next_shift", "handed_over", data={**_TURNED, "shift": "late"}),
    Do(TECHNICIAN, "next_shift", "finished", data={**_TURNED, "shift": "night"}),
    Do(SUPERVISOR, "operation_inspection", "rework", data={"inspected_quantity": 58}),
    *_OPERATION[1:],
)
_ROUTING = ["10 下料", "20 车削", "30 磨削"]
_CODED = {
    "failure_mode": "VIB",
    "failure_mechanism": "wear",
    "failure_cause": "wear_out",
    "maintenance_action": "replace",
    "maintained_item": "驱动端轴承",
}

SCRIPTS: Mapping[str, tuple[AnyRow, ...]] = {
    "general": (
        Do(DISPATCHER, "accept", data={"needs_approval": True}, hand=TECHNICIAN),
        Do(SUPERVISOR, "approve", "declined"),
        Do(REQUESTER, "report"),
        Do(DISPATCHER, "accept", data={"needs_approval": True, "needs_countersign": True}),
        Do(SUPERVISOR, "approve", "approved", data={"approval_note": "同意"}),
        Do(SUPERVISOR, "countersign", "agreed"),
        Do(DISPATCHER, "countersign", "disagreed"),
        Do(DISPATCHER, "accept", data={"needs_approval": False, "needs_countersign": True}, hand=TECHNICIAN),
        Do(DISPATCHER, "countersign", "agreed"),
        Do(SUPERVISOR, "countersign", "agreed"),
        Fire(),
        Do(TECHNICIAN, "execute", data={"work_done": "换了灯泡", "result": "done", "real_cost": "85.50"}),
        Do(REQUESTER, "verify", "rejected"),
        Do(TECHNICIAN, "execute", data={"work_done": "换了主板", "result": "done"}),
        Silence(20),
        Do(DISPATCHER, "archive"),
    ),
    "service": (
        Do(DISPATCHER, "accept", data={"needs_survey": True}, hand=TECHNICIAN),
        Do(TECHNICIAN, "survey", data={"survey_finding": "压缩机漏氟", "work_plan": "补焊充氟", "parts_needed": ["R404A 10 kg"]}),
        Do(DISPATCHER, "quote", data={"quoted_amount": "6800.00", "parts_needed": ["R404A 10 kg"]}),
        Do(SUPERVISOR, "approve", "declined"),
        Do(DISPATCHER, "quote", data={"quoted_amount": "5600.00", "parts_needed": ["R404A 10 kg"]}),
        Do(SUPERVISOR, "approve", "approved"),
        Do(DISPATCHER, "purchase", data={"supplier": "制冷配件行", "purchase_number": "PO-1187", "expected_on": "2026-12-03", "waits_for_what": "delivery"}),
        Fire(),
        Do(DISPATCHER, "parts_wait", "wrong"),
        Do(DISPATCHER, "purchase", data={"supplier": "制冷配件行", "purchase_number": "PO-1188", "expected_on": "2026-12-05", "waits_for_what": "delivery"}),
        Do(DISPATCHER, "parts_wait", "arrived"),
        Do(TECHNICIAN, "execute", data={"work_done": "补焊充氟，降到零下十八度", "result": "fixed", "minutes_spent": 180}),
        Do(REQUESTER, "verify", "rejected"),
        Do(TECHNICIAN, "execute", data={"work_done": "重调膨胀阀", "result": "fixed", "minutes_spent": 60}),
        Do(REQUESTER, "verify", "passed"),
        Do(DISPATCHER, "archive", data={"charged_amount": "5600.00"}),
    ),
    "production": (
        Do(DISPATCHER, "release", data={"operations": _ROUTING, "materials_ready": True}),
        Children(1, _OPERATION),
        Children(1, _HARD_OPERATION),
        Children(1, _OPERATION),
        Do(SUPERVISOR, "final_inspection", "rework", data={"inspected_quantity": 60, "defect_kind": "surface"}),
        Do(DISPATCHER, "release", data={"operations": ["40 返工：去毛刺"], "materials_ready": True}),
        Children(1, _OPERATION),
        Do(SUPERVISOR, "final_inspection", "passed", data={"inspected_quantity": 58}),
        Do(DISPATCHER, "stock_in", data={"good_quantity": 58, "scrap_quantity": 2, "stock_place": "A-03-2"}),
    ),
    "after_sales": (
        Do(DISPATCHER, "warranty", data={"warranty": "outside", "warranty_basis": "发票 2023-03-02"}, hand=TECHNICIAN),
        Do(DISPATCHER, "quote", data={"quoted_amount": "460.00", "quote_note": "更换压力开关"}),
        Do(REQUESTER, "consent", "too_dear"),
        Do(DISPATCHER, "quote", data={"quoted_amount": "380.00", "quote_note": "更换压力开关，免上门费"}),
        Do(REQUESTER, "consent", "agreed"),
        Do(TECHNICIAN, "repair", data={"cause": "part", "work_done": "换压力开关", "result": "fixed", "parts_used": ["压力开关"]}),
        Do(REQUESTER, "verify", "passed"),
        Fire("settle_down", days=4),
        Do(DISPATCHER, "follow_up", "not_content", data={"satisfaction": 2, "survey_note": "还有异响"}),
        Do(TECHNICIAN, "repair", data={"cause": "assembly", "work_done": "紧固支架", "result": "fixed"}),
        Silence(20),
        Fire("settle_down", days=4),
        Fire("no_answer", days=20),
        Do(DISPATCHER, "archive", data={"charged_amount": "380.00"}),
    ),
    "maintenance": (
        Do(DISPATCHER, "accept", data={"criticality": "a", "needs_permit": True}, hand=TECHNICIAN),
        Do(SUPERVISOR, "permit", "granted", data={"permit_number": "HW-0912", "isolation_note": "断电挂牌"}),
        Do(TECHNICIAN, "diagnose", "needs_part", data={"failure_mode": "VIB", "maintained_item": "驱动端轴承"}),
        Fire("parts_late", days=20),
        Do(TECHNICIAN, "diagnose", "needs_part", data={"failure_mode": "VIB", "maintained_item": "驱动端轴承"}),
        Do(DISPATCHER, "parts_wait", data={"part_number": "6312-C3", "expected_on": "2026-12-02"}),
        Do(TECHNICIAN, "repair", data={**_CODED, "work_done": "更换轴承", "minutes_spent": 140}),
        Do(REQUESTER, "trial", "rejected"),
        Do(TECHNICIAN, "repair", data={**_CODED, "work_done": "重新对中", "minutes_spent": 60}),
        Do(SUPERVISOR, "trial", "passed", data={"trial_note": "2.1 mm/s"}),
        Do(SUPERVISOR, "close", "codes_wrong", data={"downtime_minutes": 300, "prevention": "plan"}),
        Do(TECHNICIAN, "repair", data={**_CODED, "failure_mechanism": "alignment", "work_done": "更换轴承并对中"}),
        Do(SUPERVISOR, "trial", "passed"),
        Do(SUPERVISOR, "close", "closed", data={"downtime_minutes": 300, "prevention": "plan", "prevention_note": "每季测振"}),
    ),
    "inspection": (
        Do(DISPATCHER, "accept", hand=TECHNICIAN),
        Fire("too_late"),
        Do(SUPERVISOR, "overdue", "walk_now", data={"overdue_note": "夜班缺人"}),
        Do(TECHNICIAN, "walk", data={"points_scanned": ["P-01", "P-02", "P-03"], "points_missed": ["P-04"], "missed_reason": "门锁"}),
        Do(SUPERVISOR, "review_missed", "walk_again"),
        Do(TECHNICIAN, "walk", data={"points_scanned": ["P-01", "P-02", "P-03", "P-04"], "defects": ["P-03 填料漏水", "P-04 压力表损坏"]}),
        Do(DISPATCHER, "review", "passed"),
        Children(2, _MENDED),
        Do(DISPATCHER, "archive"),
    ),
    "return_exchange": (
        Do(DISPATCHER, "review", data={"policy_ground": "law", "goods_value": "1299.00"}),
        Do(SUPERVISOR, "approve", "declined"),
        Do(DISPATCHER, "review", data={"policy_ground": "law", "goods_value": "1299.00", "service_note": "已核对照片"}),
        Do(SUPERVISOR, "approve", "approved"),
        Fire("parcel_late"),
        Do(DISPATCHER, "settle", data={"settled_how": "remind"}),
        Do(TECHNICIAN, "receive", "differs", data={"parcel_number": "SF1187", "goods_state": "incomplete"}),
        Do(DISPATCHER, "settle", data={"settled_how": "as_wished"}),
        Do(TECHNICIAN, "send", data={"sent_number": "SF2201", "sent_goods": ["咖啡机 C-12 × 1"]}),
        Do(REQUESTER, "verify", "rejected"),
        Do(DISPATCHER, "settle", data={"settled_how": "part_refund"}),
        Do(DISPATCHER, "refund", data={"refund_amount": "200.00", "refund_number": "RF-77"}),
        Do(REQUESTER, "verify", "passed"),
        Do(DISPATCHER, "archive", data={"stock_decision": "second"}),
    ),
    "it_incident": (
        Do(DISPATCHER, "triage", data={"incident_class": "software"}, hand=TECHNICIAN),
        Do(TECHNICIAN, "restore", data={"diagnosis": "邮件队列堵塞", "resolution": "清队列", "resolved_by": "fix"}),
        Do(SUPERVISOR, "coordinate", data={"bridge_note": "九点恢复", "told_whom": ["各部门"]}),
        Do(REQUESTER, "verify", "rejected"),
        Do(DISPATCHER, "triage", data={"incident_class": "hardware"}, hand=TECHNICIAN),
        Fire(),
        Do(SUPERVISOR, "coordinate", data={"bridge_note": "换盘", "told_whom": ["各部门"]}),
        Do(TECHNICIAN, "restore", data={"diagnosis": "阵列坏盘", "resolution": "换盘", "resolved_by": "fix"}),
        Do(REQUESTER, "verify", "passed"),
        Do(SUPERVISOR, "review", data={"root_cause": "hardware", "lessons": "阵列加告警", "problem_number": "PRB-12"}),
    ),
}  # fmt: skip

SECOND: Mapping[str, tuple[int, tuple[AnyRow, ...]]] = {
    "it_incident": (
        1,
        (
            Do(DISPATCHER, "triage", data={"incident_class": "hardware"}, hand=TECHNICIAN),
            Do(TECHNICIAN, "resolve", "to_vendor", data={"diagnosis": "定影组件报警"}),
            Fire("vendor_silent"),
            Do(SUPERVISOR, "chase", "answered", data={"vendor_answer": "明天上门"}),
            Do(DISPATCHER, "vendor_wait", "our_turn", data={"vendor": "打印服务商", "vendor_number": "C-88"}),
            Do(TECHNICIAN, "resolve", "resolved", data={"diagnosis": "换组件", "resolved_by": "fix"}),
            Reject(DISPATCHER, "verify", "resolve"),
            Do(TECHNICIAN, "resolve", "resolved", data={"diagnosis": "再校准", "resolved_by": "fix"}),
            Silence(20),
            Do(DISPATCHER, "close", data={"root_cause": "hardware"}),
        ),
    ),
    "service": (
        2,
        (
            Do(DISPATCHER, "accept", hand=TECHNICIAN),
            Do(DISPATCHER, "quote", data={"quoted_amount": "900.00"}),
            Do(TECHNICIAN, "execute", data={"work_done": "保养完成", "result": "fixed"}),
            Do(REQUESTER, "verify", "passed"),
            Reject(DISPATCHER, "archive", "execute"),
            Do(TECHNICIAN, "execute", data={"work_done": "补做二号梯", "result": "fixed"}),
            Do(SUPERVISOR, "verify", "passed"),
            Do(DISPATCHER, "archive"),
        ),
    ),
    "return_exchange": (
        1,
        (
            Do(DISPATCHER, "review", data={"policy_ground": "promise", "goods_value": "398.00"}),
            Do(TECHNICIAN, "receive", "as_described", data={"parcel_number": "YT31", "goods_state": "new"}),
            Do(DISPATCHER, "refund", data={"refund_amount": "398.00", "refund_number": "RF-78"}),
            Reject(SUPERVISOR, "verify", "refund"),
            Do(DISPATCHER, "refund", data={"refund_amount": "398.00", "refund_number": "RF-79"}),
            Do(REQUESTER, "verify", "passed"),
            Do(DISPATCHER, "archive", data={"stock_decision": "restock"}),
        ),
    ),
}  # fmt: skip
"""The other way through some of them: the sample that is reported, and its rows."""
