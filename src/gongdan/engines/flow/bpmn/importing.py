"""From a BPMN document to flows that run, and a list of all that does not come along.

What decides where tokens go is taken in or listed; where an element is left out, a step that
somebody does by hand holds its place, so that nothing runs past it unseen. Whether the flow is
fit to be published is `check`'s business: an imported flow is a draft.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from gongdan.engines.flow.bpmn.document import Document
from gongdan.engines.flow.bpmn.flows import ways_back
from gongdan.engines.flow.bpmn.layout import Layout, drawn_in, layout_of
from gongdan.engines.flow.bpmn.listed import (
    MOST_PROCESSES,
    Code,
    Listed,
    Notebook,
    RefusedError,
    entry,
)
from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.process import Process, ReadProcess
from gongdan.engines.flow.bpmn.texts import Reads
from gongdan.engines.flow.bpmn.tools import note_tools
from gongdan.engines.flow.definition import FlowDefinition


class ImportedFlow(Struct, frozen=True):
    """A process: its id as the flow's key, its name, how it runs, how it is drawn.

    `ids` says which element each node and edge was.
    """

    key: str
    name: str
    definition: FlowDefinition
    layout: Layout
    ids: dict[str, str]


class Imported(Struct, frozen=True):
    """The flows of a document, what was left out, and what came along otherwise."""

    flows: tuple[ImportedFlow, ...]
    left_out: tuple[Listed, ...]
    notes: tuple[Listed, ...]


def import_document(document: Document, reads: Reads) -> Imported | Listed:
    """Return the flows of a document, or the element because of which there are none.

    `reads(text)` says what is wrong with a FEEL expression, or nothing.
    """
    notebook = Notebook()
    note_tools(document.root, notebook)
    try:
        flows = tuple(_flows(document, notebook, reads))
    except RefusedError as refused:
        return refused.listed
    if not flows:
        return entry(document.root, Code.NO_PROCESS)
    return Imported(flows, tuple(notebook.left_out), tuple(notebook.notes))


def _flows(document: Document, notebook: Notebook, reads: Reads) -> Iterator[ImportedFlow]:
    empty: Part | None = None
    seen: set[str] = set()
    roots, drawn = document.roots, drawn_in(document.root)
    for part in document.processes:
        if not part.id or part.id in seen:
            raise RefusedError(part, Code.ID_DOUBLED if part.id else Code.ID_MISSING, part.kind)
        seen.add(part.id)
        notebook.spend(part, "processes", 1, MOST_PROCESSES)
        found = ReadProcess(roots, notebook, reads).read(part)
        if found is None:
            notebook.leave(part, Code.NOTHING_TO_RUN)
            empty = part
            continue
        empty = None
        yield _imported(part, found, drawn)
    if empty is not None and len(document.processes) == 1:
        raise RefusedError(empty, Code.NOTHING_TO_RUN)


def _imported(part: Part, found: Process, drawn: Mapping[str, Part]) -> ImportedFlow:
    return ImportedFlow(
        key=part.id,
        name=part.get("name"),
        definition=ways_back(found.definition) if found.foreign else found.definition,
        layout=layout_of(drawn, found.ids),
        ids=found.ids,
    )
