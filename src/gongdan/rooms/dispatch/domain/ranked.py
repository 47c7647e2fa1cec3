"""Who fits an order by the weights that it falls to, before and after a model had its word."""

from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.matching.advising import ChosenAmong, advised
from gongdan.engines.matching.crowd import Crowd
from gongdan.engines.matching.need import Need
from gongdan.engines.matching.ranking import Candidate, Ranking, rank
from gongdan.rooms.dispatch.domain.trials import CRITICAL, InPlay, Versioned, decides

MOST = 5
"""So many people are proposed for an order."""


class Lineup(Struct, frozen=True):
    """Whom models are asked about: the best by our own score, with what is known of each.

    `rows` as `features` tells them; `plain` scores without a model, `told` ones with the live one.
    """

    people: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    plain: tuple[float, ...]
    told: tuple[float, ...]

    def chosen(self, user: UUID) -> ChosenAmong:
        """Return it with whom a person chose."""
        at = self.people.index(str(user)) if str(user) in self.people else None
        return ChosenAmong(self.rows, self.plain, self.told, at)


class Ranked(Struct, frozen=True, kw_only=True):
    """Who fits by the weights `by`; while others are tried, also who would by theirs (`rival`).

    `scorer` is the model whose points are among the reasons ("": none).
    """

    by: Versioned
    found: Ranking
    rival: tuple[Candidate, ...] = ()
    scorer: str = ""
    lineup: Lineup | None = None


def ranked(
    crowd: Crowd, need: Need, play: InPlay, order: UUID, *, priority: int, most: int
) -> Ranked:
    """Return who fits by the weights that an order falls to; who is tried is asked as well."""
    critical = priority <= CRITICAL
    mine = decides(play, order, critical=critical)
    found = rank(crowd, need, mine.weights, most=most)
    if play.challenge is None or critical or not found.best:
        return Ranked(by=mine, found=found)
    other = play.champion if mine == play.challenge.by else play.challenge.by
    return Ranked(by=mine, found=found, rival=rank(crowd, need, other.weights, most=most).best)


def heard(before: Ranked, points: dict[str, float], scorer: str) -> Ranked:
    """Let a model's points be a reason of everybody's score, by either weights."""
    found = before.found
    return replace(
        before,
        found=Ranking(advised(found.best, points), found.barred, found.fitting),
        rival=advised(before.rival, points),
        scorer=scorer,
    )
