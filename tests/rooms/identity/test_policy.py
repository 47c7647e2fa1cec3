"""Who may do what: given a role, when somebody acts on a row, then it is allowed or not."""

import json
from collections.abc import AsyncIterator
from random import Random
from uuid import UUID

import pytest
from msgspec import Struct

from gongdan.kernel.database import Writer
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.kernel.predicate import Never, holds, to_sql
from gongdan.rooms.identity.contract import (
    OF_GUESTS,
    Action,
    FieldView,
    Grant,
    Principal,
    Scope,
    View,
    allowed_actions,
    decide_access,
    field_view,
    may,
    robot,
)
from gongdan.rooms.identity.domain.roles import rights_of
from gongdan.rooms.identity.store.shipped_roles import SHIPPED_ROLES
from tests.postgres_server import HouseDatabase

TENANT = UUID(int=99)
LIN, WANG = UUID(int=1), UUID(int=2)
HERS = {"reporter_id": LIN, "assignee_id": WANG, "unit_path": "/plant/east/", "type_key": "repair"}


def person(*roles: str, user: UUID = LIN, unit: str = "/plant/east/") -> Principal:
    rights = rights_of([SHIPPED_ROLES[role] for role in roles])
    return Principal(
        tenant=TENANT,
        actor=Actor(ActorKind.PERSON, user),
        user=user,
        roles=rights.roles,
        grants=rights.grants,
        views=rights.views,
        unit_path=unit,
    )


class Given(Struct, frozen=True):
    """A person and a row, waiting for an action."""

    who: Principal
    row: dict[str, object]

    def when(self, action: Action) -> "Allowed":
        return Allowed(holds(decide_access(self.who, action, "order"), self.row))


class Allowed(Struct, frozen=True):
    answer: bool

    def then(self, expected: bool) -> None:
        assert self.answer is expected


@pytest.mark.parametrize(
    ("who", "row", "action", "expected"),
    [
        (person("requester"), HERS, Action.ORDER_READ, True),
        (person("requester", user=UUID(int=7)), HERS, Action.ORDER_READ, False),
        (person("requester"), HERS, Action.ORDER_ACCEPT, False),
        (person("requester"), HERS, Action.ORDER_VERIFY, True),
        (person("technician", user=WANG), HERS, Action.ORDER_COMPLETE, True),
        (person("technician", user=WANG), HERS, Action.ORDER_VERIFY, False),
        (person("technician"), HERS | {"assignee_id": None}, Action.ORDER_CLAIM, False),
        (
            person("technician"),
            HERS | {"assignee_id": None, "candidate_roles": ["technician"]},
            Action.ORDER_CLAIM,
            True,
        ),
        (person("dispatcher"), {}, Action.ORDER_ASSIGN, True),
        (person("dispatcher"), {}, Action.ORDER_COMPLETE, False),
        (person("supervisor"), HERS, Action.ORDER_CANCEL, True),
        (person("supervisor", user=UUID(int=7), unit="/plant/"), HERS, Action.ORDER_VERIFY, True),
        (
            person("supervisor", user=UUID(int=7), unit="/plant/west/"),
            HERS,
            Action.ORDER_VERIFY,
            False,
        ),
        (person("supervisor", user=UUID(int=7), unit=""), HERS, Action.ORDER_VERIFY, False),
        (person("designer"), HERS, Action.ORDER_READ, False),
        (person("admin", user=UUID(int=7)), HERS, Action.ORDER_READ, True),
        (person("admin"), HERS, Action.ORDER_ACCEPT, False),
        (person("auditor", user=UUID(int=7)), HERS, Action.ORDER_READ, True),
        (person(), HERS, Action.ORDER_READ, False),
    ],
)
def test_a_role_allows_what_its_duty_needs(
    who: Principal, row: dict[str, object], action: Action, expected: bool
) -> None:
    Given(who, row).when(action).then(expected)


