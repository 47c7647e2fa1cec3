"""Cursors: what we wrote is read back, anything else is refused, pages never overlap."""

import doctest
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.kernel import paging
from gongdan.kernel.messages import Refused
from gongdan.kernel.paging import START, Cursor, cursor_text, cut, page_of, prefix_span, read_cursor

# a stored key holds no NUL: PostgreSQL has none, and a cursor with one is not ours
keys = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
cursors = st.builds(Cursor, keys, st.uuids())
NUL = cursor_text(Cursor("\0", UUID(int=1)))


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(paging).failed == 0


@given(cursors)
def test_a_cursor_comes_back_as_it_was_written(cursor: Cursor) -> None:
    text = cursor_text(cursor)
    assert read_cursor(text) == cursor
    assert text.isascii()
    assert not set(text) & set("+/=")


def test_no_cursor_is_the_start() -> None:
    assert read_cursor(None) == read_cursor("") == START


@pytest.mark.parametrize("text", ["x", "%%%", "bnVsbA", "WyJhIl0", "é", "W10", "\ud800", NUL])
def test_a_cursor_that_we_did_not_write_is_refused(text: str) -> None:
    refused = read_cursor(text)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.field) == ("cursor_malformed", "/cursor")


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_cursor(text: str) -> None:
    assert isinstance(read_cursor(text), Cursor | Refused)


@given(st.lists(cursors, unique=True, max_size=30), st.integers(1, 7))
def test_pages_hold_every_row_once_and_in_order(rows: list[Cursor], size: int) -> None:
    rows.sort(key=lambda row: (row.key, row.id))
    after, seen = START, list[Cursor]()
    while True:
        following = [row for row in rows if (row.key, row.id) > (after.key, after.id)]
        items, cursor = cut(following[: size + 1], size, lambda row: row)
        seen += items
        if cursor is None:
            break
        read = read_cursor(cursor)
        assert isinstance(read, Cursor)
        after = read
    assert seen == [row for row in rows if row != Cursor("", UUID(int=0))]


@given(keys, keys)
def test_a_prefix_span_holds_what_begins_with_it(prefix: str, rest: str) -> None:
    low, high = prefix_span(prefix)
    assert low <= prefix + rest
    assert prefix + rest < high or rest.startswith("\U0010ffff")
    if not rest.startswith(prefix):
        assert not low <= rest < high or rest.startswith(prefix)


def test_a_page_is_neither_empty_nor_endless() -> None:
    assert [page_of(limit) for limit in (-5, 0, 1, 50, 10**9)] == [1, 1, 1, 50, 200]
