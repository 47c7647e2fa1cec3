"""What other processes tell by NOTIFY: revoked rights and erased persons, forgotten at once."""

import asyncio
from collections.abc import Callable, Mapping
from uuid import UUID

from gongdan.bootstrap.house import House
from gongdan.kernel.database import DATABASE_AWAY
from gongdan.rooms.identity.contract import SESSIONS_CHANNEL
from gongdan.rooms.privacy.contract import DESTROYED_CHANNEL

Hear = Callable[[str], None]


async def hear_others(house: House) -> None:
    """Listen until cancelled; what was missed while the line was cut is forgotten wholesale."""

    def revoked(message: str) -> None:
        house.authentication.forget(message)
        house.hub.part(message)

    def destroyed(message: str) -> None:
        tenant, _, subject = message.partition(" ")
        house.vault.forget(UUID(tenant), UUID(subject))

    heard: Mapping[str, Hear] = {
        SESSIONS_CHANNEL: revoked,
        DESTROYED_CHANNEL: destroyed,
    }
    while True:
        try:
            await _listen(house, heard)
        except DATABASE_AWAY:
            await asyncio.sleep(1)


async def _listen(house: House, heard: Mapping[str, Hear]) -> None:
    connection = await house.storage.listen()
    lost = asyncio.Event()
    connection.add_termination_listener(lambda _: lost.set())
    try:
        for channel, hear in heard.items():
            await connection.add_listener(
                channel, lambda _c, _p, _ch, message, hear=hear: hear(str(message))
            )
        house.authentication.forget("")
        house.hub.part("")
        house.vault.forget_all()
        await lost.wait()
    finally:
        connection.terminate()
