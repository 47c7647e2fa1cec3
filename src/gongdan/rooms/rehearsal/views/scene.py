"""A rehearsal as its page shows it: where the order stands, who may do what, what happened."""

from collections.abc import Iterator

from gongdan.engines.flow.model import Node, Token
from gongdan.rooms.lowcode.contract import form_schema, form_ui
from gongdan.rooms.rehearsal.contract import StandIn, Trouble
from gongdan.rooms.rehearsal.domain.outside import MADE_UP
from gongdan.rooms.rehearsal.views.shown import (
    RehearsalShown,
    RehearsedEvidence,
    RehearsedForm,
    RehearsedLine,
    RehearsedOffer,
    RehearsedOutcome,
    RehearsedPass,
    RehearsedStep,
    RehearsedTarget,
    RehearsedTimer,
    RehearsedWaiting,
    StandInShown,
    TroubleShown,
)
from gongdan.rooms.rehearsal.views.standing import Playing, Scene
from gongdan.rooms.rehearsal.views.waiting import waiting_shown
from gongdan.rooms.rehearsal.views.words import Speaker

_COMPLETING = frozenset({"resubmit", "accept", "complete", "verify", "archive", "hand_back"})
_PERSON = "user:"


def shown(scene: Scene, locale: str, zone: str) -> RehearsalShown:
    """Return a rehearsal in somebody's language and zone."""
    playing, kept, bundle = scene.playing, scene.kept, scene.body.bundle
    play, speaker = playing.play, Speaker(bundle, scene.cast, locale, zone=zone)
    nodes = bundle.flow.nodes
    steps = [_step(scene, speaker, token, nodes[token.node]) for token in _open(scene)]
    holds = {each.scope for each in play.flow.tokens}
    waits = (each for each in play.flow.tokens if _waits(each) and each.id not in holds)
    waiting = [waiting_shown(scene, speaker, each) for each in waits]
    asking: tuple[RehearsedStep | RehearsedWaiting, ...] = (*steps, *waiting)
    return RehearsalShown(
        id=kept.id,
        key=kept.key,
        title=speaker.of(bundle.title),
        version=kept.version,
        sha256=kept.sha256,
        newer=scene.newer,
        left_out=scene.left_out,
        number=play.number,
        status=play.status,
        stage=play.stage,
        begun_at=kept.begun_at,
        clock=playing.clock,
        entries=len(kept.script),
        passed=_passed(playing, speaker),
        open=steps,
        waiting=waiting,
        forms=[_form(scene, name) for name in dict.fromkeys(s.form for s in asking if s.form)],
        stand_ins=[_stand_in(scene, speaker, each) for each in scene.cast.values()],
        timers=_timers(scene, speaker),
        log=_log(playing, speaker),
        troubles=[trouble_shown(speaker, each) for each in scene.troubles],
        values=dict(play.values),
    )


def _passed(playing: Playing, speaker: Speaker) -> list[RehearsedPass]:
    return [
        RehearsedPass(
            node=each.node,
            title=speaker.node(each.node),
            stage=each.stage,
            by=speaker.people(each.by) if each.by else "",
            outcome=speaker.outcome(each.node, each.outcome) if each.outcome else "",
            at=each.at,
        )
        for each in playing.passed
    ]


def _timers(scene: Scene, speaker: Speaker) -> list[RehearsedTimer]:
    return [
        RehearsedTimer(
            timer=each.timer, node=node, title=speaker.node(node), reminds=reminds, at=each.at
        )
        for each in sorted(scene.playing.play.timers, key=lambda runs: runs.at)
        for node, reminds in [_timer_node(scene, each.timer)]
    ]


def _log(playing: Playing, speaker: Speaker) -> list[RehearsedLine]:
    return [
        RehearsedLine(
            at=line.at,
            code=line.code,
            text=speaker.line(line.code, line.facts),
            fresh=place >= playing.fresh,
            made_up=line.code in MADE_UP,
        )
        for place, line in enumerate(playing.lines)
    ]


def trouble_shown(speaker: Speaker, trouble: Trouble) -> TroubleShown:
    """Say a trouble in words."""
    what, mend = speaker.trouble(trouble.code, trouble.facts)
    return TroubleShown(code=trouble.code, place=trouble.place, what=what, mend=mend)


def _open(scene: Scene) -> Iterator[Token]:
    play = scene.playing.play
    return (token for token in play.flow.open_steps if token.node in play.drawn.nodes)


def _waits(token: Token) -> bool:
    return token.waits and token.group is None


def _step(scene: Scene, speaker: Speaker, token: Token, node: Node) -> RehearsedStep:
    play = scene.playing.play
    words = token.owner or ",".join(token.candidates)
    may = [
        each.key
        for each in scene.cast.values()
        if any(o.node == token.node and o.act in _COMPLETING for o in play.offered(each.principal))
    ]
    return RehearsedStep(
        token=token.id,
        node=token.node,
        title=speaker.node(token.node),
        stage=token.stage,
        people=speaker.people(words),
        who=sorted(may, key=lambda key: not _is_named(scene.cast[key], token)),
        form=node.form if node.form in scene.body.bundle.forms else "",
        outcomes=[
            RehearsedOutcome(
                key=key,
                title=speaker.of(outcome.title) or key,
                needs_reason=outcome.needs_reason,
            )
            for key, outcome in node.outcomes.items()
        ],
        evidence=[
            RehearsedEvidence(
                kind=demand.kind,
                label=demand.label,
                title=speaker.of(demand.title) or speaker.word("kind", demand.kind),
                least=demand.least,
                have=have,
            )
            for demand, have in play.demands(token.node)
        ],
    )


def _is_named(who: StandIn, token: Token) -> bool:
    """Tell whether a step is somebody's own turn, and he does not merely stand in."""
    words = {f"{_PERSON}{who.user}", *(f"role:{role}" for role in who.principal.roles)}
    return bool({token.owner, *token.candidates} & words)


def _form(scene: Scene, name: str) -> RehearsedForm:
    bundle = scene.body.bundle
    return RehearsedForm(name=name, schema=form_schema(bundle, name), ui=form_ui(bundle, name))


def _stand_in(scene: Scene, speaker: Speaker, who: StandIn) -> StandInShown:
    offers = [
        RehearsedOffer(act=each.act, node=each.node, to=_targets(scene, speaker, each.to))
        for each in scene.playing.play.offered(who.principal)
        if each.act not in ("amend", "sign")
    ]
    return StandInShown(key=who.key, name=speaker.name(who), role=who.role, offers=offers)


def _targets(scene: Scene, speaker: Speaker, words: tuple[str, ...]) -> list[RehearsedTarget]:
    people = {f"{_PERSON}{each.user}": each.key for each in scene.cast.values()}
    return [
        RehearsedTarget(key=people[word], title=speaker.people(word))
        if word in people
        else RehearsedTarget(key=word, title=speaker.node(word))
        for word in words
    ]


def _timer_node(scene: Scene, timer: int) -> tuple[str, bool]:
    flow = scene.playing.play.flow
    found = next((each for each in flow.timers if each.id == timer), None)
    if found is None:
        return "", False
    if found.node:
        return found.node, False
    token = next((each for each in flow.tokens if each.id == found.token), None)
    return (token.node if token else ""), True
