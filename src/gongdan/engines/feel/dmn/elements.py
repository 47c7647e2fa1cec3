"""XML elements without their namespaces, read in bounded time and memory.

Entities, external references and document types are refused, so no document can grow while it
is read (defusedxml). Elements of foreign namespaces are left alone.
"""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from msgspec import Struct

MOST_BYTES: Final = 5_000_000
MOST_ELEMENTS: Final = 200_000
DEEPEST: Final = 100


class XmlRefused(Struct, frozen=True):
    """Why a document is not read: a stable code and what it is about."""

    code: str
    detail: str = ""


def read_xml(data: bytes) -> Element | XmlRefused:
    """Return the root element of a document, or why it is not read."""
    if len(data) > MOST_BYTES:
        return XmlRefused("xml_too_large", str(MOST_BYTES))
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as refused:
        return XmlRefused("xml_forbidden", type(refused).__name__)
    except (ParseError, ValueError, LookupError) as fault:
        return XmlRefused("xml_broken", str(fault)[:200])
    return _bounded(root)


def _bounded(root: Element) -> Element | XmlRefused:
    count, level = 0, [root]
    for _ in range(DEEPEST):
        count += len(level)
        level = [child for each in level for child in each]
        if count > MOST_ELEMENTS:
            return XmlRefused("xml_too_large", str(MOST_ELEMENTS))
        if not level:
            return root
    return XmlRefused("xml_too_deep", str(DEEPEST))


def tag(element: Element) -> str:
    """Return an element's local name."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: Element) -> str:
    """Return an element's namespace, or ""."""
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


def children(element: Element | None, name: str = "") -> Iterator[Element]:
    """Yield the children of a local name (or all)."""
    for child in element if element is not None else ():
        if not name or tag(child) == name:
            yield child


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first child of a local name, or the descendant on a path of such names."""
    for name in names:
        element = next(children(element, name), None)
    return element


def text(element: Element | None) -> str:
    """Return an element's own text without white space around it."""
    return (element.text or "").strip() if element is not None else ""
