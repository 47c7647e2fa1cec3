"""Devices, error codes and places are found where they stand, known ones with their id."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.engines.triage.entities import MOST, Entity, Gazetteer, by_kind, entities
from tests.examples import tries

KNOWN = Gazetteer(
    [
        ("device", "AHU-03", "asset-1"),
        ("device", "AHU-03-B", "asset-2"),
        ("place", "三楼会议室", "place-1"),
        ("place", "会议室", "place-2"),
        ("place", "Pump Hall", "place-3"),
        ("place", "x", "too short"),
    ]
)


def named(text: str, known: Gazetteer | None = None) -> list[tuple[str, str]]:
    found = entities(text, known) if known else entities(text)
    return [(each.kind, each.text) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pump P-101 shows error E04", [("device", "P-101"), ("error_code", "E04")]),
        ("Windows stop code 0x80070005", [("error_code", "0x80070005")]),
        ("变频器报警代码 F0012，请处理", [("error_code", "F0012")]),
        ("故障码：102", [("error_code", "102")]),
        ("2号电梯停在3楼", [("device", "2号电梯"), ("place", "3楼")]),
        ("3号楼二层漏水", [("place", "3号楼二层")]),
        ("A座12层1203室跳闸", [("place", "A座12层1203室")]),
        ("leak in Room 304, 2nd floor", [("place", "Room 304"), ("place", "2nd floor")]),
        ("设备ＫＴ－２０２３异响", [("device", "ＫＴ－２０２３")]),
        ("nothing is named here 没有什么", []),
    ],
)
def test_numbers_that_nobody_registered_are_found(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("ahu 03 is loud", "asset-1"),
        ("AHU-03-B is loud", "asset-2"),
        ("ａｈｕ０３异响", "asset-1"),
        ("三楼 会议室空调不制冷", "place-1"),
        ("大会议室灯坏了", "place-2"),
        ("water in the pump hall", "place-3"),
    ],
)
def test_a_known_name_is_found_however_it_is_written(text: str, known: str) -> None:
    assert [each.known for each in entities(text, KNOWN)] == [known]


def test_a_known_name_within_another_word_is_none() -> None:
    assert [each.known for each in entities("bahu-03 and AHU-031", KNOWN)] == [None, None]


def test_what_is_found_is_sorted_out_by_kind() -> None:
    sorted_out = by_kind(entities("P-101 error E04 in room 7"))
    assert {kind: [each.text for each in found] for kind, found in sorted_out.items()} == {
        "device": ["P-101"],
        "error_code": ["E04"],
        "place": ["room 7"],
    }


@given(st.text("aP-1 0三楼号室电梯errorE:#İ", max_size=60))
@settings(max_examples=tries(150))
def test_each_entity_stands_where_it_says_and_none_overlaps(text: str) -> None:
    end = 0
    for each in entities(text, KNOWN):
        assert isinstance(each, Entity)
        assert text[each.start : each.end] == each.text
        assert each.start >= end
        end = each.end


@pytest.mark.parametrize("text", ["", "a1-" * 300_000, "error" * 200_000, "3号" * 400_000])
def test_long_and_hostile_texts_end(text: str) -> None:
    assert len(entities(text, KNOWN)) <= MOST
