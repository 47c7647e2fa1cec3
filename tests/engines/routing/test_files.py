"""Benchmark files are read, and rubbish is refused with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.routing.files import SCALE, Unread, read_day
from gongdan.engines.routing.model import Day

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "dispatch"
SOLOMON = """R1

VEHICLE
NUMBER     CAPACITY
  2         200

CUSTOMER
CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME

    0      0        0         0        0          100        0
    1      3        4         7       10           20        5
"""


def test_a_solomon_file_is_a_day() -> None:
    found = read_day(SOLOMON)
    assert isinstance(found, Day)
    (only,) = found.visits
    assert (only.opens, only.closes, only.work) == (10 * SCALE, 20 * SCALE, 5 * SCALE)
    assert only.parts == (7 * SCALE,)
    assert [each.id for each in found.technicians] == ["1", "2"]
    assert found.travel.distance[0, 1] == 5 * SCALE


def test_a_technician_file_has_homes_skills_tools_and_a_store() -> None:
    file = DATA / "trsp" / "R101.100_25-5-5-5.txt"
    if not file.exists():
        pytest.skip(f"{file.parent} is not there")
    found = read_day(file.read_text())
    assert isinstance(found, Day)
    assert (len(found.technicians), len(found.visits), found.stores) == (25, 100, (0,))
    assert found.technicians[0].home == 1
    assert all(len(each.parts) == 5 and each.skills for each in found.technicians)


@pytest.mark.parametrize(
    "text",
    ["", "hello", "VEHICLE\n1 2\n", SOLOMON.replace("  2         200", "  0         200")],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    assert isinstance(read_day(text), Unread)


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    read_day(text)
    read_day(f"CREW\n{text}")
    read_day(SOLOMON + text)
