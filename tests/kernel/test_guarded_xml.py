"""XML of strangers: hostile documents are refused early, with the place; the rest comes whole."""

import pytest

from gongdan.kernel.guarded_xml import (
    DEEPEST,
    MOST_BYTES,
    MOST_ELEMENTS,
    XMLNS,
    XmlRefused,
    read_xml,
)

LAUGHS = b"<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><d>&b;</d>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (LAUGHS, "xml_forbidden"),
        (b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>', "xml_forbidden"),
        (b"<a><b></b", "xml_broken"),
        (b"<a>&nobody;</a>", "xml_broken"),
        (b"<x:a/>", "xml_broken"),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", "xml_broken"),
        (b"", "xml_broken"),
        (b"\xff\xfe\x00", "xml_broken"),
        (b"<a>" * 1_000_000, "xml_too_deep"),
        (b"<a>" + b"<b/>" * (MOST_ELEMENTS + 1), "xml_too_large"),
        (b" " * (MOST_BYTES + 1), "xml_too_large"),
    ],
)
def test_a_hostile_document_is_refused(data: bytes, code: str) -> None:
    found = read_xml(data)
    assert isinstance(found, XmlRefused)
    assert found.code == code


def test_a_refusal_says_where() -> None:
    assert read_xml(b"<a>\n <b></c></a>") == XmlRefused("xml_broken", "mismatched tag", 2, 7)


def test_as_deep_as_allowed_is_read() -> None:
    assert not isinstance(read_xml(b"<a>" * DEEPEST + b"</a>" * DEEPEST), XmlRefused)


def test_namespace_declarations_are_kept_where_they_were_made() -> None:
    root = read_xml(b"<a xmlns='urn:d' xmlns:p='urn:p'><b p:c='p:x' xmlns=''/></a>")
    assert not isinstance(root, XmlRefused)
    assert root.attrib == {XMLNS: "urn:d", XMLNS + "p": "urn:p"}
    assert root[0].attrib == {XMLNS: "", "{urn:p}c": "p:x"}
