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
_EARLY = {"shift": "early", "good": 20, "scrap": 0}
_LATE = {"shift": "late", "good": 20, "scrap": 0}
_NIGHT = {"shift": "night", "good": 18, "scrap": 2, "scrap_reason": "setup"}
_OPERATION = (
    Do(DISPATCHER, "assign", data={"machine": "CK-6150"}, hand=TECHNICIAN),
    Do(TECHNICIAN, "work", "finished", data={"output": [_EARLY, _LATE, _NIGHT]}),
    Do(SUPERVISOR, "operation_inspection", "passed", data={"inspected_quantity": 58}),
    Do(DISPATCHER, "close"),
)
_HARD_OPERATION = (
    Do(DISPATCHER, "assign", hand=TECHNICIAN),
    Do(TECHNICIAN, "work", "blocked", data={"block_kind": "material"}),
    Do(DISPATCHER, "unblock", "cleared", data={"block_kind": "material", "block_note": "已补料"}),
    Do(
        TECHNICIAN,
        "work",
        "handed_over",
        data={"output": [_EARLY], "handover_note": "还剩 40 件"},
    ),
    Do(
        TECHNICIAN,
        "next_shift",
        "handed_over",
        data={"output": [_EARLY, _LATE], "handover_note": "还剩 20 件"},
    ),
    Do(TECHNICIAN, "next_shift", "finished", data={"output": [_EARLY, _LATE, _NIGHT]}),
    Do(
        SUPERVISOR,
        "operation_inspection",
        "rework",
        data={"inspected_quantity": 58, "defect_kind": "dimension"},
    ),
    *_OPERATION[1:],
)
_ROUTING = (
    {"sequence": 20, "operation": "车削", "setup_minutes": 45, "minutes_each": "6.5"},
    {"sequence": 10, "operation": "下料"},
    {"sequence": 30, "operation": "磨削"},
)
_REWORK = {"sequence": 40, "operation": "去毛刺"}
_PARTS = {"part": "R404A", "quantity": "10", "unit_price": "480.00", "to_buy": True}
_GOODS = {"article": "咖啡机 C-12", "quantity": 1, "unit_price": "1299.00"}
_SWITCH = {"item": "压力开关", "quantity": "1", "unit_price": "380.00"}
_VISIT = {"item": "上门", "quantity": "1", "unit_price": "80.00"}
_BEARING = {"part_number": "6312-C3", "part": "轴承", "quantity": 1}
_SEEN = ({"point": "P-01", "state": "ok"}, {"point": "P-02", "state": "ok"})
_LEAK = {"point": "P-03", "state": "defect", "note": "填料漏水"}
_GAUGE = {"point": "P-04", "state": "defect", "reading": "0", "note": "压力表损坏"}
_CODED = {
    "failure_mode": "VIB",
    "failure_mechanism": "wear",
    "failure_cause": "wear_out",
    "maintenance_action": "replace",
    "maintained_item": "bearing",
    "parts_used": [_BEARING],
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
        Do(DISPATCHER, "survey_wait", data={"survey_on": "2026-12-01", "waits_for_what": "customer"}),
        Do(TECHNICIAN, "survey", data={"survey_finding": "压缩机漏氟", "work_plan": "补焊充氟"}),
        Do(DISPATCHER, "quote", data={"parts": [_PARTS], "labour": [{"task": "补焊充氟", "hours": "8", "hourly_rate": "250.00"}]}),
        Do(SUPERVISOR, "approve", "declined"),
        Do(DISPATCHER, "quote", data={"parts": [_PARTS], "labour": [{"task": "补焊充氟", "hours": "3.2", "hourly_rate": "250.00"}]}),
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
        Do(DISPATCHER, "release", data={"operations": [*_ROUTING], "materials_ready": True}),
        Children(1, _OPERATION),
        Children(1, _HARD_OPERATION),
        Children(1, _OPERATION),
        Do(SUPERVISOR, "final_inspection", "rework", data={"inspected_quantity": 60, "defect_kind": "surface"}),
        Do(DISPATCHER, "release", data={"operations": [_REWORK], "materials_ready": True}),
        Children(1, _OPERATION),
        Do(SUPERVISOR, "final_inspection", "passed", data={"inspected_quantity": 58}),
        Do(DISPATCHER, "stock_in", data={"good_quantity": 58, "scrap_quantity": 2, "stock_place": "A-03-2"}),
    ),
    "after_sales": (
        Do(DISPATCHER, "warranty", data={"product_line": "machine", "bought_on": "2020-03-02", "warranty_basis": "发票 2020-03-02"}, hand=TECHNICIAN),
        Do(DISPATCHER, "quote", data={"quote_lines": [_SWITCH, _VISIT], "quote_note": "更换压力开关"}),
        Do(REQUESTER, "consent", "too_dear"),
        Do(DISPATCHER, "quote", data={"quote_lines": [_SWITCH], "quote_note": "更换压力开关，免上门费"}),
        Do(REQUESTER, "consent", "agreed"),
        Do(TECHNICIAN, "repair", data={"cause": "part", "work_done": "换压力开关", "result": "fixed", "parts_used": [{"part": "压力开关", "quantity": 1}]}),
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
        Do(TECHNICIAN, "diagnose", "needs_part", data={"failure_mode": "VIB", "maintained_item": "bearing", "parts_needed": [_BEARING]}),
        Fire("parts_late", days=20),
        Do(TECHNICIAN, "diagnose", "needs_part", data={"failure_mode": "VIB", "maintained_item": "bearing", "parts_needed": [_BEARING]}),
        Do(DISPATCHER, "parts_wait", data={"purchase_number": "PO-7", "expected_on": "2026-12-02"}),
        Do(TECHNICIAN, "repair", data={**_CODED, "work_done": "更换轴承", "minutes_spent": 140}),
        Do(REQUESTER, "trial", "rejected"),
        Do(TECHNICIAN, "repair", data={**_CODED, "work_done": "重新对中", "minutes_spent": 60}),
        Do(SUPERVISOR, "trial", "passed", data={"trial_note": "2.1 mm/s"}),
        Do(SUPERVISOR, "close", "codes_wrong"),
        Do(TECHNICIAN, "repair", data={**_CODED, "failure_mechanism": "alignment", "work_done": "更换轴承并对中"}),
        Do(SUPERVISOR, "trial", "passed"),
        Do(SUPERVISOR, "close", "closed", data={"downtime_minutes": 300, "prevention": "plan", "prevention_note": "每季测振"}),
    ),
    "inspection": (
        Do(DISPATCHER, "accept", hand=TECHNICIAN),
        Fire("too_late"),
        Do(SUPERVISOR, "overdue", "walk_now", data={"overdue_note": "夜班缺人"}),
        Do(TECHNICIAN, "walk", data={"points": [*_SEEN, _LEAK], "missed_reason": "门锁"}),
        Do(SUPERVISOR, "review_missed", "walk_again"),
        Do(TECHNICIAN, "walk", data={"points": [*_SEEN, _LEAK, _GAUGE]}),
        Do(DISPATCHER, "review", "passed"),
        Children(2, _MENDED),
        Do(DISPATCHER, "archive"),
    ),
    "return_exchange": (
        Do(DISPATCHER, "review", data={"goods": [_GOODS], "policy_ground": "law"}),
        Do(SUPERVISOR, "approve", "declined"),
        Do(DISPATCHER, "review", data={"goods": [_GOODS], "policy_ground": "law", "service_note": "已核对照片"}),
        Do(SUPERVISOR, "approve", "approved"),
        Fire("parcel_late"),
        Do(DISPATCHER, "settle", data={"settled_how": "remind"}),
        Do(TECHNICIAN, "receive", data={"parcel_number": "SF1187"}),
        Do(TECHNICIAN, "inspect", "differs", data={"goods_state": "incomplete", "warehouse_note": "少水箱盖"}),
        Do(DISPATCHER, "settle", data={"settled_how": "as_wished"}),
        Do(TECHNICIAN, "send", data={"sent_number": "SF2201", "sent_goods": [{"article": "咖啡机 C-12", "quantity": 1}]}),
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
            Do(TECHNICIAN, "resolve", "resolved", data={"diagnosis": "换组件", "resolution": "换定影组件", "resolved_by": "fix"}),
            Reject(DISPATCHER, "verify", "resolve"),
            Do(TECHNICIAN, "resolve", "resolved", data={"diagnosis": "再校准", "resolution": "重新校准", "resolved_by": "fix"}),
            Silence(20),
            Do(DISPATCHER, "close", data={"root_cause": "hardware"}),
        ),
    ),
    "service": (
        2,
        (
            Do(DISPATCHER, "accept", hand=TECHNICIAN),
            Do(DISPATCHER, "quote", data={"labour": [{"task": "保养", "hours": "6", "hourly_rate": "150.00"}]}),
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
            Do(DISPATCHER, "review", data={"goods": [{"article": "安全鞋 42 码", "quantity": 2, "unit_price": "199.00"}], "policy_ground": "promise"}),
            Do(TECHNICIAN, "receive", data={"parcel_number": "YT31"}),
            Do(TECHNICIAN, "inspect", "as_described", data={"goods_state": "new"}),
            Do(DISPATCHER, "refund", data={"refund_amount": "398.00", "refund_number": "RF-78"}),
            Reject(SUPERVISOR, "verify", "refund"),
            Do(DISPATCHER, "refund", data={"refund_amount": "398.00", "refund_number": "RF-79"}),
            Do(REQUESTER, "verify", "passed"),
            Do(DISPATCHER, "archive", data={"stock_decision": "restock"}),
        ),
    ),
}  # fmt: skip
"""The other way through some of them: the sample that is reported, and its rows."""
