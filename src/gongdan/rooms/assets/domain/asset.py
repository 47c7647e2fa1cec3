"""What makes an asset right: clean texts, whole coordinates."""

from msgspec import UNSET
from msgspec.structs import asdict, replace

from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_identifier, clean_line
from gongdan.rooms.assets.contract import Asset, ChangeAsset
from gongdan.rooms.assets.domain.refusals import Refusal, malformed

CODE_LIMIT = 64
LINE_LIMITS = {"name": 200, "kind": 64, "place": 400}
"""Code points of each text."""


def checked(asset: Asset) -> Asset | Refused:
    """Return the asset with its texts cleaned, or why it can't be kept."""
    code = clean_identifier(asset.code, limit=CODE_LIMIT)
    if isinstance(code, TextFault):
        return malformed(Refusal.ASSET_TEXT_UNUSABLE, "/code", limit=CODE_LIMIT)
    lines: dict[str, str] = {}
    for field, limit in LINE_LIMITS.items():
        line = clean_line(getattr(asset, field), limit=limit)
        if isinstance(line, TextFault) or (field == "name" and not line):
            return malformed(Refusal.ASSET_TEXT_UNUSABLE, f"/{field}", limit=limit)
        lines[field] = line
    if not _on_earth(asset.latitude, asset.longitude):
        return malformed(Refusal.ASSET_COORDINATES_UNUSABLE, "/latitude")
    return replace(asset, code=code, **lines)


def changed(asset: Asset, change: ChangeAsset) -> Asset | Refused:
    """Return the asset as the change would leave it, checked."""
    named = {field: value for field, value in asdict(change).items() if value is not UNSET}
    return checked(replace(asset, **named))


def _on_earth(latitude: float | None, longitude: float | None) -> bool:
    if latitude is None or longitude is None:
        return latitude is longitude
    return -90 <= latitude <= 90 and -180 <= longitude <= 180
