"""How urgent a text sounds on the first day, and what orders like it were given later."""

import pytest

from gongdan.engines.triage.urgency import reach_of, urgency_of, usual


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("机房冒烟，有糊味", 1),
        ("电梯困人", 1),
        ("Smoke in the server room", 1),
        ("二号线停机", 2),
        ("三楼漏水", 2),
        ("the pump has stopped", 2),
        ("不急，有空时看看", 4),
        ("not urgent: door squeaks", 4),
        ("没有起火，灯不亮", None),
        ("no fire, lamp is out", None),
        ("smoker's corner is dirty", None),
        ("不紧急", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_words_say_how_urgent_it_is_unless_they_are_denied(text: str, level: int | None) -> None:
    found = urgency_of(text)
    assert (found.level if found else None) == level


def test_the_reach_comes_from_its_own_words() -> None:
    found = reach_of("整层停电")
    assert found is not None
    assert (found.level, found.word) == (2, "整层")
    assert reach_of("the tap drips") is None


def test_a_habit_is_shared_by_most_of_at_least_a_few() -> None:
    found = usual([2, 2, 2, 3, 2])
    assert found is not None
    assert (found.level, found.times, found.of) == (2, 4, 5)
    assert usual([2, 2, 2, 2]) is None
    assert usual([1, 2, 3, 4, 2, 3]) is None
