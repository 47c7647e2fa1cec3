"""On the first day categories are known by their words, and the first orders teach more."""

import pytest

from gongdan.engines.triage.lessons import Lessons
from gongdan.engines.triage.model import Model, suggest
from gongdan.engines.triage.starting import Category, start
from gongdan.engines.triage.training import CannotLearn

CATEGORIES = [
    Category("cooling", ("空调", "制冷", "air conditioning", "air conditioner", "cooling")),
    Category("power", ("电力", "停电", "插座", "power supply", "socket")),
    Category("water", ("给排水", "漏水", "水管", "plumbing", "pipe", "toilet")),
]


@pytest.fixture(scope="module")
def model() -> Model:
    found = start(CATEGORIES)
    assert isinstance(found, Model)
    return found


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("会议室的空调坏了", "cooling"),
        ("the air conditioners are loud", "cooling"),
        ("茶水间水管爆了", "water"),
        ("two sockets are dead", "power"),
    ],
)
def test_the_first_order_is_understood_and_marked_as_such(
    model: Model, text: str, label: str
) -> None:
    said = suggest(model, text)
    assert (said.label, said.verdict, said.origin) == (label, "suggest", "words")


def test_words_alone_never_route_and_strange_texts_are_unsure(model: Model) -> None:
    for category in CATEGORIES:
        for phrase in category.phrases:
            assert suggest(model, phrase).verdict != "route"
    for text in ("", "qwertz", "预约参观"):
        assert suggest(model, text).verdict in {"unsure", "out_of_scope"}


def test_the_first_closed_orders_teach_what_no_name_said(model: Model) -> None:
    lessons = Lessons(model)
    for number in range(10):
        lessons.learn(f"{number}号机房温度过高", "cooling")
    assert suggest(lessons.model, "机房温度过高").label == "cooling"


@pytest.mark.parametrize(
    ("categories", "reason"),
    [
        ([], "no_text"),
        ([Category("a", ()), Category("b", (" ",))], "no_text"),
        ([Category("a", ("door",))], "one_label"),
        ([Category(str(each), ("door",)) for each in range(2_001)], "too_many_labels"),
    ],
)
def test_categories_that_say_nothing_are_refused(categories: list[Category], reason: str) -> None:
    assert start(categories) == CannotLearn(reason)


def test_a_category_without_words_keeps_its_place() -> None:
    found = start([*CATEGORIES, Category("other", ())])
    assert isinstance(found, Model)
    assert "other" in found.labels
