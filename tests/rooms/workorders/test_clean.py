"""What people type is made fit to be kept, or refused with its place; it is never an exception."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.kernel.canonical import canonical
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.workorders.contract import Contact, RejectOrder, ReportOrder
from gongdan.rooms.workorders.domain.clean import cleaned

CHINA = timezone(timedelta(hours=8))
DEEP: object = "x"
for _ in range(100):
    DEEP = [DEEP]


def test_texts_become_plain_and_times_universal() -> None:
    nine = datetime(2026, 5, 1, 9, tzinfo=CHINA)
    clean = cleaned(
        ReportOrder(
            title="  水泵\t漏水 ", tags=("泵", "泵 ", "水"), due_at=nine, description="a\r\nb"
        )
    )
    assert isinstance(clean, ReportOrder)
    assert (clean.title, clean.tags, clean.description) == ("水泵 漏水", ("泵", "水"), "a\nb")
    assert clean.due_at == datetime(2026, 5, 1, 1, tzinfo=UTC)
    assert clean.due_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (ReportOrder(title="x" * 201), "order_text_unusable", "/title"),
        (ReportOrder(title="a\x00b"), "order_text_unusable", "/title"),
        (ReportOrder(title="\ud800"), "order_text_unusable", "/title"),
        (ReportOrder(title="a\u202eb"), "order_text_unusable", "/title"),
        (ReportOrder(title="a", description="x" * 10_001), "order_text_unusable", "/description"),
        (
            ReportOrder(title="a", contact=Contact(phone="1" * 201)),
            "order_text_unusable",
            "/contact/phone",
        ),
        (ReportOrder(title="a", tags=("x",) * 31), "order_too_many_items", "/tags"),
        (ReportOrder(title="a", fields={"n": 1.5}), "order_value_unusable", "/fields/n"),
        (ReportOrder(title="a", fields={"n": 2**53}), "order_value_unusable", "/fields/n"),
        (ReportOrder(title="a", fields={"名": 1}), "order_value_unusable", "/fields"),
        (ReportOrder(title="a", fields={"n": ["\x00"]}), "order_text_unusable", "/fields/n/0"),
        (
            ReportOrder(title="a", due_at=datetime.min.replace(tzinfo=UTC)),
            "order_time_unusable",
            "/due_at",
        ),
        (ReportOrder(title="a", due_at=datetime(2026, 1, 1)), "order_time_unusable", "/due_at"),  # noqa: DTZ001 - the point
        (RejectOrder(to="x", reason="\x07"), "order_text_unusable", "/reason"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place(
    command: ReportOrder, code: str, field: str
) -> None:
    refused = cleaned(command)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.field, refused.kind) == (code, field, RefusalKind.MALFORMED)


def test_no_form_is_too_deep_to_be_refused() -> None:
    refused = cleaned(ReportOrder(title="a", fields={"n": DEEP}))
    assert isinstance(refused, Refused)
    assert refused.code == "order_value_unusable"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.text(max_size=300), st.dictionaries(st.text(max_size=8), JSON, max_size=4))
def test_whatever_passes_has_a_canonical_form(title: str, fields: dict[str, object]) -> None:
    clean = cleaned(ReportOrder(title=title, fields=fields))
    if isinstance(clean, ReportOrder):
        canonical(clean)
        assert cleaned(clean) == clean
