"""How orders find their person, as a manager says it; and what categories mean to a tenant."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from msgspec.structs import asdict

from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Writer
from gongdan.kernel.ids import Ref, derived_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_identifier, clean_line
from gongdan.rooms.dispatch.contract import Category, Policy, SetPolicy
from gongdan.rooms.dispatch.domain.refusals import Refusal, malformed
from gongdan.rooms.dispatch.domain.scopes import WHOLE
from gongdan.rooms.dispatch.handlers.crowds import Crowds
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.store.decisions import PilotScore, pilot_scores
from gongdan.rooms.dispatch.store.policies import (
    keep_category,
    keep_policy,
    load_categories,
    load_policies,
)
from gongdan.rooms.identity.contract import Principal

MOST_PHRASES = 60
MOST_SKILLS = 20
PHRASE_LIMIT = 120
SKILL_LIMIT = 40
LONGEST = 1_440
"""Minutes that an order of a category may be said to take."""


class ChangeCategory(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a tenant says of a category: names, how people say it, the skills (with level).

    `minutes` is how long the work usually takes, where too few orders tell (0: not said).
    """

    name: dict[str, str]
    phrases: list[str]
    skills: dict[str, int]
    minutes: int = 0


class TypeLine(Struct, frozen=True):
    """An order type, as the policy page names it."""

    key: str
    name: dict[str, str]


class PolicyDesk:
    """Reads and sets policies and categories."""

    def __init__(self, means: Means, crowds: Crowds) -> None:
        self._means = means
        self._crowds = crowds

    async def policies(self, tenant: UUID) -> Sequence[Policy]:
        """Return what was set."""
        async with self._means.database.reading(tenant) as reader:
            return await load_policies(reader, tenant)

    async def pilots(self, tenant: UUID) -> Sequence[PilotScore]:
        """Return how the pilots do."""
        async with self._means.database.reading(tenant) as reader:
            return await pilot_scores(reader, tenant)

    async def types(self, tenant: UUID) -> list[TypeLine]:
        """Return the order types that can have a policy."""
        names = await self._means.types.names(tenant)
        return [TypeLine(key, dict(name)) for key, name in names.items()]

    async def categories(self, tenant: UUID) -> list[Category]:
        """Return the categories, by key."""
        async with self._means.database.reading(tenant) as reader:
            found = await load_categories(reader, tenant)
        return [found[key] for key in sorted(found)]

    async def set_policy(self, principal: Principal, command: SetPolicy) -> Policy | Refused:
        """Say how orders find their person from now on."""
        if not 0 <= command.threshold <= 1:
            return malformed(Refusal.THRESHOLD_OUT_OF_RANGE, "/threshold")
        if command.type_key not in await self._means.types.names(principal.tenant):
            return malformed(Refusal.TYPE_UNKNOWN, "/type_key")
        if not 1 <= command.share <= WHOLE:
            return malformed(Refusal.SHARE_OUT_OF_RANGE, "/share")
        crowd = await self._crowds.of(principal.tenant)
        if command.unit is not None and not crowd.units_above(command.unit):
            return malformed(Refusal.UNIT_UNKNOWN, "/unit")
        wanted = Policy(**asdict(command))
        async with self._means.database.writing(principal.tenant) as writer:
            if command.category and command.category not in await load_categories(
                writer, principal.tenant
            ):
                return malformed(Refusal.CATEGORY_UNKNOWN, "/category")
            return await keep_audited(self._means, principal, writer, wanted)

    async def change_category(
        self, principal: Principal, key: str, command: ChangeCategory
    ) -> Category | Refused:
        """Say what a category means here."""
        async with self._means.database.writing(principal.tenant) as writer:
            known = (await load_categories(writer, principal.tenant)).get(key)
            if known is None:
                return Refused(Refusal.CATEGORY_UNKNOWN, RefusalKind.NOT_FOUND)
            clean = _cleaned(known, command)
            if isinstance(clean, Refused):
                return clean
            await keep_category(writer, principal.tenant, clean)
            await self._means.trail.record(
                _deed(principal, "dispatch.category", key, {"category": key}), writer
            )
        self._crowds.forget(principal.tenant)
        return clean


async def keep_audited(
    means: Means, principal: Principal, writer: Writer, wanted: Policy
) -> Policy:
    """Keep a policy as the next version, and that somebody set it."""
    kept = await keep_policy(
        writer, principal.tenant, wanted, author=principal.user, now=means.clock()
    )
    facts: dict[str, str | int | list[str]] = {
        "type": kept.type_key,
        "category": kept.category,
        "mode": str(kept.mode),
        "version": kept.version,
        "unit": str(kept.unit or ""),
        "share": kept.share,
    }
    name = f"{kept.type_key}/{kept.category}"
    await means.trail.record(_deed(principal, "dispatch.policy", name, facts), writer)
    return kept


def _cleaned(known: Category, command: ChangeCategory) -> Category | Refused:
    names = {each: clean_line(command.name.get(each, ""), limit=80) for each in ("zh", "en")}
    phrases = [clean_line(each, limit=PHRASE_LIMIT) for each in command.phrases[: MOST_PHRASES + 1]]
    skills = {clean_identifier(each, limit=SKILL_LIMIT): n for each, n in command.skills.items()}
    if any(isinstance(each, TextFault) or not each for each in names.values()):
        return malformed(Refusal.REASON_UNUSABLE, "/name", limit=80)
    if len(phrases) > MOST_PHRASES or any(isinstance(each, TextFault) for each in phrases):
        return malformed(Refusal.REASON_UNUSABLE, "/phrases", limit=PHRASE_LIMIT)
    wrong = any(isinstance(each, TextFault) for each in skills)
    if len(skills) > MOST_SKILLS or wrong or not all(1 <= n <= 5 for n in skills.values()):
        return malformed(Refusal.REASON_UNUSABLE, "/skills", limit=SKILL_LIMIT)
    if not 0 <= command.minutes <= LONGEST:
        return malformed(Refusal.MINUTES_OUT_OF_RANGE, "/minutes", most=LONGEST)
    return Category(
        key=known.key,
        name={each: str(text) for each, text in names.items()},
        phrases=tuple(str(each) for each in phrases if each),
        skills={str(each): n for each, n in skills.items()},
        urgency=known.urgency,
        minutes=command.minutes,
    )


def _deed(
    principal: Principal, act: str, name: str, facts: dict[str, str | int | list[str]]
) -> Deed:
    return Deed(
        tenant=principal.tenant,
        actor=principal.actor,
        act=act,
        object=Ref("dispatch", derived_id(name.encode())),
        facts=facts,
    )
