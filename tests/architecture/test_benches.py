"""The benches, which no other test runs, can at least be loaded: a name that moved is found."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_every_bench_can_be_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--help"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "migrate" in done.stdout
