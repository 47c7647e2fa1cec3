"""A document that is read and written is the same document, down to the last attribute."""

import tarfile
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import canonicalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.flow.bpmn.markup import XMLNS, Part, from_tree, write
from gongdan.kernel.guarded_xml import XmlRefused, read_xml
from tests.engines.flow.bpmn.documents import DATA

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="￾￿"),
    max_size=8,
)
SPACE = st.sampled_from(["", "{urn:a}", "{urn:b}"])
LOCAL = st.sampled_from(["one", "two", "three"])
NAME = st.builds(str.__add__, SPACE, LOCAL)


def names(value: str) -> bool:
    """Tell whether a text may name a namespace: no URI is empty or has a brace (RFC 3986)."""
    return bool(value) and "}" not in value and "{" not in value


ATTRIBUTES = st.dictionaries(
    NAME | st.sampled_from([XMLNS + "p", XMLNS + "q"]), TEXT | st.just("urn:a"), max_size=4
).map(
    lambda found: {key: value for key, value in found.items() if XMLNS not in key or names(value)}
)


def part(inner: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    return st.builds(
        Part,
        name=NAME,
        attributes=ATTRIBUTES,
        parts=st.lists(inner, max_size=3).map(tuple),
        text=TEXT.map(str.strip),
        tail=TEXT.map(str.strip),
    )


PARTS = st.recursive(st.builds(Part, name=NAME, attributes=ATTRIBUTES), part, max_leaves=8)


def again(root: Part) -> Part:
    tree = read_xml(write(root))
    assert not isinstance(tree, XmlRefused), tree
    return from_tree(tree)


def plain(root: Part) -> Part:
    """Leave out how prefixes were declared: the writer adds what it needs."""
    attributes = {key: value for key, value in root.attributes.items() if XMLNS not in key}
    return Part(root.name, attributes, tuple(map(plain, root.parts)), root.text, root.tail)


@given(PARTS)
def test_what_is_written_is_read_again_as_the_same(root: Part) -> None:
    whole = Part("{urn:a}root", parts=(root,))
    assert plain(again(whole)) == plain(whole)


def said(root: Part) -> Iterator[tuple[str, ...]]:
    """Yield all that a document says: elements, attributes with their values, texts."""
    for each in root.walk():
        yield (each.name,)
        yield from ((each.name, each.id, *pair) for pair in each.attributes.items())
        yield (each.name, each.id, "text", each.text, each.tail)


def test_the_comparison_notices_a_lost_attribute() -> None:
    bounds = Part("Bounds", {"x": "1", "y": "2"})
    assert Counter(said(bounds)) != Counter(said(Part("Bounds", {"x": "1"})))
    assert canonicalize(write(bounds)) != canonicalize('<Bounds x="1"/>')


ARCHIVE = DATA / "bpmn-miwg.tar.xz"


@pytest.mark.skipif(not ARCHIVE.exists(), reason="no ../shared beside this checkout")
def test_every_reference_model_is_written_without_loss() -> None:
    with tarfile.open(ARCHIVE) as archive:
        files = [each for each in archive.getmembers() if each.name.endswith(".bpmn")]
        assert len(files) == 8
        for file in files:
            opened = archive.extractfile(file)
            assert opened is not None
            data = opened.read()
            tree = read_xml(data)
            assert not isinstance(tree, XmlRefused)
            read = from_tree(tree)
            assert Counter(said(again(read))) == Counter(said(read)), file.name
            assert canonicalize(write(read), strip_text=True) == canonicalize(
                data.decode("iso-8859-1" if b"8859" in data[:80] else "utf-8"), strip_text=True
            ), file.name