def test_roles_add_up_and_take_nothing_away() -> None:
    both = person("requester", "technician", user=WANG)
    Given(both, HERS).when(Action.ORDER_COMPLETE).then(True)
    Given(both, HERS | {"reporter_id": WANG}).when(Action.ORDER_VERIFY).then(True)


def test_a_grant_may_be_limited_to_order_types() -> None:
    grants = (Grant("order.read", Scope.ALL, ("repair", "inspection")),)
    who = Principal(tenant=TENANT, actor=Actor(ActorKind.PERSON, LIN), user=LIN, grants=grants)
    Given(who, HERS).when(Action.ORDER_READ).then(True)
    Given(who, HERS | {"type_key": "complaint"}).when(Action.ORDER_READ).then(False)


def test_a_key_does_what_lies_in_its_scopes_and_in_its_owners_grants() -> None:
    owner = person("technician", user=WANG)
    key = Principal(
        tenant=TENANT,
        actor=Actor(ActorKind.CLIENT, UUID(int=5)),
        user=WANG,
        roles=owner.roles,
        grants=owner.grants,
        scopes=("order.read", "order.archive"),
    )
    assert allowed_actions(key) == ("order.read",)
    Given(key, HERS).when(Action.ORDER_READ).then(True)
    Given(key, HERS).when(Action.ORDER_COMPLETE).then(False)
    Given(key, HERS).when(Action.ORDER_ARCHIVE).then(False)
    assert not may(key, Action.ORDER_COMPLETE)


def test_nobody_without_an_account_owns_or_holds_anything() -> None:
    grants = tuple(Grant("order.read", scope) for scope in (Scope.OWN, Scope.ASSIGNED, Scope.UNIT))
    ghost = Principal(tenant=TENANT, actor=Actor(ActorKind.TIMER, name="sla"), grants=grants)
    assert decide_access(ghost, "order.read", "order") == Never()
    Given(robot(TENANT, ghost.actor, ["order.read"]), {}).when(Action.ORDER_READ).then(True)


def test_the_most_that_any_role_shows_is_shown_and_what_is_not_named_is_hidden() -> None:
    views = field_view(person("requester", "technician"), "order")
    assert views["personal"] is View.MASKED
    assert views["sensitive"] is View.HIDDEN
    assert "biometric" not in views
    assert field_view(person("supervisor"), "order")["personal"] is View.MASKED
    special = (
        FieldView("order", "personal", View.MASKED),
        FieldView("asset", "personal", View.FULL),
    )
    who = Principal(tenant=TENANT, actor=Actor(ActorKind.PERSON, LIN), views=special)
    assert field_view(who, "order") == {"personal": View.MASKED}


def test_personal_values_are_masked_for_every_shipped_role_but_ones_own_words() -> None:
    for role in SHIPPED_ROLES:
        assert field_view(person(role), "order")["personal"] is not View.FULL, role
    assert field_view(person("requester"), "order", own=True)["personal"] is View.FULL
    assert field_view(person("dispatcher"), "order", own=True)["personal"] is View.MASKED


def test_each_shipped_role_names_every_privacy_class_and_only_known_actions() -> None:
    assert set(SHIPPED_ROLES) == {
        "requester",
        "technician",
        "dispatcher",
        "supervisor",
        "designer",
        "admin",
        "auditor",
        "privacy-officer",
    }
    for role in SHIPPED_ROLES.values():
        everywhere = {view.privacy_class for view in role.body.views if view.kind == "*"}
        assert everywhere == {
            "public",
            "internal",
            "personal",
            "sensitive",
        }
        assert {grant.action for grant in role.body.grants} <= set(Action)
        assert role.shipped


def test_every_action_can_be_had_from_some_shipped_role() -> None:
    granted = {grant.action for role in SHIPPED_ROLES.values() for grant in role.body.grants}
    assert set(Action) - granted == OF_GUESTS


