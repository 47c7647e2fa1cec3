"""What the house writes down as a code, a reader meets as words, in both languages.

That each refusal has its own, the lint `texts_complete` holds.
"""

import inspect
import json
import re
from typing import Final, get_args

import pytest

from gongdan.adapters import outbound
from gongdan.rooms.identity.contract import Action
from gongdan.rooms.workorders.contract import AnyOrderEvent
from tests.architecture.emitted_words import SOURCES, Emitted
from tests.architecture.toy import YARD

TEXTS: Final = YARD / "web" / "packages" / "i18n" / "src" / "texts"
CHOICE: Final = YARD / "web" / "apps" / "desk" / "src" / "features" / "audit" / "model" / "acts.ts"
JOB: Final = re.compile(r"^[A-Z]+_JOB(?:: Final)? = \"([a-z.]+)\"$", re.MULTILINE)


@pytest.fixture(scope="module")
def emitted() -> Emitted:
    return Emitted()


def words(language: str) -> dict[str, str]:
    """Return all that the pages say in a language."""
    found: dict[str, str] = {}
    for path in (TEXTS / language).glob("*.json"):
        found |= json.loads(path.read_text("utf-8"))
    return found


@pytest.fixture(scope="module", params=("zh", "en"))
def said(request: pytest.FixtureRequest) -> dict[str, str]:
    return words(request.param)


def test_the_act_of_every_deed_can_be_followed_to_the_code(emitted: Emitted) -> None:
    assert emitted.lost == set()
    assert {"user.create", "asset.reactivate", "order.jump", "webhook.ping"} <= emitted.acts


def test_every_act_of_the_trail_has_words(emitted: Emitted, said: dict[str, str]) -> None:
    assert [each for each in sorted(emitted.acts) if f"trailact.{each}" not in said] == []
    # what was only tried is told by the action that it needs
    assert [each for each in Action if f"action.{each}" not in said] == []


def test_every_fact_of_the_trail_has_a_name(emitted: Emitted, said: dict[str, str]) -> None:
    assert {"roles", "overlap_hours", "hosts"} <= emitted.facts
    assert [each for each in sorted(emitted.facts) if f"trailfact.{each}" not in said] == []


def test_every_act_of_the_trail_can_be_asked_for(emitted: Emitted) -> None:
    kinds = re.findall(r'^  ([a-z_]+): "([a-z_ ]+)",$', CHOICE.read_text("utf-8"), re.MULTILINE)
    choice = {f"{kind}.{act}" for kind, acts in kinds for act in acts.split()}
    assert sorted(emitted.acts - choice) == []


def test_every_event_of_an_order_has_words_in_its_timeline(said: dict[str, str]) -> None:
    assert [e.__name__ for e in get_args(AnyOrderEvent) if f"event.{e.__name__}" not in said] == []


def test_every_job_has_a_name(said: dict[str, str]) -> None:
    jobs = {name for path in SOURCES.rglob("*.py") for name in JOB.findall(path.read_text("utf-8"))}
    assert "order.timer" in jobs
    assert [each for each in sorted(jobs) if f"jobkind.{each}" not in said] == []


def test_every_way_in_which_sending_fails_has_words(said: dict[str, str]) -> None:
    codes = set(re.findall(r"return \"([a-z_]+)\"|, \"([a-z_]+)\"\)", inspect.getsource(outbound)))
    errors = {code for pair in codes for code in pair if code} | {"status_not_2xx"}
    assert "address_refused" in errors
    for family in ("delivery.error", "connectors.error"):
        assert [each for each in sorted(errors) if f"{family}.{each}" not in said] == []
