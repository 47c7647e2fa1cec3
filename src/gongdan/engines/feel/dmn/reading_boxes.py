"""From DMN XML to boxed expressions."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from gongdan.engines.feel.dmn import model
from gongdan.engines.feel.dmn.elements import child, children, tag, text
from gongdan.engines.feel.names import normal

_AGGREGATORS = {
    "SUM": model.Aggregator.SUM,
    "COUNT": model.Aggregator.COUNT,
    "MIN": model.Aggregator.MIN,
    "MAX": model.Aggregator.MAX,
}
_POLICIES = {each.name.replace("_", " "): each for each in model.HitPolicy}
NOTHING = model.Literal("null")


def variable_in(element: Element) -> model.Variable:
    """Return the variable of an element: its own, or one of the element's name."""
    variable = child(element, "variable")
    source = variable if variable is not None else element
    name = source.get("name") or element.get("name") or ""
    return model.Variable(normal(name), source.get("typeRef", ""))


def boxed_in(element: Element | None) -> model.Boxed | None:
    """Return the boxed expression among an element's children, if there is one."""
    for each in children(element):
        made = boxed(each)
        if made is not None:
            return made
    return None


def boxed(element: Element) -> model.Boxed | None:
    """Return the boxed expression that an element is, or None for any other element."""
    read = _READERS.get(tag(element))
    return read(element) if read else None


def _needed(element: Element | None, name: str = "") -> model.Boxed:
    holder = child(element, name) if name else element
    return boxed_in(holder) or NOTHING


def _literal(element: Element) -> model.Literal:
    if element.get("expressionLanguage", "feel").lower().rstrip("/").endswith("feel"):
        return model.Literal(text(child(element, "text")) or "null", element.get("typeRef", ""))
    return NOTHING


def _table(element: Element) -> model.DecisionTable:
    return model.DecisionTable(
        inputs=tuple(_input(each) for each in children(element, "input")),
        outputs=tuple(_output(each) for each in children(element, "output")),
        rules=tuple(_rule(each) for each in children(element, "rule")),
        hit_policy=_POLICIES.get(element.get("hitPolicy", "UNIQUE"), model.HitPolicy.UNIQUE),
        aggregator=_AGGREGATORS.get(element.get("aggregation", ""), model.Aggregator.LIST),
    )


def _input(element: Element) -> model.InputClause:
    expression = child(element, "inputExpression")
    return model.InputClause(
        expression=text(child(expression, "text")),
        label=element.get("label", ""),
        type=expression.get("typeRef", "") if expression is not None else "",
        values=text(child(element, "inputValues", "text")),
    )


def _output(element: Element) -> model.OutputClause:
    return model.OutputClause(
        name=normal(element.get("name", "")),
        label=element.get("label", ""),
        type=element.get("typeRef", ""),
        values=text(child(element, "outputValues", "text")),
        default=text(child(element, "defaultOutputEntry", "text")),
    )


def _rule(element: Element) -> model.Rule:
    return model.Rule(
        tuple(text(child(each, "text")) for each in children(element, "inputEntry")),
        tuple(text(child(each, "text")) for each in children(element, "outputEntry")),
        text(child(element, "description")),
    )


def _context(element: Element) -> model.Context:
    return model.Context(tuple(_entry(each) for each in children(element, "contextEntry")))


def _entry(element: Element) -> model.Entry:
    variable = child(element, "variable")
    value = boxed_in(element) or NOTHING
    if variable is None:
        return model.Entry("", value)
    return model.Entry(normal(variable.get("name", "")), value, variable.get("typeRef", ""))


def _invocation(element: Element) -> model.Invocation:
    function = child(element, "literalExpression", "text")
    return model.Invocation(
        normal(text(function)), tuple(map(_binding, children(element, "binding")))
    )


def _binding(element: Element) -> model.Entry:
    parameter = child(element, "parameter")
    name = parameter.get("name", "") if parameter is not None else ""
    return model.Entry(normal(name), boxed_in(element) or NOTHING)


def function_in(element: Element | None) -> model.FunctionDefinition:
    """Return the function that an element defines."""
    parameters = tuple(
        model.Variable(normal(each.get("name", "")), each.get("typeRef", ""))
        for each in children(element, "formalParameter")
    )
    kind = element.get("kind", "FEEL") if element is not None else "FEEL"
    return model.FunctionDefinition(
        parameters,
        boxed_in(element) or NOTHING,
        external=kind != "FEEL",
        type=element.get("typeRef", "") if element is not None else "",
    )


def _list(element: Element) -> model.ListOf:
    return model.ListOf(tuple(made for each in children(element) if (made := boxed(each))))


def _relation(element: Element) -> model.Relation:
    columns = tuple(
        model.Variable(normal(each.get("name", "")), each.get("typeRef", ""))
        for each in children(element, "column")
    )
    rows = tuple(
        tuple(made for each in children(row) if (made := boxed(each)))
        for row in children(element, "row")
    )
    return model.Relation(columns, rows)


def _conditional(element: Element) -> model.Conditional:
    return model.Conditional(*(_needed(element, name) for name in ("if", "then", "else")))


def _filter(element: Element) -> model.Filter:
    return model.Filter(_needed(element, "in"), _needed(element, "match"))


def _iteration(element: Element) -> model.Iteration:
    word = tag(element)
    return model.Iteration(
        word,
        normal(element.get("iteratorVariable", "")),
        _needed(element, "in"),
        _needed(element, "return" if word == "for" else "satisfies"),
    )


_READERS: Mapping[str, Callable[[Element], model.Boxed]] = {
    "literalExpression": _literal,
    "decisionTable": _table,
    "context": _context,
    "invocation": _invocation,
    "functionDefinition": function_in,
    "list": _list,
    "relation": _relation,
    "conditional": _conditional,
    "filter": _filter,
    "for": _iteration,
    "some": _iteration,
    "every": _iteration,
}