def test_auditors_change_no_order_and_designers_only_by_which_version_it_runs() -> None:
    for role, own in (("auditor", set[str]()), ("designer", {"order.migrate"})):
        changes = {
            action
            for action in allowed_actions(person(role))
            if action.startswith("order.") and action not in {"order.read", "order.export"}
        }
        assert changes == own


ROWS = 200
PRINCIPALS = 40
UNITS = ["/", "/plant/", "/plant/east/", "/plant/eastern/", "/plant/west/", ""]
PEOPLE = [UUID(int=n) for n in range(1, 6)]
COLUMNS = {
    "reporter_id": "r.reporter_id",
    "assignee_id": "r.assignee_id",
    "holder_id": "r.holder_id",
    "candidate_roles": "r.candidate_roles",
    "unit_path": "r.unit_path",
    "type_key": "r.type_key",
}


def made_row(chance: Random, n: int) -> dict[str, object]:
    roles = [*SHIPPED_ROLES]
    return {
        "n": n,
        "reporter_id": chance.choice([*PEOPLE, None]),
        "assignee_id": chance.choice([*PEOPLE, None]),
        "holder_id": chance.choice([*PEOPLE, None]),
        "candidate_roles": chance.choice([None, [], chance.sample(roles, 2)]),
        "unit_path": chance.choice([*UNITS[:-1], None]),
        "type_key": chance.choice(["repair", "inspection", None]),
    }


def made_principal(chance: Random) -> Principal:
    roles = chance.sample([*SHIPPED_ROLES], chance.randint(0, 3))
    who = person(*roles, user=chance.choice(PEOPLE), unit=chance.choice(UNITS))
    own = tuple(
        Grant(chance.choice([*Action]), chance.choice([*Scope]), chance.choice([(), ("repair",)]))
        for _ in range(chance.randint(0, 6))
    )
    scopes = None if chance.random() < 0.7 else tuple(chance.sample([*Action], 12))
    return Principal(
        tenant=TENANT,
        actor=who.actor,
        user=None if chance.random() < 0.1 else who.user,
        roles=who.roles,
        grants=who.grants + own,
        unit_path=who.unit_path,
        scopes=scopes,
    )


@pytest.fixture
async def table(database: HouseDatabase) -> AsyncIterator[tuple[Writer, list[dict[str, object]]]]:
    chance = Random(20260101)
    rows = [made_row(chance, n) for n in range(ROWS)]
    async with database.admin.untenanted() as lent:
        await lent.execute(
            "CREATE TEMPORARY TABLE r (n int, reporter_id uuid, assignee_id uuid, holder_id uuid,"
            ' candidate_roles text[], unit_path text COLLATE "C", type_key text)'
        )
        await lent.execute(
            "INSERT INTO r SELECT * FROM json_populate_recordset(NULL::r, $1::text::json)",
            json.dumps(rows, default=str),
        )
        yield lent, rows
        await lent.execute("DROP TABLE r")


async def test_the_policy_means_the_same_in_memory_and_in_sql(
    table: tuple[Writer, list[dict[str, object]]],
) -> None:
    connection, rows = table
    chance = Random(4711)
    triples = allowed = 0
    orders = [action for action in Action if action.startswith("order.")]
    for _ in range(PRINCIPALS):
        who = made_principal(chance)
        for action in chance.sample(orders, 3):
            predicate = decide_access(who, action, "order")
            condition, arguments = to_sql(predicate, COLUMNS, 1)
            found = await connection.fetch(f"SELECT n FROM r WHERE {condition}", *arguments)
            expected = {row["n"] for row in rows if holds(predicate, row)}
            assert {row["n"] for row in found} == expected, (who, action)
            triples += len(rows)
            allowed += len(expected)
    assert triples >= 10_000
    assert 0.05 < allowed / triples < 0.95  # a comparison of nothing with nothing has no teeth
