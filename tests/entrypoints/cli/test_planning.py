"""`gongdan roster` and `gongdan plan`, as a person runs them on files."""

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from gongdan.engines.rostering.model import Period
from gongdan.entrypoints.cli.main import commands
from tests.engines.rostering.periods import duty, need, period, person
from tests.engines.routing.test_files import SOLOMON


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(word) for word in words])


def written(file: Path, of: Period) -> Path:
    file.write_bytes(msgspec.json.encode(of))
    return file


def test_a_roster_is_told_with_its_gaps_in_words(tmp_path: Path) -> None:
    of = period([person("ann", most_hours=8)], [need(2)], fixed=(duty("ann", 1),))
    file = written(tmp_path / "period.json", of)
    done = run("roster", file, "--seconds", "5", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert (told["violations"], told["short_hours"], told["needed_hours"]) == (0, 8, 16)
    assert told["gaps"][0]["says"] == (
        "Day 1, 08:00 to 16:00, gas at north: 0 of 1. 1 have their hours of the week."
    )
    assert "8 person-hours short" in run("roster", file, "--seconds", "5").output


def test_what_the_law_does_not_allow_is_named(tmp_path: Path) -> None:
    of = period([person("ann", absent=frozenset({0}))], [need(1)], fixed=(duty("ann", 0),))
    done = run("roster", written(tmp_path / "period.json", of), "--seconds", "5")
    assert done.exit_code == 0
    assert "The fixed duty of ann on day 1 can't be: absent." in done.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no period"),
        ('{"days": 1, "kinds": [], "people": [], "needs": [], "cost": 1}', "cost"),
        ('{"days": 0, "kinds": [], "people": [], "needs": []}', "days is out of range"),
    ],
)
def test_a_file_that_is_no_period_is_refused_in_words(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "period.json"
    file.write_text(text)
    done = run("roster", file)
    assert done.exit_code == 1
    assert said in done.output


def test_a_benchmark_file_is_planned_without_violations(tmp_path: Path) -> None:
    file = tmp_path / "day.txt"
    file.write_text(SOLOMON)
    done = run("plan", file, "--seconds", "0.2", "--routes", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert (told["violations"], told["unplanned"], told["distance"]) == (0, [], 10.0)
