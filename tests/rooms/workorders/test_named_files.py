"""Which files an answer names: a sealed list comes as its JSON, and other texts name none."""

from uuid import UUID

import msgspec
import pytest

from gongdan.rooms.workorders.domain.named_files import files_in

ONE, TWO = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        (str(ONE), [ONE]),
        ([str(ONE), str(TWO)], [ONE, TWO]),
        (msgspec.json.encode([str(ONE), str(TWO)]).decode(), [ONE, TWO]),
        ("[not JSON", []),
        ("[1, null]", []),
        ("a word", []),
        (None, []),
        (12, []),
    ],
)
def test_an_answer_names_its_files_in_the_clear_and_sealed(
    answer: object, named: list[UUID]
) -> None:
    assert list(files_in(answer)) == named
