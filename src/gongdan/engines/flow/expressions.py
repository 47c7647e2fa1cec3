"""All FEEL texts of a definition, with the place where each stands."""

from collections.abc import Iterator

from gongdan.engines.flow.definition import FlowDefinition, Node


def expressions_of(definition: FlowDefinition) -> Iterator[tuple[str, str]]:
    """Yield place and text: conditions of edges, members, mappings, reckoned times."""
    for edge in definition.edges:
        if edge.condition:
            yield f"edges/{edge.key}/condition", edge.condition
    for key, node in definition.nodes.items():
        for part, text in _texts(node):
            if text:
                yield f"nodes/{key}/{part}", text


def _texts(node: Node) -> Iterator[tuple[str, str]]:
    if node.many is not None:
        for part in ("items", "count", "until", "collect"):
            yield f"many/{part}", getattr(node.many, part)
    for way, mapping in (("inputs", node.inputs), ("outputs", node.outputs)):
        for name, text in mapping.items():
            yield f"{way}/{name}", text
    for part, trigger in (("trigger", node.trigger), ("remind", node.remind)):
        if trigger is not None and trigger.due.startswith("="):
            yield f"{part}/due", trigger.due[1:]
