"""DMN models: read, decided, written and read again; hostile documents are refused."""

import tarfile
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from gongdan.engines.feel.dmn.graph import compile_model
from gongdan.engines.feel.dmn.model import Model
from gongdan.engines.feel.dmn.reading import NoModel, read_model
from gongdan.engines.feel.dmn.writing import NAMESPACE, write_model
from gongdan.engines.feel.evaluation import Moment
from gongdan.engines.feel.temporal_reading import read_date
from gongdan.engines.feel.text import text_of
from gongdan.engines.feel.values import feel_value
from gongdan.entrypoints.cli.dmn_tests import run_folder
from gongdan.kernel.guarded_xml import XmlRefused, read_xml

ARCHIVE = Path(__file__).parents[5] / "shared/data/conformance/dmn-tck.tar.xz"


def document(body: str) -> bytes:
    return f'<definitions xmlns="{NAMESPACE}" name="m" namespace="n">{body}</definitions>'.encode()


URGENT = document(
    """
    <itemDefinition name="tUrgency"><typeRef>number</typeRef>
      <allowedValues><text>[1..4]</text></allowedValues></itemDefinition>
    <inputData id="i" name="Urgency of order"><variable name="Urgency of order" typeRef="tUrgency"/></inputData>
    <businessKnowledgeModel id="k" name="hours"><variable name="hours"/>
      <encapsulatedLogic><formalParameter name="urgency" typeRef="number"/>
        <literalExpression><text>urgency * 4</text></literalExpression></encapsulatedLogic>
    </businessKnowledgeModel>
    <decision id="d" name="Due"><variable name="Due" typeRef="number"/>
      <informationRequirement><requiredInput href="#i"/></informationRequirement>
      <knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>
      <literalExpression><text>hours(Urgency of order)</text></literalExpression></decision>
    <decision id="loop" name="Loop"><variable name="Loop"/>
      <informationRequirement><requiredDecision href="#loop"/></informationRequirement>
      <literalExpression><text>Loop</text></literalExpression></decision>
    <import name="other" namespace="x"/>
    """
)


def tree(data: bytes) -> Element:
    root = read_xml(data)
    assert not isinstance(root, XmlRefused)
    return root


def model(data: bytes) -> Model:
    found = read_model(tree(data))
    assert isinstance(found, Model)
    return found


def test_a_decision_asks_what_it_requires() -> None:
    compiled = compile_model(model(URGENT))
    assert text_of(compiled.decide("Due", {"Urgency of order": feel_value(2)}).value) == "8"
    assert compiled.decide("Due", {"Urgency of order": feel_value(9)}).value is None


def test_a_decision_that_requires_itself_is_null_with_a_warning() -> None:
    found = compile_model(model(URGENT)).decide("Loop", {})
    assert (found.value, found.warnings[0].code) == (None, "dmn_requires_itself")


def test_what_is_not_taken_in_is_listed() -> None:
    assert model(URGENT).left_out == ("import other",)


def test_a_written_model_is_read_again_as_the_same() -> None:
    read = model(URGENT)
    again = model(write_model(read))
    assert (again.inputs, again.decisions, again.knowledge, again.types) == (
        read.inputs,
        read.decisions,
        read.knowledge,
        read.types,
    )


def test_a_document_of_another_language_is_no_model() -> None:
    found = read_model(tree(b"<definitions xmlns='http://example.org/other'/>"))
    assert isinstance(found, NoModel)
    assert found.code == "dmn_no_definitions"


needs_archive = pytest.mark.skipif(not ARCHIVE.exists(), reason="no ../shared beside this checkout")


@pytest.fixture(scope="module")
def public_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The DMN TCK's models and test files, unpacked."""
    folder = tmp_path_factory.mktemp("tck")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return folder


@needs_archive
def test_every_expected_result_of_the_public_models_comes_out(public_models: Path) -> None:
    verdicts = dict(run_folder(public_models, Moment(None, read_date("2026-01-01"))))
    missed = [key for key, met in verdicts.items() if not met]
    assert len(verdicts) > 2_700
    assert len(missed) <= 10, missed


@needs_archive
def test_every_public_model_is_written_and_read_again_without_loss(public_models: Path) -> None:
    for file in sorted(public_models.rglob("*.dmn")):
        read = model(file.read_bytes())
        again = model(write_model(read))
        assert again.decisions == read.decisions, file.name
        assert (again.knowledge, again.services, again.inputs) == (
            read.knowledge,
            read.services,
            read.inputs,
        ), file.name
