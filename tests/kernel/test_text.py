"""Text hygiene and search tokens: examples from real forms, and laws for any text at all."""

import doctest
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.kernel import text as text_module
from gongdan.kernel.text import (
    Misplaced,
    TextFault,
    clean_identifier,
    clean_line,
    clean_text,
    clean_tree,
    index_tokens,
    near_pairs,
    query_tokens,
)

any_text = st.text(st.characters(), max_size=80)
han = st.text(st.sampled_from("水泵漏压力表三号机组々〇龍𠮷"), min_size=1, max_size=12)
CLEANERS = (clean_text, clean_line, clean_identifier)


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(text_module).failed == 0


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("broken \ud83d half of a pair", TextFault.LONE_SURROGATE),
        ("nul\x00", TextFault.CONTROL_CHARACTER),
        ("escape \x1b[31m", TextFault.CONTROL_CHARACTER),
        ("c1 \x9b", TextFault.CONTROL_CHARACTER),
        ("not a character \uffff", TextFault.CONTROL_CHARACTER),
        ("invoice\u202egpj.exe", TextFault.BIDI_OVERRIDE),
        ("isolate \u2066x\u2069", TextFault.BIDI_OVERRIDE),
        ("x" * 101, TextFault.TOO_LONG),
        ("\u1e69" * 101, TextFault.TOO_LONG),
    ],
)
def test_what_could_harm_a_reader_is_named_and_refused(raw: str, fault: TextFault) -> None:
    assert [clean(raw, limit=100) for clean in CLEANERS] == [fault] * 3


def test_a_text_keeps_its_lines_and_its_tabs() -> None:
    assert clean_text(" 一\r\n二\r三\u2028四\t五 ", limit=20) == "一\n二\n三\n四\t五"


def test_a_line_becomes_one_line() -> None:
    assert clean_line(" 3号楼\r\n\t 泵房\u3000东 ", limit=20) == "3号楼 泵房 东"


def test_length_is_counted_in_code_points_of_the_composed_text() -> None:
    assert clean_line("e\u0301" * 10, limit=10) == "\u00e9" * 10
    assert clean_line("👷🏽" * 5, limit=10) == "👷🏽" * 5
    assert clean_line("👷🏽" * 5, limit=9) is TextFault.TOO_LONG


def test_joiners_of_emoji_and_of_persian_stay_in_a_text() -> None:
    assert clean_line("👩\u200d🔧 می\u200cخواهم", limit=20) == "👩\u200d🔧 می\u200cخواهم"


def test_an_identifier_typed_full_width_with_hidden_characters_is_the_plain_one() -> None:
    assert clean_identifier("\ufeffＰ\u200b－１０１\u00ad ａ", limit=20) == "P-101 a"


def test_an_identifier_of_nothing_visible_is_empty() -> None:
    assert clean_identifier("\u200b \ufeff", limit=20) is TextFault.EMPTY


@given(any_text)
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    for clean in CLEANERS:
        once = clean(raw, limit=2000)
        if not isinstance(once, TextFault):
            assert clean(once, limit=2000) == once


@given(any_text)
def test_what_is_clean_can_be_stored_composed_and_seen(raw: str) -> None:
    for clean in CLEANERS:
        text = clean(raw, limit=2000)
        if not isinstance(text, TextFault):
            assert text.encode().decode() == text == unicodedata.normalize("NFC", text)
            assert "\x00" not in text
            assert "\u202e" not in text


@given(any_text, st.integers(0, 40))
def test_no_clean_text_is_longer_than_its_limit(raw: str, limit: int) -> None:
    for clean in CLEANERS:
        text = clean(raw, limit=limit)
        assert isinstance(text, TextFault) or len(text) <= limit


def test_a_tree_is_cleaned_throughout_and_numbers_stay() -> None:
    tree = {"a": [" x ", 1, None, True], "b": {"c": "e\u0301"}}
    assert clean_tree(tree, limit=9) == {"a": ["x", 1, None, True], "b": {"c": "\u00e9"}}


@pytest.mark.parametrize(
    ("tree", "pointer"),
    [
        ({"a/b": ["x", {"~": "\x00"}]}, "/a~1b/1/~0"),
        (["x", "\ud800"], "/1"),
        ({"a": {"na\x00me": 1}}, "/a"),
        ("y" * 10, ""),
    ],
)
def test_a_fault_in_a_tree_says_where(tree: text_module.Tree, pointer: str) -> None:
    found = clean_tree(tree, limit=9)
    assert isinstance(found, Misplaced)
    assert found.pointer == pointer


@given(han, han, st.data())
def test_any_part_of_a_chinese_run_finds_it(before: str, after: str, data: st.DataObject) -> None:
    run = before + after
    start = data.draw(st.integers(0, len(run) - 1))
    part = run[start : data.draw(st.integers(start + 1, len(run)))]
    held = index_tokens(f"WO-17 {run}, done")
    *whole, last = query_tokens(part)
    assert set(whole) <= set(held)
    assert any(token.startswith(last) for token in held)


@given(st.lists(any_text, min_size=1, max_size=4))
def test_a_row_is_found_by_each_of_its_words(parts: list[str]) -> None:
    held = index_tokens(" ".join(parts))
    for part in parts:
        assert set(query_tokens(part)) <= {t[:n] for t in held for n in range(1, len(t) + 1)}


@given(any_text)
def test_tokens_are_short_each_once_and_without_white_space(raw: str) -> None:
    tokens = index_tokens(raw)
    assert len(set(tokens)) == len(tokens)
    assert all(0 < len(token) <= text_module.TOKEN_LIMIT for token in tokens)
    assert not any(char.isspace() for token in tokens for char in token)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Straße 9", "STRASSE"),
        ("Café Ｐ１０１", "cafe p101"),
        ("İstanbul", "istanbul"),
        ("ﬁlter ⑫", "filter 12"),
        ("WO-2026-000123", "2026 000123"),
        ("ｱｲｽ", "アイス"),
    ],
)
def test_ways_of_writing_the_same_word_meet(written: str, typed: str) -> None:
    held = set(index_tokens(written))
    assert set(query_tokens(typed)) <= {t[:n] for t in held for n in range(1, len(t) + 1)}


def test_plain_words_are_not_found_by_half_a_chinese_character_pair() -> None:
    assert not set(query_tokens("泵水")) & set(index_tokens("水泵"))


@given(
    st.text("水泵振动异常打印机卡纸", min_size=5, max_size=9),
    st.sampled_from(["wrong", "missing", "too many"]),
    st.data(),
)
def test_a_run_with_one_mistake_meets_every_pair(
    word: str, fault: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    before, after = word[:at], word[at if fault == "too many" else at + 1 :]
    typed = before + ("" if fault == "missing" else "门") + after
    held = set(index_tokens(word))
    assert all(held & set(pair) for pair in near_pairs(typed))


def test_short_and_endless_runs_forgive_nothing() -> None:
    assert near_pairs("水泵坏") == ()
    assert near_pairs("水泵振动异常" * 5) == ()
    assert near_pairs("pump 7") == ()
