"""`gongdan triage eval` and `gongdan similar eval`, as a person runs them on files."""

import csv
import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongdan.entrypoints.cli.main import commands
from tests.engines.triage.orders import sample

TEXTS, LABELS = sample()
SHARED = Path(__file__).parents[4] / "shared/data/dispatch"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(word) for word in words])


def figures(*words: str | Path) -> dict[str, object]:
    done = run(*words, "--text", "text", "--label", "label", "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def table(file: Path, rows: list[tuple[str, str]], *, coding: str = "utf-8") -> Path:
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "wt", encoding=coding, newline="") as out:
        csv.writer(out).writerows([("id", "text", "label"), *(("1", *row) for row in rows)])
    return file


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    rows = list(zip(TEXTS, LABELS, strict=True))
    return table(tmp_path / "train.csv.gz", rows[:150]), table(tmp_path / "test.csv", rows[150:])


def test_triage_is_measured_in_all_its_figures(files: tuple[Path, Path]) -> None:
    told = figures("triage", "eval", *files)
    assert told["rows"] == 66
    assert float(str(told["accuracy"])) > 0.9
    wanted = "accuracy macro_f1 coverage precision train_cpu_s docs_per_cpu_s model_bytes"
    assert set(wanted.split()) <= set(told)


def test_similar_orders_are_measured(files: tuple[Path, Path]) -> None:
    told = figures("similar", "eval", *files)
    assert float(str(told["p_at_1"])) > 0.9
    assert float(str(told["p_at_5"])) > 0.9


def test_without_json_a_sentence_says_it(files: tuple[Path, Path]) -> None:
    for name in ("triage", "similar"):
        told = run(name, "eval", *files, "--text", "text", "--label", "label")
        assert told.exit_code == 0
        assert "%" in told.output


def test_a_table_in_the_old_chinese_coding_is_read(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    rows = list(zip(TEXTS, LABELS, strict=True))
    old = table(tmp_path / "old.csv", rows[:150], coding="gb18030")
    of_old, of_new = figures("triage", "eval", old, files[1]), figures("triage", "eval", *files)
    assert of_old["accuracy"] == of_new["accuracy"]


def test_unseen_labels_empty_and_huge_texts_are_measured_too(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    odd = table(tmp_path / "odd.csv", [("", "power"), ("x" * 1_000_000, "new"), ("door", "")])
    told = figures("triage", "eval", files[0], odd)
    assert (told["rows"], told["in_scope_rows"], told["skipped_rows"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("door", "a"), ("window", "a")], "same label"),
        ([], "nothing to learn"),
        ([("", "a"), ("", "b")], "nothing to learn"),
    ],
)
def test_what_teaches_nothing_is_told_in_words(
    tmp_path: Path, files: tuple[Path, Path], rows: list[tuple[str, str]], sentence: str
) -> None:
    poor = table(tmp_path / "poor.csv", rows)
    done = run("triage", "eval", poor, files[1], "--text", "text", "--label", "label")
    assert done.exit_code == 1
    assert sentence in done.output


def test_a_missing_column_is_told_with_those_that_are_there(files: tuple[Path, Path]) -> None:
    done = run("triage", "eval", *files, "--text", "words", "--label", "label")
    assert done.exit_code == 1
    assert "'words'" in done.output
    assert "id, text, label" in done.output


def test_a_file_that_breaks_off_is_told(tmp_path: Path, files: tuple[Path, Path]) -> None:
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(files[0].read_bytes()[:-200])
    done = run("similar", "eval", broken, files[1], "--text", "text", "--label", "label")
    assert done.exit_code == 1
    assert "can't be read to its end" in done.output


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the public sets are not here")
def test_out_of_scope_requests_are_told_from_150_intents(tmp_path: Path) -> None:
    with gzip.open(SHARED / "clinc150_data_full.json.gz") as packed:
        sets = json.load(packed)
    train = table(tmp_path / "train.csv", sets["train"])
    test = table(tmp_path / "test.csv", sets["test"] + sets["oos_test"])
    told = figures("triage", "eval", train, test)
    accuracy, kept = float(str(told["accuracy"])), float(str(told["in_scope_accuracy"]))
    assert accuracy >= 0.915
    assert accuracy - kept <= 0.02
    assert float(str(told["out_of_scope_recall"])) >= 0.5
