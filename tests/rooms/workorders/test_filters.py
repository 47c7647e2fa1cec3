"""The list's query parameters: read into a filter, or refused; nothing is passed over in silence."""

from uuid import UUID

import pytest
from litestar.datastructures import MultiDict

from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.api.filters import ListQuestion, read_question

ME = new_id()
CALLER = Principal(tenant=new_id(), actor=Actor(ActorKind.PERSON, ME), user=ME)


def _read(*pairs: tuple[str, str], caller: Principal = CALLER) -> ListQuestion | Refused:
    return read_question(MultiDict(pairs), caller)


def test_everything_that_can_be_asked_is_read() -> None:
    unit = new_id()
    question = _read(
        ("stage", "execute"), ("status", "open"), ("assignee", "me"), ("unit", str(unit)),
        ("urgency", "2"), ("q", " 水泵 "), ("field.result", "fixed"), ("limit", "10"),
    )  # fmt: skip
    assert isinstance(question, ListQuestion)
    assert (question.words, question.unit) == ("水泵", unit)
    assert (question.wanted.assignee, question.wanted.fields) == (ME, {"result": "fixed"})
    assert (question.wanted.urgency, question.wanted.limit) == (2, 10)


def test_a_client_who_asks_for_his_own_finds_nothing_and_not_everything() -> None:
    nobody = Principal(tenant=new_id(), actor=Actor(ActorKind.CLIENT, name="erp"))
    question = _read(("assignee", "me"), caller=nobody)
    assert isinstance(question, ListQuestion)
    assert question.wanted.assignee == UUID(int=0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("stage", "limbo"), ("status", "lost"), ("limit", "0"), ("limit", "201"), ("limit", "x"),
        ("urgency", "5"), ("urgency", "9" * 30), ("assignee", "x"), ("unit", "x"), ("sort", "rank"),
        ("colour", "red"), ("q", "x" * 201), ("q", "a\x00b"), ("type", "\x00"), ("field.a", "\x00"),
        ("field.\x00", "a"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(name: str, value: str) -> None:
    refused = _read((name, value))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.kind) == ("query_malformed", RefusalKind.MALFORMED)


def test_a_question_has_few_parts() -> None:
    assert isinstance(_read(*((f"field.f{n}", "x") for n in range(21))), Refused)
