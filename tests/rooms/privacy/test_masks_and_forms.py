"""What a masked value still shows, and which ways of writing a number are the same number."""

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.rooms.privacy import contract
from gongdan.rooms.privacy.contract import BlindKind, MaskKind, PrivacyClass, mask
from gongdan.rooms.privacy.domain import normal as normal_module
from gongdan.rooms.privacy.domain.normal import normal, normal_email, normal_phone
from tests.examples import tries


def test_the_examples_in_the_modules_hold() -> None:
    assert doctest.testmod(contract).failed == doctest.testmod(normal_module).failed == 0


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (MaskKind.PHONE, "13812341234", "138****1234"),
        (MaskKind.PHONE, "+8613812341234", "+86 138****1234"),
        (MaskKind.PHONE, "010-65529988", "010****9988"),
        (MaskKind.PHONE, "not known", "****"),
        (MaskKind.EMAIL, "李@例子.中国", "李***@例子.中国"),
        (MaskKind.EMAIL, "@", "***"),
        (MaskKind.NAME, "王小明", "王*"),
        (MaskKind.NAME, "王", "王*"),
        (MaskKind.NAME, "Mary Ann Evans", "M. A. E."),
        (MaskKind.ADDRESS, "上海市浦东新区张江路1号2幢301室", "上海市浦东新区****"),
        (MaskKind.ADDRESS, "unknown", "****"),
        (MaskKind.ADDRESS, "Flat 2, 99 High Road 5", "****"),
        (MaskKind.TEXT, "anything", "****"),
        (MaskKind.TEXT, " ", ""),
    ],
)
def test_a_mask_shows_enough_to_recognise(kind: MaskKind, value: str, shown: str) -> None:
    assert mask(kind, value) == shown


@given(st.sampled_from(MaskKind), st.text(max_size=60))
def test_no_text_breaks_a_mask(kind: MaskKind, value: str) -> None:
    assert isinstance(mask(kind, value), str)


@given(st.integers(0, 10**11 - 1))
def test_a_masked_number_hides_at_least_four_digits(number: int) -> None:
    value = f"{number:011}"
    assert sum(map(str.isdigit, mask(MaskKind.PHONE, value))) <= 7


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        " 138 1234 5678 ",
        "138-1234-5678",
        "+86 138-1234-5678",
        "+86(0)13812345678",
        "0086 13812345678",
        "8613812345678",
        "１３８１２３４５６７８",
    ],
)
def test_each_way_of_writing_a_mobile_number_is_one_number(written: str) -> None:
    assert normal_phone(written) == "+8613812345678"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("010-65529988", "+861065529988"),
        ("(0755) 8888 6666 ext. 12", "+8675588886666;ext=12"),
        ("+44 20 7946 0958", "+442079460958"),
        ("0044 20 7946 0958", "+442079460958"),
        ("95588", "95588"),
        ("1234", ""),
        ("none", ""),
        ("00000", ""),
        ("+86 00 10 6552 9988", "+861065529988"),
    ],
)
def test_other_numbers_keep_what_tells_them_apart(written: str, form: str) -> None:
    assert normal_phone(written) == form


def test_a_mail_address_is_compared_without_case_and_width() -> None:
    assert normal_email(" Wang.Li＠Example.COM ") == "wang.li@example.com"
    assert [normal_email(text) for text in ("@x", "x@", "x", "")] == [""] * 4


@given(st.sampled_from(BlindKind), st.text(max_size=40))
def test_a_normal_mail_or_text_stays_as_it_is(kind: BlindKind, value: str) -> None:
    if kind is not BlindKind.PHONE:
        assert normal(kind, normal(kind, normal(kind, value))) == normal(kind, normal(kind, value))


@pytest.mark.slow
@settings(max_examples=tries(2_000))
@given(st.text("0123456789 +-()转x", max_size=24))
def test_a_normal_phone_number_stays_as_it_is(value: str) -> None:
    once = normal_phone(value)
    if once.startswith("+") and ";" not in once:
        assert normal_phone(once) == once


def test_personal_and_sensitive_fields_are_sealed_and_others_are_not() -> None:
    assert [each for each in PrivacyClass if each.is_sealed] == ["personal", "sensitive"]
