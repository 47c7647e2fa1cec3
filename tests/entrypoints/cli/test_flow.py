"""`gongdan flow`: what it counts, what it says of the rest, and with which code it ends."""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from gongdan.engines.flow.bpmn.listed import Code, Listed
from gongdan.entrypoints.cli.flow_words import said
from gongdan.entrypoints.cli.main import commands

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


def test_every_reason_has_words() -> None:
    for code in Code:
        told = said(Listed("x", "task", code, "{odd}"))
        assert told["reason"].endswith(".")
        assert told["mend"].endswith(".")
