"""`gongdan flow`: what it counts, what it says of the rest, and with which code it ends."""

import tarfile
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

import gongdan
from gongdan.engines.flow.bpmn.listed import Code, Listed
from gongdan.entrypoints.cli.flow_export import Defined
from gongdan.entrypoints.cli.flow_import import Refusal, import_bytes
from gongdan.entrypoints.cli.flow_words import said
from gongdan.entrypoints.cli.main import commands

PUBLIC = Path(__file__).parents[4] / "shared/data/conformance/flowable-behaviour.jsonl"
REPAIR = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="repair" name="Repair">
    <startEvent id="s"/><userTask id="mend"/><eventBasedGateway id="x"/><endEvent id="e"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="mend"/>
    <sequenceFlow id="f2" sourceRef="mend" targetRef="x"/>
    <sequenceFlow id="f3" sourceRef="x" targetRef="e"/>
  </process></definitions>"""
BOMB = b"<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><d>&b;</d>"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands, ["flow", *map(str, arguments)])


def figures(result: Result) -> dict[str, object]:
    return msgspec.json.decode(result.stdout, type=dict[str, object])


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "models" / "repair.bpmn"
    file.parent.mkdir()
    file.write_bytes(REPAIR)
    return file


def test_a_model_is_imported_and_what_is_outside_is_named(model: Path) -> None:
    result = run("import", model, "--json")
    told = figures(result)
    assert result.exit_code == 0
    assert (told["imported"], told["elements"]) == (True, 9)
    assert told["processes"] == [{"id": "repair", "name": "Repair", "nodes": 4, "edges": 3}]
    assert told["not_imported"] == [
        {
            "element": "x",
            "type": "eventBasedGateway",
            "code": "bpmn_kind_outside",
            "reason": "eventBasedGateway is outside of what the engine runs.",
            "mend": "A step done by hand holds its place, if it has one: draw it by other means.",
        }
    ]


def test_a_hostile_model_is_refused_with_the_place(model: Path) -> None:
    model.write_bytes(BOMB)
    result = run("import", model, "--json")
    told = figures(result)
    assert (result.exit_code, told["imported"]) == (1, False)
    assert "Line 1, column 13" in str(told["not_imported"])


def test_a_folder_is_counted(model: Path) -> None:
    (model.parent / "bomb.bpmn20.xml").write_bytes(BOMB)
    told = figures(run("import", model.parent, "--json"))
    assert (told["files"], told["imported"], told["complete"]) == (2, 1, 0)
    assert "bomb.bpmn20.xml" in run("import", model.parent).output


LOOP = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="repair">
    <startEvent id="s"/><exclusiveGateway id="x"/><endEvent id="e"/>
    <userTask id="t" name="Mend ${part} ${loopCounter}"><multiInstanceLoopCharacteristics>
      <loopCardinality>${n}</loopCardinality></multiInstanceLoopCharacteristics></userTask>
    <boundaryEvent id="b" attachedToRef="t"><timerEventDefinition>
      <timeDuration>PT2H</timeDuration></timerEventDefinition></boundaryEvent>
    <receiveTask id="paid"/>
    <scriptTask id="count"><script>counter = counter + 1</script></scriptTask>
    <sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
    <sequenceFlow id="f2" sourceRef="t" targetRef="paid"/>
    <sequenceFlow id="f3" sourceRef="b" targetRef="count"/>
    <sequenceFlow id="f4" sourceRef="paid" targetRef="count"/>
    <sequenceFlow id="f5" sourceRef="count" targetRef="x"/>
    <sequenceFlow id="f6" sourceRef="x" targetRef="t">
      <conditionExpression>${!completed}</conditionExpression></sequenceFlow>
    <sequenceFlow id="f7" sourceRef="x" targetRef="e">
      <conditionExpression>${completed}</conditionExpression></sequenceFlow>
  </process></definitions>"""
BEGIN = {"model": "a/loop.bpmn", "process": "repair", "variables": {"n": 2, "part": "泵"}}
SCRIPTS = [
    {
        "id": "loop",
        **BEGIN,
        "steps": [
            {"expect": ["Mend 泵 0", "Mend 泵 1"]},
            {"complete": "Mend 泵 1", "instance": 1},
            {"advance": "PT1H59M"},
            {"expect": ["Mend 泵 0"]},
            {"complete": "Mend 泵 0"},
            {"expect_waiting": ["paid"]},
            {"expect": []},
            {"trigger": "paid"},
            {"advance": "PT2H"},
            {"advance": "PT2H"},
            {"expect_ended": True},
        ],
    },
    {"id": "fails", **BEGIN, "variables": {}, "steps": [{"start_fails": True}]},
    {"id": "wrong", **BEGIN, "steps": [{"expect": ["Mend 泵 0"]}]},
    {"id": "absent", **BEGIN, "model": "../../etc/passwd", "steps": []},
]


def test_scripts_are_run_by_the_engine_and_the_failed_are_named(model: Path) -> None:
    (model.parent / "a").mkdir()
    (model.parent / "a" / "loop.bpmn").write_text(LOOP, encoding="utf-8")
    scripts = model.parent / "scripts.jsonl"
    scripts.write_bytes(b"\n".join(map(msgspec.json.encode, SCRIPTS)))
    archive = model.parent / "models.tar.xz"
    with tarfile.open(archive, "w:xz") as packed:
        packed.add(model.parent / "a", "a")
    for place in (model.parent, archive):
        told = figures(run("conform", scripts, "--models", place, "--json"))
        assert (told["cases"], told["passed"]) == (4, 2), told
        assert told["failed"] == ["wrong", "absent"]


@pytest.mark.skipif(not PUBLIC.exists(), reason="no ../shared beside this checkout")
def test_every_public_behaviour_script_passes() -> None:
    models = PUBLIC.parent / "flowable-bpmn.tar.xz"
    told = figures(run("conform", PUBLIC, "--models", models, "--json"))
    assert (told["cases"], told["failed"]) == (105, [])


@pytest.mark.skipif(not PUBLIC.exists(), reason="no ../shared beside this checkout")
def test_nine_in_ten_public_models_are_imported(tmp_path: Path) -> None:
    with tarfile.open(PUBLIC.parent / "flowable-bpmn.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    told = figures(run("import", tmp_path, "--json"))
    assert told["files"] == 821
    assert told["imported"] >= 739, told["refused"]


def test_every_reason_has_words() -> None:
    for code in Code:
        told = said(Listed("x", "task", code, "{odd}"))
        assert told["reason"].endswith(".")
        assert told["mend"].endswith(".")


def test_a_shipped_definition_is_exported_and_comes_back_the_same(tmp_path: Path) -> None:
    shipped = Path(gongdan.__file__).parent / "definitions" / "five_step.json"
    document = tmp_path / "five_step.bpmn"
    assert run("export", shipped, "--out", document).exit_code == 0
    found = import_bytes(document.read_bytes())
    assert not isinstance(found, Refusal)
    flow = msgspec.json.decode(shipped.read_bytes(), type=Defined).flow
    assert found[0].flows[0].definition == flow
    assert b"BPMNShape" in document.read_bytes()


def test_what_is_no_definition_is_not_exported(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_bytes(b"[]")
    result = run("export", tmp_path / "list.json", "--out", tmp_path / "list.bpmn")
    assert result.exit_code == 1
    assert "is no definition" in result.stderr
    assert not (tmp_path / "list.bpmn").exists()
