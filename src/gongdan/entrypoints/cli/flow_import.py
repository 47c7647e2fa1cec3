"""`gongdan flow import`: BPMN documents as flows, with a list of what does not come along."""

import sys
from pathlib import Path

import click
from msgspec import Struct

from gongdan.engines.feel.program import compile_expression
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.flow.bpmn.document import read_document
from gongdan.engines.flow.bpmn.importing import Imported, import_document
from gongdan.engines.flow.bpmn.listed import Listed
from gongdan.entrypoints.cli.flow_words import said, said_of_xml
from gongdan.entrypoints.cli.told import Fault, Figures, as_json_option, tell
from gongdan.kernel.guarded_xml import MOST_BYTES, XmlRefused, read_xml


class Refusal(Struct, frozen=True):
    """Why a document is not imported, as it is told."""

    told: dict[str, str]


def read_feel(text: str) -> str:
    """Return what is wrong with a FEEL expression, or nothing."""
    found = compile_expression(text, frozenset())
    return f"{found.code} {found.text}".strip() if isinstance(found, Unreadable) else ""


def import_bytes(data: bytes) -> tuple[Imported, int] | Refusal:
    """Return the flows of a document and the number of its elements, or why there are none."""
    tree = read_xml(data)
    if isinstance(tree, XmlRefused):
        return Refusal(said_of_xml(tree))
    document = read_document(tree)
    if isinstance(document, Listed):
        return Refusal(said(document))
    found = import_document(document, read_feel)
    return Refusal(said(found)) if isinstance(found, Listed) else (found, document.count)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@as_json_option
def import_models(*, files: tuple[Path, ...], as_json: bool) -> None:
    """Import BPMN 2.0 models: files, or folders of them."""
    models = [model for file in files for model in _models(file)]
    if not models:
        raise Fault(f"No .bpmn or .xml file lies below {' or '.join(map(str, files))}.")
    found = {model: import_bytes(_bytes(model)) for model in models}
    alone = len(models) == 1 and not files[0].is_dir()
    figures = _one(found[models[0]]) if alone else _all(found)
    tell(figures, _sentences(figures), as_json=as_json)
    sys.exit(0 if figures["imported"] else 1)


def _models(file: Path) -> list[Path]:
    if not file.is_dir():
        return [file]
    return sorted(each for each in file.rglob("*") if each.suffix in {".bpmn", ".xml"})


def _bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _one(found: tuple[Imported, int] | Refusal) -> Figures:
    if isinstance(found, Refusal):
        return {"processes": [], "imported": False, "elements": 0, "not_imported": [found.told]}
    imported, count = found
    return {
        "processes": [
            {
                "id": flow.key,
                "name": flow.name,
                "nodes": len(flow.definition.nodes),
                "edges": len(flow.definition.edges),
            }
            for flow in imported.flows
        ],
        "imported": True,
        "elements": count,
        "not_imported": [said(each) for each in imported.left_out],
        "notes": [said(each) for each in imported.notes],
    }


def _all(found: dict[Path, tuple[Imported, int] | Refusal]) -> Figures:
    refused = {file: each.told for file, each in found.items() if isinstance(each, Refusal)}
    taken = [each[0] for each in found.values() if not isinstance(each, Refusal)]
    return {
        "files": len(found),
        "imported": len(taken),
        "complete": sum(1 for each in taken if not each.left_out),
        "processes": sum(len(each.flows) for each in taken),
        "refused": [{"file": str(file), **told} for file, told in refused.items()],
    }


def _sentences(figures: Figures) -> str:
    if "files" in figures:
        counts = f"{figures['imported']} of {figures['files']} files imported"
        lines = [f"{counts}, {figures['complete']} of them whole."]
        listed = figures["refused"]
    else:
        head = f"{len(_list(figures['processes']))} processes imported."
        lines = [head if figures["imported"] else "Not imported."]
        listed = figures["not_imported"]
    for each in _list(listed):
        where = each.get("file") or " ".join(filter(None, (each["type"], each["element"])))
        lines.append(f"{where}: {each['reason']} {each['mend']}")
    return "\n".join(lines)


def _list(value: object) -> list[dict[str, str]]:
    return value if isinstance(value, list) else []
