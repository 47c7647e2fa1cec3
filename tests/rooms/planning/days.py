"""A small made-up day: people and orders along a line of a town, for tests of decisions."""

from datetime import UTC, datetime
from uuid import UUID

from gongdan.rooms.planning.contract import Arrangement, Begun, Work, Worker
from gongdan.rooms.planning.domain.days import Facts

HOUR = 3_600
MIDNIGHT = int(datetime(2026, 6, 1, tzinfo=UTC).timestamp())
LI, ZHAO, QIAN = UUID(int=1), UUID(int=2), UUID(int=3)


def order(number: int) -> UUID:
    return UUID(int=100 + number)


def work(number: int, **otherwise: object) -> Work:
    """Return an order one kilometre further out for each number."""
    said: dict[str, object] = {
        "order": order(number),
        "number": f"WO-{number}",
        "priority": 3,
        "act": "assign",
        "assignee": None,
        "due_at": None,
        "unit": None,
        "latitude": 31.2,
        "longitude": 121.4 + number / 100,
        "minutes": 60,
    }
    return Work(**{**said, **otherwise})  # type: ignore[arg-type]  # whatever the test says


def worker(user: UUID, **otherwise: object) -> Worker:
    """Return somebody who works from 8 to 17 and lives at the town's end."""
    said: dict[str, object] = {
        "user": user,
        "name": f"T-{user.int}",
        "starts": 8 * HOUR,
        "stops": 17 * HOUR,
        "latitude": 31.2,
        "longitude": 121.4,
    }
    return Worker(**{**said, **otherwise})  # type: ignore[arg-type]  # whatever the test says


def facts(
    works: list[Work],
    workers: list[Worker],
    *,
    begun: dict[UUID, tuple[Begun, ...]] | None = None,
    since: int = 0,
    keep: bool = False,
) -> Facts:
    return Facts(
        works={each.order: each for each in works},
        workers={each.user: each for each in workers},
        begun=begun or {},
        since=since,
        midnight=MIDNIGHT,
        keep=keep,
    )


def due(hour: float) -> datetime:
    return datetime.fromtimestamp(MIDNIGHT + hour * HOUR, tz=UTC)


def routes(**by: tuple[int, ...]) -> Arrangement:
    people = {"li": LI, "zhao": ZHAO, "qian": QIAN}
    return Arrangement({people[who]: tuple(map(order, stops)) for who, stops in by.items()})
