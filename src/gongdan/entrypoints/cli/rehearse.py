"""`gongdan rehearse`: history put through a draft from the command line, with figures."""

import time
from datetime import timedelta
from pathlib import Path

import click
from msgspec import Struct

from gongdan.bootstrap.house import House
from gongdan.engines.flow.model import FlowDefinition, Kind
from gongdan.entrypoints.cli.running import in_house
from gongdan.entrypoints.cli.told import Fault, as_json_option, tell
from gongdan.entrypoints.importing.mapping import MappingError, load_mapping
from gongdan.entrypoints.stand_in import find_tenant
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.identity.contract import Action, robot
from gongdan.rooms.rehearsal.domain.found import Found, gathered
from gongdan.rooms.rehearsal.jobs import Judge
from gongdan.rooms.rehearsal.ports import Body
from gongdan.rooms.rehearsal.store.replays import Replay, Wanted
from gongdan.rooms.rehearsal.views.replays import ReplayShown, replay_shown


class _Asked(Struct, frozen=True, kw_only=True):
    """What the command line asked for."""

    key: str
    tenant: str
    days: int
    file: Path | None
    mapping: str


@click.command()
@click.argument("key")
@click.option("--tenant", default="demo", show_default=True, help="Whose orders.")
@click.option("--days", default=31, show_default=True, help="Orders reported in the last N days.")
@click.option(
    "--body",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A definition's file, instead of the draft that is kept.",
)
@click.option("--map", "mapping", default="", help="The mapping by which history was imported.")
@as_json_option
def rehearse(
    *, key: str, tenant: str, days: int, file: Path | None, mapping: str, as_json: bool
) -> None:
    """Put past orders of the type KEY through its draft; nothing is stored or changed."""
    asked = _Asked(key=key, tenant=tenant, days=days, file=file, mapping=mapping)
    told: list[tuple[ReplayShown, float]] = []

    async def run(house: House) -> None:
        begun = time.monotonic()
        told.append((await _replayed(house, asked), time.monotonic() - begun))

    in_house(run)
    [(shown, seconds)] = told
    groups = [
        {"kind": each.kind, "place": each.place, "what": each.what, "count": each.count}
        for each in shown.groups
    ]
    figures = {
        "orders": shown.seen,
        "same": shown.same,
        "imported": shown.imported,
        "groups": groups,
        "unmapped": {each.activity: each.count for each in shown.unmapped},
        "seconds": round(seconds, 2),
    }
    tell(figures, _sentences(shown, seconds), as_json=as_json)


async def _replayed(house: House, asked: _Asked) -> ReplayShown:
    tenant = await find_tenant(house.storage.app, asked.tenant)
    if tenant is None:
        raise Fault(f"There is no tenant {asked.tenant}.")
    means = house.rehearsals.means
    if asked.file is not None:
        body = means.bodies.read(asked.file.read_bytes())
    else:
        body = await means.bodies.draft(tenant, asked.key)
    if isinstance(body, Refused):
        raise Fault(f"{body.code}: {body.facts}")
    now = house.clock()
    wanted = Wanted(
        after=now - timedelta(days=asked.days),
        before=now + timedelta(minutes=1),
        activities=_activities(asked.mapping, body.bundle.flow),
    )
    replay = _replay(asked, body, wanted)
    reader = robot(tenant, Actor(ActorKind.CLIENT, None, "command line"), (Action.ORDER_READ,))
    judge, found, seen, cursor = Judge(means, tenant, body, replay), Found(), 0, ""
    while True:
        orders, cursor = await means.past.page(
            reader, asked.key, wanted.after, wanted.before, cursor=cursor
        )
        found = gathered(found, await judge.all(orders))
        seen += len(orders)
        if not cursor:
            break
    roles = {key: role.title for key, role in (await means.roles.of(tenant)).items()}
    ended = _replay(asked, body, wanted, seen=seen, found=found)
    return replay_shown(ended, body.bundle, "en", newest="", roles=roles)


def _replay(
    asked: _Asked, body: Body, wanted: Wanted, *, seen: int = 0, found: Found | None = None
) -> Replay:
    now = wanted.before
    return Replay(
        id=new_id(),
        user=new_id(),
        key=asked.key,
        version=0,
        sha256=body.sha256,
        body=body.content,
        wanted=wanted,
        state="done" if found else "running",
        total=seen,
        seen=seen,
        found=found or Found(),
        begun_at=now,
        changed_at=now,
    )


def _activities(mapping: str, flow: FlowDefinition) -> dict[str, str]:
    """Return the step for each activity of a mapping: the first one of its stage."""
    if not mapping:
        return {}
    try:
        stages = load_mapping(mapping).stages
    except MappingError as fault:
        raise Fault(str(fault)) from fault
    first = {
        node.stage: key for key, node in reversed(flow.nodes.items()) if node.kind is Kind.USER
    }
    return {activity: first[stage] for activity, stage in stages.items() if stage in first}


def _sentences(shown: ReplayShown, seconds: float) -> str:
    told = f"{shown.seen:,} orders ({shown.imported:,} imported) in {seconds:.1f} s"
    lines = [f"{told}: {shown.same:,} would go the same way."]
    for each in shown.groups:
        lines += [f"{each.count:>7,}  {each.kind:<10} {each.place}", f"         {each.what}"]
    if shown.unmapped:
        names = ", ".join(f"{each.activity} ({each.count:,})" for each in shown.unmapped[:20])
        lines.append(f"Activities that name no step: {names}")
    return "\n".join(lines)
