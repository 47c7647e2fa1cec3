"""What changed between two versions, as people read it."""

import json
from uuid import UUID

import pytest

from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.lowcode.contract import Bundle, Sections
from gongdan.rooms.lowcode.contract.telling import Saying
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.domain.check import own_sections
from gongdan.rooms.lowcode.domain.node_names import node_name
from gongdan.rooms.lowcode.domain.places import found_at, place_name
from gongdan.rooms.lowcode.domain.told import tell
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.comparing import Comparing
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk
from gongdan.rooms.lowcode.views.told import Speaker
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import FIVE_STEP, ROLES, changed, edge, five_step
from tests.rooms.lowcode.test_desk import Trail

NAMES = {
    "dispatcher": {"zh": "调度员", "en": "Dispatcher"},
    "technician": {"zh": "技术员", "en": "Technician"},
}
SECTIONS = Sections(own_sections())


def lines(body: bytes, locale: str) -> list[str]:
    after = parse(body)
    assert isinstance(after, Bundle), after
    speaker = Speaker(locale, NAMES)
    parts = (speaker.part(part) for part in tell(five_step(), after, SECTIONS))
    return [f"{line.kind} {line.words}" for part in parts for line in part.lines]


FORM = FIVE_STEP["forms"]["report"]
WITHOUT = {name: ref for name, ref in FORM["schema"]["properties"].items() if name != "access_note"}
NEW_FIELD = {"title": {"zh": "金额", "en": "Amount"}, "schema": {"type": "string"}}


@pytest.mark.parametrize(
    ("body", "zh", "en"),
    [
        (
            changed("flow/nodes/accept/assignee", {"role": "technician"}),
            "changed 步骤“受理”的处理人：调度员 → 技术员",
            "changed Assignee of step “Accept”: Dispatcher → Technician",
        ),
        (
            changed("flow/nodes/execute/assignee/else", {"any": [{"reporter": True}, {"role": "boss"}]}),
            "changed 步骤“执行”的处理人：字段 assignee 中的人；没有时：技术员 → 字段 assignee 中的人；没有时：申报人 或 boss",
            "changed Assignee of step “Execute”: whoever the field assignee names, else Technician → whoever the field assignee names, else whoever reported or boss",
        ),
        (
            changed("flow/nodes/accept/title", {"zh": "接单", "en": "Take on"}),
            "changed 步骤“受理”改名为“接单”",
            "changed Step “Accept” is now called “Take on”",
        ),
        (
            changed("flow/nodes/accept/stage", "execute"),
            "moved 步骤“受理”的阶段：accept → execute",
            "moved Stage of step “Accept”: accept → execute",
        ),
        (
            changed("flow/nodes/verify/outcomes/rejected/needs_reason", False),
            "changed 步骤“验收”的处理结果（不通过，返工）：名称: 不通过，返工、须填理由: 是 → 名称: 不通过，返工",
            "changed Outcomes (Rejected, to be redone) of step “Verify”: title: Rejected, to be redone, needs a reason: yes → title: Rejected, to be redone",
        ),
        (
            edge("redo", condition="urgency > 2"),
            "changed 连线“验收 → 执行”的条件：（无） → urgency > 2",
            "changed Condition of way “Verify → Execute”: nothing → urgency > 2",
        ),
        (
            edge("redo", target="accept"),
            "moved 连线改道：验收 → 执行 改为 验收 → 受理",
            "moved A way leads elsewhere: Verify → Execute is now Verify → Accept",
        ),
        (
            edge("jump", source="report", target="execute"),
            "added 新增连线“申报 → 执行”",
            "added Way “Report → Execute” is new",
        ),
        (
            changed("fields/amount", NEW_FIELD),
            "added 新增字段“金额”",
            "added Field “Amount” is new",
        ),
        (
            changed("fields/result/schema/enum", ["fixed", "workaround"]),
            "changed 字段“处理结果”的格式（选项值）：fixed、workaround、not_fixed → fixed、workaround",
            "changed Format (values) of field “Result”: fixed, workaround, not_fixed → fixed, workaround",
        ),
        (
            changed("forms/report/schema/required", ["fault_kind"]),
            "changed 表单“申报”的“故障类别”为必填",
            "changed Form “Report” now demands “Kind of fault”",
        ),
        (
            changed("forms/report/schema/properties", WITHOUT),
            "removed 表单“申报”不再填写“进场说明”",
            "removed Form “Report” no longer asks for “How to get in”",
        ),
        (
            changed("forms/report/ui/order", ["operation_state", "fault_kind", "access_note"]),
            "moved 表单“申报”的字段顺序已改变",
            "moved The order of fields in form “Report” has changed",
        ),
        (
            changed("numbering", "X-{n}"),
            "changed 编号：WO-{year}-{n:06} → X-{n}",
            "changed Numbering: WO-{year}-{n:06} → X-{n}",
        ),
        (
            changed("flow/reopen_to", "accept"),
            "changed 重新打开后的步骤：执行 → 受理",
            "changed Step after reopening: Execute → Accept",
        ),
    ],
)  # fmt: skip
def test_a_change_is_told_in_the_readers_language(body: bytes, zh: str, en: str) -> None:
    assert lines(body, "zh") == [zh]
    assert lines(body, "en") == [en]


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("exclusive", "判断（在『受理』之后）", "decision (after ‘Accept’)"),
        ("parallel", "并行分叉（在『受理』之后）", "parallel fork (after ‘Accept’)"),
    ],
)
def test_a_node_without_a_title_is_called_by_what_it_is_and_where_it_stands(
    kind: str, zh: str, en: str
) -> None:
    body = json.loads(edge("dispatch", target="choose"))
    body["flow"]["nodes"]["choose"] = {"kind": kind}
    body["flow"]["edges"].append({"key": "on", "source": "choose", "target": "execute"})
    added, moved, way = lines(json.dumps(body).encode(), "zh")
    assert added == f"added 新增节点“{zh}”"
    assert (zh in moved, zh in way) == (True, True)
    assert lines(json.dumps(body).encode(), "en")[0] == f"added Node “{en}” is new"


