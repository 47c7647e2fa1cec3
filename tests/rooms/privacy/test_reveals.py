"""Revealing: for a reason, told before it is shown, and never a value in the trail."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from msgspec import Struct

from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Writer
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, ActorKind, RefusalKind, Refused
from gongdan.rooms.privacy.contract import PRESETS, Clear, Reveal, Revealed
from gongdan.rooms.privacy.handlers.reveals import Reveals

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
PHONE = "13987654321"
THING = Ref("order", UUID(int=7))


class Someone(Struct, frozen=True):
    tenant: UUID
    actor: Actor


LIN = Someone(UUID(int=1), Actor(ActorKind.PERSON, UUID(int=2)))


class Trail:
    def __init__(self) -> None:
        self.deeds: list[Deed] = []
        self.broken = False

    async def record(self, deed: Deed, within: Writer | None = None) -> None:  # noqa: ARG002 - the port's
        if self.broken:
            raise ConnectionError
        self.deeds.append(deed)


class OneOrder:
    def __init__(self, answer: Clear | Refused) -> None:
        self.answer = answer
        self.asked = 0

    async def clear(
        self,
        asker: Someone,  # noqa: ARG002 - the port's
        thing: UUID,  # noqa: ARG002 - the port's
        fields: Sequence[str],  # noqa: ARG002 - the port's
    ) -> Clear | Refused:
        self.asked += 1
        return self.answer


def desk(trail: Trail, answer: Clear | Refused | None = None) -> tuple[Reveals[Someone], OneOrder]:
    order = OneOrder(answer or Clear({"contact.phone": PHONE}))
    return Reveals(trail, lambda: NOW, {"order": order}), order


def asking(reason: str = "call", *fields: str, kind: str = "order") -> Reveal:
    return Reveal(Ref(kind, THING.id), fields or ("contact.phone",), reason)


def code_of(answer: Revealed | Refused) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


async def test_the_value_is_shown_for_a_quarter_of_an_hour_and_the_trail_names_the_field() -> None:
    trail = Trail()
    reveals, _ = desk(trail)
    shown = await reveals.reveal(LIN, asking("确认上门时间"))
    assert shown == Revealed(THING, {"contact.phone": PHONE}, NOW + timedelta(minutes=15))
    (deed,) = trail.deeds
    assert (deed.act, deed.object, deed.actor) == ("personal.reveal", THING, LIN.actor)
    assert deed.facts == {"fields": ["contact.phone"], "reason": "确认上门时间"}
    assert PHONE not in str(deed)


async def test_what_the_trail_can_t_keep_is_not_shown() -> None:
    trail = Trail()
    trail.broken = True
    reveals, _ = desk(trail)
    with pytest.raises(ConnectionError):
        await reveals.reveal(LIN, asking())


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "reveal_reason_missing"),
        ("  \t ", "reveal_reason_missing"),
        ("abc", "reveal_reason_missing"),
        ("x" * 201, "reveal_reason_unusable"),
        ("回电 13987654321", "reveal_reason_personal"),
        ("ask wang@example.com", "reveal_reason_personal"),
        ("his number is 139-8765-4321", "reveal_reason_personal"),
    ],
)
async def test_without_a_reason_fit_for_the_trail_nothing_is_opened(reason: str, code: str) -> None:
    trail = Trail()
    reveals, order = desk(trail)
    assert code_of(await reveals.reveal(LIN, asking(reason))) == code
    assert (order.asked, trail.deeds) == (0, [])


async def test_a_reason_that_quotes_what_it_asks_for_is_refused() -> None:
    trail = Trail()
    reveals, _ = desk(trail, Clear({"contact.name": "欧阳测试"}))
    answer = await reveals.reveal(LIN, asking("我要找欧阳测试本人", "contact.name"))
    assert code_of(answer) == "reveal_reason_personal"
    assert trail.deeds == []


@pytest.mark.parametrize("preset", PRESETS)
async def test_a_preset_needs_no_words(preset: str) -> None:
    reveals, _ = desk(Trail())
    assert isinstance(await reveals.reveal(LIN, asking(preset)), Revealed)
    assert isinstance(await reveals.reveal(LIN, asking("回访")), Revealed), "two characters do"


async def test_what_can_t_be_shown_says_why_and_leaves_no_deed() -> None:
    trail = Trail()
    cases: list[tuple[Clear | Refused, str]] = [
        (Clear({}, erased=("contact.phone",)), "subject_erased"),
        (Clear({}), "reveal_nothing_there"),
        (Refused("reveal_out_of_reach", RefusalKind.FORBIDDEN), "reveal_out_of_reach"),
    ]
    for answer, code in cases:
        assert code_of(await desk(trail, answer)[0].reveal(LIN, asking())) == code
    reveals, _ = desk(trail)
    assert code_of(await reveals.reveal(LIN, asking(kind="asset"))) == "reveal_kind_unknown"
    assert code_of(await reveals.reveal(LIN, Reveal(THING, (), "call"))) == "reveal_fields_missing"
    many = tuple(f"f{n}" for n in range(21))
    assert code_of(await reveals.reveal(LIN, Reveal(THING, many, "call"))) == (
        "reveal_fields_missing"
    )
    assert trail.deeds == []
