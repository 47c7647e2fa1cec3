"""Reasons as sentences, in Chinese and English: what a number means, never the number alone."""

from collections.abc import Mapping
from typing import Final

from gongdan.engines.matching.advising import MODEL, MOST_POINTS
from gongdan.rooms.dispatch.contract import Category, Weighed
from gongdan.rooms.dispatch.domain.alikes import Proposal
from gongdan.rooms.dispatch.domain.judging import Group

_ZH: Final = "zh"


def reasons_in_words(
    weighed: Weighed,
    category: Category | None,
    levels: Mapping[str, int],
    language: str,
    *,
    scorer: str,
) -> list[str]:
    """Return what speaks for and against a candidate, the telling facts first.

    `levels` are the candidate's own levels of the skills that the category asks for; `scorer` is
    the plugged-in model that had a word, if one had.
    """
    zh, facts = language == _ZH, weighed.facts
    said = [_record(facts, zh=zh), _load(facts, zh=zh)]
    if category is not None and category.skills:
        met = sum(levels.get(name, 0) >= level for name, level in category.skills.items())
        asked = len(category.skills)
        said.append(f"技能匹配 {met}/{asked}" if zh else f"skills {met} of {asked}")
    if "km" in facts:
        km, minutes = facts["km"], facts["minutes"]
        said.append(
            f"约 {km:.1f} km / {minutes:.0f} 分钟（估算）"
            if zh
            else f"about {km:.1f} km / {minutes:.0f} min (estimate)"
        )
    if facts.get("arrival", 1.0) < 0.995:
        part = round(100 * facts["arrival"])
        said.append(f"按时到达 {part} %" if zh else f"in time with {part} %")
    if MODEL in weighed.points:
        said.append(_model(scorer, weighed.points[MODEL], zh=zh))
    return [each for each in said if each]


def _record(facts: Mapping[str, float], *, zh: bool) -> str:
    tries = round(facts.get("tries", 0.0))
    rate = round(100 * facts.get("rate", 0.0))
    if not tries:
        return "同类工单尚无记录" if zh else "no record of this kind yet"
    if zh:
        return f"同类一次修复率 {rate} %（{tries} 单）"
    return f"first-time fix {rate} % ({tries} of this kind)"


def _load(facts: Mapping[str, float], *, zh: bool) -> str:
    pair = f"{facts.get('open', 0):.0f}/{facts.get('capacity', 0):.0f}"
    return f"负载 {pair}" if zh else f"load {pair}"


_NOTHING: Final = 0.05
"""Fewer points than this are told as none."""


def _model(scorer: str, points: float, *, zh: bool) -> str:
    if points < _NOTHING:
        return f"外接模型 {scorer} 不加分" if zh else f"model {scorer} adds nothing"
    if zh:
        return f"外接模型 {scorer} 加 {points:.1f} 分（最多 {MOST_POINTS:.0f} 分）"
    return f"model {scorer} adds {points:.1f} of {MOST_POINTS:.0f} points"


_RULES: Final[Mapping[str, tuple[str, str]]] = {
    "off_shift": ("不在班或缺勤", "not on shift, or away"),
    "excluded": ("此单已排除", "excluded from this order"),
    "not_named": ("不在指定人选中", "not among those named"),
    "territory": ("不负责这个部门的区域", "does not work in this unit's territory"),
    "skill": (
        "技能或等级不够，或证书已过期",
        "lacks a skill or its level, or a certificate ran out",
    ),
    "full": ("在手工单已满", "has as many orders as they may have"),
    "shift_ends": ("下班前做不完", "cannot finish before the shift ends"),
}
_HELPS: Final[Mapping[str, tuple[str, str]]] = {
    "off_shift": ("等下一个班次，或请人加班", "wait for the next shift, or ask somebody to stay"),
    "territory": ("给他们增加这个区域", "add this territory to what they cover"),
    "skill": (
        "核对类别要求的技能，或登记新取得的技能",
        "check the skills asked for, or record new ones",
    ),
    "full": ("转出几张工单，或提高上限", "hand on some orders, or raise the limit"),
    "shift_ends": ("改到明天，或请人加班", "put it off until tomorrow, or ask somebody to stay"),
}


