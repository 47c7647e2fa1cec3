"""A form's answers get one verdict, on the page that fills it and at the server that keeps it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from gongdan.engines.feel.values import feel_value
from gongdan.rooms.lowcode.contract import form_schema, form_ui
from gongdan.rooms.lowcode.contract.conditions import run
from gongdan.rooms.workorders.handlers.definitions import judge_of
from tests.rooms.workorders.random_forms import FormMaker

WEB = Path(__file__).parents[3] / "web"
FORMS, ANSWERS = 250, 40

needs_node = pytest.mark.skipif(
    shutil.which("node") is None or not (WEB / "node_modules" / "vite").exists(),
    reason="node, or the packages of web/ (make web), are missing: the page's judgement can't run",
)


def _asked(maker: FormMaker) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A form with answers, and the server's verdicts."""
    bundle = maker.bundle()
    judge = judge_of(bundle, "execute")
    cases: list[dict[str, Any]] = []
    for _ in range(ANSWERS):
        context = maker.context()
        before = judge(maker.answers(bundle), context, {})
        # what an order knows has been accepted once
        known = {} if before.issues else before.values
        cases.append({"given": maker.answers(bundle), "context": {**known, **context}})
    verdicts = [judge(each["given"], each["context"], {}) for each in cases]
    form = {"schema": form_schema(bundle, "execute"), "ui": form_ui(bundle, "execute")}
    said = [
        {
            "values": each.values,
            "hidden": sorted(each.hidden),
            "required": sorted(each.required),
            "locked": sorted(each.locked),
            "issues": [f"{issue.pointer} {issue.code}" for issue in each.issues],
        }
        for each in verdicts
    ]
    return {**form, "cases": cases}, said


@pytest.mark.slow
@needs_node
def test_ten_thousand_random_answers_get_the_same_verdict_on_both_sides() -> None:
    maker = FormMaker(seed=5)
    asked = [_asked(maker) for _ in range(FORMS)]
    lines = "\n".join(json.dumps(form) for form, _ in asked)
    done = subprocess.run(
        ["node", "tools/judge-forms.mjs"],
        cwd=WEB,
        input=lines,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    pages = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(pages) == FORMS
    different = [
        {"rules": form["ui"].get("rules"), **case, "server": here, "page": there}
        for (form, said), page in zip(asked, pages, strict=True)
        for case, here, there in zip(form["cases"], said, page, strict=True)
        if here != there
    ]
    assert not different, (
        f"{len(different)} differ: {json.dumps(different[:2], ensure_ascii=False, indent=1)}"
    )
    refused = sum(bool(each["issues"]) for _, said in asked for each in said)
    # answers of both kinds, or the comparison says little
    assert 2_000 < refused < FORMS * ANSWERS - 500


def test_rules_are_told_as_the_shared_vectors_say_and_differ_only_where_it_is_known() -> None:
    said = json.loads((WEB / "packages/forms/src/core/feel-vectors.json").read_text())
    for each in said["same"]:
        values = {name: feel_value(value) for name, value in each["values"].items()}
        assert run(each["text"], values) == feel_value(each["value"]), each["text"]
    for each in said["different"]:
        values = {name: feel_value(value) for name, value in each["values"].items()}
        assert run(each["text"], values) == each["server"] != each["page"], each["text"]
