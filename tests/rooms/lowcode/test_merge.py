"""Two bodies that come from one: what both did is kept, and nothing is guessed."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.rooms.lowcode.domain.merge import Merged, Overlapping, merge
from gongdan.rooms.lowcode.domain.weave import woven
from tests.rooms.lowcode.sample import FIVE_STEP

Body = dict[str, Any]
Edit = Callable[[Body], object]


def edited(*edits: Edit) -> Body:
    body = copy.deepcopy(FIVE_STEP)
    for edit in edits:
        edit(body)
    return body


def node(key: str, **members: object) -> Edit:
    return lambda body: body["flow"]["nodes"].setdefault(key, {"kind": "user"}).update(members)


def without_node(key: str) -> Edit:
    return lambda body: body["flow"]["nodes"].pop(key)


def field(name: str, **members: object) -> Edit:
    return lambda body: body["fields"].setdefault(name, {}).update(members)


def asked(form: str, name: str) -> Edit:
    def ask(body: Body) -> None:
        reference = {"$ref": f"#/fields/{name}/schema"}
        body["forms"][form]["schema"]["properties"][name] = reference
        body["forms"][form]["ui"]["order"].append(name)

    return ask


def edge(key: str, at: int, **members: object) -> Edit:
    return lambda body: body["flow"]["edges"].insert(at, {"key": key, **members})


def both(one: Edit, other: Edit) -> Merged | Overlapping:
    return merge(FIVE_STEP, edited(one), edited(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (node("accept", form="x"), node("verify", form="y")),
        (node("accept", form="x"), node("accept", title={"en": "Take"})),
        (field("result", help={"en": "?"}), field("result", unit="x")),
        (asked("report", "result"), asked("report", "work_done")),
        (edge("a", 1, source="start", target="end"), edge("b", 7, source="end", target="start")),
        (without_node("archive"), field("new", title={})),
        (lambda body: body.update(numbering="{n}"), lambda body: body.update(description={})),
    ],
)
def test_what_two_people_did_at_different_places_is_kept(one: Edit, other: Edit) -> None:
    merged = both(one, other)
    assert isinstance(merged, Merged)
    keys = {each["key"] for each in merged.body["flow"]["edges"]}
    wanted = edited(one, other)
    assert keys == {each["key"] for each in wanted["flow"]["edges"]}
    for name, part in wanted.items():
        if name == "forms":
            part["report"]["ui"] = merged.body["forms"]["report"]["ui"]
        if name != "flow":
            assert merged.body.get(name, {}) == part, name
    assert merged.body["flow"]["nodes"] == wanted["flow"]["nodes"]
    assert merged.from_theirs
    assert merged.from_mine


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        (node("accept", form="x"), node("accept", form="y"), "flow/nodes/accept/form"),
        (node("accept", form="x"), without_node("accept"), "flow/nodes/accept"),
        (field("new", unit="a"), field("new", unit="b"), "fields/new"),
        (field("result", schema={}), field("result", schema={"type": "x"}), "fields/result/schema"),
        (lambda body: body.update(numbering="1"), lambda body: body.update(numbering="2"), "numbering"),
        (
            lambda body: body["flow"]["edges"].reverse(),
            lambda body: body["flow"]["edges"].append(body["flow"]["edges"].pop(0)),
            "flow/edges",
        ),
    ],
)  # fmt: skip
def test_what_two_people_did_at_one_place_is_left_to_them(
    one: Edit, other: Edit, place: str
) -> None:
    found = both(one, other)
    assert isinstance(found, Overlapping)
    [clash] = found.clashes
    assert clash.place == place
    for side, edit in (("theirs", one), ("mine", other)):
        decided = merge(FIVE_STEP, edited(one), edited(other), {place: side})
        assert isinstance(decided, Merged)
        assert decided.body == edited(edit), side


def test_where_things_stand_on_the_canvas_is_nobodys_quarrel() -> None:
    base: Body = {"canvas": {"a": {"x": 1}}}
    merged = merge(base, {"canvas": {"a": {"x": 2}}}, {"canvas": {"a": {"x": 3}}})
    assert isinstance(merged, Merged)
    assert merged.body == {"canvas": {"a": {"x": 3}}}


def test_true_is_not_one() -> None:
    merged = merge({"bundle": 1}, {"bundle": True}, {"bundle": 1})
    assert isinstance(merged, Merged)
    assert merged.body["bundle"] is True


leaves = st.sampled_from(["a", "b", True, 1, None])
members = st.dictionaries(st.sampled_from("xyz"), leaves, max_size=3)
parts = st.dictionaries(st.sampled_from("klm"), members, max_size=3)
names = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)
bodies = st.fixed_dictionaries(
    {
        "fields": parts,
        "flow": st.fixed_dictionaries(
            {
                "nodes": parts,
                "edges": names.map(lambda keys: [{"key": key, "source": key} for key in keys]),
                "variables": names,
            }
        ),
        "texts": members,
        "numbering": leaves,
    }
)


def same(one: object, other: object) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


@given(bodies, bodies)
def test_whoever_did_nothing_is_no_hindrance(base: Body, other: Body) -> None:
    for found in (merge(base, base, other), merge(base, other, base), merge(base, other, other)):
        assert isinstance(found, Merged)
        assert same(found.body, other)


def test_a_part_that_both_emptied_stays_as_an_empty_one() -> None:
    base = {"fields": {"k": {}, "l": {}}}
    merged = merge(base, {"fields": {"k": {}}}, {"fields": {"l": {}}})
    assert isinstance(merged, Merged)
    assert merged.body == {"fields": {}}


@given(bodies, bodies, bodies)
def test_every_member_comes_from_one_of_the_two(base: Body, theirs: Body, mine: Body) -> None:
    found = merge(base, theirs, mine)
    if isinstance(found, Overlapping):
        assert found.clashes
        choices = {clash.place: "mine" for clash in found.clashes}
        found = merge(base, theirs, mine, choices)
    assert isinstance(found, Merged)
    for name, part in found.body["fields"].items():
        for member, value in part.items():
            sides = [side["fields"].get(name, {}) for side in (theirs, mine)]
            assert any(member in side and same(side[member], value) for side in sides)
    for key in {*theirs["texts"], *mine["texts"]} - {*base["texts"]}:
        assert key in found.body["texts"]


@given(bodies, bodies, bodies)
def test_a_merge_reads_the_same_from_both_sides(base: Body, theirs: Body, mine: Body) -> None:
    here, there = merge(base, theirs, mine), merge(base, mine, theirs)
    if isinstance(here, Overlapping):
        assert isinstance(there, Overlapping)
        assert {clash.place for clash in here.clashes} == {clash.place for clash in there.clashes}
        return
    assert isinstance(there, Merged)
    assert here.from_theirs == there.from_mine or set(here.from_theirs) == set(there.from_mine)
    assert here.body["fields"] == there.body["fields"]
    assert here.body["flow"]["nodes"] == there.body["flow"]["nodes"]


@given(names, names, names)
def test_a_woven_order_keeps_both_orders(
    base: list[str], theirs: list[str], mine: list[str]
) -> None:
    found = woven(base, theirs, mine)
    if found is None:
        return
    assert len(set(found)) == len(found)
    kept = (set(theirs) | set(mine)) - (set(base) - (set(theirs) & set(mine)))
    assert set(found) == kept
    if [each for each in theirs if each in base] == [each for each in base if each in theirs]:
        wanted = [each for each in mine if each in kept and each in base]
        assert [each for each in found if each in wanted] == wanted
