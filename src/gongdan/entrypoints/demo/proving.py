"""What the demo's people do on site: check in, take photos, have the work signed for."""

from collections.abc import AsyncIterator
from uuid import UUID

from gongdan.bootstrap.house import House
from gongdan.entrypoints.demo.organise import granted
from gongdan.entrypoints.demo.pictures import photo, signature
from gongdan.entrypoints.demo.stories import Name, Photo
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import AddEvidence, AnyAct, CheckIn, SignOrder
from gongdan.rooms.workorders.handlers.sent import Sent


async def perform(
    house: House, by: Principal, order: UUID, command: AnyAct | CheckIn | Photo | Name
) -> None:
    """Do one act of a story on an order."""
    match command:
        case CheckIn():
            granted(await house.desk.evidence.add(by, order, command, Sent()))
        case Photo(scene=scene, label=label):
            file = await _uploaded(house, by, f"{label}.jpg", photo(scene, label))
            proof = AddEvidence(file=file, kind="photo", label=label)
            granted(await house.desk.evidence.add(by, order, proof, Sent()))
        case Name():
            await _sign(house, by, order, command)
        case _:
            granted(await house.orders.act(by, order, command, Sent()))


async def _sign(house: House, by: Principal, order: UUID, name: Name) -> None:
    drawn = await _uploaded(house, by, "signature.png", signature(name.signer))
    said = granted(await house.order_views.statement(by, order, name.language))
    sign = SignOrder(digest=said.digest, language=name.language, signer=name.signer, picture=drawn)
    granted(await house.orders.act(by, order, sign, Sent()))


async def _uploaded(house: House, by: Principal, name: str, data: bytes) -> UUID:
    begun = granted(await house.files.uploads.begin(by, name, len(data)))
    granted(await house.files.uploads.take(by, begun.upload.id, 0, _at_once(data)))
    return granted(await house.files.finishing.finish(by, begun.upload.id)).id


async def _at_once(data: bytes) -> AsyncIterator[bytes]:
    yield data
