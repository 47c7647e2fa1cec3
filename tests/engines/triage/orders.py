"""A handful of made-up orders in two languages, for tests."""

from itertools import product

FAULTS = {
    "cooling": [
        "空调不制冷",
        "空调漏水",
        "the air conditioner does not cool",
        "cold air is missing",
    ],
    "power": ["插座没电", "跳闸停电", "the socket has no power", "a fuse has blown"],
    "water": ["水管破裂", "马桶堵塞", "a pipe has burst", "the toilet is blocked"],
}
PLACES = ["三楼会议室", "二号车间", "前台", "in the meeting room", "in hall 2", "at the front desk"]
WISHES = ["请尽快处理", "please come today", ""]


def sample() -> tuple[list[str], list[str]]:
    """Return 216 texts with their labels, shuffled in a fixed way."""
    rows = [
        (f"{place} {fault} {wish}".strip(), label)
        for label, faults in FAULTS.items()
        for place, fault, wish in product(PLACES, faults, WISHES)
    ]
    rows.sort(key=lambda row: hash_of(row[0]))
    return [text for text, _ in rows], [label for _, label in rows]


def hash_of(text: str) -> int:
    return sum((at + 7) * ord(letter) * 2_654_435_761 for at, letter in enumerate(text)) % 65_521
