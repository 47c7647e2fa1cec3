"""From boxed expressions to DMN XML."""

from typing import assert_never
from xml.etree.ElementTree import Element, SubElement

from gongdan.engines.feel.dmn import model


def add_text(element: Element, name: str, text: str) -> None:
    """Add an element that holds a text element."""
    SubElement(SubElement(element, name), "text").text = text


def add_boxed(element: Element, boxed: model.Boxed) -> None:  # noqa: C901  # one line a sort of box
    """Add a boxed expression."""
    match boxed:
        case model.Literal():
            _literal(element, boxed)
        case model.DecisionTable():
            _table(element, boxed)
        case model.Context():
            _context(element, boxed)
        case model.Invocation():
            _invocation(element, boxed)
        case model.FunctionDefinition():
            add_function(SubElement(element, "functionDefinition"), boxed)
        case model.ListOf():
            _list(SubElement(element, "list"), boxed)
        case model.Relation():
            _relation(SubElement(element, "relation"), boxed)
        case model.Conditional():
            parts = {"if": boxed.test, "then": boxed.then, "else": boxed.otherwise}
            _parts(SubElement(element, "conditional"), parts)
        case model.Filter():
            parts = {"in": boxed.source, "match": boxed.match}
            _parts(SubElement(element, "filter"), parts)
        case model.Iteration():
            result = "return" if boxed.word == "for" else "satisfies"
            loop = SubElement(element, boxed.word, iteratorVariable=boxed.variable)
            _parts(loop, {"in": boxed.source, result: boxed.body})
        case _:
            assert_never(boxed)


def _parts(element: Element, parts: dict[str, model.Boxed]) -> None:
    for name, boxed in parts.items():
        add_boxed(SubElement(element, name), boxed)


def _typed(element: Element, reference: str) -> Element:
    if reference:
        element.set("typeRef", reference)
    return element


def _literal(element: Element, boxed: model.Literal) -> None:
    written = _typed(SubElement(element, "literalExpression"), boxed.type)
    SubElement(written, "text").text = boxed.text


def _table(element: Element, table: model.DecisionTable) -> None:
    written = SubElement(
        element, "decisionTable", hitPolicy=table.hit_policy.name.replace("_", " ")
    )
    if table.aggregator is not model.Aggregator.LIST:
        written.set("aggregation", table.aggregator.name)
    for clause in table.inputs:
        _input(SubElement(written, "input"), clause)
    for output in table.outputs:
        _output(SubElement(written, "output"), output)
    for rule in table.rules:
        row = SubElement(written, "rule")
        if rule.note:
            SubElement(row, "description").text = rule.note
        for text in rule.inputs:
            add_text(row, "inputEntry", text)
        for text in rule.outputs:
            add_text(row, "outputEntry", text)


def _input(element: Element, clause: model.InputClause) -> None:
    if clause.label:
        element.set("label", clause.label)
    expression = _typed(SubElement(element, "inputExpression"), clause.type)
    SubElement(expression, "text").text = clause.expression
    if clause.values:
        add_text(element, "inputValues", clause.values)


def _output(element: Element, clause: model.OutputClause) -> None:
    for name, value in (("name", clause.name), ("label", clause.label), ("typeRef", clause.type)):
        if value:
            element.set(name, value)
    if clause.values:
        add_text(element, "outputValues", clause.values)
    if clause.default:
        add_text(element, "defaultOutputEntry", clause.default)


def _context(element: Element, boxed: model.Context) -> None:
    written = SubElement(element, "context")
    for entry in boxed.entries:
        row = SubElement(written, "contextEntry")
        if entry.name:
            _typed(SubElement(row, "variable", name=entry.name), entry.type)
        add_boxed(row, entry.value)


def _invocation(element: Element, boxed: model.Invocation) -> None:
    written = SubElement(element, "invocation")
    add_text(written, "literalExpression", boxed.function)
    for entry in boxed.arguments:
        row = SubElement(written, "binding")
        SubElement(row, "parameter", name=entry.name)
        add_boxed(row, entry.value)


def add_function(element: Element, boxed: model.FunctionDefinition) -> None:
    """Add the parameters and the body of a function to its element."""
    _typed(element, boxed.type)
    if boxed.external:
        element.set("kind", "Java")
    for parameter in boxed.parameters:
        _typed(SubElement(element, "formalParameter", name=parameter.name), parameter.type)
    add_boxed(element, boxed.body)


def _list(element: Element, boxed: model.ListOf) -> None:
    for item in boxed.items:
        add_boxed(element, item)


def _relation(element: Element, boxed: model.Relation) -> None:
    for column in boxed.columns:
        _typed(SubElement(element, "column", name=column.name), column.type)
    for row in boxed.rows:
        written = SubElement(element, "row")
        for cell in row:
            add_boxed(written, cell)
