"""Hostile bodies are refused with a place, in bounded time and memory, and never raise."""

import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.domain.reading import MAX_BYTES
from tests.examples import tries
from tests.rooms.lowcode.sample import FIVE_STEP, changed, check, findings

MANY = {f"n{i}": {"kind": "user"} for i in range(9_000)}
CIRCLE = [{"key": f"e{i}", "source": f"n{i}", "target": f"n{(i + 1) % 900}"} for i in range(900)]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "bundle_not_json"),
        (b"\xff\xfe", "bundle_not_utf8"),
        (b"[]", "bundle_not_an_object"),
        (b"{" + b'"a":[' * 30_000, "bundle_too_deep"),
        (b"[" * 100_000 + b"]" * 100_000, "bundle_too_deep"),
        (b" " * (MAX_BYTES + 1), "bundle_too_large"),
        (b'{"bundle": 1e999}', "bundle_float"),
        (b'{"bundle": NaN}', "bundle_float"),
        (b'{"bundle": ' + b"9" * 100_000 + b"}", "bundle_integer_too_large"),
        (b'{"bundle": 9007199254740993}', "bundle_integer_too_large"),
        (b'{"key": "a", "key": "b"}', "bundle_name_twice"),
        (b'{"key": "\\ud800"}', "bundle_text_broken"),
        (b'{"key": "a\\u202eb"}', "bundle_text_broken"),
        (b'{"key": "\\u0000"}', "bundle_text_broken"),
        (b'{"bundle": 99, "future": {"unheard": "of"}}', "bundle_newer"),
        (b"{}", "bundle_wrong_type"),
        (changed("flow", []), "bundle_wrong_type"),
        (changed("flow/nodes", "none"), "bundle_wrong_type"),
        (changed("flow/edges", [1, None, {}]), "bundle_wrong_type"),
        (changed("flow/nodes", MANY), "flow_too_many_nodes"),
        (changed("fields", {f"f{i}": FIVE_STEP["fields"]["result"] for i in range(501)}), "bundle_too_many_parts"),
        (changed("fields/result/privacy", "secret"), "bundle_wrong_type"),
        (changed("numbering", 7), "bundle_wrong_type"),
    ],
)  # fmt: skip
def test_what_is_no_definition_is_refused_by_name(body: bytes, code: str) -> None:
    assert code in {finding.code for finding in findings(body)}


def test_a_circle_of_nine_hundred_nodes_is_one_finding() -> None:
    step = FIVE_STEP["flow"]["nodes"]["execute"]
    nodes = {f"n{i}": step for i in range(900)} | {"s": {"kind": "start"}, "e": {"kind": "end"}}
    edges = [{"key": "in", "source": "s", "target": "n0", "default": False}, *CIRCLE]
    edges += [{"key": "out", "source": "n5", "target": "e", "default": True}]
    edges[6]["condition"] = "urgency = 1"
    body = {**FIVE_STEP, "flow": {"nodes": nodes, "edges": edges}}
    found = findings(json.dumps(body).encode())
    assert [finding.code for finding in found] == ["flow_cycle_without_back_edge"]


def test_the_largest_body_stays_within_a_few_times_its_size() -> None:
    listed = ",".join(f'"f{i}":{{}}' for i in range(40_000))
    body = ('{"fields":{' + listed + "}}").encode()
    assert len(body) <= MAX_BYTES
    tracemalloc.start()
    found = parse(body)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, tuple)
    assert peak < 60 * MAX_BYTES


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip
PLACES = [
    "key", "title", "flow", "flow/nodes", "flow/edges", "flow/nodes/verify", "flow/nodes/verify/kind",
    "flow/nodes/verify/outcomes", "flow/nodes/verify/assignee", "flow/nodes/execute/fields",
    "flow/edges/3", "flow/edges/3/condition", "fields", "fields/result", "fields/result/schema",
    "fields/result/schema/enum", "fields/result/options", "forms", "forms/execute/schema",
    "forms/execute/schema/properties", "forms/execute/ui", "forms/execute/ui/fields", "numbering",
]  # fmt: skip


@settings(max_examples=tries(400), deadline=None)
@given(st.sampled_from(PLACES), json_values)
def test_any_value_anywhere_is_a_bundle_or_a_finding_and_never_an_error(
    place: str, value: object
) -> None:
    if value is None or place == "flow/edges/3":
        value = {} if value is None else value
    body = changed_at(place, value)
    bundle = parse(body)
    if isinstance(bundle, Bundle):
        check(bundle)
    else:
        assert bundle


@settings(max_examples=tries(200), deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_findings(body: bytes) -> None:
    assert isinstance(parse(body), tuple)


def changed_at(place: str, value: object) -> bytes:
    if place == "flow/edges/3":
        return changed("flow/edges", [*FIVE_STEP["flow"]["edges"][:3], value])
    if place == "flow/edges/3/condition":
        return changed("flow/edges", [{**FIVE_STEP["flow"]["edges"][3], "condition": value}])
    return changed(place, value)
