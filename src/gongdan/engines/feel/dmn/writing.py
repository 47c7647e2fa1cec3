"""From a model to DMN 1.3 XML: what is read again is the same model."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from gongdan.engines.feel.dmn import model
from gongdan.engines.feel.dmn.writing_boxes import add_boxed, add_function, add_text

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
"""DMN 1.3 (formal/2021-02-01), clause 12."""


def write_model(source: model.Model) -> bytes:
    """Return a model as a DMN 1.3 document, UTF-8."""
    root = Element(
        "definitions",
        xmlns=NAMESPACE,
        id="definitions",
        name=source.name,
        namespace=source.namespace or "urn:gongdan",
    )
    for item in source.types.values():
        _add_item(SubElement(root, "itemDefinition"), item)
    for each in source.inputs.values():
        _add_variable(_named(root, "inputData", each.id, each.variable), each.variable)
    for knowledge in source.knowledge.values():
        _add_knowledge(root, source, knowledge)
    for decision in source.decisions.values():
        _add_decision(root, source, decision)
    for service in source.services.values():
        _add_service(root, service)
    indent(root)
    body: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body


def _named(root: Element, kind: str, key: str, variable: model.Variable) -> Element:
    return SubElement(root, kind, id=key, name=variable.name)


def _add_variable(element: Element, variable: model.Variable) -> None:
    written = SubElement(element, "variable", name=variable.name)
    if variable.type:
        written.set("typeRef", variable.type)


def _add_item(element: Element, item: model.ItemDefinition) -> None:
    element.set("name", item.name)
    if item.collection:
        element.set("isCollection", "true")
    if item.type:
        SubElement(element, "typeRef").text = item.type
    if item.allowed:
        add_text(element, "allowedValues", item.allowed)
    for member in item.members:
        _add_item(SubElement(element, "itemComponent"), member)


def _add_decision(root: Element, source: model.Model, decision: model.Decision) -> None:
    element = _named(root, "decision", decision.id, decision.variable)
    if decision.question:
        SubElement(element, "question").text = decision.question
    _add_variable(element, decision.variable)
    _add_required(element, source, decision.requires)
    if decision.logic is not None:
        add_boxed(element, decision.logic)


def _add_knowledge(root: Element, source: model.Model, knowledge: model.Knowledge) -> None:
    element = _named(root, "businessKnowledgeModel", knowledge.id, knowledge.variable)
    _add_variable(element, knowledge.variable)
    add_function(SubElement(element, "encapsulatedLogic"), knowledge.logic)
    _add_required(element, source, knowledge.requires)


def _add_required(element: Element, source: model.Model, required: Iterable[str]) -> None:
    for key in required:
        if key in source.inputs:
            group, link = "informationRequirement", "requiredInput"
        elif key in source.decisions:
            group, link = "informationRequirement", "requiredDecision"
        else:
            group, link = "knowledgeRequirement", "requiredKnowledge"
        SubElement(SubElement(element, group), link, href=f"#{key}")


def _add_service(root: Element, service: model.Service) -> None:
    element = _named(root, "decisionService", service.id, service.variable)
    _add_variable(element, service.variable)
    for kind, keys in (
        ("outputDecision", service.outputs),
        ("encapsulatedDecision", service.encapsulated),
        ("inputDecision", service.input_decisions),
        ("inputData", service.input_data),
    ):
        for key in keys:
            SubElement(element, kind, href=f"#{key}")