def test_where_a_step_has_come_to_lie_is_told_by_name() -> None:
    body = json.loads(changed("flow/nodes/execute/parent", "work"))
    body["flow"]["nodes"]["work"] = {"kind": "subprocess", "title": {"zh": "作业", "en": "Work"}}
    said = lines(json.dumps(body).encode(), "zh")
    assert "moved 步骤“执行”的所在子流程：（无） → 作业" in said
    body["flow"]["nodes"]["late"] = {"kind": "boundary", "attached_to": "execute"}
    body["flow"]["nodes"]["join"] = {"kind": "join", "joins": "late"}
    assert "added 新增节点“边界事件（在『执行』上）”" in lines(json.dumps(body).encode(), "zh")


def test_a_node_is_called_by_its_host_or_by_what_comes_after_it_too() -> None:
    body = {
        "nodes": {
            "begin": {"kind": "start"},
            "work": {"kind": "subprocess", "title": {"en": "Work"}},
            "late": {"kind": "boundary", "attached_to": "work"},
            "in": {"kind": "start", "parent": "work"},
            "alone": {"kind": "end"},
        },
        "edges": [{"source": "begin", "target": "work"}],
    }
    speaker = Speaker("en", {})
    said = [speaker.say(node_name(body["nodes"], body["edges"], key)) for key in body["nodes"]]
    assert said == [
        "start (before ‘Work’)",
        "Work",
        "boundary event (on ‘Work’)",
        "start (in ‘Work’)",
        "end",
    ]


def test_what_did_not_change_is_not_told() -> None:
    assert tell(five_step(), five_step(), SECTIONS) == ()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("flow/nodes/accept/assignee", "步骤“受理”的处理人"),
        ("flow/edges/redo", "连线“redo”"),
        ("fields/result", "字段“处理结果”"),
        ("numbering", "编号"),
        ("fields/nowhere/unit", "字段“nowhere”的单位"),
    ],
)
def test_a_place_is_called_by_its_name(place: str, words: str) -> None:
    assert Speaker("zh", {}).line(place_name(FIVE_STEP, place)) == words


def test_a_place_is_found_by_keys() -> None:
    assert found_at(FIVE_STEP, "flow/edges/redo/target") == "execute"
    assert found_at(FIVE_STEP, "flow/edges/none/target") is None


def test_what_has_no_words_is_shown_by_its_own_name() -> None:
    assert Speaker("en", {}).say(Saying("member_brand_new")) == "brand_new"


class Names:
    async def of(self, tenant: UUID) -> frozenset[str]:
        assert tenant
        return ROLES

    async def names(self, tenant: UUID) -> dict[str, dict[str, str]]:
        assert tenant
        return NAMES


async def test_versions_and_the_draft_are_compared_as_asked(
    database: HouseDatabase, tenant: UUID
) -> None:
    desk = DefinitionDesk(database.app, (), Names(), Trail())
    comparing = Comparing(database.app, desk.sections, Names())
    by = By(tenant, Actor(ActorKind.PERSON, UUID(int=7)))
    await desk.publish_shipped(by)
    await desk.save_draft(by, "five_step", changed("numbering", "2-{n}"), seen=0)
    await desk.publish(by, "five_step", edition=1)
    await desk.save_draft(by, "five_step", changed("numbering", "3-{n}"), seen=0)
    fresh = json.dumps({**FIVE_STEP, "key": "fresh"}).encode()
    await desk.save_draft(by, "fresh", fresh, seen=0)

    async def told(key: str, before: str = "", after: str = "", *, drafts: bool = True) -> object:
        found = await comparing.compare(tenant, key, before, after, drafts=drafts)
        if isinstance(found, Refused):
            return found.code
        return (found.before, found.after, [part.part for part in found.parts])

    assert await told("five_step") == ("2", "draft", ["numbering"])
    assert await told("five_step", drafts=False) == ("2", "2", [])
    assert await told("five_step", "1", "2") == ("1", "2", ["numbering"])
    assert await told("five_step", "2", "1") == ("2", "1", ["numbering"])
    fresh_parts = ["title", "description", "numbering", "fields", "forms", "flow"]
    before, after, parts = await told("fresh")  # type: ignore[misc]
    assert (before, after, set(parts)) == ("0", "draft", set(fresh_parts))
    assert await told("five_step", "1", "draft", drafts=False) == "definition_draft_missing"
    assert await told("five_step", "9") == "definition_version_unknown"
    assert await told("none") == "definition_unknown"
