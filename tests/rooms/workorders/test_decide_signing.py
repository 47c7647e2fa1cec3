"""Rating, signing and reminding: what is signed is what was read, and nobody is reminded too often."""

from datetime import UTC, datetime, timedelta

import pytest

from gongdan.kernel.ids import new_id
from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract import (
    AmendOrder,
    ArchiveOrder,
    CompleteWork,
    OrderReminded,
    OrderSigned,
    OrderVerified,
    RemindOrder,
    SignOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.reminders import REMIND_EVERY
from gongdan.rooms.workorders.domain.signatures import digest_of
from tests.rooms.workorders.loop import AT, Orders, on, orders
from tests.rooms.workorders.yard import DONE

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
SIGNER = Sealed(subject=new_id(), e=new_id(), k=1, n=b"n" * 12, c=b"c")
READ = b'{"text":"as it stands"}'
SIGN = SignOrder(digest=digest_of(READ), language="zh", signer="x")


def signing(statement: bytes = READ, **changed: object) -> Orders:
    return orders(statement=statement, sealed={"signer": SIGNER}, version=4, **changed)


def test_a_verification_keeps_its_rating() -> None:
    done = AT["verify"].when(VerifyOrder(outcome="passed", rating=5, rating_note="很快"))
    done.then(OrderVerified(node="verify", outcome="passed", rating=5, rating_note="很快"))
    assert (done.after.state.rating, done.after.state.rating_note) == (5, "很快")


@pytest.mark.parametrize("rating", [0, 6, -1, 2**53])
def test_a_rating_is_one_to_five_stars(rating: int) -> None:
    AT["verify"].when(VerifyOrder(outcome="passed", rating=rating)).then(
        "order_rating_out_of_range"
    )


def test_a_rejection_may_be_rated_and_goes_back_to_the_work() -> None:
    done = AT["verify"].when(VerifyOrder(outcome="rejected", reason="还在漏水", rating=2))
    assert done.after.state.stage == "execute"
    assert done.after.state.rating == 2


def test_what_was_read_is_what_is_signed() -> None:
    done = on(AT["verify"], signing()).when(SIGN)
    done.then(
        OrderSigned(
            statement=READ.decode(),
            digest=digest_of(READ),
            language="zh",
            version=4,
            node="verify",
            sealed={"signer": SIGNER},
        )
    )
    (signature,) = done.after.state.signatures
    assert (signature.digest, signature.outdated) == (digest_of(READ), False)


def test_a_text_that_changed_since_it_was_read_is_not_signed() -> None:
    on(AT["verify"], signing(b'{"text":"another"}')).when(SIGN).then("order_text_changed")


def test_nobody_signs_without_a_name_or_with_a_picture_that_is_not_there() -> None:
    on(AT["verify"], orders(statement=READ)).when(SIGN).then("order_signer_missing")
    drawn = SignOrder(digest=SIGN.digest, language="zh", signer="x", picture=new_id())
    on(AT["verify"], signing()).when(drawn).then("order_picture_unknown")
    on(AT["verify"], signing(picture="ab")).when(drawn)


@pytest.mark.parametrize("stage", ["accept", "archived"])
def test_there_is_nothing_to_sign_before_the_work_and_after_the_end(stage: str) -> None:
    on(AT[stage], signing()).when(SIGN).then("order_not_yet_to_sign")


def test_a_language_that_we_do_not_speak_is_not_signed() -> None:
    foreign = SignOrder(digest=SIGN.digest, language="fr", signer="x")
    on(AT["verify"], signing()).when(foreign).then("order_language_unknown")


def test_work_after_a_signature_is_seen_on_it_and_what_only_follows_is_not() -> None:
    signed = on(AT["verify"], signing()).when(SIGN).after
    passed = on(signed, orders()).when(VerifyOrder(outcome="passed")).after
    closed = passed.when(ArchiveOrder()).after
    assert not closed.state.signatures[0].outdated
    redone = (
        on(signed, orders())
        .when(VerifyOrder(outcome="rejected", reason="x"))
        .after.when(CompleteWork(data=DONE))
        .after
    )
    assert redone.state.signatures[0].outdated
    assert (
        on(signed, orders()).when(AmendOrder(title="另一件事")).after.state.signatures[0].outdated
    )


def test_a_second_reminder_waits_and_says_how_long() -> None:
    first = on(AT["execute"], orders(now=NOON)).when(RemindOrder(note="着急"))
    first.then(OrderReminded(node="execute", at=NOON, note="着急"))
    soon = on(first.after, orders(now=NOON + timedelta(minutes=10))).when(RemindOrder())
    soon.then("order_reminded_just_now")
    assert soon.refused.facts["minutes"] == 20
    again = on(first.after, orders(now=NOON + REMIND_EVERY)).when(RemindOrder()).after
    assert again.state.reminders == 2


def test_an_order_that_has_ended_is_not_reminded_of() -> None:
    on(AT["archived"], orders(now=NOON)).when(RemindOrder()).then("order_not_open")
