"""Manifests, tensors and answers: nothing raises, nothing is guessed into sense."""

import numpy as np
import onnx
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.plugged.answers import Fault, Out, Said, said, scored
from gongdan.engines.plugged.manifest import Input, Manifest, Output, Sample, faults
from gongdan.engines.plugged.onnx_file import Seen, Unfit, look
from gongdan.engines.plugged.onnx_operators import CLASSIC, STANDARD
from gongdan.engines.plugged.report import Report
from gongdan.engines.plugged.tensors import hashed, own_samples, tensor_of, text_tensor
from gongdan.engines.plugged.words import WORDS, words
from tests.adapters import model_files as files

MODEL = files.manifest()
SHARES = files.manifest(output=Output(classes=("pump", "door")))


@given(st.text(max_size=300), st.integers(1, 64))
def test_each_text_becomes_a_tensor_of_the_size_asked_for(text: str, size: int) -> None:
    for kind in ("codepoints", "hashed"):
        made = text_tensor(files.manifest(input=Input(kind, size=size)), text)
        assert (made.shape, len(made.numbers)) == ((1, size), size)


def test_the_recipe_of_hashed_texts_stands_for_ever() -> None:
    assert hashed("泵 A", 8) == hashed(" 泵  a ", 8)
    assert sum(hashed("ab", 4)) == len(" ab ") + 3 + 2
    assert hashed("泵", 8) == (2.0, 1.0, 0.0, 0.0, 1.0, 2.0, 0.0, 0.0)


@given(st.binary(max_size=400))
def test_no_bytes_raise_when_a_file_is_looked_at(body: bytes) -> None:
    assert isinstance(look(body), Unfit | Seen)


@given(st.data())
def test_no_change_of_a_good_file_raises_when_it_is_looked_at(data: st.DataObject) -> None:
    body = bytearray(files.endless())
    for at in data.draw(st.lists(st.integers(0, len(body) - 1), max_size=6)):
        body[at] = data.draw(st.integers(0, 255))
    assert isinstance(look(bytes(body)), Unfit | Seen)


def test_operators_within_loops_are_looked_at_as_well() -> None:
    seen = look(files.endless())
    assert isinstance(seen, Seen)
    assert seen.operators == {"Identity": 1, "Loop": 1, "Sin": 1}


def test_each_operator_on_the_list_is_one_of_the_standard() -> None:
    known = {(each.domain, each.name) for each in onnx.defs.get_all_schemas_with_history()}
    assert {("", each) for each in STANDARD} <= known
    assert {("ai.onnx.ml", each) for each in CLASSIC} <= known
    dice = {name for _, name in known if "Random" in name} | {"Bernoulli", "Multinomial"}
    assert not dice & STANDARD


@given(st.lists(st.floats(0, 1), min_size=2, max_size=2))
def test_shares_are_believed_if_they_could_be_probabilities(shares: list[float]) -> None:
    answer = said(SHARES, {"p": Out((1, 2), numbers=tuple(shares))})
    if sum(shares) > 1.001:
        assert answer == Fault("not_probabilities")
    else:
        assert isinstance(answer, Said)
        assert answer.label in {"pumps", "doors"}
        assert answer.confidence == max(shares)


def test_labels_that_stand_for_one_category_are_counted_together() -> None:
    told = files.manifest(labels={"a": "x", "b": "y", "c": "y", "d": ""})
    answer = said(told, {"p": Out(shares={"a": 0.4, "b": 0.3, "c": 0.3, "d": 0.0})})
    assert answer == Said("y", 0.6, "suggest", (("x", 0.4),))


def test_what_is_none_of_ours_is_out_of_scope() -> None:
    told = files.manifest(labels={"pump": "pumps", "door": ""})
    answer = said(told, {"p": Out(shares={"pump": 0.1, "door": 0.9})})
    assert answer == Said("", 0.9, "out_of_scope", (("pumps", 0.1),))


@given(st.lists(st.floats(), max_size=4), st.integers(0, 4))
def test_scores_are_one_finite_number_for_each_row_or_a_fault(
    numbers: list[float], rows: int
) -> None:
    answer = scored(MODEL, {"y": Out((len(numbers),), numbers=tuple(numbers))}, rows)
    if isinstance(answer, Fault):
        assert len(numbers) != rows or not np.isfinite(numbers).all()
    else:
        assert len(answer.scores) == rows


def test_a_manifest_that_contradicts_itself_is_told_where() -> None:
    told = Manifest(
        "Bad Name",
        "1",
        "triage",
        "litert",
        Input("text"),
        Output(classes=("a", "b"), sure_from=2.0),
        labels={"a": "x"},
        samples=(Sample("?", label="b"),),
    )
    assert {each.field for each in faults(told)} == {
        "/name",
        "/input/kind",
        "/output/classes",
        "/output/sure_from",
        "/samples/0/label",
    }


def test_every_verdict_has_words_in_both_languages() -> None:
    for code in WORDS:
        report = Report(code=code, detail="Foo", digest="", size=1)
        found = words(report, "onnx")
        assert "{" not in found["en"] + found["zh"]
        assert found["en"].isascii() or "“" in found["en"]
    assert (
        "gongdan[torch]"
        in words(Report(code="runtime_missing", digest="", size=1), "executorch")["zh"]
    )


def test_own_samples_fit_every_kind_of_manifest() -> None:
    window = files.manifest(task="detection", input=Input("window", size=3, features=("a", "b")))
    for told in (MODEL, window):
        assert all(tensor_of(told, each) for each in own_samples(told))
