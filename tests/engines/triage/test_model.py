"""A model answers whatever it is asked, refuses what it can't learn, and repeats itself."""

from collections.abc import Callable

import msgspec
import numpy as np
import pytest

from gongdan.engines.triage.evaluation import measure, precision_at
from gongdan.engines.triage.lessons import Lessons
from gongdan.engines.triage.model import OUT_OF_SCOPE, Model, judge, margins_of, suggest
from gongdan.engines.triage.storing import MAGIC, Unreadable, load, store
from gongdan.engines.triage.training import CannotLearn, Demands, train
from tests.engines.triage.orders import sample

TEXTS, LABELS = sample()


def learned(texts: list[str] = TEXTS, labels: list[str] = LABELS, **asked: float) -> Model:
    model = train(texts, labels, Demands(**asked))
    assert isinstance(model, Model)
    return model


@pytest.fixture(scope="module")
def model() -> Model:
    return learned()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("四楼 空调坏了 不制冷", "cooling"),
        ("the socket in room 12 is dead, no power", "power"),
        ("马桶 is blocked again", "water"),
    ],
)
def test_new_texts_in_either_language_or_both_are_understood(
    model: Model, text: str, label: str
) -> None:
    assert suggest(model, text).label == label


def test_what_was_learned_is_good_and_known_to_be(model: Model) -> None:
    figures = measure(model, TEXTS, LABELS)
    assert figures.accuracy is not None
    assert figures.accuracy > 0.95
    assert figures.coverage > 0.5
    assert figures.precision is not None
    assert figures.precision > 0.95


@pytest.mark.parametrize("text", ["", "   ", "\0", "!!! ???", "<script>alert(1)</script>"])
def test_what_says_nothing_is_never_routed(model: Model, text: str) -> None:
    said = suggest(model, text)
    assert said.verdict in {"unsure", "out_of_scope"}
    assert said.confidence < 0.5


def test_a_megabyte_of_noise_is_answered(model: Model) -> None:
    assert suggest(model, "qzx 龘龘 " * 150_000).verdict in {"unsure", "out_of_scope"}


def test_a_foreign_language_is_out_of_scope(model: Model) -> None:
    assert suggest(model, "когда отправляется следующий поезд").verdict == "out_of_scope"


def test_examples_that_belong_nowhere_teach_refusal() -> None:
    noise = [f"what is the weather on day {day} 今天天气 {day}" for day in range(30)]
    model = learned([*TEXTS, *noise], [*LABELS, *[OUT_OF_SCOPE] * 30])
    assert suggest(model, "what is the weather on day 99").verdict == "out_of_scope"
    figures = measure(model, ["what is the weather 今天天气"], [OUT_OF_SCOPE])
    assert (figures.out_of_scope_recall, figures.accuracy) == (1.0, None)


def test_a_label_that_was_never_taught_counts_as_out_of_scope(model: Model) -> None:
    figures = measure(model, [*TEXTS[:5], "zebra"], [*LABELS[:5], "animals"])
    assert (figures.in_scope_rows, figures.rows) == (5, 6)
    assert figures.out_of_scope_recall is not None


@pytest.mark.parametrize(
    ("texts", "labels", "reason"),
    [
        ([], [], "no_text"),
        (["", " "], ["a", "b"], "no_text"),
        (["door", "window"], ["a", "a"], "one_label"),
        (["door"] * 2_001, [str(each) for each in range(2_001)], "too_many_labels"),
    ],
)
def test_what_teaches_nothing_is_refused(texts: list[str], labels: list[str], reason: str) -> None:
    assert train(texts, labels) == CannotLearn(reason)


def test_two_orders_give_a_model_that_knows_its_limits() -> None:
    said = suggest(learned(["door stuck", "pipe burst"], ["door", "pipe"]), "door stuck")
    assert said.label == "door"
    assert said.verdict != "route"


def test_the_same_seed_gives_the_same_model_and_bytes() -> None:
    assert store(learned(seed=3)) == store(learned(seed=3))


def test_the_order_of_the_rows_makes_no_difference() -> None:
    turned = learned(TEXTS[::-1], LABELS[::-1])
    assert store(turned) == store(learned())


def test_equal_texts_with_contrary_labels_flatter_nobody() -> None:
    twice = learned([*TEXTS, *TEXTS], [*LABELS, *LABELS[1:], LABELS[0]])
    assert measure(twice, TEXTS, LABELS).coverage < 0.5


def test_a_model_that_would_read_without_end_is_refused(model: Model) -> None:
    reading = msgspec.structs.replace(model.known.reading, runs=1 << 30)
    known = msgspec.structs.replace(model.known, reading=reading)
    assert load(store(msgspec.structs.replace(model, known=known))) == Unreadable("inconsistent")


def test_a_stored_model_comes_back_and_answers_alike(model: Model) -> None:
    back = load(store(model))
    assert isinstance(back, Model)
    assert store(back) == store(model)
    assert np.array_equal(judge(back, TEXTS).best, judge(model, TEXTS).best)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (lambda _: b"", "not_a_model"),
        (lambda _: b"\x80\x04pickle", "not_a_model"),
        (lambda kept: kept[:-1], "damaged"),
        (lambda kept: kept[:90] + bytes([kept[90] ^ 1]) + kept[91:], "damaged"),
        (lambda _: MAGIC + bytes(32), "damaged"),
    ],
)
def test_bytes_that_are_no_model_are_refused(
    model: Model, broken: Callable[[bytes], bytes], reason: str
) -> None:
    assert load(broken(store(model))) == Unreadable(reason)


def test_arrays_that_do_not_fit_each_other_are_refused(model: Model) -> None:
    wrong = msgspec.structs.replace(model, labels=(*model.labels, "one more"))
    assert load(store(wrong)) == Unreadable("inconsistent")


def test_a_lesson_moves_its_label_up_and_no_other() -> None:
    model = learned()
    text = "三楼会议室 门禁坏了 badge reader is dead"
    before, _ = margins_of(model, [text])
    lessons = Lessons(model)
    lessons.learn(text, "power")
    after, _ = margins_of(lessons.model, [text])
    up = model.labels.index("power")
    assert after[0, up] >= before[0, up]
    assert all(after[0, at] <= before[0, at] for at in range(len(model.labels)) if at != up)
    assert np.array_equal(margins_of(model, [text])[0], before)


def test_lessons_teach_a_label_that_was_unknown() -> None:
    lessons = Lessons(learned())
    for number in range(12):
        lessons.learn(f"badge reader {number} is dead 门禁坏了", "access")
    assert suggest(lessons.model, "the badge reader is dead 门禁").label == "access"
    assert load(store(lessons.model)) != Unreadable("inconsistent")


def test_lessons_from_empty_texts_change_nothing() -> None:
    model = learned()
    lessons = Lessons(model)
    lessons.learn("", "power")
    assert store(lessons.model) == store(model)


def test_precision_counts_the_share_of_right_ones() -> None:
    assert precision_at([[True, False], [True, True]], 2) == 0.75
    assert precision_at([], 5) is None
