"""From DMN XML (1.2 to 1.5) to a model; what is not taken in is listed, not dropped in silence."""

from xml.etree.ElementTree import Element

from msgspec import Struct

from gongdan.engines.feel.dmn import model
from gongdan.engines.feel.dmn.elements import child, children, namespace, tag, text
from gongdan.engines.feel.dmn.reading_boxes import boxed_in, function_in, variable_in
from gongdan.engines.feel.types import ANY, FunctionType

_IGNORED = frozenset(
    "description extensionElements question allowedAnswers DMNDI variable knowledgeSource"
    " textAnnotation association group performanceIndicator organizationUnit".split()
)
"""Elements that say nothing of how to decide."""


class NoModel(Struct, frozen=True):
    """A document that is no DMN model: a stable code and what was found instead."""

    code: str
    detail: str = ""


def read_model(root: Element) -> model.Model | NoModel:
    """Return the model of a document's root element."""
    if tag(root) != "definitions" or "DMN" not in namespace(root).upper():
        return NoModel("dmn_no_definitions", tag(root))
    return model.Model(
        name=root.get("name", ""),
        inputs={each.id: each for each in map(_input, children(root, "inputData"))},
        decisions={each.id: each for each in map(_decision, children(root, "decision"))},
        knowledge={
            each.id: each for each in map(_knowledge, children(root, "businessKnowledgeModel"))
        },
        services={each.id: each for each in map(_service, children(root, "decisionService"))},
        types={each.name: each for each in map(_item, children(root, "itemDefinition"))},
        left_out=_left_out(root),
        namespace=root.get("namespace", ""),
    )


def _left_out(root: Element) -> tuple[str, ...]:
    taken = _IGNORED | {
        "inputData",
        "decision",
        "businessKnowledgeModel",
        "decisionService",
        "itemDefinition",
    }
    names = (
        f"{tag(each)} {each.get('name') or each.get('id') or ''}".strip()
        for each in children(root)
        if tag(each) not in taken
    )
    return tuple(names)


def _input(element: Element) -> model.InputData:
    return model.InputData(_id(element), variable_in(element))


def _decision(element: Element) -> model.Decision:
    return model.Decision(
        _id(element),
        variable_in(element),
        boxed_in(element),
        _required(element),
        text(child(element, "question")),
    )


def _knowledge(element: Element) -> model.Knowledge:
    logic = child(element, "encapsulatedLogic")
    return model.Knowledge(
        _id(element), variable_in(element), function_in(logic), _required(element)
    )


def _service(element: Element) -> model.Service:
    return model.Service(
        _id(element),
        variable_in(element),
        outputs=_links(element, "outputDecision"),
        encapsulated=_links(element, "encapsulatedDecision"),
        input_decisions=_links(element, "inputDecision"),
        input_data=_links(element, "inputData"),
    )


def _required(element: Element) -> tuple[str, ...]:
    ways = (
        ("informationRequirement", "requiredInput"),
        ("informationRequirement", "requiredDecision"),
        ("knowledgeRequirement", "requiredKnowledge"),
    )
    return tuple(
        link
        for group, name in ways
        for requirement in children(element, group)
        for link in _links(requirement, name)
    )


def _links(element: Element, name: str) -> tuple[str, ...]:
    return tuple(each.get("href", "").rpartition("#")[2] for each in children(element, name))


def _item(element: Element) -> model.ItemDefinition:
    function = child(element, "functionItem")
    allowed = child(element, "allowedValues", "text")
    constraint = child(element, "typeConstraint", "text")
    return model.ItemDefinition(
        name=element.get("name", ""),
        type=text(child(element, "typeRef")),
        members=tuple(_item(each) for each in children(element, "itemComponent")),
        collection=element.get("isCollection") == "true",
        allowed=text(allowed if allowed is not None else constraint),
        function=ANY if function is None else _function_type(function),
    )


def _function_type(element: Element) -> FunctionType:
    return FunctionType(tuple(ANY for _ in children(element, "parameters")))


def _id(element: Element) -> str:
    return element.get("id") or element.get("name") or ""
