"""BPMN documents that tests speak of."""

from pathlib import Path

from gongdan.engines.flow.bpmn.document import Document, read_document
from gongdan.engines.flow.bpmn.importing import Imported, import_document
from gongdan.engines.flow.bpmn.listed import Listed
from gongdan.entrypoints.cli.flow_import import read_feel
from gongdan.kernel.guarded_xml import XmlRefused, read_xml

DATA = Path(__file__).parents[5] / "shared/data/conformance"
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:tool="urn:tool"'
    ' targetNamespace="urn:test">'
)


def model(body: str, before: str = "") -> bytes:
    return f'{HEAD}{before}<process id="p" name="P">{body}</process></definitions>'.encode()


def document(data: bytes) -> Document:
    tree = read_xml(data)
    assert not isinstance(tree, XmlRefused), tree
    found = read_document(tree)
    assert isinstance(found, Document), found
    return found


def imported(body: str, before: str = "") -> Imported:
    found = import_document(document(model(body, before)), read_feel)
    assert isinstance(found, Imported), found
    return found


def refused(body: str) -> Listed:
    found = import_document(document(model(body)), read_feel)
    assert isinstance(found, Listed), found
    return found


def way(source: str, target: str, inside: str = "", key: str = "") -> str:
    identity = f' id="{key}"' if key else ""
    return (
        f'<sequenceFlow{identity} sourceRef="{source}" targetRef="{target}">{inside}</sequenceFlow>'
    )


def condition(text: str) -> str:
    return f"<conditionExpression><![CDATA[{text}]]></conditionExpression>"
