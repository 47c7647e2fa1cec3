"""The BPMN models of a folder, or of the archive from which it was unpacked, imported once."""

import tarfile
from collections.abc import Callable
from pathlib import Path

from gongdan.engines.flow.bpmn.document import Document, read_document
from gongdan.engines.flow.bpmn.importing import ImportedFlow, import_document
from gongdan.engines.flow.bpmn.listed import Listed
from gongdan.entrypoints.cli.flow_import import read_feel
from gongdan.kernel.guarded_xml import MOST_BYTES, XmlRefused, read_xml

Find = Callable[[str], bytes | None]
"""The bytes of a model by its path; none where there is no such model."""


class Models:
    """Finds models by their path; each is read and imported once. `scripts` are texts by task."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._read: dict[str, tuple[ImportedFlow, ...]] = {}
        self.scripts: dict[str, str] = {}

    def flows(self, path: str) -> tuple[ImportedFlow, ...]:
        """Return the flows of a model; none where there is no such model, or it is refused."""
        if path not in self._read:
            self._read[path] = self._import(path)
        return self._read[path]

    def _import(self, path: str) -> tuple[ImportedFlow, ...]:
        data = self._find(path)
        tree = read_xml(data) if data is not None else None
        if tree is None or isinstance(tree, XmlRefused):
            return ()
        document = read_document(tree)
        if isinstance(document, Listed):
            return ()
        self._remember_scripts(document)
        found = import_document(document, read_feel)
        return () if isinstance(found, Listed) else found.flows

    def _remember_scripts(self, document: Document) -> None:
        for part in document.root.walk():
            if part.kind == "scriptTask":
                script = part.one("script")
                self.scripts[part.id] = script.text if script else ""


def models_of(place: Path) -> Models:
    """Return the models of a folder or archive; raises `tarfile.TarError`."""
    return Models(_in_folder(place) if place.is_dir() else _in_archive(place))


def _in_folder(place: Path) -> Find:
    root = place.resolve()

    def find(path: str) -> bytes | None:
        file = (root / path).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            return None
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)

    return find


def _in_archive(place: Path) -> Find:
    """Read the archive once, from its beginning to its end: it can't be leafed through."""
    held: dict[str, bytes] = {}
    with tarfile.open(place) as archive:
        for member in archive:
            opened = archive.extractfile(member) if member.isfile() else None
            if opened is not None and Path(member.name).suffix in {".bpmn", ".xml"}:
                held[member.name.removeprefix("./")] = opened.read(MOST_BYTES + 1)
    return held.get
