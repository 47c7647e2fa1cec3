"""A BPMN document: what it defines beside its processes, and which processes it holds."""

from xml.etree.ElementTree import Element

from msgspec import Struct

from gongdan.engines.flow.bpmn.listed import Code, Listed, entry
from gongdan.engines.flow.bpmn.markup import Part, from_tree
from gongdan.engines.flow.bpmn.namespaces import MODEL


class Document(Struct, frozen=True):
    """All that a document says, diagram and extensions included (`markup.write` says it again)."""

    root: Part

    @property
    def processes(self) -> tuple[Part, ...]:
        """The processes, in their order."""
        return tuple(part for part in self.root.parts if part.name == f"{MODEL}process")

    @property
    def roots(self) -> dict[str, Part]:
        """The messages, signals, errors and other things that processes refer to, by id."""
        return {part.id: part for part in self.root.parts if part.id}

    @property
    def count(self) -> int:
        """How many elements the document has."""
        return sum(1 for _ in self.root.walk())


def read_document(tree: Element) -> Document | Listed:
    """Return the document of a tree that was read in bounded size and depth."""
    if tree.tag != f"{MODEL}definitions":
        return entry(Part(str(tree.tag)), Code.NO_DEFINITIONS, str(tree.tag))
    return Document(from_tree(tree))
