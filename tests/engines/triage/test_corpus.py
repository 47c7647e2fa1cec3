"""Made-up orders say so, repeat themselves by their seed, and can be learned."""

import pytest

from gongdan.engines.triage.corpus import Language, MadeUp, make
from gongdan.engines.triage.evaluation import measure
from gongdan.engines.triage.model import Model
from gongdan.engines.triage.training import train


def test_the_same_seed_makes_the_same_orders_and_another_one_others() -> None:
    assert make(50, 7) == make(50, 7)
    assert make(50, 7) != make(50, 8)


def test_all_categories_and_languages_occur_and_each_order_says_it_is_synthetic() -> None:
    made = make(400, 1)
    assert len({each.label for each in made}) == 8
    assert {each.language for each in made} == {"zh", "en"}
    assert all(each.synthetic and each.text for each in made)


def split(made: list[MadeUp]) -> tuple[list[str], list[str]]:
    return [each.text for each in made], [each.label for each in made]


@pytest.mark.parametrize("languages", [("zh",), ("en",), ("zh", "en")])
def test_three_hundred_orders_of_one_tenant_teach_enough_to_route(
    languages: tuple[Language, ...],
) -> None:
    model = train(*split(make(300, 2, languages)))
    assert isinstance(model, Model)
    figures = measure(model, *split(make(500, 3, languages)))
    assert figures.accuracy is not None
    assert figures.accuracy > 0.9
    assert figures.precision is not None
    assert figures.precision >= 0.96
    assert figures.coverage > 0.5
