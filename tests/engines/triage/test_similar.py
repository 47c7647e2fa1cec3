"""Orders like this one are found, near-duplicates are told apart from them."""

import numpy as np

from gongdan.engines.triage.gists import counts_of, gist, likeness
from gongdan.engines.triage.model import Model
from gongdan.engines.triage.similar import (
    build,
    build_counted,
    extend,
    find,
    find_all,
    find_counted,
)
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


def test_gists_find_what_texts_find_and_hold_no_word() -> None:
    gists = [gist(each) for each in TEXTS]
    by_gist = find_counted(build_counted(counts_of(gists)), counts_of(gists[:20]), 3)
    assert by_gist == find_all(build(TEXTS), TEXTS[:20], 3)
    assert all("空调".encode(code) not in gist("空调 空调") for code in ("utf-8", "utf-16-le"))


def test_an_index_that_grew_finds_its_new_texts() -> None:
    half = len(TEXTS) // 2
    index = build_counted(counts_of([gist(each) for each in TEXTS[:half]]))
    grown = extend(index, counts_of([gist(each) for each in TEXTS[half:]]))
    for text in TEXTS[half::15]:
        first = find_counted(grown, counts_of([gist(text)]), 1)[0][0]
        assert TEXTS[first.number] == text
    assert len(grown.labels) == len(TEXTS)


def test_a_device_s_number_tells_two_orders_apart_gram_by_gram() -> None:
    one, other = gist("空压机 P-101 压力不足"), gist("空压机 P-204 压力不足")
    assert likeness(one, one) == 1
    assert likeness(one, other) < 0.8
    assert likeness(gist(""), gist("")) == 0
