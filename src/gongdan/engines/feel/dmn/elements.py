"""XML elements without their namespaces; those of foreign namespaces are left alone.

Whoever hands a tree in has read it in bounded time and memory.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element


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
