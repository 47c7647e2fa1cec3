"""Who is meant by an assignee rule: managers and units are looked up before a decision."""

from collections.abc import Callable
from uuid import UUID

from gongdan.engines.flow.assignees import resolve_rule
from gongdan.engines.flow.model import Assignment, Context, Rule
from gongdan.rooms.workorders.domain.words import word_of
from gongdan.rooms.workorders.ports import Lines, ReportingLines, RunningDefinition

Resolve = Callable[[Rule, Context], Assignment]


class NoLines:
    """`ReportingLines` of a house without an organisation: nobody stands above anybody."""

    async def of(self, _tenant: UUID, _person: UUID, _roles: object) -> Lines:
        """Return no lines."""
        return Lines()

    async def with_role(self, _tenant: UUID, _role: str, _most: int) -> tuple[UUID, ...]:
        """Return nobody."""
        return ()


async def resolver(
    lines: ReportingLines, tenant: UUID, definition: RunningDefinition, reporter: UUID | None
) -> Resolve:
    """Return what resolves the rules of a definition for what somebody reported."""
    if definition.sought is None or reporter is None:
        return resolve_rule
    known = _Known(reporter, await lines.of(tenant, reporter, definition.sought))
    return lambda rule, context: resolve_rule(rule, context, known)


class _Known:
    """Fulfils the flow's `Directory` for the one person whose lines were looked up."""

    def __init__(self, person: UUID, lines: Lines) -> None:
        self._word = word_of(person)
        self._lines = lines

    def manager(self, person: str, levels: int) -> str:
        above = self._lines.managers if person == self._word else ()
        return word_of(above[levels - 1]) if len(above) >= levels else ""

    def in_unit_of(self, person: str, role: str) -> tuple[str, ...]:
        found = self._lines.in_unit.get(role, ()) if person == self._word else ()
        return tuple(word_of(each) for each in found)
