"""An XML document as immutable parts: all that it says, in the order in which it says it.

Lossless for elements, attributes, namespaces with their prefixes, and texts; white space that
only indents is not kept. Written and read again it is the same document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

XMLNS: Final = "{http://www.w3.org/2000/xmlns/}"
"""What the names of attributes begin with that declare a namespace: its prefix follows."""

_XML: Final = "http://www.w3.org/XML/1998/namespace"


class Part(Struct, frozen=True, omit_defaults=True):
    """An element: `{namespace}name`, attributes, inner parts, text before them, text behind it."""

    name: str
    attributes: dict[str, str] = {}
    parts: tuple[Part, ...] = ()
    text: str = ""
    tail: str = ""

    @property
    def kind(self) -> str:
        """The name without its namespace."""
        return local(self.name)

    @property
    def id(self) -> str:
        """The element's id, or nothing."""
        return self.attributes.get("id", "")

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute that has no namespace."""
        return self.attributes.get(name, default)

    def foreign(self, name: str, default: str = "") -> str:
        """Return an attribute of that local name in whatever namespace of a tool."""
        found = (
            value
            for key, value in self.attributes.items()
            if key.endswith(f"}}{name}") and not key.startswith(XMLNS)
        )
        return next(found, default)

    def all(self, *kinds: str) -> Iterator[Part]:
        """Yield the inner parts of these local names."""
        return (part for part in self.parts if part.kind in kinds)

    def one(self, kind: str) -> Part | None:
        """Return the first inner part of a local name."""
        return next(self.all(kind), None)

    def walk(self) -> Iterator[Part]:
        """Yield this part and all within it, outermost first."""
        left = [self]
        while left:
            part = left.pop()
            yield part
            left.extend(reversed(part.parts))


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def space(name: str) -> str:
    """Return the namespace of a name, or nothing."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def from_tree(element: Element) -> Part:
    """Return the parts of a tree that was read in bounded depth."""
    parts = tuple(from_tree(child) for child in element)
    return Part(
        name=str(element.tag),
        attributes=dict(element.attrib),
        parts=parts,
        text=_kept(element.text, indents=bool(parts)),
        tail=_kept(element.tail, indents=True),
    )


def _kept(text: str | None, *, indents: bool) -> str:
    return "" if text is None or (indents and not text.strip()) else text


Scope = Mapping[str, str]
"""Prefix -> namespace, as it stands at a place of the document."""

_PREFIXES: Final = {
    "http://www.omg.org/spec/BPMN/20100524/DI": "bpmndi",
    "http://www.omg.org/spec/DD/20100524/DC": "dc",
    "http://www.omg.org/spec/DD/20100524/DI": "di",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
}


def write(root: Part) -> bytes:
    """Return a document in UTF-8, indented where that changes nothing."""
    pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _write(root, {"xml": _XML, "": ""}, "", pieces)
    pieces.append("\n")
    return "".join(pieces).encode()


def _write(part: Part, around: Scope, indent: str, out: list[str]) -> None:
    scope = dict(around)
    attributes: dict[str, str] = {}
    for name, value in part.attributes.items():
        if name.startswith(XMLNS):
            prefix = name.removeprefix(XMLNS)
            scope[prefix] = value
            attributes[f"xmlns:{prefix}" if prefix else "xmlns"] = value
    tag = _said(part.name, scope, attributes, plain=True)
    for name, value in part.attributes.items():
        if not name.startswith(XMLNS):
            attributes[_said(name, scope, attributes, plain=False)] = value
    out.append(f"<{tag}")
    out.extend(f' {name}="{_quoted(value)}"' for name, value in attributes.items())
    if not (part.parts or part.text):
        out.append("/>")
        return
    out.append(f">{_escaped(part.text)}")
    flows = bool(part.text) or any(each.tail for each in part.parts)
    inner = "" if flows else f"{indent}  "
    for each in part.parts:
        out.append("" if flows else f"\n{inner}")
        _write(each, scope, inner, out)
        out.append(_escaped(each.tail))
    out.append(f"</{tag}>" if flows or not part.parts else f"\n{indent}</{tag}>")


def _said(name: str, scope: dict[str, str], declared: dict[str, str], *, plain: bool) -> str:
    """Return a name with a prefix that stands for its namespace here; declares one if need be."""
    uri = space(name)
    if not uri:
        if plain and scope.get(""):
            scope[""] = declared["xmlns"] = ""
        return local(name)
    if plain and scope.get("") == uri:
        return local(name)
    for prefix, known in scope.items():
        if known == uri and prefix:
            return f"{prefix}:{local(name)}"
    prefix = _PREFIXES.get(uri, "ns")
    while prefix in scope:
        prefix += "x"
    scope[prefix] = declared[f"xmlns:{prefix}"] = uri
    return f"{prefix}:{local(name)}"


def _escaped(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;")


def _quoted(text: str) -> str:
    quoted = _escaped(text).replace('"', "&quot;")
    return quoted.replace("\n", "&#10;").replace("\t", "&#9;")
