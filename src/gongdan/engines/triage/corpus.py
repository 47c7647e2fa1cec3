"""Made-up orders, for the demo and for tests: faults x things x places x phrasing x noise.

Nobody wrote these texts: they come from the lists below and a seed, and say so wherever they
are shown. They are easier than life (each fault belongs to one category, synonyms are few), so
figures on them prove that something works, not how well it does on anybody's orders.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeVar

import numpy as np
from msgspec import Struct

Language = Literal["zh", "en"]
T = TypeVar("T")


class MadeUp(Struct, frozen=True):
    """One made-up order; `synthetic` is always true, and stays with it."""

    text: str
    label: str
    language: Language
    synthetic: bool = True


class _Words(Struct, frozen=True):
    things: tuple[str, ...]
    faults: tuple[str, ...]


_ZH: Final[Mapping[str, _Words]] = {
    "hvac": _Words(
        ("空调", "新风机", "风机盘管"), ("不制冷", "吹热风", "异响很大", "滴水", "开不了机")
    ),
    "electrical": _Words(
        ("插座", "配电箱", "照明灯"), ("没电了", "跳闸", "一直闪", "烧焦有糊味", "漏电")
    ),
    "plumbing": _Words(
        ("水管", "马桶", "洗手池"), ("漏水", "堵塞", "爆裂", "没有热水", "下水很慢")
    ),
    "elevator": _Words(
        ("电梯", "扶梯", "货梯"), ("困人", "停在半层", "门关不上", "抖动厉害", "按键失灵")
    ),
    "network": _Words(
        ("无线网络", "交换机", "网线"), ("连不上", "断断续续", "速度很慢", "掉线", "没有信号")
    ),
    "computer": _Words(
        ("电脑", "打印机", "显示器"), ("蓝屏", "卡纸", "无法登录", "黑屏", "死机重启")
    ),
    "machine": _Words(
        ("机床", "空压机", "传送带"), ("压力不足", "轴承发热", "停机报警", "漏油", "跑偏")
    ),
    "access": _Words(
        ("门禁", "闸机", "会议室门锁"), ("刷卡没反应", "打不开", "误报警", "识别不了人脸", "卡住")
    ),
}
_EN: Final[Mapping[str, _Words]] = {
    "hvac": _Words(
        ("air conditioner", "fan coil", "ventilation unit"),
        ("does not cool", "blows warm air", "is very noisy", "drips", "will not start"),
    ),
    "electrical": _Words(
        ("socket", "distribution board", "ceiling light"),
        ("has no power", "trips the breaker", "flickers", "smells burnt", "gives shocks"),
    ),
    "plumbing": _Words(
        ("pipe", "toilet", "wash basin"),
        ("leaks", "is blocked", "has burst", "has no hot water", "drains slowly"),
    ),
    "elevator": _Words(
        ("elevator", "escalator", "goods lift"),
        (
            "is stuck with people inside",
            "stops between floors",
            "does not close its doors",
            "shakes badly",
            "ignores its buttons",
        ),
    ),
    "network": _Words(
        ("wifi", "network switch", "network cable"),
        ("does not connect", "keeps dropping", "is very slow", "goes offline", "has no signal"),
    ),
    "computer": _Words(
        ("laptop", "printer", "monitor"),
        ("shows a blue screen", "jams paper", "refuses my login", "stays black", "freezes"),
    ),
    "machine": _Words(
        ("lathe", "air compressor", "conveyor belt"),
        (
            "has low pressure",
            "has a hot bearing",
            "stopped with an alarm",
            "leaks oil",
            "runs off its track",
        ),
    ),
    "access": _Words(
        ("badge reader", "turnstile", "door lock"),
        (
            "does not read cards",
            "will not open",
            "raises false alarms",
            "does not recognise faces",
            "is jammed",
        ),
    ),
}
_WORDS: Final[Mapping[Language, Mapping[str, _Words]]] = {"zh": _ZH, "en": _EN}
_PHRASINGS: Final[Mapping[Language, Sequence[str]]] = {
    "zh": (
        "{place}{thing}{fault}",
        "您好，{place}的{thing}{fault}，请尽快处理",
        "{thing}{fault}，位置在{place}，谢谢",
        "报修：{place} {thing} {fault}",
        "{place}那台{thing}又{fault}了，昨天就报过",
        "麻烦派人看看{place}，{thing}{fault}",
    ),
    "en": (
        "The {thing} {place} {fault}",
        "Hello, the {thing} {fault} {place}, please send somebody. Thanks",
        "{thing} {fault} - {place}",
        "Urgent: {thing} {place} {fault} since this morning",
        "Again the {thing} {fault}, I reported it yesterday ({place})",
        "could someone look at the {thing} {place}? it {fault}",
    ),
}
_PLACES: Final[Mapping[Language, Sequence[str]]] = {
    "zh": ("三楼会议室", "二号车间", "前台", "1号楼5层", "地下车库", "食堂后厨", "机房", "A座12楼"),
    "en": (
        "in room 304",
        "in hall 2",
        "at the front desk",
        "on the 5th floor",
        "in the garage",
        "in the kitchen",
        "in the server room",
        "in building B",
    ),
}
_NUMBERS: Final = ("AHU-03", "P-101", "KT-2023", "CNC-7", "SW-12")
_CODES: Final = ("E04", "F0012", "0x8007", "E-17")


def make(count: int, seed: int, languages: Sequence[Language] = ("zh", "en")) -> list[MadeUp]:
    """Return made-up orders; the same seed makes the same ones."""
    chance = np.random.default_rng(seed)
    return [_one(chance, _pick(chance, languages)) for _ in range(count)]


def _one(chance: np.random.Generator, language: Language) -> MadeUp:
    label = _pick(chance, sorted(_WORDS[language]))
    words = _WORDS[language][label]
    text = _pick(chance, _PHRASINGS[language]).format(
        place=_pick(chance, _PLACES[language]),
        thing=_pick(chance, words.things),
        fault=_pick(chance, words.faults),
    )
    return MadeUp(_with_noise(chance, text), label, language)


def _with_noise(chance: np.random.Generator, text: str) -> str:
    """Return a text as people send it: a number or code more, a letter less, no care for case."""
    kind = int(chance.integers(0, 8))
    if kind == 0:
        return f"{text} {_pick(chance, _NUMBERS)}"
    if kind == 1:
        return f"{text} ({_pick(chance, _CODES)})"
    if kind == 2:
        at = int(chance.integers(0, len(text)))
        return text[:at] + text[at + 1 :]
    if kind == 3:
        return text.upper()
    return text


def _pick(chance: np.random.Generator, among: Sequence[T]) -> T:
    return among[int(chance.integers(0, len(among)))]
