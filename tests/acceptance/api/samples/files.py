"""Files: one that the requester sent and nothing has taken, so that nobody else sees it."""

from tests.acceptance.api.planting import Planting

BODIES = {
    "createUpload": lambda _: {"name": "x.exe", "size": 10},
    "addEvidence": lambda planted: {"file": planted.ids["file"]},
    "checkIn": lambda _: {"latitude": "1", "longitude": "1"},
}
NOT_THERE = {
    "findUpload",
    "seeFile",
    "getFile",
    "getFileThumbnail",
    "getFilePoster",
    "getFileOriginal",
}


async def plant(planting: Planting) -> None:
    """Plant an upload and a file, both with a name that only their sender may read."""
    upload = await planting.made(
        "requester", "/uploads", name=f"{planting.name('upload')}.txt", size=9
    )
    planting.ids["upload"] = upload
    client = planting.clients["requester"]
    made = await planting.made("requester", "/uploads", name=f"{planting.name('file')}.txt", size=5)
    headers = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    await client.patch(f"/api/v1/uploads/{made}", content=b"plain", headers=headers)
    assert (await client.post(f"/api/v1/uploads/{made}/finish")).status_code == 200
    planting.ids["file"] = made
