"""Who stands in for whom: the people that a definition's rules name, made up with their rights.

One reports; two have each role that a rule names, so that work can be handed on; one stands for
each person who is named, and for the reporter's managers. Nobody of them exists.
"""

from collections.abc import Iterator, Mapping
from uuid import UUID

from msgspec import Struct

from gongdan.engines.flow.model import FlowDefinition, Rule
from gongdan.kernel.ids import derived_id
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import FieldView, Grant, Principal
from gongdan.rooms.rehearsal.contract import REPORTER, StandFor, StandIn

UNIT = "/rehearsal/"
"""The unit in which all stand-ins are, and their order."""

_REQUESTER = "requester"
_ADMIN = "admin"
_DEEPEST = 9
_MOST = 60


class RoleRights(Struct, frozen=True, kw_only=True):
    """A role of the tenant: its title by language, its rights, and how many people have it."""

    title: dict[str, str]
    keys: tuple[str, ...]
    grants: tuple[Grant, ...]
    views: tuple[FieldView, ...]
    holders: int


class Wanted(Struct, frozen=True):
    """Whom the rules of a definition name."""

    roles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    managers: tuple[int, ...] = ()


def wanted_in(flow: FlowDefinition) -> Wanted:
    """Return whom assignee and copy rules name, each once, in the order of the nodes."""
    named = [
        each
        for node in flow.nodes.values()
        for rule in (node.assignee, node.copies)
        for each in _named(rule, _DEEPEST)
    ]

    def of(kind: str) -> Iterator[str]:
        return iter(dict.fromkeys(value for what, value in named if what == kind))

    return Wanted(tuple(of("role")), tuple(of("user")), tuple(map(int, of("manager"))))


def cast_of(
    tenant: UUID, rehearsal: UUID, flow: FlowDefinition, roles: Mapping[str, RoleRights]
) -> dict[str, StandIn]:
    """Return the stand-ins of a rehearsal by their keys; the same ones each time."""
    wanted = wanted_in(flow)
    maker = _Maker(tenant, rehearsal, roles)
    made = [maker.make(REPORTER, "reporter", _REQUESTER, title={"zh": "申报人", "en": "Reporter"})]
    for role in wanted.roles:
        title = roles[role].title if role in roles else {"zh": role, "en": role}
        made += [
            maker.make(f"{role}-{place}", "role", role, title=title, place=place)
            for place in (1, 2)
        ]
    for place, person in enumerate(wanted.people, 1):
        title = {"zh": f"指定人员 {place}", "en": f"Named person {place}"}
        made.append(maker.make(person, "person", "", title=title, user=_id_in(person)))
    for level in wanted.managers:
        title = {"zh": f"申报人的第 {level} 级主管", "en": f"Reporter's manager, level {level}"}
        made.append(maker.make(f"manager-{level}", "manager", str(level), title=title))
    if _ADMIN in roles and _ADMIN not in wanted.roles:
        made.append(maker.make(_ADMIN, "role", _ADMIN, title=roles[_ADMIN].title))
    return {each.key: each for each in made[:_MOST]}


class _Maker:
    def __init__(self, tenant: UUID, rehearsal: UUID, roles: Mapping[str, RoleRights]) -> None:
        self._tenant = tenant
        self._rehearsal = rehearsal
        self._roles = roles

    def make(
        self,
        key: str,
        kind: StandFor,
        role: str,
        title: dict[str, str],
        *,
        place: int = 1,
        user: UUID | None = None,
    ) -> StandIn:
        who = user or derived_id(b"stand-in" + self._rehearsal.bytes + key.encode())
        # whoever a rule names may be anybody: he has the rights of all who work on orders
        rights = self._roles.get(role) or _joined(self._roles)
        principal = Principal(
            tenant=self._tenant,
            actor=Actor(ActorKind.PERSON, who),
            user=who,
            roles=rights.keys if kind in ("reporter", "role") else (),
            grants=rights.grants,
            views=rights.views,
            unit_path=UNIT,
        )
        return StandIn(key=key, kind=kind, role=role, title=title, place=place, principal=principal)


def _joined(roles: Mapping[str, RoleRights]) -> RoleRights:
    grants = dict.fromkeys(
        grant for key, role in roles.items() if key != _ADMIN for grant in role.grants
    )
    views = dict.fromkeys(
        view for key, role in roles.items() if key != _ADMIN for view in role.views
    )
    return RoleRights(title={}, keys=(), grants=tuple(grants), views=tuple(views), holders=0)


def _id_in(word: str) -> UUID | None:
    try:
        return UUID(word.removeprefix("user:"))
    except ValueError:
        return None


def _named(rule: Rule, depth: int) -> Iterator[tuple[str, str]]:
    if depth == 0:
        return
    match rule:
        case {"role": str(role)}:
            yield "role", role
        case {"user": str(user)}:
            yield "user", user
        case {"manager": int(level), **rest}:
            yield "manager", str(level)
            yield from _inside([rest.get("else")], depth)
        case {"field": str(), **rest}:
            yield from _inside([rest.get("else")], depth)
        case {"any": list(rules)}:
            yield from _inside(rules, depth)
        case _:
            return


def _inside(rules: list[object], depth: int) -> Iterator[tuple[str, str]]:
    for rule in rules:
        if isinstance(rule, dict):
            yield from _named(rule, depth - 1)


class CastDirectory:
    """Fulfils `engines.flow.assignees.Directory` among the stand-ins."""

    def __init__(self, cast: Mapping[str, StandIn]) -> None:
        self._cast = cast

    def manager(self, _person: str, levels: int) -> str:
        """Return the stand-in for the manager so many levels up."""
        found = self._cast.get(f"manager-{levels}")
        return f"user:{found.user}" if found else ""

    def in_unit_of(self, _person: str, role: str) -> tuple[str, ...]:
        """Return the stand-ins who have a role: all are in one unit."""
        return tuple(
            f"user:{each.user}"
            for each in self._cast.values()
            if each.kind == "role" and each.role == role
        )