_TERMS: Final[Mapping[str, tuple[str, str]]] = {
    "skill": ("技能", "skill"),
    "travel": ("路程", "way"),
    "load": ("负载", "load"),
    "history": ("同类记录", "record"),
    "deadline": ("按时", "in time"),
    "fairness": ("均衡", "fair share"),
    "standing": ("单位权重", "employer's weight"),
    MODEL: ("外接模型", "plugged-in model"),
}
_TELLING: Final = 0.5
"""A difference of fewer points tells nothing."""
_MOST_TERMS: Final = 3


def compared_in_words(other: Weighed, chosen: Weighed | None, language: str) -> str:
    """Return by which reasons somebody was behind who was chosen, those that tell most first."""
    if chosen is None or not chosen.points:
        return ""
    gaps = {name: other.points.get(name, 0.0) - chosen.points.get(name, 0.0) for name in _TERMS}
    behind = sorted((gap, name) for name, gap in gaps.items() if gap <= -_TELLING)
    said = [f"{_of(_TERMS, name, language)} −{-gap:.1f}" for gap, name in behind[:_MOST_TERMS]]
    return ("、" if language == _ZH else ", ").join(said)


def urgency_in_words(wanted: Proposal, language: str) -> str:
    """Return why an urgency is proposed."""
    zh = language == _ZH
    if wanted.word:
        return f"描述里提到“{wanted.word}”" if zh else f"the text says “{wanted.word}”"
    if zh:
        return f"{wanted.of} 张类似工单中有 {wanted.times} 张是这个紧急程度"
    return f"{wanted.times} of {wanted.of} similar orders had this urgency"


def rule_in_words(rule: str, language: str) -> str:
    """Return why somebody can't be given an order."""
    return _of(_RULES, rule, language)


def help_in_words(rule: str, count: int, language: str) -> str:
    """Return what would make it possible for the people whom a rule bars ("": nothing)."""
    what = _of(_HELPS, rule, language)
    if not what:
        return ""
    why = rule_in_words(rule, language)
    if language == _ZH:
        return f"{count} 人{why}：{what}"
    return f"{count} {'person' if count == 1 else 'people'} ({why}): {what}"


def harmed_in_words(group: Group | None, language: str) -> str:
    """Return who would pay for a challenger; None stands for people who would get most work."""
    zh = language == _ZH
    if group is None:
        return "工作会更集中在少数人身上" if zh else "work would fall on fewer people"
    what, which = _WHAT[group.what][0 if zh else 1], group.key
    if group.by == "priority":
        return f"优先级 {which} 的{what}" if zh else f"{what} of priority {which}"
    return f"一个部门的{what}" if zh else f"{what} of one unit"


def loses_in_words(category: str, language: str) -> str:
    """Return who would pay for a new triage model: a category by name, or precision ("")."""
    zh = language == _ZH
    if not category:
        return "自动派发的准确率" if zh else "how often routed orders are right"
    return f"“{category}”的判断" if zh else f"orders about {category}"


def itself_in_words(why: str, language: str) -> str:
    """Return why a model moved by itself ("": nothing to be said)."""
    return _of(_ITSELF, why, language)


_ITSELF: Final[Mapping[str, tuple[str, str]]] = {
    "first": (
        "第一个学出来的模型，未经试用：此前只有类别名称和示例",
        "the first that was learned, without a trial: before it there were names and examples only",
    ),
    "newer": ("有了用更新工单学出的一版", "a newer one was learned from more orders"),
    "better": ("人工确定的工单证明它更准", "orders that people decided proved it better"),
    "worse": ("人工确定的工单证明它更差", "orders that people decided proved it worse"),
    "no_gain": ("60 天里没能证明它更准", "in 60 days nothing proved it better"),
}
_WHAT: Final[Mapping[str, tuple[str, str]]] = {
    "fix": ("首次修复率", "first-time fix"),
    "time": ("按时完成率", "work done in time"),
}


def _of(texts: Mapping[str, tuple[str, str]], key: str, language: str) -> str:
    return texts.get(key, ("", ""))[0 if language == _ZH else 1]
