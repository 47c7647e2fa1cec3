"""What stays true of grams, whatever is read."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.engines.triage.grams import BLOCK, BUCKETS, USUAL, Reading, count_grams
from gongdan.engines.triage.scripts import LIMIT, plain
from gongdan.engines.triage.vocabulary import learn_vocabulary, read, weigh
from tests.examples import tries

ANY_TEXT = st.text(max_size=60)
WORDS_ONLY = Reading(pieces=False)


def of(text: str, *, pieces: bool = True) -> dict[int, float]:
    row = count_grams([text], Reading(pieces=pieces))
    return dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))


@given(st.lists(ANY_TEXT, max_size=6))
@settings(max_examples=tries(60))
def test_texts_read_together_are_read_as_if_alone(texts: list[str]) -> None:
    together = count_grams(texts, USUAL)
    assert together.shape == (len(texts), BUCKETS)
    for row, text in enumerate(texts):
        alone = count_grams([text], USUAL)
        assert (together[row] != alone).nnz == 0


def test_grams_are_the_same_in_every_process() -> None:
    text = "Pump P-101 leaks 泵漏水 насос"
    code = (
        "import hashlib; from gongdan.engines.triage.grams import count_grams;"
        f"print(hashlib.sha256(count_grams([{text!r}]).indices.tobytes()).hexdigest())"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    here = count_grams([text], USUAL).indices.tobytes()
    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()
    assert here == count_grams([text], USUAL).indices.tobytes()


def test_words_and_pairs_are_counted_without_a_piece_of_them() -> None:
    assert sorted(of("door door opens", pieces=False).values()) == [1, 1, 1, 2]
    assert all(bucket < BLOCK for bucket in of("door door opens", pieces=False))


def test_chinese_is_read_by_runs_of_characters() -> None:
    assert len(of("空调漏水", pieces=False)) == 4 + 3 + 2
    assert all(bucket >= BLOCK for bucket in of("空调漏水"))


def test_the_opening_of_a_text_is_read_once_more_in_a_block_of_its_own() -> None:
    long = "Badge lost at gate seven " + "please help me " * 20
    counted = count_grams([long, "空调漏水" * 10, ""], Reading(pieces=False, opening=True))
    opens = [counted[row].indices[counted[row].indices >= 2 * BLOCK] for row in range(3)]
    words = of(
        " ".join(long.split()[:12]), pieces=False
    )  # the twelfth begins before the 60th letter
    assert set(opens[0]) == {bucket + 2 * BLOCK for bucket in words}
    assert len(opens[1]) == 4 + 4 + 4
    assert not len(opens[2])
    assert count_grams([long], WORDS_ONLY).indices.max() < 2 * BLOCK


def test_a_change_of_script_parts_words() -> None:
    mixed = of("PLC故障", pieces=False)
    assert set(of("plc", pieces=False)) <= set(mixed)
    assert set(of("故障", pieces=False)) <= set(mixed)


@pytest.mark.parametrize("text", ["", " \n\t", "\0\0", "!!!", "<br/>"])
def test_what_says_nothing_has_no_grams(text: str) -> None:
    assert of(text) == {}


def test_spelling_and_markup_make_no_difference() -> None:
    assert plain("ＡＢＣ <b>Straße</b>") == "abc  strasse "
    assert of("<script>alert</script> PUMP") == of("alert pump")


def test_a_megabyte_is_read_in_its_beginning_only() -> None:
    assert len(plain("x" * 1_000_000)) == LIMIT
    assert len(plain("ﷺ" * 1_000_000)) == LIMIT
    assert plain("<" * 1_000_000) == "<" * LIMIT


def test_lone_surrogates_do_no_harm() -> None:
    assert of("\ud800 door")


@given(st.lists(st.text("ab 泵水", max_size=30), min_size=2, max_size=8))
@settings(max_examples=tries(60))
def test_each_block_of_a_weighted_text_has_length_one_or_nothing(texts: list[str]) -> None:
    counts = count_grams(texts, USUAL)
    known = learn_vocabulary(counts, USUAL, at_most=1_000)
    squares = weigh(counts, known).power(2)
    upper = np.append(known.buckets >= BLOCK, np.zeros(squares.shape[1] - known.size, bool))
    for block in (squares[:, upper], squares[:, ~upper]):
        lengths = np.asarray(block.sum(axis=1)).ravel()
        assert np.all(np.isclose(lengths, 1, atol=1e-5) | (lengths == 0))


def test_unknown_grams_stand_in_fresh_columns_and_change_no_other() -> None:
    counts = count_grams(["door opens", "door shuts"], WORDS_ONLY)
    known = learn_vocabulary(counts, WORDS_ONLY, at_most=1_000)
    plainly = read(["door zebra"], known)
    freshly = read(["door zebra"], known, fresh=True)
    assert plainly.nnz == 1
    assert freshly.nnz == 3
    assert freshly[0, plainly.indices[0]] == plainly.data[0]


def test_only_the_most_frequent_grams_are_kept_where_there_are_too_many() -> None:
    counts = count_grams(["door opens", "door shuts", "door"], WORDS_ONLY)
    known = learn_vocabulary(counts, WORDS_ONLY, at_most=1)
    assert known.buckets.tolist() == list(of("door", pieces=False))
