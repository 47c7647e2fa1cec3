"""Who else has a definition open: told while they are there, forgotten a minute after."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk
from gongdan.rooms.lowcode.handlers.presence import GONE, Presence
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import FIVE_STEP
from tests.rooms.lowcode.test_desk import Roles, Trail

KEY = "five_step"


async def test_others_are_seen_for_a_minute_and_never_oneself(
    database: HouseDatabase, tenant: UUID
) -> None:
    now = [datetime(2026, 11, 26, tzinfo=UTC)]
    presence = Presence(database.app, lambda: now[0])
    ann, bob = new_id(), new_id()
    desk = DefinitionDesk(database.app, (), Roles(), Trail())
    by = By(tenant, Actor(ActorKind.PERSON, ann))
    await desk.save_draft(by, KEY, json.dumps(FIVE_STEP).encode(), seen=0)

    assert await presence.here(tenant, KEY, ann, "flow/nodes/verify") == ()
    seen = await presence.here(tenant, KEY, bob, "")
    assert not isinstance(seen, Refused)
    assert [(each.user, each.place) for each in seen] == [(ann, "flow/nodes/verify")]

    now[0] += GONE + timedelta(seconds=1)
    assert await presence.here(tenant, KEY, ann, "fields") == ()


async def test_nobody_is_told_of_a_definition_that_is_not_there(
    database: HouseDatabase, tenant: UUID
) -> None:
    other = await database.make_tenant()
    desk = DefinitionDesk(database.app, (), Roles(), Trail())
    by = By(other, Actor(ActorKind.PERSON, new_id()))
    await desk.save_draft(by, KEY, json.dumps(FIVE_STEP).encode(), seen=0)
    for key in ("nothing", KEY):
        no = await Presence(database.app).here(tenant, key, new_id(), "")
        assert isinstance(no, Refused)
        assert no.code == "definition_unknown"
