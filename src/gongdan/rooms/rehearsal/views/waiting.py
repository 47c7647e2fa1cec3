"""What an order waits for while nobody need act, and what may be made up for it."""

from gongdan.engines.flow.model import Kind, Node, Token
from gongdan.rooms.rehearsal.domain.outside import FAILURES
from gongdan.rooms.rehearsal.views.shown import RehearsedAnswer, RehearsedFailure, RehearsedWaiting
from gongdan.rooms.rehearsal.views.standing import Scene
from gongdan.rooms.rehearsal.views.words import Speaker


def waiting_shown(scene: Scene, speaker: Speaker, token: Token) -> RehearsedWaiting:
    """Show a token that waits for something outside the order."""
    bundle, playing = scene.body.bundle, scene.playing
    node = bundle.flow.nodes.get(token.node)
    kind = node.kind if node else Kind.JOIN
    calls = kind is Kind.SERVICE
    return RehearsedWaiting(
        token=token.id,
        node=token.node,
        title=speaker.node(token.node),
        kind=kind,
        asks=_asks(node) if node else "",
        form=node.form if node and kind is Kind.RECEIVE and node.form in bundle.forms else "",
        answers=_answers(node) if node else [],
        failures=[RehearsedFailure(key=k, passing=f.passing) for k, f in FAILURES.items() if calls],
        tried=playing.tried.get(token.id, 0),
        most=playing.outside.patience.attempts,
    )


def _asks(node: Node) -> str:
    if node.kind is Kind.RECEIVE:
        return node.trigger.name if node.trigger else ""
    return f"{node.request.method} {node.request.path}" if node.request else ""


def _answers(node: Node) -> list[RehearsedAnswer]:
    return [
        RehearsedAnswer(
            name=name,
            type=answer.type,
            unit=answer.unit,
            least=answer.least,
            most=answer.most,
            optional=answer.optional,
        )
        for name, answer in (node.request.answers.items() if node.request else ())
    ]
