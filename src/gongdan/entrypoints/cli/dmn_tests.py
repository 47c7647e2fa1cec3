"""The test files of the DMN TCK: their cases, and whether a model gives what they expect.

Format: TestCases/testCases.xsd of the DMN TCK. A result that must be an error is right where
null comes out: FEEL has no exceptions.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from msgspec import Struct

from gongdan.engines.feel.dmn.elements import child, children, tag, text
from gongdan.engines.feel.dmn.graph import CompiledModel, compile_model
from gongdan.engines.feel.dmn.reading import NoModel, read_model
from gongdan.engines.feel.evaluation import Moment
from gongdan.engines.feel.names import normal
from gongdan.engines.feel.temporal_reading import (
    read_date,
    read_date_time,
    read_duration,
    read_time,
)
from gongdan.engines.feel.values import Value
from gongdan.entrypoints.cli.feel_cases import alike
from gongdan.kernel.guarded_xml import XmlRefused, read_xml

_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"


class Expectation(Struct, frozen=True):
    """One result of one case: of which decision, or of which `output` of what is invoked."""

    id: str
    name: str
    invoked: bool
    output: str
    inputs: dict[str, Value]
    expected: Value


def run_folder(folder: Path, moment: Moment) -> Iterator[tuple[str, bool]]:
    """Yield the id of each result that the test files below a folder expect, and if it is met."""
    for file in sorted(folder.rglob("*.xml")):
        root = read_xml(file.read_bytes())
        if isinstance(root, XmlRefused) or tag(root) != "testCases":
            continue
        compiled = _model(file.parent / text(child(root, "modelName")))
        for each in _expectations(root, f"{file.parent.parent.name[-1]}/{file.stem}"):
            yield each.id, compiled is not None and _met(compiled, each, moment)


def _model(file: Path) -> CompiledModel | None:
    if not file.is_file():
        return None
    root = read_xml(file.read_bytes())
    if isinstance(root, XmlRefused):
        return None
    found = read_model(root)
    return None if isinstance(found, NoModel) else compile_model(found)


def _met(compiled: CompiledModel, case: Expectation, moment: Moment) -> bool:
    if case.name not in compiled.by_name:
        return False
    ask = compiled.invoke if case.invoked else compiled.decide
    value = ask(case.name, case.inputs, moment=moment).value
    if case.output and isinstance(value, dict):
        value = value.get(case.output)
    return alike(value, case.expected)


def _expectations(root: Element, place: str) -> Iterator[Expectation]:
    for case in children(root, "testCase"):
        inputs = {
            normal(each.get("name", "")): _value(each) for each in children(case, "inputNode")
        }
        invocable = case.get("invocableName", "")
        for result in children(case, "resultNode"):
            name = normal(invocable or result.get("name", ""))
            key = f"{place}/{case.get('id')}/{result.get('name')}"
            expected = child(result, "expected")
            value = None if expected is None else _value(expected)
            output = normal(result.get("name", "")) if invocable else ""
            yield Expectation(key, name, bool(invocable), output, inputs, value)


def _value(element: Element) -> Value:
    """Return the value within an element: a plain one, a list, or components."""
    for each in children(element):
        match tag(each):
            case "value":
                return _plain(each)
            case "list":
                return [_value(item) for item in children(each, "item")]
            case "component":
                parts = children(element, "component")
                return {normal(part.get("name", "")): _value(part) for part in parts}
            case _:
                continue
    return None


def _plain(element: Element) -> Value:  # noqa: PLR0911  # one line a sort of value
    raw = element.text or ""
    if element.get(_NIL) == "true":
        return None
    match element.get(_TYPE, "xsd:string").rpartition(":")[2]:
        case "boolean":
            return raw.strip() == "true"
        case "decimal" | "double" | "float" | "integer" | "int" | "long":
            return Decimal(raw.strip())
        case "date":
            return read_date(raw.strip())
        case "time":
            return read_time(raw.strip())
        case "dateTime":
            return read_date_time(raw.strip())
        case "duration" | "dayTimeDuration" | "yearMonthDuration":
            return read_duration(raw.strip())
        case _:
            return raw
