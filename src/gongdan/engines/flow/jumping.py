"""Jump 跳转: an administrator sets the flow onto a node, whatever it stood on."""

from gongdan.engines.flow.commands import Jump
from gongdan.engines.flow.decision import FlowCode, FlowRefusal
from gongdan.engines.flow.definition import STAGES, Kind, Node, Stage
from gongdan.engines.flow.events import FlowJumped, NodePassed
from gongdan.engines.flow.game import Game
from gongdan.engines.flow.going_back import put_outside
from gongdan.engines.flow.pick import actor_of

_NO_TARGET = frozenset({Kind.START, Kind.BOUNDARY, Kind.JOIN})


def jump(game: Game, command: Jump) -> FlowRefusal | None:
    """Take all tokens off and put one on a node; no stage can be jumped over."""
    if not command.reason.strip():
        return FlowRefusal(FlowCode.REASON_NEEDED, {"node": command.to, "outcome": "jump"})
    node = game.definition.nodes.get(command.to)
    if node is None or node.kind in _NO_TARGET:
        return FlowRefusal(FlowCode.UNKNOWN_NODE, {"to": command.to})
    if missing := _jumped_over(game, command.to, node):
        facts: dict[str, str | int | list[str]] = {"node": command.to, "stage": missing.value}
        return FlowRefusal(FlowCode.STAGE_NOT_VISITED, facts)
    game.round += 1
    game.record(FlowJumped(node=command.to, reason=command.reason))
    game.by = actor_of(game)
    under_way = {token.stage for token in game.state.tokens}
    for token in game.within(0):
        game.take_off(token, "jumped")
    no = put_outside(game, command.to, "jumped")
    if no is None and node.stage in under_way - {Stage.NONE} and _is_empty(game, command.to):
        # whoever was at work has been taken off, and nobody has taken his place
        return FlowRefusal(
            FlowCode.STAGE_NOT_VISITED, {"node": command.to, "stage": node.stage.value}
        )
    return no


def _is_empty(game: Game, node: str) -> bool:
    """Tell whether a node was passed in this decision because it had no members."""
    return any(isinstance(event, NodePassed) and event.node == node for event in game.events)


def _jumped_over(game: Game, to: str, node: Node) -> Stage | None:
    """Return the earliest stage still open, if the node lies beyond it and was never visited.

    Where a flow has stages, only a step of one can be a target: what lies between them may lead
    on to the end.
    """
    nodes = game.definition.nodes.values()
    if to in game.state.visited or all(each.stage is Stage.NONE for each in nodes):
        return None
    stages = {token.stage for token in game.state.tokens}
    earliest = next((stage for stage in STAGES if stage in stages), Stage.REPORT)
    beyond = node.stage is Stage.NONE or STAGES.index(node.stage) > STAGES.index(earliest)
    return earliest if beyond else None
