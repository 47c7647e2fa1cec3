"""XML of strangers, read in bounded time and memory.

Document types, entities and external references are refused (defusedxml), so no document can
grow while it is read; size, depth and number of elements are counted as they come, so reading
ends at the first byte too many. Engines take the tree that comes out.

Namespace declarations are kept as attributes of the element that makes them, named
`{http://www.w3.org/2000/xmlns/}prefix`, so that texts such as `xsd:string` keep their meaning.
Comments and processing instructions are not kept.
"""

from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from msgspec import Struct

MOST_BYTES: Final = 5_000_000
MOST_ELEMENTS: Final = 200_000
DEEPEST: Final = 100
XMLNS: Final = "{http://www.w3.org/2000/xmlns/}"

_PIECE: Final = 1 << 16


class XmlRefused(Struct, frozen=True):
    """Why a document is not read: a stable code, what it is about, and where (1-based, or 0)."""

    code: str
    detail: str = ""
    line: int = 0
    column: int = 0


def read_xml(data: bytes) -> Element | XmlRefused:
    """Return the root element of a document, or why it is not read."""
    if len(data) > MOST_BYTES:
        return XmlRefused("xml_too_large", f"{MOST_BYTES} bytes")
    counting = _Counting()
    parser = DefusedXMLParser(target=counting, forbid_dtd=True)
    try:
        for begin in range(0, len(data), _PIECE):
            parser.feed(data[begin : begin + _PIECE])
        root: Element = parser.close()
    except _TooMuchError as much:
        return _at(parser, much.code, much.limit)
    except DefusedXmlException as refused:
        return _at(parser, "xml_forbidden", type(refused).__name__)
    except (ParseError, ValueError, LookupError) as fault:
        return _at(parser, "xml_broken", str(fault).partition(":")[0][:200])
    return root


def _at(parser: DefusedXMLParser, code: str, detail: str) -> XmlRefused:
    expat = parser.parser
    return XmlRefused(code, detail, expat.CurrentLineNumber, expat.CurrentColumnNumber + 1)


class _TooMuchError(Exception):
    """A limit is passed; ends the reading where it stands."""

    def __init__(self, code: str, limit: str) -> None:
        super().__init__(code)
        self.code = code
        self.limit = limit


class _Counting(TreeBuilder):
    """Builds the tree as long as it stays within the limits, and keeps the declarations."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._depth = 0
        self._declared: dict[str, str] = {}

    def start_ns(self, prefix: str | None, uri: str | None) -> None:
        self._declared[XMLNS + (prefix or "")] = uri or ""

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._count += 1
        self._depth += 1
        if self._depth > DEEPEST:
            raise _TooMuchError("xml_too_deep", f"{DEEPEST} levels")
        if self._count > MOST_ELEMENTS:
            raise _TooMuchError("xml_too_large", f"{MOST_ELEMENTS} elements")
        declared, self._declared = self._declared, {}
        return super().start(tag, {**declared, **attrs} if declared else attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)
