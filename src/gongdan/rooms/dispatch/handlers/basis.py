"""On what a decision rested, in words: who was chosen why, and who was not."""

from gongdan.rooms.dispatch.contract import Decision, Weighed
from gongdan.rooms.dispatch.domain.words import compared_in_words, reasons_in_words
from gongdan.rooms.dispatch.handlers.crowds import CrowdOf
from gongdan.rooms.dispatch.handlers.recommending import levels_of
from gongdan.rooms.dispatch.views import BasisTold, OtherPerson


def basis_told(decision: Decision, crowd: CrowdOf, language: str) -> BasisTold:
    """Return what was known when somebody was chosen."""
    by = {each.user: each for each in decision.candidates}
    chosen = by.get(decision.chosen) if decision.chosen else None
    category = crowd.categories.get(decision.category)
    weighed = chosen is not None and bool(chosen.points)
    return BasisTold(
        id=decision.id,
        kind=decision.kind,
        name=crowd.name_of(decision.chosen) if decision.chosen else "",
        policy=decision.policy,
        category=category.name.get(language, category.key) if category else "",
        why=decision.why,
        propensity=decision.propensity,
        score=chosen.score if chosen is not None and weighed else None,
        reasons=reasons_in_words(
            chosen,
            category,
            levels_of(crowd, chosen.user, category),
            language,
            scorer=decision.scorer,
        )
        if chosen is not None and weighed
        else [],
        others=[
            _other(each, chosen, crowd, language)
            for each in decision.candidates
            if each.user != decision.chosen
        ],
    )


def _other(other: Weighed, chosen: Weighed | None, crowd: CrowdOf, language: str) -> OtherPerson:
    behind = compared_in_words(other, chosen, language)
    return OtherPerson(crowd.name_of(other.user), other.score, behind)
