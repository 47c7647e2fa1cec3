"""Orders like this one are found, near-duplicates are told apart from them."""

import numpy as np

from gongdan.engines.triage.model import Model
from gongdan.engines.triage.similar import build, find, find_all
from gongdan.engines.triage.training import train
from tests.engines.triage.orders import sample

TEXTS, LABELS = sample()


def test_a_text_finds_itself_first_as_a_near_duplicate() -> None:
    index = build(TEXTS)
    for number in range(0, len(TEXTS), 20):
        first = find(index, TEXTS[number])[0]
        assert TEXTS[first.number] == TEXTS[number]
        assert first.duplicate


def test_alike_is_not_a_duplicate() -> None:
    found = find(build(TEXTS), "四楼 空调 漏水了")
    assert LABELS[found[0].number] == "cooling"
    assert not found[0].duplicate


def test_found_texts_come_best_first_in_any_company() -> None:
    index = build(TEXTS)
    together = find_all(index, TEXTS[:10], 3)
    assert [find(index, text, 3) for text in TEXTS[:10]] == together
    for matches in together:
        assert list(matches) == sorted(matches, key=lambda each: (-each.score, each.number))


def test_with_labels_the_kind_counts_beside_the_words() -> None:
    model = train(TEXTS, LABELS)
    assert isinstance(model, Model)
    index = build(TEXTS, LABELS, model)
    asked = ["会议室 停电", "pipe burst in hall 2", "no cold air at the front desk"]
    found = find_all(index, asked)
    share = np.mean(
        [[LABELS[each.number] for each in row] == [LABELS[row[0].number]] * 5 for row in found]
    )
    assert share == 1
    assert [LABELS[row[0].number] for row in found] == ["power", "water", "cooling"]


def test_nothing_to_find_and_nothing_asked_are_answered() -> None:
    assert find(build([]), "door") == []
    assert find(build([""]), "")[0].cosine == 0
    assert find_all(build(TEXTS), []) == []
